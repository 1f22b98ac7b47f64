package sentences

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/similarity/words"
)

// TestRefine checks against brute force that no edge of a refined stretch
// could be moved to a better balance.
func TestRefine(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 5))
		v, tokens := words.VocabularyOf(randomSentences(rng), randomSentences(rng))
		r := Outliner{Vocabulary: v}
		a, b := r.Outline(tokens[0]), r.Outline(tokens[1])
		var p Pairing
		p.Set(a, b)
		s := p.refine(Stretch{0, 1 + rng.IntN(len(a.sentences)), 0, 1 + rng.IntN(len(b.sentences))})
		best := p.balance(s)
		for from := range a.sentences {
			for to := from + 1; to <= len(a.sentences); to++ {
				if moved := (Stretch{from, to, s.b, s.bEnd}); (from == s.a || to == s.aEnd) && p.balance(moved) > best+1e-6 {
					t.Fatalf("seed %d: %+v has balance %v, %+v %v", seed, s, best, moved, p.balance(moved))
				}
			}
		}
	}
}

// balance works out from its definition what refine moves the edges for.
func (p *Pairing) balance(s Stretch) float64 {
	p.inA.fill(p.a, s.a, s.aEnd)
	p.inB.fill(p.b, s.b, s.bEnd)
	sum := 0.0
	for stem, n := range p.inA.n {
		sum -= oneSided * p.weightA[stem] * float64(n)
		if twin := p.twinA[stem]; twin >= 0 {
			sum += 2 * p.weightA[stem] * float64(min(n, p.inB.n[twin]))
		}
	}
	for stem, n := range p.inB.n {
		sum -= oneSided * p.weightB[stem] * float64(n)
	}
	return sum
}

func randomSentences(rng *rand.Rand) string {
	var b strings.Builder
	for range 2 + rng.IntN(7) {
		for range 3 + rng.IntN(5) {
			fmt.Fprintf(&b, "word%d ", rng.IntN(40))
		}
		b.WriteString("w. ")
	}
	return b.String()
}
