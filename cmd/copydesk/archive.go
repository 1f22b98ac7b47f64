package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"copydesk.dev/audit"
	"copydesk.dev/audit/archive"
)

func newArchive() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "archive",
		Short: "Look after the archive of earlier nights",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newArchiveStats(), newArchiveVerify(), newArchivePrune(), newArchiveExport(), newArchiveImport())
	return cmd
}

// archiveFlag is the flag that names the archive.
func archiveFlag(cmd *cobra.Command) *string {
	path := cmd.Flags().String("archive", "", "archive `file`")
	addConfig(cmd.Flags())
	return path
}

// archiveCommand fills in a command that needs an archive and nothing else.
func archiveCommand(cmd *cobra.Command, work func(cmd *cobra.Command, path string) error) *cobra.Command {
	path := archiveFlag(cmd)
	cmd.Args = usageArgs(cobra.NoArgs)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if _, err := configure(cmd.Flags()); err != nil {
			return err
		}
		if *path == "" {
			return &usageError{errors.New("no archive: name it with --archive FILE")}
		}
		return work(cmd, *path)
	}
	return cmd
}

func newArchiveStats() *cobra.Command {
	var asJSON bool
	cmd := archiveCommand(&cobra.Command{Use: "stats", Short: "Say what the archive holds"},
		func(cmd *cobra.Command, path string) error {
			a, err := archive.OpenForReading(cmd.Context(), path)
			if err != nil {
				return err
			}
			defer a.Close()
			s, err := a.Stats(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(s)
			}
			for _, line := range []struct {
				name  string
				value any
			}{
				{"articles", s.Articles}, {"words", s.Words}, {"findings", s.Findings}, {"of these open", s.Open},
				{"verdicts", s.Verdicts}, {"runs", s.Runs}, {"inputs parsed", s.Parsed},
				{"first seen", s.FirstSeen}, {"last run", s.LastRun}, {"megabytes", s.Bytes >> 20},
			} {
				fmt.Fprintf(cmd.OutOrStdout(), "%-14s %v\n", line.name, line.value)
			}
			return nil
		})
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func newArchiveVerify() *cobra.Command {
	return archiveCommand(&cobra.Command{
		Use: "verify", Short: "Look for anything in the archive that doesn't fit together",
		Long: `Read the whole archive and look for anything that doesn't fit together. Exit
status 1 says that something was found, and what.`,
	}, func(cmd *cobra.Command, path string) error {
		leftover := archive.Leftover(path)
		a, err := archive.OpenForReading(cmd.Context(), path)
		if err != nil {
			return err
		}
		defer a.Close()
		auditor, err := audit.New(audit.Settings{Archive: a, Version: version()})
		if err != nil {
			return err
		}
		problems, err := auditor.VerifyArchive(cmd.Context())
		if err != nil {
			return err
		}
		if leftover != "" {
			problems = append(problems, leftover)
		}
		for _, p := range problems {
			fmt.Fprintln(cmd.OutOrStdout(), p)
		}
		if len(problems) > 0 {
			return fmt.Errorf("archive %s: %d problems; export what can be read with copydesk archive export, and import it into a new archive, or restore a copy", path, len(problems))
		}
		fmt.Fprintln(cmd.OutOrStdout(), "nothing found: the archive is whole")
		return nil
	})
}

func newArchivePrune() *cobra.Command {
	var days int
	var dry bool
	cmd := archiveCommand(&cobra.Command{
		Use: "prune", Short: "Forget old articles",
		Long: `Forget articles that were not seen for a number of days, with their findings,
and the runs of that age. Verdicts stay.`,
		Example: `  copydesk archive prune --archive copydesk.db --days 730 --dry-run`,
	}, func(cmd *cobra.Command, path string) error {
		if days < 1 {
			return &usageError{errors.New("--days says from what age on articles are forgotten: at least 1")}
		}
		now, err := clock(os.Getenv("SOURCE_DATE_EPOCH"))
		if err != nil {
			return &usageError{err}
		}
		a, err := archive.Open(cmd.Context(), path)
		if err != nil {
			return err
		}
		defer a.Close()
		p, err := a.Prune(cmd.Context(), now().UTC().AddDate(0, 0, -days).Format(time.RFC3339), dry)
		if err != nil {
			return err
		}
		verb := "forgot"
		if dry {
			verb = "would forget"
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s %d articles, %d findings, %d runs and %d parsed inputs\n", verb, p.Articles, p.Findings, p.Runs, p.Parsed)
		return nil
	})
	cmd.Flags().IntVar(&days, "days", 0, "forget what was not seen for so many `days`")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "say what would be forgotten, and forget nothing")
	return cmd
}

func newArchiveExport() *cobra.Command {
	return archiveCommand(&cobra.Command{
		Use: "export", Short: "Write everything the archive remembers as JSON, one object a line",
		Example: `  copydesk archive export --archive copydesk.db | gzip > copydesk.jsonl.gz`,
	}, func(cmd *cobra.Command, path string) error {
		a, err := archive.OpenForReading(cmd.Context(), path)
		if err != nil {
			return err
		}
		defer a.Close()
		return a.Export(cmd.Context(), cmd.OutOrStdout())
	})
}

func newArchiveImport() *cobra.Command {
	return archiveCommand(&cobra.Command{
		Use: "import", Short: "Fill a new archive from standard input with what export wrote",
		Example: `  zcat copydesk.jsonl.gz | copydesk archive import --archive new.db`,
	}, func(cmd *cobra.Command, path string) error {
		a, err := archive.Open(cmd.Context(), path)
		if err != nil {
			return err
		}
		defer a.Close()
		auditor, err := audit.New(audit.Settings{Archive: a, Version: version()})
		if err != nil {
			return err
		}
		return auditor.ImportArchive(cmd.Context(), cmd.InOrStdin())
	})
}
