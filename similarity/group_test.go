package similarity

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestGroupAll holds groups against joining passages one by one until nothing
// changes: the two of a match belong together, and so do spans that are mostly
// one.
func TestGroupAll(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 3))
		var matches []Match
		passage := func() Passage {
			start := 20 * rng.IntN(30)
			return Passage{rng.IntN(6), start, start + 10 + rng.IntN(9)}
		}
		for range 1 + rng.IntN(12) {
			matches = append(matches, Match{A: passage(), B: passage()})
		}
		var passages []Passage
		for _, m := range matches {
			passages = append(passages, m.A, m.B)
		}
		of := make([]int, len(passages)) // the least passage each is joined with
		for i := range of {
			of[i] = i
		}
		for changed := true; changed; {
			changed = false
			for i, p := range passages {
				for j, q := range passages {
					if least := min(of[i], of[j]); of[i] != of[j] && (i/2 == j/2 || sameSpan(p, q)) {
						of[i], of[j], changed = least, least, true
					}
				}
			}
		}
		groups := group(matches)
		for i, m := range matches {
			for j, n := range matches {
				if together := of[2*i] == of[2*j]; together != (m.Group == n.Group) {
					t.Fatalf("seed %d: matches %+v and %+v are in one group: %v", seed, m, n, !together)
				}
			}
			for _, p := range []Passage{m.A, m.B} {
				shown := slices.ContainsFunc(groups[m.Group], func(q Passage) bool { return sameSpan(p, q) && q.size() >= p.size() })
				if !shown {
					t.Fatalf("seed %d: group %v shows nothing for %+v", seed, groups[m.Group], p)
				}
			}
		}
	}
}

// TestBoxCells holds what is said of boxes against the pairs of words they cover.
func TestBoxCells(t *testing.T) {
	var all []box
	for a := range 3 {
		for aEnd := a + 1; aEnd < 4; aEnd++ {
			for b := range 3 {
				for bEnd := b + 1; bEnd < 4; bEnd++ {
					all = append(all, box{a: a, aEnd: aEnd, b: b, bEnd: bEnd})
				}
			}
		}
	}
	side := func(from, to int) (bits int) {
		for i := from; i < to; i++ {
			bits |= 1 << i
		}
		return bits
	}
	for _, x := range all {
		for _, y := range all {
			onA, onB := side(x.a, x.aEnd)&side(y.a, y.aEnd) != 0, side(x.b, x.bEnd)&side(y.b, y.bEnd) != 0
			if x.overlaps(y) != (onA || onB) || x.meets(y) != (onA && onB) {
				t.Fatalf("%+v and %+v: on a %v, on b %v", x, y, onA, onB)
			}
		}
	}
}
