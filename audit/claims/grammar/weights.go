package grammar

import (
	"encoding/binary"
	"math/bits"
)

// weights are what a perceptron has learned: for every feature, the classes it
// speaks for or against. They are read-only.
type weights struct {
	classes int
	shift   uint
	slots   []slot  // open addressing by the high bits of the key
	entries []entry // the rows, one after another
}

// slot is where a feature's row lies in entries. A slot with a row of no entries
// is free.
type slot struct{ key, start, n uint32 }

// entry is what a feature adds to the score of one class.
type entry struct {
	class  uint16
	weight int16
}

// row is a feature with what it says.
type row struct {
	key     uint32
	entries []entry
}

// newWeights makes a table of rows that are sorted by key. Half of the slots stay
// free, so that a feature nobody has seen, as most are, is told at the first look.
func newWeights(classes int, rows []row) *weights {
	size := bits.Len(uint(2*len(rows) + 1))
	w := &weights{classes: classes, shift: uint(32 - size), slots: make([]slot, 1<<size)}
	total := 0
	for _, r := range rows {
		total += len(r.entries)
	}
	w.entries = make([]entry, 0, total)
	for _, r := range rows {
		*w.find(r.key) = slot{key: r.key, start: uint32(len(w.entries)), n: uint32(len(r.entries))}
		w.entries = append(w.entries, r.entries...)
	}
	return w
}

// find returns the slot of a feature, or the free one it would have.
func (w *weights) find(key uint32) *slot {
	mask := uint32(len(w.slots) - 1)
	for i := key >> w.shift; ; i++ {
		if s := &w.slots[i&mask]; s.n == 0 || s.key == key {
			return s
		}
	}
}

// score adds up what the features say of each class.
func (w *weights) score(features []uint32, scores []int32) {
	clear(scores)
	for _, key := range features {
		s := w.find(key)
		for _, e := range w.entries[s.start : s.start+s.n] {
			scores[e.class] += int32(e.weight)
		}
	}
}

// rows returns the rows, sorted by key.
func (w *weights) rows() []row {
	var rows []row
	for _, s := range w.slots {
		if s.n > 0 {
			rows = append(rows, row{s.key, w.entries[s.start : s.start+s.n]})
		}
	}
	sortRows(rows)
	return rows
}

// grain is the step in which a file has weights: most take one byte so, and tags and
// trees stay what they were.
const grain = 4

// append writes the table. The columns stand apart, as they are compressed better
// so: differences of keys, numbers of entries, classes, weights.
func (w *weights) append(dst []byte) []byte {
	rows := w.rows()
	for _, n := range []int{w.classes, len(rows), len(w.entries)} {
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	last := uint32(0)
	for _, r := range rows {
		dst = binary.AppendUvarint(dst, uint64(r.key-last))
		last = r.key
	}
	for _, r := range rows {
		dst = binary.AppendUvarint(dst, uint64(len(r.entries)))
	}
	for _, r := range rows {
		for _, e := range r.entries {
			dst = binary.AppendUvarint(dst, uint64(e.class))
		}
	}
	for _, r := range rows {
		for _, e := range r.entries {
			dst = binary.AppendVarint(dst, rounded(int64(e.weight), grain))
		}
	}
	return dst
}

// weights is the reverse of append.
func (r *reader) weights() *weights {
	classes, n, total := int(r.uvarint()), r.size(), r.size()
	rows, all := make([]row, n), make([]entry, total)
	last := uint32(0)
	for i := range rows {
		last += uint32(r.uvarint())
		rows[i].key = last
	}
	rest := all
	for i := range rows {
		n := r.size()
		if n > len(rest) {
			r.fail()
			n = 0
		}
		rows[i].entries, rest = rest[:n:n], rest[n:]
	}
	for i := range all {
		all[i].class = uint16(r.uvarint())
		if int(all[i].class) >= classes {
			r.fail()
		}
	}
	for i := range all {
		all[i].weight = int16(r.varint() * grain)
	}
	if r.err != nil {
		return nil
	}
	return newWeights(classes, rows)
}
