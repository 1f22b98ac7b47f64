package audit

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

const samples = "../testdata/"

// auditSamples audits the sample articles with everything that belongs to
// them.
func auditSamples(t testing.TB) *record.Log {
	t.Helper()
	a, err := New(Settings{
		Inputs:    []string{samples + "articles"},
		Reference: []string{samples + "reference"},
		Evidence:  []string{samples + "evidence"},
		Ratings:   samples + "ratings.csv",
		Version:   "test",
		Now:       func() time.Time { return time.Date(2026, 4, 18, 5, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return result.Log
}

// expectation is a row of testdata/EXPECTED.md about findings.
type expectation struct {
	line               int
	file               string
	level, check, text string
}

// TestExpected holds the findings on the sample articles against
// testdata/EXPECTED.md: every "must" is met, no "never" is, there is no finding
// besides, and every check makes one.
func TestExpected(t *testing.T) {
	rows := readExpectations(t)
	log := auditSamples(t)
	met, fired := make([]bool, len(rows)), make(map[string]bool)
	for _, f := range log.Findings {
		known := false
		fired[f.Check] = true
		for i, row := range rows {
			if row.file != filepath.Base(f.Source) || row.check != "any" && row.check != f.Check ||
				!overlap(f, row.text) {
				continue
			}
			if row.level == "never" && f.Name != "" && !strings.Contains(row.text, f.Name) {
				continue // another name of the same sentence
			}
			if row.level == "never" {
				t.Errorf("EXPECTED.md:%d: %s fired on %q (%s)", row.line, f.Check, f.Text, f.Trigger)
			}
			known, met[i] = true, true
		}
		if !known {
			t.Errorf("%s: %s %s, not in EXPECTED.md: %q (%s)", filepath.Base(f.Source), f.Check, f.Severity, f.Text, f.Trigger)
		}
	}
	for _, c := range check.All() {
		if !fired[c.ID] {
			t.Errorf("no sample article shows %s (%s)", c.ID, c.Name)
		}
	}
	for i, row := range rows {
		if row.level == "must" && !met[i] {
			t.Errorf("EXPECTED.md:%d: %s did not fire on %q", row.line, row.check, row.text)
		}
	}
}

// overlap reports whether a finding's text and a row's words are one within
// the other, whatever the white space.
func overlap(f record.Finding, words string) bool {
	content := text.Key(f.Text)
	words = text.Key(words)
	return strings.Contains(content, words) || strings.Contains(words, content)
}

var (
	fileHeading = regexp.MustCompile(`^## (\d\d-\S+)$`)
	findingRow  = regexp.MustCompile(`^\| (must|may|never) \| (\S+) \| (.*?) \| .* \|$`)
)

func readExpectations(t testing.TB) []expectation {
	t.Helper()
	file, err := os.Open(samples + "EXPECTED.md")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var rows []expectation
	current := ""
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		if m := fileHeading.FindStringSubmatch(lines.Text()); m != nil {
			current = m[1]
		} else if m := findingRow.FindStringSubmatch(lines.Text()); m != nil {
			rows = append(rows, expectation{n, current, m[1], m[2], m[3]})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(rows) < 50 {
		t.Fatalf("only %d rows read from EXPECTED.md", len(rows))
	}
	return rows
}

// TestContexts checks that harmless matches carry their context.
func TestContexts(t *testing.T) {
	log := auditSamples(t)
	tests := []struct {
		context record.Context
		words   string
	}{
		{record.ContextQuotation, "closing it is the hardest decision I have taken in this job"},
		{record.ContextBoilerplate, "a year-long series in which the Calder Courier traces"},
		{record.ContextSyndicated, "The first vessel is due in October 2027"},
	}
	for _, test := range tests {
		if !slices.ContainsFunc(log.Matches, func(m record.Match) bool {
			return m.Context == test.context && strings.Contains(m.B.Text, test.words)
		}) {
			t.Errorf("no match in the context %s holds %q", test.context, test.words)
		}
	}
}

var cleaningRow = regexp.MustCompile(`^\| (\d\d(?:, \d\d)*) \| ([^|]+) \|$`)

// TestCleaning checks that the furniture EXPECTED.md lists is out of the texts
// and among what was removed.
func TestCleaning(t *testing.T) {
	expected, err := os.ReadFile(samples + "EXPECTED.md")
	if err != nil {
		t.Fatal(err)
	}
	removed := make(map[string]string) // by number of the file, folded
	texts := make(map[string]string)
	a, err := New(Settings{Inputs: []string{samples + "articles"}})
	if err != nil {
		t.Fatal(err)
	}
	in, err := a.read(context.Background(), math.MaxInt64)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range in.Documents {
		number := filepath.Base(e.Source)[:2]
		texts[number] = text.Key(e.Text)
		for _, block := range e.Removed {
			removed[number] += text.Key(block.Text)
		}
	}
	rows := 0
	for line := range strings.Lines(string(expected)) {
		m := cleaningRow.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		for _, number := range strings.Split(m[1], ", ") {
			rows++
			words := text.Key(m[2])
			if strings.Contains(texts[number], words) {
				t.Errorf("%s: %q is still in the text", number, m[2])
			}
			if !strings.Contains(removed[number], words) {
				t.Errorf("%s: %q is not among what was removed", number, m[2])
			}
		}
	}
	if rows < 20 {
		t.Fatalf("only %d rows read from EXPECTED.md", rows)
	}
}

var update = flag.Bool("update", false, "rewrite testdata/samples.golden")

// TestSamples holds every finding on the sample articles against a golden
// file, so that a change shows in the diff.
func TestSamples(t *testing.T) {
	const golden = "testdata/samples.golden"
	log := auditSamples(t)
	var b strings.Builder
	for _, a := range log.Articles {
		if a.Role == record.RoleAudited {
			fmt.Fprintf(&b, "%s: %s, %s\n", filepath.Base(a.Source), a.Triage, a.TriageReason)
		}
	}
	for _, f := range log.Findings {
		fmt.Fprintf(&b, "\n%s %s %s %s\n  %s\n  %s\n", filepath.Base(f.Source), f.Check, f.Severity, f.ID, strings.Join(strings.Fields(f.Text), " "), f.Why)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("findings changed; if they are meant to, run go test ./audit -update\n%s", diff)
	}
}
