package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"copydesk/audit/archive"
	"copydesk/audit/regular"
	"copydesk/reports"
)

func newReview() *cobra.Command {
	var path string
	cmd := &cobra.Command{
		Use:   "review WORKBOOK…",
		Short: "Take reviewers' verdicts in",
		Long: `Take the verdicts that reviewers entered in workbooks into the archive, so that
the next audit doesn't ask again. Verdicts are known by the finding's ID:
sorting, filtering, colouring, moved columns and added rows do no harm. Taking
the same workbook in again replaces what it said before.

An audit with --archive takes in the workbooks in its output folder by itself.

` + exitStatus,
		Example: `  copydesk review audit-2026-11-02.xlsx --archive copydesk.db`,
		Args:    usageArgs(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := configure(cmd.Flags()); err != nil {
				return err
			}
			if path == "" {
				return &usageError{errors.New("no archive to take verdicts into: name it with --archive FILE")}
			}
			return review(cmd.Context(), cmd.OutOrStdout(), path, args)
		},
	}
	cmd.Flags().StringVar(&path, "archive", "", "archive `file` that is to remember the verdicts")
	addConfig(cmd.Flags())
	return cmd
}

func review(ctx context.Context, stdout io.Writer, path string, workbooks []string) error {
	a, err := archive.Open(ctx, path)
	if err != nil {
		return err
	}
	defer a.Close()
	unread := 0
	for _, workbook := range workbooks {
		taken, err := take(ctx, a, workbook)
		if err != nil {
			unread++
			fmt.Fprintf(stdout, "%s: not taken in: %v\n", workbook, err)
			continue
		}
		fmt.Fprintf(stdout, "%s: %d verdicts\n", workbook, len(taken.Verdicts))
		for _, problem := range taken.Problems {
			fmt.Fprintf(stdout, "  %s\n", problem)
		}
	}
	_, conflicts, err := a.Verdicts(ctx)
	if err != nil {
		return err
	}
	for _, c := range conflicts {
		fmt.Fprintf(stdout, "%s: reviewers disagree, so it stays open:\n", c[0].Finding)
		for _, v := range c {
			fmt.Fprintf(stdout, "  %s by %s in %s\n", v.Verdict, orUnknown(v.Reviewer), v.Workbook)
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
	return reviewer
}

// take takes one workbook's verdicts into the archive.
func take(ctx context.Context, a *archive.Archive, workbook string) (*reports.Review, error) {
	name, err := filepath.Abs(workbook)
	if err != nil {
		return nil, err
	}
	hash, err := hashFile(workbook)
	if err != nil {
		return nil, err
	}
	read, err := reports.ReadVerdicts(workbook)
	if err != nil {
		return nil, err
	}
	var verdicts []archive.Verdict
	for _, v := range read.Verdicts {
		if v.Verdict == "" {
			continue // a note on a finding that is still open
		}
		verdicts = append(verdicts, archive.Verdict{
			Finding: v.Finding, Verdict: v.Verdict, SourceFound: v.SourceFound, Link: v.Link,
			Reviewer: v.Reviewer, Date: v.Date, Note: v.Note, Revises: v.Revises,
		})
	}
	return read, a.Take(ctx, name, hash, verdicts)
}

// takeFolder takes in the workbooks of a folder that changed since they were
// taken in last; those that it does not come to before stop, the next run takes
// in. It returns what an operator should know.
func takeFolder(ctx, stop context.Context, a *archive.Archive, folder string) (notices []string, err error) {
	workbooks, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		return nil, fmt.Errorf("workbooks in %s: %w", folder, err)
	}
	for _, workbook := range workbooks {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if stop.Err() != nil {
			return append(notices, fmt.Sprintf("The verdicts of %s and those after it were not looked at: %v", workbook, context.Cause(stop))), nil
		}
		info, err := os.Lstat(workbook)
		if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(info.Name(), "~$") {
			continue // a link to one of the others, or a spreadsheet program's lock
		}
		name, err := filepath.Abs(workbook)
		if err != nil {
			return nil, err
		}
		hash, err := hashFile(workbook)
		if err != nil {
			notices = append(notices, fmt.Sprintf("The verdicts of %s were not taken in: %v", workbook, err))
			continue
		}
		known, err := a.Workbook(ctx, name)
		if err != nil {
			return nil, err
		}
		if known == hash {
			continue
		}
		taken, err := take(ctx, a, workbook)
		switch {
		case errors.Is(err, reports.ErrNoFindings): // somebody else's workbook
		case err != nil:
			notices = append(notices, fmt.Sprintf("The verdicts of %s were not taken in: %v", workbook, err))
		default:
			notices = append(notices, taken.Problems...)
		}
	}
	return notices, nil
}

func hashFile(path string) (string, error) {
	file, err := regular.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
