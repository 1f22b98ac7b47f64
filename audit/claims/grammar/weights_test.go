package grammar

import (
	"slices"
	"testing"
)

// TestIndex finds all rows, also where many share a cell and where the last cells
// are full, and no others.
func TestIndex(t *testing.T) {
	for name, keys := range map[string][]uint32{
		"none":      nil,
		"even":      {1 << 28, 2 << 28, 3 << 28, 9 << 28},
		"one cell":  {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37},
		"last cell": {lastKey - 5, lastKey - 4, lastKey - 2, lastKey - 1, lastKey},
	} {
		var rows []row
		for _, key := range keys {
			rows = append(rows, row{key, []entry{{0, 4}, {2, -8}}})
		}
		w, moves := newWeights(4, rows), newMoveWeights(rows)
		for _, key := range append(slices.Clone(keys), 0, 38, 3<<27, lastKey-3, lastKey) {
			var want []int32
			if slices.Contains(keys, key) {
				want = []int32{4, 0, -8, 0}
			} else {
				want = []int32{0, 0, 0, 0}
			}
			got := make([]int32, 4)
			if w.score([]uint32{key}, got); !slices.Equal(got, want) {
				t.Errorf("%s: key %d scores %v, not %v", name, key, got, want)
			}
			m := moves.score([]uint32{key})
			if want := [moveCount]int32{0, want[1] - want[0], want[2] - want[0]}; m != want {
				t.Errorf("%s: key %d scores moves %v, not %v", name, key, m, want)
			}
		}
	}
}

// TestScore adds up rows of many classes, of all sizes and signs.
func TestScore(t *testing.T) {
	const classes = 88
	var rows []row
	want := make([]int32, classes)
	for k := range uint32(60) {
		r := row{key: k << 26}
		for c := uint16(k % 3); c < classes; c += uint16(k%7) + 1 {
			weight := int16((int(k)*7919+int(c)*104729)%limit) * int16(1-2*(int(c)&1))
			if k%5 == 0 {
				weight = limit // the most that a lane must hold
			}
			r.entries = append(r.entries, entry{c, weight})
			want[c] += int32(weight)
		}
		rows = append(rows, r)
	}
	var features []uint32
	for _, r := range rows {
		features = append(features, r.key)
	}
	got := make([]int32, classes)
	if newWeights(classes, rows).score(features, got); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestReadWeightsDamaged reads tables that no writer would write.
func TestReadWeightsDamaged(t *testing.T) {
	for name, data := range map[string][]byte{
		"no class":          {0, 1, 0, 5, 0},
		"a class too high":  {2, 1, 1, 5, 1, 2, 8},
		"a class twice":     {4, 1, 2, 5, 2, 1, 1, 8, 8},
		"a key twice":       {4, 2, 2, 5, 0, 1, 1, 1, 2, 8, 8},
		"too many entries":  {4, 1, 1, 5, 2, 1, 8, 8},
		"too many classes":  {97, 1, 1, 5, 1, 1, 8},
		"too high a weight": {4, 1, 1, 5, 1, 1, 0xff, 0xff, 3},
	} {
		r := &reader{data: data}
		if w := r.weights(); r.err == nil && w.classes > 0 {
			t.Errorf("%s: it was read as %+v", name, w)
		}
	}
}
