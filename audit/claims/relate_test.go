package claims

import (
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/claims/figures"
)

func TestRelate(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       string // "", "agree" or "dispute"
	}{
		{"same figure", "Brandt Foods cut 3,200 warehouse jobs in Leipzig, the company said.",
			"The company Brandt Foods has cut 3,200 warehouse jobs in Leipzig.", "agree"},
		{"another figure", "Brandt Foods cut 3,200 warehouse jobs in Leipzig.",
			"Brandt Foods cut 4,100 warehouse jobs in Leipzig.", "dispute"},
		{"another period", "Brandt Foods cut 3,200 warehouse jobs in Leipzig in 2023.",
			"Brandt Foods cut 4,100 warehouse jobs in Leipzig in 2024.", ""},
		{"another unit", "Brandt Foods cut 32 percent of warehouse jobs in Leipzig.",
			"Brandt Foods cut 3,200 warehouse jobs in Leipzig.", ""},
		{"another firm", "Brandt Foods cut 3,200 warehouse jobs in Leipzig.",
			"Korund Labs hired 3,200 drivers.", ""},
		{"nearly, and said so", "Brandt Foods cut nearly 3,200 warehouse jobs in Leipzig.",
			"Brandt Foods cut 3,100 warehouse jobs in Leipzig.", ""},
		{"same words, no name", "Some 38 percent of master bakers have halved their nightly oven hours.",
			"A poll found that 38 percent of master bakers have halved their nightly oven hours.", "agree"},
		{"other words, no name", "Some 38 percent of master bakers have halved their nightly oven hours.",
			"Some 38 percent of ferry captains like a quiet harbour in the morning.", ""},
		{"dates of the sources differ", "Brandt Foods employed 640 people at its Orlby mill in March 2026, according to a report of 10 May.",
			"Brandt Foods employed 460 people at its Orlby mill in March 2026, according to a letter of 16 June.", "dispute"},
		{"another thing counted", "Brandt Foods cut 3,200 warehouse jobs in Leipzig.",
			"Brandt Foods cut 4,100 warehouse contracts in Leipzig.", ""},
		{"of another week", "Brandt Foods milled 3,200 sacks of flour in Leipzig last week.",
			"Brandt Foods milled 4,100 sacks of flour in Leipzig last week.", ""},
		{"another's figure beside it", "Brandt Foods has 370 mills, Korund has 163.",
			"Korund has 21 mills, Brandt Foods has 11.", ""},
		{"rows of a table", "Brandt net profit 5,140,000 vs 2,690,000.", "Brandt net profit 2,374,000 vs 9,381,000.", ""},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := [][]Sentence{a.Assess(Document{Text: tt.a}), a.Assess(Document{Text: tt.b})}
			got := ""
			for _, r := range Relate(docs) {
				got = "dispute"
				if r.Agree {
					got = "agree"
				}
			}
			if meet := slices.ContainsFunc(Keys(docs[0]), func(k uint64) bool { return slices.Contains(Keys(docs[1]), k) }); got != "" && !meet {
				t.Errorf("they share no key by which an archive finds them")
			}
			if got != tt.want {
				t.Errorf("got %q, want %q; figures %+v and %+v", got, tt.want, docs[0][0].Figures, docs[1][0].Figures)
			}
		})
	}
}

// TestRelateByDate shows that figures without a period need articles that came
// out together.
func TestRelateByDate(t *testing.T) {
	a := newAssessor(t)
	day := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	disputes := func(days int) bool {
		first := Document{Text: "Brandt Foods milled 3,200 sacks of flour in Leipzig last week.", Published: day}
		second := Document{Text: "Brandt Foods milled 4,100 sacks of flour in Leipzig last week.", Published: day.AddDate(0, 0, days)}
		return len(Relate([][]Sentence{a.Assess(first), a.Assess(second)})) == 1
	}
	if !disputes(1) || disputes(90) {
		t.Errorf("a day apart: %v, three months apart: %v", disputes(1), disputes(90))
	}
}

// TestRelateAll holds Relate against comparing every figure with every other:
// of one figure's relations with one document the one with the most words in
// common, in order, and none of figures that share no key.
func TestRelateAll(t *testing.T) {
	a := newAssessor(t)
	var docs [][]Sentence
	for _, firm := range []string{"Brandt Foods", "Korund Labs"} {
		for _, value := range []string{"3,200", "3,210", "3,300", "4,100"} {
			for _, rest := range []string{"warehouse jobs in Leipzig", "warehouse jobs in Leipzig in 2024", "well-paid warehouse jobs in Leipzig", "lorries"} {
				docs = append(docs, a.Assess(Document{Text: firm + " cut " + value + " " + rest + ". In Leipzig " + firm + " cut nearly " + value + " of its " + rest + "."}))
			}
		}
	}
	var want []figures.Relation
	for d := range docs {
		for s := range docs[d] {
			for f := range docs[d][s].Figures {
				for e := d + 1; e < len(docs); e++ {
					if r, ok := nearestBrute(docs, figures.Ref{Doc: d, Sentence: s, Figure: f}, e); ok {
						want = append(want, r)
					}
				}
			}
		}
	}
	got := Relate(docs)
	if len(got) < 100 {
		t.Fatalf("%d relations are too few to tell", len(got))
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func figureOf(docs [][]Sentence, r figures.Ref) *Figure {
	return &docs[r.Doc][r.Sentence].Figures[r.Figure]
}

// nearestBrute returns the relation of a figure with document e that shares the
// most words, the first of several.
func nearestBrute(docs [][]Sentence, at figures.Ref, e int) (best figures.Relation, found bool) {
	f := figureOf(docs, at)
	filed := figures.Keys([][]Figure{{*f}})
	for s := range docs[e] {
		for i := range docs[e][s].Figures {
			g := figureOf(docs, figures.Ref{Doc: e, Sentence: s, Figure: i})
			meet := slices.ContainsFunc(figures.Keys([][]Figure{{*g}}), func(k uint64) bool { return slices.Contains(filed, k) })
			if agree, about, ok := figures.Compare(f, g); ok && meet && (!found || len(about) > len(best.About)) {
				best, found = figures.Relation{Agree: agree, A: at, B: figures.Ref{Doc: e, Sentence: s, Figure: i}, About: about}, true
			}
		}
	}
	return best, found
}

// TestCommonKeys shows that a figure told by more articles than can be compared
// is related to none: an index entry that long says nothing.
func TestCommonKeys(t *testing.T) {
	one := newAssessor(t).Assess(Document{Text: "Brandt Foods cut 3,200 warehouse jobs in Leipzig."})
	const mostPostings = 64
	for n, want := range map[int]int{mostPostings: mostPostings * (mostPostings - 1) / 2, mostPostings + 1: 0} {
		if got := len(Relate(slices.Repeat([][]Sentence{one}, n))); got != want {
			t.Errorf("%d articles: %d relations, want %d", n, got, want)
		}
	}
}
