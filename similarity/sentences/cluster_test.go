package sentences

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestStretchCells holds what is said of stretches against the pairs of
// sentences they cover.
func TestStretchCells(t *testing.T) {
	var all []Stretch
	for a := range 3 {
		for aEnd := a + 1; aEnd < 4; aEnd++ {
			for b := range 3 {
				for bEnd := b + 1; bEnd < 4; bEnd++ {
					all = append(all, Stretch{a, aEnd, b, bEnd})
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
	for _, s := range all {
		for _, u := range all {
			want := side(s.a, s.aEnd)&side(u.a, u.aEnd) != 0 || side(s.b, s.bEnd)&side(u.b, u.bEnd) != 0
			if s.overlaps(u) != want {
				t.Fatalf("%+v and %+v share a sentence: %v", s, u, want)
			}
		}
		for a := range 4 {
			for b := range 4 {
				want := side(s.a, s.aEnd)>>a&1 == 1 && side(s.b, s.bEnd)>>b&1 == 1
				if e := (echo{a: a, b: b}); s.holds(e) != want || (s.with(e) == s) != want {
					t.Fatalf("%+v holds %+v: %v", s, e, want)
				}
			}
		}
	}
}

// TestSplit cuts echoes wherever too many sentences have none, on either side,
// and nowhere else, losing none.
func TestSplit(t *testing.T) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 4))
		var echoes []echo
		for range rng.IntN(12) {
			echoes = append(echoes, echo{a: rng.IntN(20), b: rng.IntN(20)})
		}
		skip, n := rng.IntN(4), 0
		for _, g := range split(echoes, skip, 0, 0) {
			n += len(g)
			as, bs := make([]int, len(g)), make([]int, len(g))
			for i, e := range g {
				as[i], bs[i] = e.a, e.b
			}
			for _, side := range [][]int{as, bs} {
				slices.Sort(side)
				for i := range side[1:] {
					if side[i+1]-side[i]-1 > skip {
						t.Fatalf("seed %d: %v leaves out more than %d sentences", seed, side, skip)
					}
				}
			}
		}
		if n != len(echoes) {
			t.Fatalf("seed %d: %d of %d echoes are left", seed, n, len(echoes))
		}
		whole := echoes[:min(len(echoes), 1)]
		for i := range 5 * len(whole) {
			whole = append(whole, echo{a: whole[0].a + (i+1)*(skip+1), b: whole[0].b - (i+1)*(skip+1)})
		}
		if got := split(whole, skip, 0, 0); len(got) != min(len(echoes), 1) {
			t.Fatalf("seed %d: %v are cut into %d", seed, whole, len(got))
		}
	}
}
