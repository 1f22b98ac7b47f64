package grammar

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

// weights are what a perceptron has learned of tags or relations. Most features say
// something of few classes: their rows are short, of two bytes an entry. Those that
// are asked most say something of many: their rows are wide, with a place for every
// class, and three weights are added at once. They are read-only.
type weights struct {
	classes int
	index   index
	rows    []weightsRow // sorted by key
	short   []uint16     // of each row, the number of entries, and then these; or markWide, and which row of wide
	wide    []uint64     // stride numbers a row
	stride  int
}

// weightsRow says where in short a feature's row begins.
type weightsRow struct{ key, start uint32 }

// markWide stands for the number of a short row's entries, which are never so many.
// There are no more wide rows either, as short has their numbers.
const markWide = 1<<16 - 1

// wideShare is of what share of the classes, one in wideShare, a row must say
// something to be wide.
const wideShare = 4

// Lane k of a number in a wide row counts in units of 1<<(k*laneBits): a negative
// lane borrows from the next, and takeLane gives back. A lane has room for the
// weights of 64 features.
const (
	lanes, laneBits = 3, 21
	limit           = 1<<(laneBits-7) - grain // the largest weight
	mostClasses     = 32 * lanes
)

// newWeights makes a table of rows, which are sorted by key. Rows of more entries are
// asked more often, so they are laid first: what is used much is near each other.
func newWeights(classes int, rows []row) *weights {
	w := &weights{classes: classes, rows: make([]weightsRow, len(rows)+1), stride: (classes + lanes - 1) / lanes}
	short, wide := 0, 0
	for _, r := range rows {
		if w.isWide(r.entries) {
			short, wide = short+2, wide+1
		} else {
			short += 1 + len(r.entries)
		}
	}
	w.short, w.wide = make([]uint16, 0, short+short/32), make([]uint64, 0, wide*w.stride)
	for _, i := range longestFirst(rows) {
		w.rows[i] = weightsRow{rows[i].key, uint32(len(w.short))}
		w.add(rows[i].entries)
	}
	w.rows[len(rows)].key = lastKey
	w.index = newIndex(len(rows), func(i int) uint32 { return rows[i].key })
	return w
}

// longestFirst returns the numbers of rows by how many entries they have, which is no
// more than mostClasses.
func longestFirst(rows []row) []uint32 {
	var next [mostClasses + 2]int // by how many entries are wanting, where the next such row goes
	for _, r := range rows {
		next[mostClasses-len(r.entries)+1]++
	}
	for i := range mostClasses + 1 {
		next[i+1] += next[i]
	}
	order := make([]uint32, len(rows))
	for i, r := range rows {
		at := &next[mostClasses-len(r.entries)]
		order[*at] = uint32(i)
		*at++
	}
	return order
}

// add lays a row behind the others. A weight that is more than a byte holds takes
// several entries of a short row.
func (w *weights) add(entries []entry) {
	if w.isWide(entries) && len(w.wide) <= markWide*w.stride {
		number := len(w.wide) / w.stride
		w.short = append(w.short, markWide, uint16(number))
		w.wide = append(w.wide, make([]uint64, w.stride)...)
		for _, e := range entries {
			w.wide[number*w.stride+int(e.class/lanes)] += uint64(e.weight) << (e.class % lanes * laneBits)
		}
		return
	}
	first := len(w.short)
	w.short = append(w.short, 0)
	for _, e := range entries {
		for rest := e.weight; rest != 0; {
			part := min(max(rest, -128), 127)
			w.short = append(w.short, e.class<<8|uint16(uint8(part)))
			rest -= part
		}
	}
	w.short[first] = uint16(len(w.short) - first - 1)
}

func (w *weights) isWide(entries []entry) bool { return len(entries)*wideShare > w.classes }

// wideRow returns the wide row that begins in short at start.
func (w *weights) wideRow(start uint32) []uint64 {
	return w.wide[int(w.short[start+1])*w.stride:][:w.stride]
}

// shortRow is where the entries of a row begin in short, and how many there are, or
// markWide.
type shortRow struct{ start, n uint32 }

// lanes returns what the features say of each class, for score to begin with.
func (w *weights) lanes(features []uint32) []uint64 {
	scores := make([]int32, w.classes)
	w.score(features, scores)
	total := make([]uint64, w.stride)
	for i, x := range scores {
		total[i/lanes] += uint64(x) << (i % lanes * laneBits)
	}
	return total
}

// score adds up what the features say of each class, and what is known already. It goes through the features
// three times, so that the processor can ask memory for many rows at once.
func (w *weights) score(features []uint32, scores []int32, known ...[]uint64) {
	var found [mostFeatures]candidate
	var rows [mostFeatures]shortRow
	n := 0
	for _, c := range w.index.candidates(&found, features) {
		for w.rows[c.row].key < c.key {
			c.row++
		}
		if r := w.rows[c.row]; r.key == c.key {
			rows[n] = shortRow{r.start, uint32(w.short[r.start])}
			n++
		}
	}
	var totals [mostClasses / lanes]uint64
	total := totals[:w.stride]
	for _, sums := range known {
		for i, sum := range sums[:len(total)] {
			total[i] += sum
		}
	}
	clear(scores)
	for _, r := range rows[:n] {
		if r.n == markWide {
			for i, sum := range w.wideRow(r.start)[:len(total)] {
				total[i] += sum
			}
			continue
		}
		for _, pair := range w.short[r.start+1:][:r.n] {
			scores[pair>>8] += int32(int8(pair))
		}
	}
	for i := range scores {
		scores[i] += takeLane(&total[i/lanes])
	}
}

// takeLane takes the lowest lane off a sum.
func takeLane(sum *uint64) int32 {
	lane := int64(*sum<<(64-laneBits)) >> (64 - laneBits)
	*sum = (*sum - uint64(lane)) >> laneBits
	return int32(lane)
}

// entries returns what a row says.
func (w *weights) entries(r weightsRow) []entry {
	var all [mostClasses]int16
	if n := w.short[r.start]; n == markWide {
		for i, sum := range w.wideRow(r.start) {
			for lane := range lanes {
				all[i*lanes+lane] = int16(takeLane(&sum))
			}
		}
	} else {
		for _, pair := range w.short[r.start+1:][:n] {
			all[pair>>8] += int16(int8(pair))
		}
	}
	var entries []entry
	for class, weight := range all {
		if weight != 0 {
			entries = append(entries, entry{uint16(class), weight})
		}
	}
	return entries
}
