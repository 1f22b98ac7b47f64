package reports

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestWriteSummary(t *testing.T) {
	quiet := sampleLog()
	quiet.Articles, quiet.Findings, quiet.Rejected = quiet.Articles[3:4], nil, nil
	for _, test := range []struct {
		name   string
		log    *record.Log
		colour bool
	}{
		{"sample", sampleLog(), false},
		{"colour", sampleLog(), true},
		{"many", bigLog(500), false},
		{"second", secondLog(), false},
		{"quiet", quiet, false},
		{"empty", &record.Log{}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := WriteSummary(&out, test.log, test.colour); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", "summary-"+test.name+".txt")
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Error(diff)
			}
			if !test.colour && strings.Contains(out.String(), "\x1b") {
				t.Error("colour without being asked")
			}
		})
	}
}

func TestWriteSummaryObeysNoText(t *testing.T) {
	var out bytes.Buffer
	if err := WriteSummary(&out, hostileLog(), false); err != nil {
		t.Fatal(err)
	}
	if i := bytes.IndexAny(out.Bytes(), "\x1b\x07\x00\r"); i >= 0 {
		t.Errorf("a control character at byte %d", i)
	}
	if n := strings.Count(out.String(), "\n"); n > 14 {
		t.Errorf("%d lines", n)
	}
}

// TestNotCompared has references and evidence that are not there.
func TestNotCompared(t *testing.T) {
	log := sampleLog()
	for i := range maxTold + 2 {
		log.Summary.NotCompared = append(log.Summary.NotCompared, record.Rejected{Source: fmt.Sprintf("wires\n%d", i), Role: "reference", Reason: "no such file"})
	}
	const want = "Nothing was compared with reference wires 0 (no such file), reference wires 1 (no such file), " +
		"reference wires 2 (no such file), reference wires 3 (no such file), reference wires 4 (no such file), and 2 more."
	var out bytes.Buffer
	if err := WriteSummary(&out, log, false); err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(out.String(), "\n"); first != want {
		t.Errorf("the summary begins with %q, want %q", first, want)
	}
	if top := sheetText(t, open(t, renderBytes(t, log, workbook.MaxRows)), summarySheet); !strings.Contains(top, want) {
		t.Errorf("the Summary sheet doesn't say %q", want)
	}
}
