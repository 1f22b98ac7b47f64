package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"copydesk.dev/audit/check"
)

func newMan() *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Short:  "Write the manual pages of all commands",
		Hidden: true, // for whoever packages copydesk
		Args:   usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			now, err := clock(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return &usageError{err}
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("manual: %w", err)
			}
			day := now().UTC()
			pages := newRoot()
			forManual(pages)
			header := &doc.GenManHeader{Section: "1", Source: "copydesk " + version(), Manual: "Copydesk", Date: &day}
			if err := doc.GenManTree(pages, header, args[0]); err != nil {
				return fmt.Errorf("manual: %w", err)
			}
			return nil
		},
	}
}

// forManual makes a command's help fit for Markdown, from which the pages are
// made: there, an indented block is one of four spaces between empty lines.
func forManual(cmd *cobra.Command) {
	cmd.DisableAutoGenTag = true
	var lines []string
	indented := false
	for line := range strings.Lines(cmd.Long) {
		if now := strings.HasPrefix(line, "  "); now != indented {
			indented = now
			lines = append(lines, "\n")
		}
		if indented {
			line = "  " + line
		}
		lines = append(lines, line)
	}
	cmd.Long = strings.Join(lines, "")
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") })
	for _, sub := range cmd.Commands() {
		forManual(sub)
	}
}

// completions says what can stand behind flags and commands that take one of
// a few words.
func completions(root *cobra.Command) {
	words := map[string][]string{
		"fail-on":    {"high", "medium", "low", "never"},
		"log-format": {"auto", "json", "console"},
		"off":        checkNames(),
	}
	files := map[string]string{"config": "yaml", "lexicon": "yaml", "out": "xlsx", "ratings": "csv"}
	for _, cmd := range root.Commands() {
		completions(cmd)
	}
	if root.Name() == "explain" {
		root.ValidArgs = checkNames()
	}
	root.Flags().VisitAll(func(f *pflag.Flag) {
		if list, ok := words[f.Name]; ok {
			// It fails only for a flag that is not there.
			_ = root.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
		}
		if ext, ok := files[f.Name]; ok {
			_ = root.MarkFlagFilename(f.Name, ext)
		}
	})
}

func checkNames() []string {
	var names []string
	for _, c := range check.All() {
		names = append(names, c.Name+"\t"+c.Title, c.ID+"\t"+c.Title)
	}
	return names
}
