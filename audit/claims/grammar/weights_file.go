package grammar

import (
	"encoding/binary"
	"slices"
)

// append writes the table. The columns stand apart, as they are compressed better
// so: differences of keys, numbers of entries, classes, weights.
func (w *weights) append(dst []byte) []byte {
	rows := w.rows[:len(w.rows)-1]
	var entries []entry
	var counts []int
	for _, r := range rows {
		n := len(entries)
		entries = append(entries, w.entries(r)...)
		counts = append(counts, len(entries)-n)
	}
	for _, n := range []int{w.classes, len(rows), len(entries)} {
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	dst = appendKeys(dst, len(rows), func(i int) uint32 { return rows[i].key })
	for _, n := range counts {
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	for _, e := range entries {
		dst = append(dst, byte(e.class))
	}
	for _, e := range entries {
		dst = binary.AppendVarint(dst, int64(e.weight))
	}
	return dst
}

// weights is the reverse of append.
func (r *reader) weights() *weights {
	classes, n, total := int(r.uvarint()), r.size(), r.size()
	rows, entries := make([]row, n), make([]entry, total)
	r.keys(n, func(i int, key uint32) { rows[i].key = key })
	rest := entries
	for i := range rows {
		n := r.size()
		if n > len(rest) {
			r.fail()
			break
		}
		rows[i].entries, rest = rest[:n], rest[n:]
	}
	for i, class := range r.bytes(total) {
		entries[i].class = uint16(class)
	}
	for i := range entries {
		entries[i].weight = r.weight(limit / grain)
	}
	if r.err != nil || classes > mostClasses || slices.ContainsFunc(rows, func(r row) bool { return !r.valid(classes) }) {
		r.fail()
		return nil
	}
	return newWeights(classes, rows)
}

// valid reports whether a row's classes rise and are less than the number of classes.
func (r row) valid(classes int) bool {
	last := -1
	for _, e := range r.entries {
		if int(e.class) <= last {
			return false
		}
		last = int(e.class)
	}
	return last < classes
}

// append writes the table: differences of keys, weights of left, weights of right.
func (w *moveWeights) append(dst []byte) []byte {
	rows := w.rows[:len(w.rows)-1]
	dst = binary.AppendUvarint(dst, uint64(len(rows)))
	dst = appendKeys(dst, len(rows), func(i int) uint32 { return rows[i].key })
	for _, r := range rows {
		dst = binary.AppendVarint(dst, int64(r.left))
	}
	for _, r := range rows {
		dst = binary.AppendVarint(dst, int64(r.right))
	}
	return dst
}

// moveWeights is the reverse of append.
func (r *reader) moveWeights() *moveWeights {
	n := r.size()
	w := &moveWeights{rows: make([]moveRow, n, n+1)}
	r.keys(n, func(i int, key uint32) { w.rows[i].key = key })
	for i := range w.rows {
		w.rows[i].left = r.weight(2 * limit / grain)
	}
	for i := range w.rows {
		w.rows[i].right = r.weight(2 * limit / grain)
	}
	w.finish()
	return w
}

func appendKeys(dst []byte, n int, key func(int) uint32) []byte {
	last := uint32(0)
	for i := range n {
		dst = binary.AppendUvarint(dst, uint64(key(i)-last))
		last = key(i)
	}
	return dst
}

// keys reads n keys, which rise.
func (r *reader) keys(n int, set func(i int, key uint32)) {
	last := uint64(0)
	for i := range n {
		difference := r.uvarint()
		last += difference
		if last > lastKey || difference == 0 && i > 0 {
			r.fail()
			return
		}
		set(i, uint32(last))
	}
}

// weight reads a weight that is as large as most, at most.
func (r *reader) weight(most int64) int16 {
	w := r.varint()
	if w < -most || w > most {
		r.fail()
		return 0
	}
	return int16(w)
}
