package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"copydesk.dev/audit/archive"
	"copydesk.dev/reports"
)

// reviewOptions are the flags of the review command.
type reviewOptions struct {
	archive string
	list    bool
	history string
	undo    string
	json    bool
}

func newReview() *cobra.Command {
	var o reviewOptions
	cmd := &cobra.Command{
		Use:   "review [WORKBOOK…]",
		Short: "Take reviewers' verdicts in, list them, or take them back",
		Long: `Take the verdicts that reviewers entered in workbooks into the archive, so that
the next audit doesn't ask again. Verdicts are known by the finding's ID:
sorting, filtering, colouring, moved columns and added rows do no harm. What
was taken in is never deleted: a later verdict takes an earlier one's place. Of
each reviewer the newest counts, and one that was entered in a workbook that
shows the verdicts before it settles them.

An audit with --archive takes in the workbooks in its output folder by itself.

` + exitStatus,
		Example: `  copydesk review audit-2026-11-02.xlsx --archive copydesk.db
  copydesk review --list --archive copydesk.db
  copydesk review --history F66dab8bd9f584465 --archive copydesk.db
  copydesk review --undo audit-2026-11-02.xlsx --archive copydesk.db`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := configure(cmd.Flags()); err != nil {
				return err
			}
			return o.run(cmd, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.archive, "archive", "", "archive `file` that remembers the verdicts")
	flags.BoolVar(&o.list, "list", false, "print the verdicts and notes in force")
	flags.StringVar(&o.history, "history", "", "print all that was ever entered about the `finding`, oldest first")
	flags.StringVar(&o.undo, "undo", "", "take back what was taken in last from the `workbook`")
	flags.BoolVar(&o.json, "json", false, "print --list or --history as JSON lines")
	addConfig(flags)
	return cmd
}

func (o *reviewOptions) run(cmd *cobra.Command, args []string) error {
	ctx, stdout := cmd.Context(), cmd.OutOrStdout()
	asked := 0
	for _, on := range []bool{len(args) > 0, o.list, o.history != "", o.undo != ""} {
		if on {
			asked++
		}
	}
	switch {
	case asked != 1:
		return &usageError{errors.New("name workbooks to take in, or one of --list, --history FINDING and --undo WORKBOOK; see copydesk review --help")}
	case o.archive == "":
		return &usageError{errors.New("no archive of verdicts: name it with --archive FILE")}
	}
	if _, err := os.Stat(o.archive); errors.Is(err, fs.ErrNotExist) {
		return &usageError{fmt.Errorf("archive %s: there is none; an audit with --archive makes one", o.archive)}
	}
	now, err := clock(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return &usageError{err}
	}
	if o.list || o.history != "" {
		a, err := archive.OpenForReading(ctx, o.archive)
		if err != nil {
			return err
		}
		defer a.Close()
		return o.print(ctx, stdout, a)
	}
	a, err := archive.Open(ctx, o.archive)
	if err != nil {
		return err
	}
	defer a.Close()
	if o.undo != "" {
		return undo(ctx, stdout, a, o.undo, now())
	}
	return review(ctx, stdout, a, args, now())
}

// review takes workbooks in and says what they brought.
func review(ctx context.Context, stdout io.Writer, a *archive.Archive, workbooks []string, now time.Time) error {
	unread := 0
	for _, workbook := range workbooks {
		r, err := readWorkbook(workbook)
		var t *taken
		if err == nil {
			t, err = r.take(ctx, a, now)
		}
		if err != nil {
			unread++
			fmt.Fprintf(stdout, "%s: not taken in: %v\n", workbook, err)
			continue
		}
		fmt.Fprintf(stdout, "%s: %s\n", workbook, t.inWords())
		for _, notice := range t.notices() {
			fmt.Fprintf(stdout, "  %s\n", notice)
		}
	}
	decided, err := a.Decisions(ctx)
	if err != nil {
		return err
	}
	for _, c := range decided.Conflicts {
		fmt.Fprintf(stdout, "%s: reviewers disagree, so it stays open:\n", c[0].Finding)
		for _, v := range c {
			fmt.Fprintf(stdout, "  %s by %s in %s\n", v.Verdict, orUnknown(v.Reviewer), v.Path)
		}
	}
	if unread > 0 {
		return outcome(exitRejected)
	}
	return nil
}

func orUnknown(reviewer string) string {
	if reviewer == "" {
		return "an unnamed reviewer"
	}
	return oneLine(reviewer)
}

// undo takes back what a workbook brought last.
func undo(ctx context.Context, stdout io.Writer, a *archive.Archive, workbook string, now time.Time) error {
	path, err := filepath.Abs(workbook)
	if err != nil {
		return err
	}
	identity := "" // of one that is not there any more
	if read, err := reports.ReadVerdicts(workbook); err == nil {
		identity = read.Workbook
	}
	undone, err := a.Undo(ctx, path, identity, now.UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	if len(undone) == 0 {
		return fmt.Errorf("%s: nothing that was taken in from it is in force; copydesk review --list shows what is, and from where", workbook)
	}
	fmt.Fprintf(stdout, "%s: taken back, and what it had taken the place of is in force again:\n", workbook)
	for _, v := range undone {
		fmt.Fprintf(stdout, "  %s\n", opinion(&v))
	}
	return nil
}

// remembered is a verdict as review --json prints it.
type remembered struct {
	archive.Verdict
	Path         string `json:"workbook"`
	Taken        string `json:"taken"`
	SupersededBy int64  `json:"superseded_by"` // number of the verdict in its place, 0 none
	Withdrawn    string `json:"withdrawn"`     // emptied or undone; "" neither
	InForce      bool   `json:"in_force"`
	Disputed     bool   `json:"disputed"` // reviewers disagree, so none of theirs counts
}

// print lists verdicts: those in force, or all of one finding.
func (o *reviewOptions) print(ctx context.Context, stdout io.Writer, a *archive.Archive) error {
	all, err := a.History(ctx, o.history)
	if err != nil {
		return err
	}
	if o.history != "" && len(all) == 0 {
		if known, err := a.HasFinding(ctx, o.history); err != nil || !known {
			return errors.Join(err, fmt.Errorf("the archive has no finding %s; IDs stand in the workbook's column Finding ID", o.history))
		}
		if !o.json {
			fmt.Fprintln(stdout, "nobody has entered anything about it")
		}
		return nil
	}
	decided, err := a.Decisions(ctx)
	if err != nil {
		return err
	}
	disputed := make(map[int64]bool)
	for _, c := range decided.Conflicts {
		for _, v := range c {
			disputed[v.Number] = true
		}
	}
	enc := json.NewEncoder(stdout)
	enc.SetEscapeHTML(false)
	for i := range all {
		v := &all[i]
		if o.list && !v.InForce() {
			continue
		}
		if !o.json {
			fmt.Fprintf(stdout, "%s%s\n", opinion(v), fate(v, disputed[v.Number]))
			continue
		}
		if err := enc.Encode(remembered{*v, v.Path, v.Taken, v.SupersededBy, v.Withdrawn, v.InForce(), disputed[v.Number]}); err != nil {
			return err
		}
	}
	return nil
}

// opinion is a verdict on one line.
func opinion(v *archive.Verdict) string {
	said := v.Verdict
	if said == "" {
		said = "note"
	}
	line := fmt.Sprintf("%s  %d  %s by %s", v.Finding, v.Number, said, orUnknown(v.Reviewer))
	if v.Date != "" {
		line += " on " + v.Date
	}
	for _, part := range []string{v.Note, v.SourceFound, v.Link} {
		if part != "" {
			line += " · " + oneLine(part)
		}
	}
	if v.Path != "" {
		line += fmt.Sprintf(" (saved %s, %s)", v.Entered, oneLine(v.Path))
	}
	return line
}

// fate is what became of a verdict, "" when it is in force.
func fate(v *archive.Verdict, disputed bool) string {
	switch {
	case v.Withdrawn == "undone":
		return ": taken back"
	case v.Withdrawn != "":
		return ": withdrawn, its cell was emptied"
	case v.SupersededBy > 0:
		return fmt.Sprintf(": %d took its place", v.SupersededBy)
	case disputed:
		return ": reviewers disagree"
	}
	return ""
}
