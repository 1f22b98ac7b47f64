package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"copydesk.dev/audit/record"
)

// TestPrintInspection shows a sentence on a terminal and off it.
func TestPrintInspection(t *testing.T) {
	kind := "forecast"
	sentences := []record.Sentence{{
		Text: "IDC expects the\nmarket to triple by 2029.", ClaimKind: &kind, Due: "2029",
		Attribution: &record.Attribution{Name: "IDC", SourceKind: "research firm", Level: 2},
		Findings: []record.SentenceFinding{{
			Check: "SRC002", Title: "Forecast without source document", Severity: record.High,
			Trigger: "IDC expects", Why: "No report.", Fix: "Name it.",
		}},
	}}
	for marked, want := range map[bool]string{
		false: `IDC expects the market to triple by 2029.
    forecast, due 2029 · IDC (research firm), level 2: named
    SRC002 high Forecast without source document: No report.
      Fix: Name it.
`,
		true: "\x1b[1;31mIDC expects\x1b[0m the market to triple by 2029.\n" +
			"    \x1b[2mforecast, due 2029 · IDC (research firm), level 2: named\x1b[0m\n" +
			"    \x1b[1;31mSRC002 high\x1b[0m Forecast without source document: No report.\n      Fix: Name it.\n",
	} {
		var b strings.Builder
		if err := printInspection(&b, sentences, "", marked); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("marked %v: got\n%s", marked, b.String())
		}
	}
}

// TestNothingForTheTerminal prints what an article says that is read as it is.
func TestNothingForTheTerminal(t *testing.T) {
	const text = "The \x1b[31mcouncil\x1b]0;title\x07 met \u009b31m \x00\x08again."
	var b bytes.Buffer
	err := errors.Join(
		printInspection(&b, []record.Sentence{{Text: text, Weasel: []string{text}, Attribution: &record.Attribution{Name: text, SourceKind: text}, Findings: []record.SentenceFinding{{Check: "SRC001", Trigger: text, Why: text}}}}, "", false),
		printMatches(&b, []record.Match{{A: record.Passage{Source: text, Text: text}, B: record.Passage{Source: text, Text: text}}}),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if unicode.IsControl(r) && r != '\n' {
			t.Fatalf("%q is printed: %q", r, b.String())
		}
	}
}
