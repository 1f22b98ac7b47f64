package similarity

import (
	"math/rand/v2"
	"testing"

	"github.com/adrg/strutil/metrics"
)

// TestDistance holds the distance of long lists against the library's.
func TestDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 21))
	for range 300 {
		words := make([][]uint32, 2)
		for i := range words {
			words[i] = make([]uint32, rng.IntN(300))
			for j := range words[i] {
				words[i][j] = rng.Uint32N(1 + rng.Uint32N(40))
			}
		}
		if rng.IntN(2) == 0 { // mostly the same
			words[1] = append(words[1][:len(words[1])/4], words[0]...)
		}
		alphabet := make(map[uint32]rune)
		a, b := spell(alphabet, words[0]), spell(alphabet, words[1])
		if got, want := distance(words[0], words[1]), metrics.NewLevenshtein().Distance(a, b); got != want {
			t.Fatalf("%v and %v: %d, want %d", words[0], words[1], got, want)
		}
	}
}
