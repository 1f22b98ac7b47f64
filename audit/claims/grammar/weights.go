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
	slots   []slot  // open addressing by the high bits of the key, and one more slot
	entries []entry // the rows, in the order of their slots
}

// slot is where a feature's row begins in entries; it ends where the next slot's
// does. A slot without a row is free.
type slot struct{ key, start uint32 }

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

// newWeights makes a table of rows. Half of the slots stay free, so that a feature
// nobody has seen, as most are, is told at the first look.
func newWeights(classes int, rows []row) *weights {
	size := bits.Len(uint(2*len(rows) + 1))
	w := &weights{classes: classes, shift: uint(32 - size), slots: make([]slot, 1<<size+1)}
	mask := uint32(1<<size - 1)
	numbers := make([]int32, 1<<size) // of the rows, plus one
	total := 0
	for n, r := range rows {
		i := r.key >> w.shift
		for numbers[i] != 0 {
			i = (i + 1) & mask
		}
		numbers[i] = int32(n) + 1
		total += len(r.entries)
	}
	w.entries = make([]entry, 0, total)
	for i, n := range numbers {
		w.slots[i].start = uint32(len(w.entries))
		if n > 0 {
			w.slots[i].key = rows[n-1].key
			w.entries = append(w.entries, rows[n-1].entries...)
		}
	}
	w.slots[len(numbers)].start = uint32(len(w.entries))
	return w
}

// row returns what a feature says, nil if it is not known.
func (w *weights) row(key uint32) []entry {
	mask := uint32(len(w.slots) - 2)
	for i := key >> w.shift; ; i = (i + 1) & mask {
		start, end := w.slots[i].start, w.slots[i+1].start
		if start == end {
			return nil
		}
		if w.slots[i].key == key {
			return w.entries[start:end]
		}
	}
}

// score adds up what the features say of each class.
func (w *weights) score(features []uint32, scores []int32) {
	clear(scores)
	for _, key := range features {
		for _, e := range w.row(key) {
			scores[e.class] += int32(e.weight)
		}
	}
}

// rows returns the rows, sorted by key.
func (w *weights) rows() []row {
	var rows []row
	for i, s := range w.slots[:len(w.slots)-1] {
		if end := w.slots[i+1].start; end > s.start {
			rows = append(rows, row{s.key, w.entries[s.start:end]})
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
