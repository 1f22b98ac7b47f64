package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"copydesk/audit"
	"copydesk/audit/record"
)

// newSingle makes a command that looks at one or two inputs and prints what it
// finds, as text or JSON.
func newSingle(cmd *cobra.Command, inputs int, show func(*cobra.Command, *audit.Auditor, []string, bool) error) *cobra.Command {
	var settings audit.Settings
	var asJSON bool
	cmd.Args = usageArgs(cobra.ExactArgs(inputs))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := complete(cmd, &settings); err != nil {
			return err
		}
		auditor, err := audit.New(settings)
		if err != nil {
			return &usageError{err}
		}
		return show(cmd, auditor, args, asJSON)
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	addSettings(cmd.Flags(), &settings)
	return cmd
}

func newClean() *cobra.Command {
	return newSingle(&cobra.Command{
		Use:   "clean INPUT",
		Short: "Print one article's cleaned text; with --json, all that cleaning knows of it",
	}, 1, func(cmd *cobra.Command, a *audit.Auditor, args []string, asJSON bool) error {
		art, err := a.Clean(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(cmd.OutOrStdout(), art)
		}
		_, err = fmt.Fprintln(cmd.OutOrStdout(), art.Text)
		return err
	})
}

func newInspect() *cobra.Command {
	return newSingle(&cobra.Command{
		Use:   "inspect INPUT",
		Short: "Print every sentence with its claim, its source and what is wrong with it",
	}, 1, func(cmd *cobra.Command, a *audit.Auditor, args []string, asJSON bool) error {
		sentences, silence, err := a.Inspect(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		if !asJSON {
			return printInspection(out, sentences, silence)
		}
		for _, s := range sentences {
			if err := printJSON(out, s); err != nil {
				return err
			}
		}
		return nil
	})
}

func newCompare() *cobra.Command {
	return newSingle(&cobra.Command{
		Use:   "compare A B",
		Short: "Print the passages that two texts share, side by side",
	}, 2, func(cmd *cobra.Command, a *audit.Auditor, args []string, asJSON bool) error {
		log, err := a.CompareTexts(cmd.Context(), args[0], args[1])
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		if !asJSON {
			return printMatches(out, log.Matches)
		}
		w := record.NewWriter(out)
		for _, m := range log.Matches {
			if err := w.Write(m); err != nil {
				return err
			}
		}
		return nil
	})
}

func printJSON(w io.Writer, value any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(value)
}

// printInspection prints each sentence with what is known of it below,
// indented.
func printInspection(w io.Writer, sentences []audit.Sentence, silence string) error {
	bold, dim, reset := "", "", ""
	if isTerminal(w) {
		bold, dim, reset = "\x1b[1m", "\x1b[2m", "\x1b[0m"
	}
	var b strings.Builder
	if silence != "" {
		fmt.Fprintf(&b, "%s%s%s\n\n", bold, silence, reset)
	}
	for _, s := range sentences {
		text := s.Text
		for _, f := range s.Findings {
			if f.Trigger != "" && bold != "" {
				text = strings.Replace(text, f.Trigger, bold+f.Trigger+reset, 1)
			}
		}
		fmt.Fprintln(&b, text)
		if line := describe(s); line != "" {
			fmt.Fprintf(&b, "    %s%s%s\n", dim, line, reset)
		}
		for _, f := range s.Findings {
			fmt.Fprintf(&b, "    %s%s %s%s: %s\n      Fix: %s\n", bold, f.Check, f.Severity, reset, f.Why, f.Fix)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// describe says in one line what a sentence claims and who says so.
func describe(s audit.Sentence) string {
	var parts []string
	if s.ClaimKind != nil {
		parts = append(parts, *s.ClaimKind)
	}
	if a := s.Attribution; a != nil {
		source := a.Name
		if source == "" {
			source = "unnamed source"
		}
		parts = append(parts, fmt.Sprintf("%s (%s), sourcing level %d", source, a.SourceKind, a.Level))
	}
	if len(s.Weasel) > 0 {
		parts = append(parts, "vague: "+strings.Join(s.Weasel, ", "))
	}
	return strings.Join(parts, " · ")
}

func printMatches(w io.Writer, matches []record.Match) error {
	if len(matches) == 0 {
		_, err := fmt.Fprintln(w, "No passage in common.")
		return err
	}
	for _, m := range matches {
		excuse := ""
		if m.Reason != "" {
			excuse = fmt.Sprintf(", %s: %s", m.Context, m.Reason)
		}
		_, err := fmt.Fprintf(w, "%s, %d words, score %.2f%s\n  %s %d-%d: %s\n  %s %d-%d: %s\n\n",
			m.MatchKind, m.Words, m.Score, excuse,
			m.A.Source, m.A.Start, m.A.End, oneLine(m.A.Text), m.B.Source, m.B.Start, m.B.End, oneLine(m.B.Text))
		if err != nil {
			return err
		}
	}
	return nil
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
