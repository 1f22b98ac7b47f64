package figures

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestHoldsNear compares the search among sorted values with a look at all.
func TestHoldsNear(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 2000 {
		values := make([]float64, random.IntN(8))
		for i := range values {
			values[i] = float64(random.IntN(200))
		}
		slices.Sort(values)
		v := float64(random.IntN(200))
		want := slices.ContainsFunc(values, func(w float64) bool { return near(w, v) })
		if got := HoldsNear(values, v); got != want {
			t.Fatalf("of %v, near to %v: %v, want %v", values, v, got, want)
		}
	}
}
