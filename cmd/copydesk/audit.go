package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"copydesk.dev/audit"
	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/output"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/regular"
	"copydesk.dev/reports"
	"copydesk.dev/reports/notice"
)

// auditOptions are the flags of the audit command that its settings don't
// hold: where results go, and how much is said.
type auditOptions struct {
	settings audit.Settings
	inputs   []string // from the configuration
	out      string
	json     string
	failOn   string
	quiet    bool
	dryRun   bool
	archive  string
	lookback int
	timeout  time.Duration
	memory   int64 // megabytes
	keep     string
	logs     string
	notifier *notifier // nil: nobody is told
	ending   *ending
}

func newAudit() *cobra.Command {
	var o auditOptions
	cmd := &cobra.Command{
		Use:   "audit INPUT…",
		Short: "Audit files, folders and web pages, and write the workbook",
		Long: `Audit articles: files, folders of them (searched through), web addresses, and
"-" for standard input. The address of a feed or a sitemap, and a text file
that holds nothing but addresses, stand for the pages they name. Pages are
fetched politely: one at a time from a host, as its robots.txt allows.

Every setting can also stand in the file that
--config names, or in an environment variable: COPYDESK_MIN_WORDS for
--min-words. Flags beat the environment, the environment beats the file.

` + exitStatus,
		Example: `  copydesk audit tonight/
  copydesk audit tonight/ --reference wires/ --out "audit-$(date +%F).xlsx" --quiet
  copydesk audit tonight/ --json findings.jsonl --fail-on high`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().AddFlagSet(o.flags())
	return cmd
}

// flags defines the flags of the audit command.
func (o *auditOptions) flags() *pflag.FlagSet {
	flags := pflag.NewFlagSet("audit", pflag.ContinueOnError)
	flags.SortFlags = false
	flags.StringVar(&o.out, "out", "copydesk-audit.xlsx", "workbook to write; {date} in its name stands for the day of the run")
	flags.StringVar(&o.json, "json", "", "write the findings stream to this `file` (\"-\": standard output)")
	flags.StringArrayVar(&o.settings.Reference, "reference", nil, "only compared against: `path` (may be repeated)")
	flags.StringArrayVar(&o.settings.Evidence, "evidence", nil, "claims are checked against it: `path` (may be repeated)")
	flags.StringVar(&o.settings.Ratings, "ratings", "", "the newsroom's ratings of sources: CSV `file` of name, rating (0 to 100), note")
	flags.StringVar(&o.archive, "archive", "", "remember this run in the archive `file`, and compare with the earlier ones in it")
	flags.IntVar(&o.lookback, "lookback-days", 30, "look for rewordings and claims in so many `days` of the archive; for copied passages always in all")
	flags.DurationVar(&o.timeout, "timeout", 0, "end the run after this `time`, such as 40m, with what was read by then (0: never)")
	flags.Int64Var(&o.memory, "max-memory", 0, "reject inputs when the run would take more than so many `megabytes` of memory (0: three quarters of what there is)")
	flags.StringVar(&o.keep, "keep", "", "`how many` results of earlier nights to keep, such as \"30 daily, 12 monthly\"; needs {date} in --out")
	flags.StringArrayVar(&o.settings.Returned, "returned", nil, "take verdicts in from the workbooks in this `folder` too, where mailed ones come back to (may be repeated)")
	flags.StringVar(&o.failOn, "fail-on", "never", "exit with 10 on a finding of this severity or worse: high, medium, low, never")
	flags.BoolVar(&o.quiet, "quiet", false, "print the summary only when there is something to look at, and log only warnings")
	flags.BoolVar(&o.dryRun, "dry-run", false, "audit, but write no file")
	flags.StringVar(&o.logs, "log-format", "auto", "auto (console on a terminal, JSON otherwise), json or console")
	flags.StringArrayVar(&o.inputs, "inputs", nil, "what to audit when no argument says it: `path` (may be repeated)")
	addSettings(flags, &o.settings)
	return flags
}

func (o *auditOptions) run(cmd *cobra.Command, args []string) error {
	conf, err := complete(cmd, &o.settings)
	if err != nil {
		return err
	}
	o.settings.Inputs = args
	if len(args) == 0 {
		o.settings.Inputs = o.inputs
	}
	if len(o.settings.Inputs) == 0 {
		return &usageError{fmt.Errorf("nothing to audit: name files or folders, or \"-\" for standard input; see copydesk audit --help")}
	}
	limit, err := failOn(o.failOn)
	if err != nil {
		return &usageError{err}
	}
	stderr := cmd.ErrOrStderr()
	logger, err := newLogger(stderr, o.logs, o.quiet)
	if err != nil {
		return &usageError{err}
	}
	keep, err := parseKeep(o.keep)
	if err != nil {
		return &usageError{err}
	}
	if o.keep != "" && !strings.Contains(filepath.Base(o.out), datePlace) {
		return &usageError{fmt.Errorf("--keep goes by the day in the workbook's name: put %s into that of --out %s", datePlace, o.out)}
	}
	if strings.Contains(filepath.Dir(o.out), datePlace) {
		return &usageError{fmt.Errorf("--out %s: %s can stand in the file's name only: verdicts are looked for beside it", o.out, datePlace)}
	}
	day := o.settings.Now().UTC()
	if err := errors.Join(checkOutput("out", dated(o.out, day)), checkOutput("json", dated(o.json, day))); err != nil {
		return &usageError{err}
	}
	if !o.dryRun {
		if o.notifier, err = conf.newNotifier(); err != nil {
			return &usageError{err}
		}
	}
	o.settings.MaxMemory = limitMemory(o.memory)
	o.ending = newEnding(o.timeout, endLimit)
	o.settings.Stop, o.settings.Grace = o.ending.stop, auditGrace
	return o.ending.within(func() (err error) {
		defer func() {
			ctx, done := o.ending.notifying(cmd.Context())
			defer done()
			o.notifier.end(ctx, err, logger)
		}()
		return o.carryOut(cmd, keep, limit, logger)
	})
}

// carryOut audits, writes what was found, and returns the outcome. limit is the
// rank of the severity from which findings are one of their own, 0 for none.
func (o *auditOptions) carryOut(cmd *cobra.Command, keep retention, limit int, logger zerolog.Logger) error {
	outPattern, jsonPattern, today := o.out, o.json, o.settings.Now().UTC()
	o.out, o.json = dated(o.out, today), dated(o.json, today)
	bars := o.showProgress(cmd.ErrOrStderr())
	o.ending.at("the archive")
	in, err := o.openArchive(cmd.Context(), outPattern)
	if err != nil {
		return err
	}
	if o.settings.Archive != nil {
		defer o.settings.Archive.Close()
	}
	o.ending.at("the settings")
	auditor, err := audit.New(o.settings)
	if err != nil {
		return &usageError{err}
	}
	logger = logger.With().Str("run", auditor.RunID()).Logger()
	logger.Info().Strs("inputs", o.settings.Inputs).Msg("audit started")
	ctx, done := o.ending.notifying(cmd.Context())
	o.notifier.begin(ctx, logger)
	done()
	log, err := auditor.Run(cmd.Context())
	bars.wait()
	if err != nil {
		return o.nothing(err, in.notices, logger)
	}
	rejected := logRejected(log.Rejected, logger)
	log.Summary.Notices = append(in.notices, log.Summary.Notices...)
	logNotices(log.Summary.Notices, logger)
	o.ending.at("the results")
	o.ending.alive()
	if err := o.write(cmd.Context(), cmd.OutOrStdout(), log, outPattern, logger); err != nil {
		return err
	}
	finished := o.finished(cmd.Context())
	for _, pattern := range []string{outPattern, jsonPattern} {
		if err := keep.retire(pattern, today, finished, o.dryRun, logger); err != nil {
			return err
		}
	}
	s := log.Summary
	if s.Incomplete != "" {
		logger.Error().Str("why", s.Incomplete).Msg("the run is incomplete")
	}
	logger.Info().Int("articles", s.Articles).Int("findings", s.Findings).Int("rejected", s.Rejected).
		Interface("seconds", s.Seconds).Msg("audit finished")
	return outcomeOf(log, limit, rejected)
}

// showProgress has the audit say where it is, and returns the bars that show it,
// nil when they are not wanted.
func (o *auditOptions) showProgress(w io.Writer) *progress {
	var bars *progress
	if !o.quiet {
		bars = newProgress(w)
	}
	o.settings.Progress = func(stage string, done, total int) {
		o.ending.at(stage)
		switch stage {
		case audit.Scoring, audit.Remembering:
			o.ending.alive() // and after scoring there are no bars any more
		default:
			bars.update(stage, done, total)
		}
	}
	return bars
}

// outcomeOf is what a run ends with whose results are written.
func outcomeOf(log *audit.Result, limit, rejected int) error {
	var ended outcome
	switch worst := audit.Worst(log.Log); {
	case limit > 0 && worst.Rank() >= limit:
		ended = exitFindings
	case rejected > 0 || log.Summary.Incomplete != "":
		ended = exitRejected
	default:
		return nil
	}
	if missed := reports.NotCompared(log.Log); missed != "" {
		return &remark{ended, missed}
	}
	return ended
}

// nothing is what a run ends with that audited nothing. When its inputs could
// not be read, they may be mistyped; when nothing came in, it is a quiet night.
// In both cases the results of earlier nights stay as they are. Notices of the
// verdicts that were taken in have no other place to be told.
func (o *auditOptions) nothing(err error, notices []string, logger zerolog.Logger) error {
	nothing := new(intake.NothingError)
	if !errors.As(err, &nothing) {
		return err
	}
	logNotices(notices, logger)
	switch {
	case nothing.Incomplete != "":
		return err
	case logRejected(nothing.Unread, logger) > 0:
		return &usageError{err}
	}
	logger.Warn().Strs("inputs", o.settings.Inputs).Msg(err.Error())
	return nil
}

func logNotices(notices []string, logger zerolog.Logger) {
	for _, notice := range notices {
		logger.Warn().Msg(notice)
	}
}

// logRejected logs the inputs that could not be read, and counts them.
func logRejected(list []record.Rejected, logger zerolog.Logger) (rejected int) {
	for _, r := range list {
		if r.Skipped {
			continue
		}
		rejected++
		logger.Warn().Str("source", r.Source).Str("reason", r.Reason).Msg("input rejected")
	}
	return rejected
}

// failOn returns the rank from which a finding's severity ends the run with
// its own exit code, or 0 for never.
func failOn(word string) (rank int, err error) {
	if rank = record.Severity(word).Rank(); rank == 0 && word != "never" {
		return 0, fmt.Errorf("--fail-on %q: want high, medium, low or never", word)
	}
	return rank, nil
}

// openArchive opens the archive, if one is named, and takes in the verdicts in
// the output folder and in those that workbooks are returned to.
func (o *auditOptions) openArchive(ctx context.Context, pattern string) (in *inbox, err error) {
	switch {
	case o.lookback < 1:
		return nil, &usageError{fmt.Errorf("--lookback-days %d: want 1 or more", o.lookback)}
	case o.archive == "" && len(o.settings.Returned) > 0:
		return nil, &usageError{errors.New("--returned needs an archive that remembers the verdicts: name it with --archive FILE")}
	case o.archive == "":
		return &inbox{}, nil
	}
	o.settings.Build = build()
	o.settings.Lookback = time.Duration(o.lookback) * 24 * time.Hour
	if o.dryRun { // it reads what is there, and makes nothing
		if _, err := os.Stat(o.archive); errors.Is(err, fs.ErrNotExist) {
			return &inbox{}, nil
		}
		o.settings.Archive, err = archive.OpenForReading(ctx, o.archive)
		return &inbox{}, err
	}
	if o.settings.Archive, err = archive.Open(ctx, o.archive); err != nil {
		return nil, err
	}
	in = &inbox{results: stemOf(pattern)}
	for _, folder := range o.settings.Returned {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			in.say("No verdicts were taken in from %s, which --returned names: there is no such folder. Make it, or mend the setting.", folder)
		}
	}
	err = in.take(ctx, o.settings.Stop, o.settings.Archive, append([]string{filepath.Dir(o.out)}, o.settings.Returned...), o.settings.Now())
	if err != nil {
		_ = o.settings.Archive.Close() // err tells more
	}
	return in, err
}

