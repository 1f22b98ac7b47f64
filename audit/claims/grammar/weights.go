package grammar

import "math/bits"

// entry is what a feature adds to the score of one class.
type entry struct {
	class  uint16
	weight int16
}

// row is a feature with what it says of classes, which are in order.
type row struct {
	key     uint32
	entries []entry
}

// weights are what a perceptron has learned of tags or relations. The weights of
// three neighbouring classes are added at once, as lanes of one number: lane k counts
// in units of 1<<(k*laneBits), so a negative lane borrows from the next, and takeLane
// gives back. They are read-only.
type weights struct {
	classes int
	index   index
	rows    []lanesRow // sorted by key
	sums    []uint64   // of all rows, in their order
}

// lanesRow says for which threes of classes a feature has a sum, and where they
// begin.
type lanesRow struct{ key, start, has uint32 }

// A lane has room for the weights of 64 features.
const (
	lanes, laneBits = 3, 21
	limit           = 1<<(laneBits-7) - grain // the largest weight
	mostClasses     = 32 * lanes
)

// newWeights makes a table of rows, which are sorted by key.
func newWeights(classes int, rows []row) *weights {
	w := &weights{classes: classes, rows: make([]lanesRow, 0, len(rows)+1)}
	for _, r := range rows {
		w.add(r)
	}
	w.finish()
	return w
}

// add adds a row with a higher key than the last one has.
func (w *weights) add(r row) {
	lr := lanesRow{key: r.key, start: uint32(len(w.sums))}
	for _, e := range r.entries {
		three, lane := e.class/lanes, e.class%lanes
		if lr.has>>three == 0 {
			lr.has |= 1 << three
			w.sums = append(w.sums, 0)
		}
		w.sums[len(w.sums)-1] += uint64(e.weight) << (lane * laneBits)
	}
	w.rows = append(w.rows, lr)
}

// finish makes the table ready to be asked.
func (w *weights) finish() {
	w.index = newIndex(len(w.rows), func(i int) uint32 { return w.rows[i].key })
	w.rows = append(w.rows, lanesRow{key: lastKey})
}

// score adds up what the features say of each class.
func (w *weights) score(features []uint32, scores []int32) {
	var found [mostFeatures]candidate
	var total [mostClasses / lanes]uint64
	for _, c := range w.index.candidates(&found, features) {
		r := &w.rows[c.row]
		for r.key < c.key {
			c.row++
			r = &w.rows[c.row]
		}
		if r.key != c.key {
			continue
		}
		at := r.start
		for has := r.has; has != 0; has &= has - 1 {
			total[bits.TrailingZeros32(has)&31] += w.sums[at]
			at++
		}
	}
	for i := range scores {
		scores[i] = takeLane(&total[i/lanes])
	}
}

// takeLane takes the lowest lane off a sum.
func takeLane(sum *uint64) int32 {
	lane := int64(*sum<<(64-laneBits)) >> (64 - laneBits)
	*sum = (*sum - uint64(lane)) >> laneBits
	return int32(lane)
}

// entries appends what a row says.
func (w *weights) entries(dst []entry, r *lanesRow) []entry {
	at := r.start
	for has := r.has; has != 0; has &= has - 1 {
		sum, first := w.sums[at], lanes*bits.TrailingZeros32(has)
		for lane := range lanes {
			if weight := takeLane(&sum); weight != 0 {
				dst = append(dst, entry{uint16(first + lane), int16(weight)})
			}
		}
		at++
	}
	return dst
}
