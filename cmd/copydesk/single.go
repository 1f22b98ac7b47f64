package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"copydesk.dev/audit"
	"copydesk.dev/audit/record"
)

// newSingle makes a command that looks at one or two inputs and prints what it
// finds, as text or JSON.
func newSingle(cmd *cobra.Command, inputs int, show func(*cobra.Command, *audit.Auditor, []string, bool) error) *cobra.Command {
	var settings audit.Settings
	var asJSON bool
	cmd.Args = usageArgs(cobra.ExactArgs(inputs))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := complete(cmd, &settings); err != nil {
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
	var evidence []string
	var trace bool
	cmd := newSingle(&cobra.Command{
		Use:   "inspect INPUT",
		Short: "Print every sentence with its claim, its source and what is wrong with it",
	}, 1, func(cmd *cobra.Command, a *audit.Auditor, args []string, asJSON bool) error {
		a.Evidence = evidence
		if trace {
			a.Trace()
		}
		sentences, notAssessed, err := a.Inspect(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		if !asJSON {
			return printInspection(out, sentences, notAssessed, isTerminal(out))
		}
		for _, s := range sentences {
			if err := printJSON(out, s); err != nil {
				return err
			}
		}
		return nil
	})
	cmd.Flags().StringArrayVar(&evidence, "evidence", nil, "claims are checked against it: `path` (may be repeated)")
	cmd.Flags().BoolVar(&trace, "trace", false, "say which rules decided, and which words they saw")
	return cmd
}

func newCompare() *cobra.Command {
	return newSingle(&cobra.Command{
		Use:   "compare A B",
		Short: "Print the passages that two texts share, side by side",
	}, 2, func(cmd *cobra.Command, a *audit.Auditor, args []string, asJSON bool) error {
		matches, err := a.Compare(cmd.Context(), args[0], args[1])
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		if !asJSON {
			return printMatches(out, matches)
		}
		w := record.NewWriter(out)
		for _, m := range matches {
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

// The marks of a terminal: the words that gave a finding away stand out by its
// severity, what is known of a sentence stands back.
var (
	severityMarks = map[record.Severity]string{record.High: "\x1b[1;31m", record.Medium: "\x1b[1;33m", record.Low: "\x1b[1;36m"}
	boldMark      = "\x1b[1m"
	dimMark       = "\x1b[2m"
	endMark       = "\x1b[0m"
)

// printInspection prints each sentence with what is known of it below,
// indented; with marks on a terminal.
func printInspection(w io.Writer, sentences []record.Sentence, notAssessed string, marked bool) error {
	mark := func(with, text string) string {
		if !marked || text == "" {
			return text
		}
		return with + text + endMark
	}
	var b strings.Builder
	if notAssessed != "" {
		fmt.Fprintf(&b, "%s\n\n", mark(boldMark, oneLine(notAssessed)))
	}
	for _, s := range sentences {
		text := oneLine(s.Text)
		for _, f := range s.Findings {
			if trigger := oneLine(f.Trigger); trigger != "" {
				text = strings.Replace(text, trigger, mark(severityMarks[f.Severity], trigger), 1)
			}
		}
		fmt.Fprintln(&b, text)
		for _, line := range describe(s) {
			fmt.Fprintf(&b, "    %s\n", mark(dimMark, oneLine(line)))
		}
		for _, f := range s.Findings {
			fmt.Fprintf(&b, "    %s %s: %s\n      Fix: %s\n",
				mark(severityMarks[f.Severity], f.Check+" "+string(f.Severity)), oneLine(f.Title), oneLine(f.Why), oneLine(f.Fix))
		}
		for _, step := range s.Trace {
			fmt.Fprintf(&b, "    %s\n", mark(dimMark, oneLine(describeStep(step.About, step.Words, step.Rule, step.Result))))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// describe says in a few lines what a sentence claims, who says so, and what its
// figures measure.
func describe(s record.Sentence) []string {
	var lines, parts []string
	if s.ClaimKind != nil {
		kind := *s.ClaimKind
		if s.Due != "" {
			kind += ", due " + s.Due
		}
		parts = append(parts, kind)
	}
	if a := s.Attribution; a != nil {
		source := a.Name
		if source == "" {
			source = "unnamed source"
		}
		parts = append(parts, fmt.Sprintf("%s (%s), level %d: %s", source, a.SourceKind, int(a.Level), a.Level))
		if a.Link != "" {
			parts = append(parts, a.Link)
		}
	}
	if len(s.Weasel) > 0 {
		parts = append(parts, "vague words: "+strings.Join(s.Weasel, ", "))
	}
	if len(parts) > 0 {
		lines = append(lines, strings.Join(parts, " · "))
	}
	if a := s.Attribution; a != nil && a.Evidence != nil {
		lines = append(lines, fmt.Sprintf("in %s: “%s”", a.Evidence.Source, oneLine(a.Evidence.Text)))
	}
	if s.ClaimKind == nil {
		return lines
	}
	for _, f := range s.Figures {
		if f.What == "" {
			continue
		}
		line := fmt.Sprintf("figure: %s, of %s", oneLine(f.Text), oneLine(f.What))
		if f.Period != "" {
			line += ", " + f.Period
		}
		lines = append(lines, line)
	}
	return lines
}

// describeStep says in a line which rule decided a question, by which words.
func describeStep(about, words, rule, result string) string {
	if words != "" {
		about += fmt.Sprintf(" “%s”", words)
	}
	return fmt.Sprintf("trace: %s: %s → %s", about, rule, result)
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
			m.MatchKind, m.Words, m.Score, oneLine(excuse),
			oneLine(m.A.Source), m.A.Start, m.A.End, oneLine(m.A.Text), oneLine(m.B.Source), m.B.Start, m.B.End, oneLine(m.B.Text))
		if err != nil {
			return err
		}
	}
	return nil
}

// oneLine is a text on one line, without the characters that a terminal obeys.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
