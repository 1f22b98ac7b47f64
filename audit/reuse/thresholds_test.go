package reuse

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

var (
	update     = flag.Bool("update", false, "rewrite testdata/thresholds.golden")
	otherTexts = flag.String("texts", "", "print the table for the articles in this `folder`, in place of the sample articles'")
)

// thresholds are what this package was tuned by.
var thresholds = []struct {
	name  string
	value any // *int or *float64
}{
	{"quotedShare", &quotedShare}, {"quotedRun", &quotedRun},
	{"listShare", &listShare}, {"figureShare", &figureShare}, {"longList", &longList}, {"fewPlain", &fewPlain},
	{"manyFigures", &manyFigures}, {"formulaWords", &formulaWords},
	{"fewTurns", &fewTurns}, {"fewerTurns", &fewerTurns}, {"longTurn", &longTurn}, {"turnShare", &turnShare}, {"fairlyLong", &fairlyLong},
	{"summaryTurns", &summaryTurns}, {"summaryShare", &summaryShare}, {"fewInOrder", &fewInOrder}, {"sureScore", &sureScore},
	{"hardlyTurns", &hardlyTurns}, {"nameShare", &nameShare}, {"contentLetters", &contentLetters}, {"stemLetters", &stemLetters},
	{"boilerplateArticles", &boilerplateArticles}, {"edgeWords", &edgeWords}, {"noteWords", &noteWords},
	{"edgeShare", &edgeShare},
	{"phraseWords", &phraseWords}, {"partTimes", &partTimes}, {"ownArticles", &ownArticles},
	{"duplicateShare", &duplicateShare}, {"sharedSpan", &sharedSpan}, {"takenWords", &takenWords},
	{"takenShare", &takenShare}, {"followScore", &followScore}, {"longPassage", &longPassage}, {"shortPassage", &shortPassage},
	{"sameQuotation", &sameQuotation}, {"sameShort", &sameShort}, {"shortQuoted", &shortQuoted}, {"commonPair", &commonPair},
}

// TestThresholds holds against a golden file how many matches and findings come
// out otherwise when a threshold is a fifth lower or a quarter higher, one at a time, so
// that it can be seen what each is there for.
func TestThresholds(t *testing.T) {
	const golden = "testdata/thresholds.golden"
	folder := "../../testdata"
	if *otherTexts != "" {
		folder = *otherTexts
	}
	names, err := claims.New()
	if err != nil {
		t.Fatal(err)
	}
	corpus := readCorpus(t, folder, names)
	texts := make([]string, len(corpus))
	for i, d := range corpus {
		texts[i] = d.Text
	}
	options := similarity.DefaultOptions()
	found, err := similarity.Find(t.Context(), texts, options)
	if err != nil {
		t.Fatal(err)
	}
	judge := func() map[string]string { return outcomes(t, corpus, Judge(corpus, found, options.MinWords, names)) }
	asItIs := judge()
	var out bytes.Buffer
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%d articles, %d matches\nthreshold\tvalue\totherwise when lower\totherwise when higher\n", len(corpus), len(found.Matches))
	for _, c := range thresholds {
		fmt.Fprint(table, c.name)
		var changed [2]int
		var value string
		for i, factor := range []float64{0.8, 1.25} {
			var restore func()
			value, restore = vary(c.value, factor)
			changed[i] = differing(asItIs, judge())
			restore()
		}
		fmt.Fprintf(table, "\t%s\t%d\t%d\n", value, changed[0], changed[1])
	}
	if err := table.Flush(); err != nil {
		t.Fatal(err)
	}
	if *otherTexts != "" {
		t.Logf("%s:\n%s", folder, out.Bytes())
		return
	}
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
		t.Errorf("what thresholds decide changed; if it is meant to, run go test ./audit/reuse -run Thresholds -update\n%s", diff)
	}
}

// readCorpus reads the articles below a folder, all of them audited.
func readCorpus(t *testing.T, folder string, assessor *claims.Assessor) text.Corpus {
	t.Helper()
	reader, err := article.NewReader(article.Options{MaxBytes: 10 << 20})
	if err != nil {
		t.Fatal(err)
	}
	sources, _ := reader.Expand(t.Context(), []string{folder})
	var documents []*text.Document
	for _, source := range sources {
		for art, err := range reader.Articles(t.Context(), source) {
			if err == nil {
				art.Source = filepath.ToSlash(art.Source)
				documents = append(documents, text.New(art, record.RoleAudited, assessor))
			}
		}
	}
	text.Identify(documents)
	var corpus []*text.Assessed
	for _, d := range documents {
		corpus = append(corpus, text.Assess(assessor, d, time.Date(2026, 4, 18, 0, 0, 0, 0, time.UTC)))
	}
	return text.NewCorpus(corpus)
}

// outcomes is what became of each match, and each finding, by a name of its own.
func outcomes(t *testing.T, corpus text.Corpus, judged []Judged) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, u := range judged {
		all[fmt.Sprint("match ", u.A, u.B)] = string(u.Context)
	}
	reused, err := Findings(t.Context(), corpus, judged)
	if err != nil {
		t.Fatal(err)
	}
	altered, err := Altered(t.Context(), corpus)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(reused, altered...) {
		all[fmt.Sprint("finding ", d.In.ID, d.Start, d.End, d.Other.Article, d.Other.Start)] += d.Check.ID + string(d.Severity)
	}
	return all
}

// differing counts what has another outcome, or none.
func differing(a, b map[string]string) int {
	n := 0
	for name, outcome := range a {
		if b[name] != outcome {
			n++
		}
	}
	for name := range b {
		if _, known := a[name]; !known {
			n++
		}
	}
	return n
}

// vary multiplies a threshold, an integer by one at the least, and returns what
// it was.
func vary(value any, factor float64) (was string, restore func()) {
	switch v := value.(type) {
	case *float64:
		before := *v
		*v *= factor
		return fmt.Sprint(before), func() { *v = before }
	case *int:
		before := *v
		step := max(1, int(math.Round(float64(before)*math.Abs(factor-1))))
		if factor < 1 {
			step = -step
		}
		*v += step
		return fmt.Sprint(before), func() { *v = before }
	}
	panic("a threshold is an integer or a fraction")
}
