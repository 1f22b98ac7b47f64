package claims

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"copydesk.dev/audit/claims/segment"
)

// FuzzDocument assesses documents with blocks, links and dates of any
// kind: what is said lies in the text, within its bounds, and is said again the
// second time.
func FuzzDocument(f *testing.F) {
	f.Add("Gartner’s 2024 forecast\n\nThe market will reach $5bn by 2025, IDC’s Ana Sol predicts.\n\n• “Half,” she said.", "Gartner says", "ana sol", uint16(17), int64(20_000))
	f.Add("between Q3 2024 and Q4 2023 the 12 of 10 fell 5–1%\x80\n\n“A ‘b” c’", "", "ibm", uint16(3), int64(-9e9))
	f.Add(strings.Repeat("“Some 4% of Orlby, Ana Sol said; ", 90), "Orlby", "sol", uint16(9), int64(20_000))
	kinds := []string{BlockHeading, BlockParagraph, BlockListItem, BlockQuote, BlockRow, BlockCaption, BlockPreformatted, "other"}
	a := newAssessor(f)
	f.Fuzz(func(t *testing.T, text, title, name string, shape uint16, days int64) {
		doc := Document{
			Text: text, Title: title, Outlet: name, Byline: []string{name, title}, Blocks: segment.Paragraphs(text),
			Published: time.Unix(days%1e6*86400, 0).UTC(),
		}
		for i := range doc.Blocks {
			doc.Blocks[i].Kind = kinds[(int(shape)+i*i)%len(kinds)]
		}
		if n := int(shape) % (len(text) + 1); n > 0 {
			doc.Links = []Link{{Start: n / 2, End: n, Href: title}}
		}
		valid := utf8.ValidString(text) && utf8.ValidString(title) && utf8.ValidString(name)
		got := a.Assess(doc)
		if again := a.Assess(doc); !reflect.DeepEqual(got, again) {
			t.Fatal("assessed again, it is another")
		}
		for _, s := range got {
			checkProblems(t, text, s.Problems, valid)
			if at := s.Attribution; at != nil && (at.Level < 0 || at.Level > 4 || at.Level > 1 && at.Name == "" && at.Link == "") {
				t.Fatalf("attribution %+v", at)
			}
			for _, w := range s.Weasel {
				if w == "" || !strings.Contains(text, w) {
					t.Fatalf("vague words %q are not in the text", w)
				}
			}
			checkFigures(t, s.Figures)
		}
	})
}

// checkProblems checks that problems are whole, and point into the text.
func checkProblems(t *testing.T, text string, problems []Problem, valid bool) {
	t.Helper()
	for _, p := range problems {
		if !slices.Contains(Checks(), p.Check) || !slices.Contains([]string{"high", "medium", "low"}, p.Severity) {
			t.Fatalf("problem %+v", p)
		}
		if p.OtherStart < 0 || p.OtherStart > p.OtherEnd || p.OtherEnd > len(text) {
			t.Fatalf("problem %+v points out of the text", p)
		}
		if valid && !utf8.ValidString(p.Why+p.Fix+p.Name+p.Nearest) {
			t.Fatalf("problem %+v is not UTF-8", p)
		}
	}
}

// checkFigures checks that figures are numbers, with what they are about in order.
func checkFigures(t *testing.T, figures []Figure) {
	t.Helper()
	for _, g := range figures {
		if math.IsNaN(g.Value) || !slices.IsSorted(g.About) || !slices.IsSorted(g.Names) || g.End <= g.Start {
			t.Fatalf("figure %+v", g)
		}
		for _, n := range g.Names {
			if !slices.Contains(g.About, n) {
				t.Fatalf("%q of %+v is not in About", n, g)
			}
		}
	}
}

// FuzzRelate compares the figures of two documents: what is related has a key in
// common, and the order of the documents does not decide.
func FuzzRelate(f *testing.F) {
	f.Add("The Port of Ersk employs 41,200 dock workers in 2024, the ministry said.", "In 2024 the Port of Ersk employs 39,000 dock workers, the guild said.", int64(3))
	f.Add("Rents in Lund rose 5% for students.", "Rents in Lund rose 5% for students. Rents in Lund rose 7% for students.", int64(0))
	a := newAssessor(f)
	f.Fuzz(func(t *testing.T, one, other string, days int64) {
		published := time.Date(2026, 4, 3, 0, 0, 0, 0, time.UTC)
		docs := [][]Sentence{
			a.Assess(Document{Text: one, Published: published}),
			a.Assess(Document{Text: other, Published: published.AddDate(0, 0, int(days%60))}),
		}
		keys := [][]uint64{Keys(docs[0]), Keys(docs[1])}
		for _, list := range keys {
			if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Fatal("keys are not sorted and distinct")
			}
		}
		there, back := Relate(docs), Relate([][]Sentence{docs[1], docs[0]})
		if len(there) > 0 != (len(back) > 0) {
			t.Fatalf("%+v one way, %+v the other", there, back)
		}
		for _, r := range there {
			if r.A.Doc != 0 || r.B.Doc != 1 || !slices.IsSorted(r.About) {
				t.Fatalf("relation %+v", r)
			}
			figureOf(docs, r.A)
			figureOf(docs, r.B)
			if !slices.ContainsFunc(keys[0], func(k uint64) bool { _, ok := slices.BinarySearch(keys[1], k); return ok }) {
				t.Fatalf("%q and %q are related, without a key", one, other)
			}
		}
	})
}

// FuzzLexicon reads lists of a newsroom's own: they are refused, or the
// assessor that has them works.
func FuzzLexicon(f *testing.F) {
	f.Add("names:\n  products: KGPT4\nwords: {say: moans}\nkinds:\n- kind: agency\n  sources: [{name: Norda, aliases: [N], domains: [norda.example]}]")
	f.Add("phrases: {x: ['a ... b']}\nnumbers: {months: {januar: 13}, spans: {fortnight: -1}, values: {nix: .nan}}")
	f.Add("words: {topic-by: ''}\nphrases: {weasel: ['', '[', '{say} {*}']}")
	f.Fuzz(func(t *testing.T, lists string) {
		a, err := New(strings.NewReader(lists))
		if err != nil {
			return
		}
		text := "Norda moans that KGPT4 will reach 5 nix by 3 januar 2027. Experts say so. “Yes,” said Ana Sol."
		checkSpans(t, text, nil, spansOf(a.Assess(Document{Text: text})))
	})
}

func spansOf(sentences []Sentence) (spans []segment.Span) {
	for _, s := range sentences {
		spans = append(spans, segment.Span{Start: s.Start, End: s.End, Block: s.Block})
	}
	return spans
}
