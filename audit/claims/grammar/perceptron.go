package grammar

import (
	"cmp"
	"slices"
)

// perceptron learns weights: where the right class is not ahead of its best rival by
// a margin, its weight is raised by one and the rival's lowered, and what was learned
// in the end is the mean over all steps (Freund and Schapire 1999; Collins 2002; with
// a margin, Krauth and Mézard 1987). It counts in whole numbers, so that every machine
// learns the same.
type perceptron struct {
	classes int
	margin  int32
	index   []place // open addressing; a place with room for nothing is free
	taken   int
	cells   []cell // the rows, each with some room to grow, and what they have outgrown
	sums    []sum  // of the cells
	step    int64
}

// place says where in cells a feature's row lies.
type place struct {
	key, start uint32
	n, room    uint16
}

// cell is a class with its weight.
type cell struct {
	class  uint16
	weight int32
}

// sum is the sum of what a weight was at every step until since.
type sum struct{ total, since int64 }

func (s *sum) advance(weight int32, step int64) {
	s.total += (step - s.since) * int64(weight)
	s.since = step
}

func newPerceptron(classes int, margin int32) *perceptron {
	return &perceptron{classes: classes, margin: margin, index: make([]place, 1<<16)}
}

// find returns the place where a feature stands or would stand.
func (p *perceptron) find(key uint32) *place {
	mask := len(p.index) - 1
	for i := int(uint64(key) * 0x9E3779B97F4A7C15 >> 32); ; i++ {
		if at := &p.index[i&mask]; at.room == 0 || at.key == key {
			return at
		}
	}
}

// row returns the cells of a feature.
func (p *perceptron) row(at *place) []cell { return p.cells[at.start:][:at.n] }

func (p *perceptron) score(features []uint32, scores []int32) {
	clear(scores)
	for _, key := range features {
		for _, c := range p.row(p.find(key)) {
			scores[c.class] += c.weight
		}
	}
}

// learn counts a step and mends the weights if they don't tell the right class from
// its rival. Without a rival, which is the right class then, it only counts.
func (p *perceptron) learn(features []uint32, scores []int32, right, rival int) {
	p.step++
	if right == rival || scores[right]-scores[rival] >= p.margin {
		return
	}
	for _, key := range features {
		at := p.find(key)
		if at.room == 0 {
			if 2*p.taken > len(p.index) {
				p.grow()
				at = p.find(key)
			}
			p.taken++
			at.key = key
		}
		p.change(at, right, 1)
		p.change(at, rival, -1)
	}
}

// grow doubles the index.
func (p *perceptron) grow() {
	old := p.index
	p.index = make([]place, 2*len(old))
	for _, at := range old {
		if at.room > 0 {
			*p.find(at.key) = at
		}
	}
}

// change adds to a feature's weight of a class.
func (p *perceptron) change(at *place, class int, by int32) {
	i := slices.IndexFunc(p.row(at), func(c cell) bool { return int(c.class) == class })
	if i < 0 {
		i = int(at.n)
		p.lengthen(at)
		p.cells[int(at.start)+i].class = uint16(class)
	}
	i += int(at.start)
	p.sums[i].advance(p.cells[i].weight, p.step)
	p.cells[i].weight += by
}

// lengthen adds a cell to a row. A row that has no room moves to where it has twice
// as much.
func (p *perceptron) lengthen(at *place) {
	if at.n == at.room {
		from, end := at.start, at.start+uint32(at.n)
		at.start, at.room = uint32(len(p.cells)), max(2, 2*at.room)
		p.cells = append(append(p.cells, p.cells[from:end]...), make([]cell, at.room-at.n)...)
		p.sums = append(append(p.sums, p.sums[from:end]...), make([]sum, at.room-at.n)...)
	}
	at.n++
}

// rivalOf returns the best of the classes that are wrong.
func rivalOf(scores []int32, right int) int {
	rival := -1
	for i, x := range scores {
		if i != right && (rival < 0 || x > scores[rival]) {
			rival = i
		}
	}
	return rival
}

// scale is how many steps of a weight make one of a mistake's.
const scale = 64

// mean returns the rows of averaged weights, sorted by key. Rows without any weight
// of at least strong are left out, and so are weights below weak, both in 1/scale:
// strong is what a feature hardly gets that was in one mistake only.
func (p *perceptron) mean(strong, weak int16) []row {
	var rows []row
	for i := range p.index {
		var entries []entry
		keep := false
		for k, c := range p.row(&p.index[i]) {
			s := p.sums[int(p.index[i].start)+k]
			s.advance(c.weight, p.step)
			w := int16(min(max(rounded(s.total*scale, p.step), -limit), limit))
			keep = keep || magnitude(w) >= strong
			if magnitude(w) >= weak {
				entries = append(entries, entry{class: c.class, weight: w})
			}
		}
		if !keep {
			continue
		}
		slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.class, b.class) })
		rows = append(rows, row{key: p.index[i].key, entries: entries})
	}
	sortRows(rows)
	return rows
}

// grain is the step in which a model has weights: most take one byte so, and tags and
// trees stay what they were.
const grain = 4

// coarse makes weights count in grains.
func coarse(rows []row) []row {
	for _, r := range rows {
		for i := range r.entries {
			r.entries[i].weight = int16(rounded(int64(r.entries[i].weight), grain))
		}
	}
	return rows
}

func magnitude(w int16) int16 { return max(w, -w) }

func sortRows(rows []row) {
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.key, b.key) })
}

// rounded is a/b to the nearest whole number; halves go up.
func rounded(a, b int64) int64 {
	q := (2*a + b) / (2 * b)
	if (2*a+b)%(2*b) < 0 {
		q--
	}
	return q
}
