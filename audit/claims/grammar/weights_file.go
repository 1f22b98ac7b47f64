package grammar

import "encoding/binary"

// grain is the step in which a file has weights: most take one byte so, and tags and
// trees stay what they were.
const grain = 4

// append writes the table. The columns stand apart, as they are compressed better
// so: differences of keys, numbers of entries, classes, weights.
func (w *weights) append(dst []byte) []byte {
	rows := w.rows[:len(w.rows)-1]
	var entries []entry
	var counts []int
	for i := range rows {
		n := len(entries)
		entries = w.entries(entries, &rows[i])
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
		dst = binary.AppendVarint(dst, rounded(int64(e.weight), grain))
	}
	return dst
}

// weights is the reverse of append.
func (r *reader) weights() *weights {
	classes, n, total := int(r.uvarint()), r.size(), r.size()
	keys, counts, entries := r.keys(n), make([]int, n), make([]entry, total)
	for i := range counts {
		counts[i] = r.size()
	}
	for i := range entries {
		entries[i].class = uint16(r.byte())
	}
	for i := range entries {
		entries[i].weight = r.weight(limit)
	}
	if classes > mostClasses {
		r.fail()
	}
	w := &weights{classes: classes, rows: make([]lanesRow, 0, n+1), sums: make([]uint64, 0, total)}
	for i, key := range keys {
		if counts[i] > len(entries) {
			r.fail()
			break
		}
		for k, e := range entries[:counts[i]] {
			if int(e.class) >= classes || k > 0 && e.class <= entries[k-1].class {
				r.fail()
			}
		}
		if r.err != nil {
			break
		}
		w.add(row{key, entries[:counts[i]]})
		entries = entries[counts[i]:]
	}
	w.finish()
	return w
}

// append writes the table: differences of keys, weights of left, weights of right.
func (w *moveWeights) append(dst []byte) []byte {
	rows := w.rows[:len(w.rows)-1]
	dst = binary.AppendUvarint(dst, uint64(len(rows)))
	dst = appendKeys(dst, len(rows), func(i int) uint32 { return rows[i].key })
	for _, r := range rows {
		dst = binary.AppendVarint(dst, int64(r.left)/grain)
	}
	for _, r := range rows {
		dst = binary.AppendVarint(dst, int64(r.right)/grain)
	}
	return dst
}

// moveWeights is the reverse of append.
func (r *reader) moveWeights() *moveWeights {
	n := r.size()
	w := &moveWeights{rows: make([]moveRow, n, n+1)}
	for i, key := range r.keys(n) {
		w.rows[i].key = key
	}
	for i := range w.rows {
		w.rows[i].left = r.weight(2 * limit)
	}
	for i := range w.rows {
		w.rows[i].right = r.weight(2 * limit)
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
func (r *reader) keys(n int) []uint32 {
	keys := make([]uint32, n)
	last := uint64(0)
	for i := range keys {
		difference := r.uvarint()
		last += difference
		if last > lastKey || difference == 0 && i > 0 {
			r.fail()
			return nil
		}
		keys[i] = uint32(last)
	}
	return keys
}

// weight reads a weight that is as large as most, at most.
func (r *reader) weight(most int64) int16 {
	w := r.varint()
	if w < -most/grain || w > most/grain {
		r.fail()
		return 0
	}
	return int16(w * grain)
}
