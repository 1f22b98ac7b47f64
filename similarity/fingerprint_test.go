package similarity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/similarity/sorted"
)

// TestFingerprintsShared checks that texts that share minWords words share a
// fingerprint, wherever those words stand.
func TestFingerprintsShared(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 5))
		minWords := 8 + rng.IntN(12)
		words := func(n int) string {
			var b strings.Builder
			for range n {
				fmt.Fprint(&b, "w", rng.IntN(30), " ")
			}
			return b.String()
		}
		shared := words(minWords)
		a := Fingerprints(words(rng.IntN(50))+shared+words(rng.IntN(50)), minWords)
		b := Fingerprints(words(rng.IntN(50))+strings.ToUpper(shared)+words(rng.IntN(50)), minWords)
		if sorted.Common(a, b) == 0 {
			t.Fatalf("seed %d: two texts share %d words and no fingerprint", seed, minWords)
		}
		if !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != len(a) {
			t.Fatalf("seed %d: fingerprints are not sorted and distinct", seed)
		}
	}
}

// TestFingerprintVersion fails when stored numbers would no longer be found:
// then FingerprintVersion has to go up, and these with it.
func TestFingerprintVersion(t *testing.T) {
	const text = "Repairs to the roof would have cost 1,200 euros more than Zoë’s town spends on all its parks — 公园 — in a decade."
	var sum uint64
	for _, key := range append(Fingerprints(text, 0), RewordKeys(text)...) {
		sum = mix(sum + key)
	}
	got := fmt.Sprintf("version %d, %x", FingerprintVersion, sum)
	const want = "version 3, 634d52cc0dd79d6d"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestKnown holds a search with known texts against one without: the same
// matches, less those between known texts.
func TestKnown(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 11))
		texts := mixedTexts(rng)
		known := make([]bool, len(texts))
		for i := range known {
			known[i] = rng.IntN(3) > 0
		}
		all, err := Find(context.Background(), texts, Options{})
		if err != nil {
			t.Fatal(err)
		}
		some, err := Find(context.Background(), texts, Options{Known: func(i int) bool { return known[i] }})
		if err != nil {
			t.Fatal(err)
		}
		checkShape(t, texts, some)
		want := slices.DeleteFunc(all.Matches, func(m Match) bool { return known[m.A.Text] && known[m.B.Text] })
		for _, list := range [][]Match{want, some.Matches} {
			for i := range list {
				list[i].Group = 0 // other matches may join two groups
			}
		}
		if diff := cmp.Diff(want, some.Matches); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// mixedTexts returns texts that copy, edit and reword one another, some of
// them whole.
func mixedTexts(rng *rand.Rand) []string {
	passages := strings.SplitAfter(original+" "+edited+" "+rewordedA+" "+rewordedB, ". ")
	var texts []string
	for i := range 40 {
		if i > 0 && rng.IntN(6) == 0 {
			texts = append(texts, texts[rng.IntN(i)])
			continue
		}
		var b strings.Builder
		for range 1 + rng.IntN(4) {
			b.WriteString(randomText(rng, texts[:min(i, 8)]) + ". ")
			if rng.IntN(2) == 0 {
				b.WriteString(passages[rng.IntN(len(passages))] + " ")
			}
		}
		texts = append(texts, b.String())
	}
	return texts
}
