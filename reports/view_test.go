package reports

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

func TestDistribution(t *testing.T) {
	log := &record.Log{}
	for i, score := range []*float64{ptr(0), ptr(19.9), ptr(20), ptr(59), ptr(100), nil} {
		log.Articles = append(log.Articles, record.Article{ID: fmt.Sprint(i), Role: "audited", Originality: score})
	}
	log.Articles = append(log.Articles, record.Article{ID: "wire", Role: "reference", Originality: ptr(50)})
	count, unassessed := newView(log).distribution(func(a article) *float64 { return a.Originality })
	if want := [5]int{2, 1, 1, 0, 1}; count != want || unassessed != 1 {
		t.Errorf("%v by band and %d not assessed, want %v and 1", count, unassessed, want)
	}
}

// TestFirstOpenFinding has links lead to the first finding of a severity that
// nobody has decided on.
func TestFirstOpenFinding(t *testing.T) {
	finding := func(id string, start int, status string) record.Finding {
		return record.Finding{ID: id, Check: "SRC003", Severity: record.High, Article: "a", Start: start, Status: record.Status(status)}
	}
	n := newView(&record.Log{
		Articles: []record.Article{{ID: "a", Role: "audited"}},
		Findings: []record.Finding{finding("later", 50, "new"), finding("decided", 10, "decided"), finding("first", 20, "new")},
	})
	first := n.open["a"].first[record.High.Rank()]
	if first.Sheet != claimsSheet || n.claims[first.Number-1].ID != "first" {
		t.Errorf("leads to row %+v", first)
	}
	n = newView(&record.Log{Articles: []record.Article{{ID: "a", Role: "audited"}}, Findings: []record.Finding{finding("decided", 10, "decided")}})
	if first := n.open["a"].first[record.High.Rank()]; first != (workbook.Row{}) {
		t.Errorf("with nothing open, leads to row %+v", first)
	}
}

func TestArticleAt(t *testing.T) {
	n := newView(sampleLog())
	for source, want := range map[string]string{"inbox/harbour.html": "a1", "/srv/inbox/Hafen #3 100%.txt": "a3", "none": ""} {
		if got := n.articleAt(source); got != want {
			t.Errorf("%s: article %q, want %q", source, got, want)
		}
	}
}

// TestChecksLine names the first checks, and counts the others if there are any.
func TestChecksLine(t *testing.T) {
	for checks, want := range map[int]string{
		0:            "By check: none",
		1:            "By check: C0 1",
		maxNamed:     "By check: C0 1, C1 1, C2 1, C3 1",
		maxNamed + 1: "By check: C0 1, C1 1, C2 1, C3 1, and 1 other check",
		maxNamed + 2: "By check: C0 1, C1 1, C2 1, C3 1, and 2 other checks",
	} {
		log := &record.Log{}
		for i := range checks {
			id := fmt.Sprint("C", i)
			log.Run.Checks = append(log.Run.Checks, record.Check{ID: id, Title: id})
			log.Findings = append(log.Findings, record.Finding{ID: id, Check: id, Severity: record.Low, Status: "new"})
		}
		if got := newView(log).checksLine(); got != want {
			t.Errorf("%d checks: %q, want %q", checks, got, want)
		}
	}
}

// TestSettingsAreShown has every setting on the Method sheet, by its dotted
// name, in order.
func TestSettingsAreShown(t *testing.T) {
	got, err := flatten(sampleLog().Run.Config)
	if err != nil {
		t.Fatal(err)
	}
	want := []definition{
		{"archive", "desk.db"}, {"jobs", "4"}, {"raw", "false"},
		{"similarity.kinds", "verbatim, edited, reworded"}, {"similarity.min_words", "12"},
		{"triage.boilerplate", "{}"}, {"triage.hold_below", "40.5"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(definition{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	rows, err := reopen(t, sampleLog()).GetRows(methodSheet)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, row := range rows {
		if len(row) > 1 {
			shown[row[0]] = row[1]
		}
	}
	for _, d := range want {
		if shown[d.name] != d.meaning {
			t.Errorf("%s is shown as %q, want %q", d.name, shown[d.name], d.meaning)
		}
	}
}
