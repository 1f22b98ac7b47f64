package main

import (
	"context"
	"fmt"
	"io"

	"github.com/google/renameio/v2"
	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"copydesk/audit"
	"copydesk/audit/record"
	"copydesk/reports"
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
	logs     string
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
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&o.out, "out", "copydesk-audit.xlsx", "workbook to write")
	flags.StringVar(&o.json, "json", "", "write the findings stream to this `file` (\"-\": standard output)")
	flags.StringArrayVar(&o.settings.Reference, "reference", nil, "only compared against: `path` (may be repeated)")
	flags.StringArrayVar(&o.settings.Evidence, "evidence", nil, "claims are checked against it: `path` (may be repeated)")
	flags.StringVar(&o.settings.Ratings, "ratings", "", "the newsroom's ratings of sources: CSV `file` of name, rating (0 to 100), note")
	flags.StringVar(&o.failOn, "fail-on", "never", "exit with 10 on a finding of this severity or worse: high, medium, low, never")
	flags.BoolVar(&o.quiet, "quiet", false, "print no summary and log only warnings")
	flags.BoolVar(&o.dryRun, "dry-run", false, "audit, but write no file")
	flags.StringVar(&o.logs, "log-format", "auto", "auto (console on a terminal, JSON otherwise), json or console")
	flags.StringArrayVar(&o.inputs, "inputs", nil, "what to audit when no argument says it: `path` (may be repeated)")
	addSettings(flags, &o.settings)
	return cmd
}

func (o *auditOptions) run(cmd *cobra.Command, args []string) error {
	if err := complete(cmd, &o.settings); err != nil {
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
	var bars *progress
	if !o.quiet {
		bars = newProgress(stderr)
		o.settings.Progress = bars.update
	}
	auditor, err := audit.New(o.settings)
	if err != nil {
		return &usageError{err}
	}
	logger = logger.With().Str("run", auditor.RunID()).Logger()
	logger.Info().Strs("inputs", o.settings.Inputs).Msg("audit started")
	log, err := auditor.Run(cmd.Context())
	bars.wait()
	if err != nil {
		return err
	}
	rejected := 0
	for _, r := range log.Rejected {
		if r.Skipped {
			continue
		}
		rejected++
		logger.Warn().Str("source", r.Source).Str("reason", r.Reason).Msg("input rejected")
	}
	if err := o.write(cmd.Context(), cmd.OutOrStdout(), log, logger); err != nil {
		return err
	}
	s := log.Summary
	logger.Info().Int("articles", s.Articles).Int("findings", s.Findings).Int("rejected", s.Rejected).
		Interface("seconds", s.Seconds).Msg("audit finished")
	switch worst := audit.Worst(log); {
	case limit > 0 && worst.Rank() >= limit:
		return outcome(exitFindings)
	case rejected > 0:
		return outcome(exitRejected)
	}
	return nil
}

// failOn returns the rank from which a finding's severity ends the run with
// its own exit code, or 0 for never.
func failOn(word string) (rank int, err error) {
	if rank = record.Severity(word).Rank(); rank == 0 && word != "never" {
		return 0, fmt.Errorf("--fail-on %q: want high, medium, low or never", word)
	}
	return rank, nil
}

// write writes the stream, the workbook and the summary. An interrupted run
// writes none.
func (o *auditOptions) write(ctx context.Context, stdout io.Writer, log *record.Log, logger zerolog.Logger) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if o.json == "-" {
		if _, err := log.WriteTo(stdout); err != nil {
			return fmt.Errorf("findings stream: %w", err)
		}
	}
	if !o.dryRun {
		if o.json != "" && o.json != "-" {
			if err := writeStream(o.json, log); err != nil {
				return err
			}
			logger.Info().Str("file", o.json).Msg("findings stream written")
		}
		written, err := reports.WriteWorkbook(o.out, log)
		if err != nil {
			return err
		}
		if written != o.out {
			logger.Warn().Str("kept", o.out).Str("file", written).Msg(renamed)
		}
		logger.Info().Str("file", written).Msg("workbook written")
	}
	if o.quiet || o.json == "-" {
		return nil
	}
	return reports.WriteSummary(stdout, log, isTerminal(stdout))
}

// renamed is said when a workbook that somebody wrote in was kept.
const renamed = "somebody has written in the workbook that was there: it is kept, and the new one has another name"

// writeStream writes a findings stream so that it is there whole or not at
// all.
func writeStream(path string, log *record.Log) error {
	file, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644))
	if err != nil {
		return fmt.Errorf("findings stream %s: %w", path, err)
	}
	defer file.Cleanup()
	if _, err := log.WriteTo(file); err != nil {
		return fmt.Errorf("findings stream %s: %w", path, err)
	}
	if err := file.CloseAtomicallyReplace(); err != nil {
		return fmt.Errorf("findings stream %s: %w", path, err)
	}
	return nil
}
