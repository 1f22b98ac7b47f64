package reports

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

func TestNoTimeOrRunInTheFile(t *testing.T) {
	all := zipText(t, renderBytes(t, sampleLog(), workbook.MaxRows), "")
	for _, secret := range []string{"03:00", "r-20261120-0300"} {
		if strings.Contains(all, secret) {
			t.Errorf("the workbook contains %q", secret)
		}
	}
}

func TestHostileText(t *testing.T) {
	f := reopen(t, hostileLog())
	rows := rowsOf(t, f, rejectedSheet)
	reasons := columnOf(rows, "Reason")
	for name, want := range map[string]string{
		"formula": "'" + hostile["formula"], "plus": "'" + hostile["plus"], "at": "'" + hostile["at"], "minus": "'" + hostile["minus"],
		"xml": hostile["xml"], "escaped": hostile["escaped"], "bidi": hostile["bidi"], "emoji": hostile["emoji"],
		"control": "bell␇ escape␛[31m nul␀ del␡", "invalid": "caf\ufffd au lait", "breaks": "one\ntwo\nthree\ttab",
		"noncharé": "a\ufffdb\ufffdc",
	} {
		if !slices.Contains(reasons, want) {
			t.Errorf("%s: %q is not among %q", name, want, reasons)
		}
	}
	for i := range rows {
		at := fmt.Sprintf("C%d", i+2)
		if formula, err := f.GetCellFormula(rejectedSheet, at); err != nil || formula != "" {
			t.Errorf("%s: became a formula: %s (%v)", at, formula, err)
		}
		id, err := f.GetCellStyle(rejectedSheet, at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.CustomNumFmt == nil && style.NumFmt != 49 || style.CustomNumFmt != nil && *style.CustomNumFmt != "@" {
			t.Errorf("%s: not formatted as text (%v)", at, err)
		}
	}
	claims := rowsOf(t, f, claimsSheet)
	at := slices.Index(columnOf(claims, findingIDHeader), "long")
	if got := claims[at]["Sentence"]; workbook.Units16(got, 1<<20) > workbook.MaxUnits || !strings.HasSuffix(got, "…") {
		t.Errorf("long text takes %d UTF-16 units and ends in %q", workbook.Units16(got, 1<<20), got[len(got)-10:])
	}
}

func TestTooManyRows(t *testing.T) {
	log := bigLog(200)
	f := open(t, renderBytes(t, log, 42))
	rows, err := f.GetRows(claimsSheet)
	if err != nil {
		t.Fatal(err)
	}
	notice := "Claims shows its first 40 of 100 rows; the findings stream has them all."
	if len(rows) != 42 || rows[41][0] != notice {
		t.Errorf("%d rows, the last %q", len(rows), rows[len(rows)-1])
	}
	if !strings.Contains(sheetText(t, f, summarySheet), notice) {
		t.Error("Summary does not say that rows are missing")
	}
	if formula, _ := f.GetCellFormula(claimsSheet, at(t, f, claimsSheet, "Article", 2)); formula == "" {
		t.Error("an article that has a row is not linked")
	}
}

func TestDeterministic(t *testing.T) {
	want := renderBytes(t, hostileLog(), workbook.MaxRows)
	for i := range 20 {
		log := hostileLog()
		shuffled := map[string]any{}
		for key, value := range log.Run.Config {
			shuffled[key] = value
		}
		log.Run.Config = shuffled
		log.Run.ID, log.Run.Started, log.Summary.Finished = fmt.Sprint("run ", i), fmt.Sprintf("2026-11-20T%02d:59:59Z", i), "later"
		log.Summary.Seconds = map[string]float64{"read": rand.Float64()}
		shuffle(log.Articles)
		shuffle(log.Findings)
		shuffle(log.Matches)
		shuffle(log.Sources)
		shuffle(log.Rejected)
		shuffle(log.Run.Checks)
		if !bytes.Equal(want, renderBytes(t, log, workbook.MaxRows)) {
			t.Fatalf("render %d differs", i)
		}
	}
}

func shuffle[T any](list []T) {
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

func TestStreamReadBackRendersTheSame(t *testing.T) {
	log := sampleLog()
	var stream bytes.Buffer
	if _, err := log.WriteTo(&stream); err != nil {
		t.Fatal(err)
	}
	loaded, err := record.Load(&stream)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(renderBytes(t, log, workbook.MaxRows), renderBytes(t, loaded, workbook.MaxRows)) {
		t.Error("the workbook of a stream read back differs")
	}
}

func TestWriteWorkbook(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "audit.xlsx")
	if written, err := WriteWorkbook(path, dir, sampleLog()); err != nil || written != path {
		t.Fatalf("written to %q (%v)", written, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&^0o666 != 0 {
		t.Errorf("mode %v", info.Mode())
	}
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written, renderBytes(t, sampleLog(), workbook.MaxRows)) {
		t.Error("the file is not the workbook")
	}
}

func TestFailureLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	broken := bigLog(30)
	broken.Run.Config = map[string]any{"channel": make(chan int)} // no JSON, so no Method sheet
	if _, err := WriteWorkbook(filepath.Join(dir, "audit.xlsx"), ".", broken); err == nil {
		t.Error("settings that can't be shown were accepted")
	}
	if _, err := WriteWorkbook("limits_test.go/audit.xlsx", ".", sampleLog()); err == nil {
		t.Error("a file was taken for a folder")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