// finished reports whether a workbook can go: nobody has written in it, or the
// archive has all that stands in it and no note in it still waits for a
// verdict.
func (o *auditOptions) finished(ctx context.Context) func(path string) (bool, error) {
	decisions := sync.OnceValues(func() (*archive.Decisions, error) { return o.settings.Archive.Decisions(ctx) })
	return func(path string) (bool, error) {
		touched, err := reports.Touched(path)
		if err != nil || !touched || o.settings.Archive == nil {
			return !touched, err
		}
		name, err := filepath.Abs(path)
		if err != nil {
			return false, err
		}
		hash, err := hashFile(path)
		if err != nil {
			return false, err
		}
		whole, err := o.settings.Archive.TakenWhole(ctx, name, hash)
		if err != nil || !whole {
			return false, err
		}
		decided, err := decisions()
		if err != nil {
			return false, err
		}
		return !slices.ContainsFunc(decided.Notes, func(v archive.Verdict) bool { return v.Path == name }), nil
	}
}

// checkOutput refuses a name for results that is no file's: results are
// written beside it, and then take the name.
func checkOutput(flag, path string) error {
	if path == "" || path == "-" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return nil // whoever writes there says what is wrong
	}
	if kind := regular.Kind(info.Mode()); kind != "" {
		return fmt.Errorf("--%s %s: it is %s, and results take the name of a file; for a pipe, write the stream to standard output with --json -", flag, path, kind)
	}
	return nil
}

