package similarity

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFormsAreNotComparedEachWithEach counts what comparing texts of two forms finds
// before it is known which of it says the same: four times as many texts must not find
// much more than four times as much.
func TestFormsAreNotComparedEachWithEach(t *testing.T) {
	found := func(n int) (copied, all int) {
		rng := rand.New(rand.NewPCG(5, 5))
		forms := [][]string{randomForm(rng), randomForm(rng)}
		ix := newIndex(formTextsOf(rng, forms, n), DefaultOptions().withDefaults())
		postings, err := ix.fingerprint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		list, err := ix.copied(t.Context(), ix.seeds(postings))
		if err != nil {
			t.Fatal(err)
		}
		copied = len(list)
		if list, err = ix.reworded(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		return copied, len(list)
	}
	fewCopied, few := found(500)
	manyCopied, many := found(2000)
	if manyCopied > 6*fewCopied || many > 6*few {
		t.Errorf("of 500 texts %d copied matches and %d in all, of 2,000 %d and %d", fewCopied, few, manyCopied, many)
	}
}

// TestCopyInCrowd has one text of many of a form copied with little changed, and
// a paragraph that is of no form copied from one to another: both are found.
func TestCopyInCrowd(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 36))
		form := randomForm(rng)
		texts := formTextsOf(rng, [][]string{form}, 300)
		texts[250] = texts[100][:len(texts[100])-1] + " indeed."
		for _, i := range []int{40, 270} {
			texts[i] += " " + fillIn(rng, randomForm(rng)) + " " + original
		}
		var pairs [][2]int
		for _, m := range find(t, texts...).Matches {
			if m.Form == 0 {
				pairs = append(pairs, [2]int{m.A.Text, m.B.Text})
			}
		}
		for _, want := range [][2]int{{100, 250}, {40, 270}} {
			if !slices.Contains(pairs, want) {
				t.Errorf("seed %d: texts %d and %d are no match: %v", seed, want[0], want[1], pairs)
			}
		}
	}
}
