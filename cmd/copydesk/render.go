package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports"
)

func newRender() *cobra.Command {
	var out, base string
	cmd := &cobra.Command{
		Use:   "render FINDINGS.jsonl",
		Short: "Write the workbook of a findings stream, without auditing again",
		Long: `Write the workbook of a findings stream, without auditing again. Sources in the
stream are relative to the folder in which the audit was run: --base names it
when it is another than this one.`,
		Args: usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if os.Getenv("GOGC") == "" {
				// A stream is nearly all of this command's memory, and stays
				// until the end: collecting more often costs little and halves
				// what lies about beside it.
				debug.SetGCPercent(50)
			}
			log, err := load(cmd.InOrStdin(), args[0])
			if err != nil {
				return err
			}
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			written, err := reports.WriteWorkbook(out, base, log)
			if err == nil && written != out {
				fmt.Fprintf(cmd.ErrOrStderr(), "copydesk: %s: %s: %s\n", out, renamed, written)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&out, "out", "copydesk-audit.xlsx", "workbook to write")
	cmd.Flags().StringVar(&base, "base", ".", "`folder` in which the audit was run: links to originals begin there")
	return cmd
}

// load reads a findings stream from a file, or from stdin for "-".
func load(stdin io.Reader, path string) (*record.Log, error) {
	in := stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("findings stream: %w", err)
		}
		defer file.Close()
		in = file
	}
	log, err := record.Load(in)
	if err != nil {
		return nil, fmt.Errorf("findings stream %s: %w", path, err)
	}
	return log, nil
}
