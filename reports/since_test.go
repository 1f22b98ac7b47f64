package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

func TestSince(t *testing.T) {
	data := renderBytes(t, secondLog(), workbook.MaxRows)
	f := open(t, data)
	summary := sheetText(t, f, summarySheet)
	for _, want := range []string{
		"6 findings new since Thursday 19 November, 3 known, 1 resolved, 1 decided.",
		"Reviewers disagree", "Fixed (Ana) on 2026-11-19: the haulier is named now; Not a problem (Bo)",
		"Resolved since Thursday 19 November", "Observers expect the port to lose a third of its trade.",
		"Notices", "expired on 2026-11-01", "The last 6 runs", "2026-11-15", "2026-11-20",
	} {
		if !strings.Contains(summary, want) {
			t.Errorf("Summary does not say %q:\n%s", want, summary)
		}
	}
	if got := strings.Count(zipText(t, data, "xl/charts/"), "lineChart>"); got != 2 { // opened and closed
		t.Errorf("%d tags of line charts, want 2", got)
	}
	claims := rowsOf(t, f, claimsSheet)
	var got [][]string
	for _, row := range claims {
		got = append(got, []string{row[findingIDHeader], row["Status"], row["First seen"], row["Earlier verdicts"]})
	}
	want := [][]string{
		{"f01", "New", "2026-11-20", ""},
		{"f07", "Confirmed", "2026-11-18", "Confirmed (Bo) on 2026-11-19"},
		{"f04", "Known", "2026-11-18", ""},
		{"f08", "Verdicts differ", "2026-11-18", "Fixed (Ana) on 2026-11-19: the haulier is named now\nNot a problem (Bo)"},
		{"f09", "New", "2026-11-20", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	hidden := rowsOf(t, f, suppressedSheet)[0]
	for header, want := range map[string]string{
		"Suppressed by": "Allowed here", "Who": "Ana", "When": "2026-11-18", "Why": "the chronicle of 1911 says so",
		verdictHeader: "", findingIDHeader: "f06",
	} {
		if hidden[header] != want {
			t.Errorf("%s: %q, want %q", header, hidden[header], want)
		}
	}
}

func TestWithoutArchive(t *testing.T) {
	log := sampleLog()
	for i := range log.Findings {
		log.Findings[i].Status, log.Findings[i].Verdict = "new", ""
	}
	data := renderBytes(t, log, workbook.MaxRows)
	f := open(t, data)
	summary := sheetText(t, f, summarySheet)
	for _, absent := range []string{"new", "known", "resolved", "disagree", "Notices", "runs"} {
		if strings.Contains(summary, absent) {
			t.Errorf("Summary says %q without an archive:\n%s", absent, summary)
		}
	}
	if _, ok := rowsOf(t, f, claimsSheet)[0]["Status"]; ok {
		t.Error("a status that says nothing")
	}
	if strings.Contains(zipText(t, data, "xl/charts/"), "lineChart>") {
		t.Error("a trend of one run")
	}
}

func TestFirstRunOfAnArchive(t *testing.T) {
	log := sampleLog()
	for i := range log.Findings {
		f := &log.Findings[i]
		f.Status, f.Verdict, f.FirstSeen = "new", "", "2026-11-20"
	}
	if text := sheetText(t, reopen(t, log), summarySheet); !strings.Contains(text, "The first run that the archive remembers") {
		t.Error(text)
	}
}

func TestIncomplete(t *testing.T) {
	log := sampleLog()
	log.Summary.Incomplete = "the disk was full"
	if text := sheetText(t, reopen(t, log), summarySheet); !strings.Contains(text, "This audit is incomplete: the disk was full.") {
		t.Error(text)
	}
}

// What the archive adds is text from people, as hostile as any other.
func TestHostileHistory(t *testing.T) {
	log := secondLog()
	for _, s := range hostile {
		log.Summary.Resolved = append(log.Summary.Resolved, record.Resolved{ID: s, Check: s, Severity: record.Severity(s), Source: s, Text: s})
		log.Summary.Conflicts = append(log.Summary.Conflicts, record.Conflict{ID: s, Verdicts: []record.Verdict{{Verdict: s, Reviewer: s, Note: s, Date: s}}})
		log.Summary.Notices = append(log.Summary.Notices, s)
		log.Summary.History = append(log.Summary.History, record.Past{Started: s, BySeverity: map[string]int{s: 1}})
	}
	summary := sheetText(t, reopen(t, log), summarySheet)
	for _, want := range []string{"And 3 more: the findings stream lists them.", "And 3 more: filter the sheets of findings by Status."} {
		if !strings.Contains(summary, want) {
			t.Errorf("Summary does not say %q", want)
		}
	}
}
