package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/similarity"
)

// randomDocument is an article of words of a small vocabulary, and some passages
// of it, on word boundaries.
func randomDocument(rng *rand.Rand) (*Document, []similarity.Passage) {
	var b strings.Builder
	for range 3 + rng.IntN(40) {
		b.WriteString([]string{"a", "bb", "ccc", "dd"}[rng.IntN(4)])
		b.WriteString([]string{" ", ", ", ". "}[rng.IntN(3)])
	}
	d := &Document{Article: &article.Article{Text: b.String()}}
	var passages []similarity.Passage
	for range rng.IntN(6) {
		from := rng.IntN(len(d.Tokens()))
		to := from + rng.IntN(len(d.Tokens())-from)
		passages = append(passages, similarity.Passage{Start: int(d.Tokens()[from].Start), End: int(d.Tokens()[to].End)})
	}
	return d, passages
}

// TestCoverage holds the sweeps over passages against looking at each word and
// each byte.
func TestCoverage(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		d, passages := randomDocument(rng)
		words := 0
		covered := make([]bool, len(d.Text))
		for _, token := range d.Tokens() {
			for _, p := range passages {
				if p.Start <= int(token.Start) && int(token.End) <= p.End {
					words++
					break
				}
			}
		}
		var set Cover
		for _, p := range passages {
			set.Add(p)
			for i := p.Start; i < p.End; i++ {
				covered[i] = true
			}
		}
		if got := d.WordsIn(passages...); got != words {
			t.Fatalf("%d words of %q in %v, want %d", got, d.Text, passages, words)
		}
		at := similarity.Passage{Start: rng.IntN(len(d.Text))}
		at.End = at.Start + 1 + rng.IntN(len(d.Text)-at.Start)
		bytes := 0
		for _, in := range covered[at.Start:at.End] {
			if in {
				bytes++
			}
		}
		if got, want := set.Share(at), float64(bytes)/float64(at.End-at.Start); got != want {
			t.Fatalf("share of %v in %v is %g, want %g", at, passages, got, want)
		}
	}
}

// TestLongestRun holds the longest run against trying all pairs of places.
func TestLongestRun(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		d, _ := randomDocument(rng)
		f, _ := randomDocument(rng)
		want := 0
		for i := range d.Tokens() {
			for j := range f.Tokens() {
				n := 0
				for i+n < len(d.Tokens()) && j+n < len(f.Tokens()) && d.Tokens()[i+n].Hash == f.Tokens()[j+n].Hash {
					n++
				}
				want = max(want, n)
			}
		}
		at, n := similarity.LongestRun(d.Tokens(), f.Tokens())
		words := Key(d.Text[d.Tokens()[at].Start:d.Tokens()[max(at, at+n-1)].End])
		if n != want || n > 0 && !strings.Contains(Key(f.Text), words) {
			t.Fatalf("run of %d, %q, want %d\n%s\n%s", n, words, want, d.Text, f.Text)
		}
	}
}
