package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"testing"

	"copydesk.dev/audit/claims/grammar"
)

var update = flag.Bool("update", false, "write the golden file")

// TestQuality holds the embedded model's figures on the treebank's test part, where
// the treebank is.
func TestQuality(t *testing.T) {
	bank, err := readTreebank("../../../../../shared/data/ud-english-ewt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("UD English-EWT is not here: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	f := evaluate(grammar.Default(), &bank.test)
	for _, bar := range []struct {
		what  string
		n     int
		least float64
	}{{"UPOS", f.tags, .953}, {"lemmas", f.lemmas, .969}, {"heads", f.heads, .851}, {"heads with relations", f.relations, .817}} {
		if got := float64(bar.n) / float64(f.words); got < bar.least {
			t.Errorf("%s right: %.4f, not the %.3f that are asked for", bar.what, got, bar.least)
		}
	}
	const golden = "testdata/quality.golden"
	got := f.String() + "\n"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got  %swant %s(-update writes what is got)", got, want)
	}
}
