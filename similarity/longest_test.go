package similarity

import (
	"math/rand/v2"
	"testing"
)

// TestLongestRun compares both ways to find the longest run with looking at
// every pair of places.
func TestLongestRun(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2))
	words := func() []uint32 {
		list := make([]uint32, rng.IntN(40))
		for i := range list {
			list[i] = uint32(rng.IntN(4))
		}
		return list
	}
	for range 500 {
		a, b := words(), words()
		checkLongest(t, a, b)
	}
}

// checkLongest compares both ways to find the longest run with brute force, and
// returns its words.
func checkLongest(t *testing.T, a, b []uint32) int {
	t.Helper()
	at, longest := 0, 0
	for i := range a {
		for j := range b {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			if n > longest {
				at, longest = i, n
			}
		}
	}
	for name, find := range map[string]func(a, b []uint32) (int, int){"table": longestInTable[uint32], "halves": longestByHalves[uint32]} {
		if gotAt, got := find(a, b); gotAt != at || got != longest {
			t.Fatalf("%s: %d words at %d, want %d at %d\n%v\n%v", name, got, gotAt, longest, at, a, b)
		}
	}
	return longest
}
