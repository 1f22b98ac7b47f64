package claims

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPairs counts, of each kind of fault, how many texts with it are found
// and how many texts without it are hit, and compares with the golden file.
func TestPairs(t *testing.T) {
	files, err := filepath.Glob("testdata/pairs/*.tsv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pairs: %v", err)
	}
	a := newAssessor(t)
	var report strings.Builder
	all, found, hit := 0, 0, 0
	for _, name := range files {
		n, f, h := countPairs(t, a, name)
		fmt.Fprintf(&report, "%s: %d of %d found, %d of their good twins hit\n", strings.TrimSuffix(filepath.Base(name), ".tsv"), f, n, h)
		all, found, hit = all+n, found+f, hit+h
	}
	fmt.Fprintf(&report, "all: %.3f found, %.3f hit\n", ratio(found, all), ratio(hit, all))
	checkGolden(t, "testdata/pairs.golden", report.String())
}

// countPairs returns how many pairs a file has, how many of its faults are
// found, and how many of the texts without one are hit.
func countPairs(t *testing.T, a *Assessor, name string) (pairs, found, hit int) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			t.Fatalf("%s, line %d: %d fields, not writer, fault and good twin", name, i+1, len(fields))
		}
		pairs++
		if hasProblem(a, fields[1]) {
			found++
		}
		if hasProblem(a, fields[2]) {
			hit++
		}
	}
	return pairs, found, hit
}

func hasProblem(a *Assessor, text string) bool {
	for _, s := range a.Assess(Document{Text: text}) {
		if len(s.Problems) > 0 {
			return true
		}
	}
	return false
}