// write writes the stream, the workbook and the summary, and commits the run.
// An interrupted run writes none.
func (o *auditOptions) write(ctx context.Context, stdout io.Writer, result *audit.Result, pattern string, logger zerolog.Logger) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if o.json == "-" {
		if _, err := result.WriteTo(writer{stdout, ctx, o.ending.alive}); err != nil {
			return fmt.Errorf("findings stream: %w", err)
		}
	}
	if !o.dryRun {
		if err := o.writeFiles(ctx, result, pattern, logger); err != nil {
			return err
		}
	}
	if o.json == "-" || o.quiet && !notice.Worth(result.Log) {
		return nil
	}
	if err := reports.WriteSummary(stdout, result.Log, isTerminal(stdout)); err != nil {
		logger.Error().Err(err).Msg("the summary could not be printed") // the results are safe
	}
	return nil
}

func (o *auditOptions) writeFiles(ctx context.Context, result *audit.Result, pattern string, logger zerolog.Logger) error {
	var files output.Files
	defer func() { files.Discard() }()
	if o.json != "" && o.json != "-" {
		if err := files.Write(o.json, func(w io.Writer) error { _, err := result.WriteTo(writer{w, ctx, o.ending.alive}); return err }); err != nil {
			return err
		}
	}
	workbook, err := reports.FreeName(o.out)
	if err != nil {
		return err
	}
	if workbook != o.out {
		logger.Warn().Str("kept", o.out).Str("file", workbook).Msg(renamed)
	}
	route, err := reports.Route(workbook, ".")
	if err != nil {
		return err
	}
	if err := files.Write(workbook, func(w io.Writer) error { return reports.Workbook(writer{w, ctx, o.ending.alive}, route, result.Log) }); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := result.Commit(ctx, files...); err != nil {
		if errors.As(err, new(*archive.UnnamedError)) {
			files = nil // the archive knows of them
		}
		return err
	}
	if strings.Contains(filepath.Base(pattern), datePlace) {
		if err := linkLatest(pattern, workbook); err != nil {
			logger.Warn().Err(err).Msg("the latest workbook has no link")
		}
	}
	for _, f := range files {
		logger.Info().Str("file", f.Final).Msg("written")
	}
	o.notifier.ready(notice.Report{Log: result.Log, Workbook: workbook})
	return nil
}

// linkLatest makes the name with "latest" in place of the day lead to the
// newest workbook. Where that name has become a workbook of its own that
// somebody has written in, it stays: programs that save by renaming make one.
func linkLatest(pattern, workbook string) error {
	name := strings.ReplaceAll(pattern, datePlace, "latest")
	if info, err := os.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		if touched, err := reports.Touched(name); err != nil || touched {
			return errors.Join(err, fmt.Errorf("%s is no link, but a workbook that somebody has written in: it is kept, and read like any other; give it a name of its own, and the next run makes the link again", name))
		}
	}
	fresh := output.Temporary(name)
	if err := os.Symlink(filepath.Base(workbook), fresh); err != nil {
		return err
	}
	return os.Rename(fresh, name)
}

// renamed is said when a workbook that somebody wrote in was kept.
const renamed = "somebody has saved the workbook that was there, or has it open: it is kept, and the new one has another name"
