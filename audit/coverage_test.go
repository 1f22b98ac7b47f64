package audit

import (
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/similarity"
)

// randomEntry is an article of words of a small vocabulary, and some passages
// of it, on word boundaries.
func randomEntry(rng *rand.Rand) (*entry, []similarity.Passage) {
	var b strings.Builder
	for range 3 + rng.IntN(40) {
		b.WriteString([]string{"a", "bb", "ccc", "dd"}[rng.IntN(4)])
		b.WriteString([]string{" ", ", ", ". "}[rng.IntN(3)])
	}
	e := &entry{Article: &article.Article{Text: b.String()}}
	var passages []similarity.Passage
	for range rng.IntN(6) {
		from := rng.IntN(len(e.tokens()))
		to := from + rng.IntN(len(e.tokens())-from)
		passages = append(passages, similarity.Passage{Start: int(e.tokens()[from].Start), End: int(e.tokens()[to].End)})
	}
	return e, passages
}

// TestCoverage holds the sweeps over passages against looking at each word and
// each byte.
func TestCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		e, passages := randomEntry(rng)
		words := 0
		covered := make([]bool, len(e.Text))
		for _, token := range e.tokens() {
			for _, p := range passages {
				if p.Start <= int(token.Start) && int(token.End) <= p.End {
					words++
					break
				}
			}
		}
		var set cover
		for _, p := range passages {
			set.add(p)
			for i := p.Start; i < p.End; i++ {
				covered[i] = true
			}
		}
		if got := e.wordsIn(passages...); got != words {
			t.Fatalf("%d words of %q in %v, want %d", got, e.Text, passages, words)
		}
		at := similarity.Passage{Start: rng.IntN(len(e.Text))}
		at.End = at.Start + 1 + rng.IntN(len(e.Text)-at.Start)
		bytes := 0
		for _, in := range covered[at.Start:at.End] {
			if in {
				bytes++
			}
		}
		if got, want := set.share(at), float64(bytes)/float64(at.End-at.Start); got != want {
			t.Fatalf("share of %v in %v is %g, want %g", at, passages, got, want)
		}
	}
}

// TestLongestRun holds the longest run against trying all pairs of places.
func TestLongestRun(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		e, _ := randomEntry(rng)
		f, _ := randomEntry(rng)
		want := 0
		for i := range e.tokens() {
			for j := range f.tokens() {
				n := 0
				for i+n < len(e.tokens()) && j+n < len(f.tokens()) && e.tokens()[i+n].Hash == f.tokens()[j+n].Hash {
					n++
				}
				want = max(want, n)
			}
		}
		at, n := similarity.LongestRun(e.tokens(), f.tokens())
		words := folded(e.Text[e.tokens()[at].Start:e.tokens()[max(at, at+n-1)].End])
		if n != want || n > 0 && !strings.Contains(folded(f.Text), words) {
			t.Fatalf("run of %d, %q, want %d\n%s\n%s", n, words, want, e.Text, f.Text)
		}
	}
}
