package reports

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
)

// TestRoundTrip has LibreOffice enter 500 verdicts, sort rows, move, add and
// hide columns, filter, and delete ten rows: 490 verdicts come back, and
// nothing else.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed")
	}
	const python = "/usr/bin/python3" // the one Debian's python3-uno is for
	if err := exec.Command(python, "-c", "import uno").Run(); err != nil {
		t.Skip("python3-uno is not installed")
	}
	dir := t.TempDir()
	path, plan, result := filepath.Join(dir, "audit.xlsx"), filepath.Join(dir, "plan.json"), filepath.Join(dir, "reviewed.xlsx")
	log := bigLog(600)
	if _, err := WriteWorkbook(path, ".", log); err != nil {
		t.Fatal(err)
	}

	var steps struct {
		Entries map[string]map[string]string `json:"entries"`
		Delete  []string                     `json:"delete"`
	}
	steps.Entries = map[string]map[string]string{}
	want := map[string]record.Verdict{}
	for i := range 500 {
		id := log.Findings[i].ID
		v := record.Verdict{
			Finding: id, Verdict: record.Verdicts[i%len(record.Verdicts)], Reviewer: []string{"Ana", "Bo Ø.", "李"}[i%3],
			Date: fmt.Sprintf("2026-11-%02d", 1+i%28), Workbook: result, Revises: isDecided(&log.Findings[i]),
		}
		if i%2 == 0 {
			v.Note = fmt.Sprintf("=1+%d, as “said” before\nand _x0041_", i)
		}
		if v.Verdict == record.SourceFound {
			v.SourceFound, v.Link = "report & annex <3>", "https://r.example/?a=1&b=2"
		}
		steps.Entries[id] = map[string]string{
			verdictHeader: v.Verdict, sourceFoundHeader: v.SourceFound, linkHeader: v.Link,
			reviewerHeader: v.Reviewer, dateHeader: v.Date, noteHeader: v.Note,
		}
		want[id] = v
		if i%50 == 7 {
			steps.Delete = append(steps.Delete, id)
			delete(want, id)
		}
	}
	encoded, err := json.Marshal(steps)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(plan, encoded, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(python, "testdata/roundtrip.py", path, plan, result).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	review, err := ReadVerdicts(result)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]record.Verdict{}
	for _, v := range review.Verdicts {
		if _, twice := got[v.Finding]; twice {
			t.Errorf("%s came back twice", v.Finding)
		}
		got[v.Finding] = v
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) != 490 {
		t.Errorf("%d verdicts came back:\n%s", len(got), diff)
	}
	if len(review.Problems) > 0 {
		t.Errorf("problems: %q", review.Problems)
	}
	if touched, err := Touched(result); err != nil || !touched {
		t.Errorf("touched: %v (%v)", touched, err)
	}
}
