package grammar

import (
	"cmp"
	"slices"
)

// perceptron learns weights: every mistake adds one to the weight of the class
// that was right and takes one from that of the class that was chosen, and what
// it has learned in the end is the mean over all steps (Freund and Schapire 1999;
// Collins 2002). It counts in whole numbers, so that every machine learns the
// same.
type perceptron struct {
	classes int
	index   []int32 // open addressing: numbers of rows, plus one
	keys    []uint32
	rows    [][]cell
	step    int64
}

// cell is a weight and the sum of what it was at every step until since.
type cell struct {
	total  int64
	since  int64
	weight int32
	class  uint16
}

func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, index: make([]int32, 1<<16)}
}

// find returns the place in index where a key stands or would stand.
func (p *perceptron) find(key uint32) int {
	mask := len(p.index) - 1
	i := int(uint64(key)*0x9E3779B97F4A7C15>>32) & mask
	for p.index[i] != 0 && p.keys[p.index[i]-1] != key {
		i = (i + 1) & mask
	}
	return i
}

func (p *perceptron) score(features []uint32, scores []int32) {
	clear(scores)
	for _, key := range features {
		if r := p.index[p.find(key)]; r != 0 {
			for i := range p.rows[r-1] {
				c := &p.rows[r-1][i]
				scores[c.class] += c.weight
			}
		}
	}
}

// learn counts a step and, if the class chosen was wrong, mends the weights.
func (p *perceptron) learn(features []uint32, right, chosen int) {
	p.step++
	if right == chosen {
		return
	}
	for _, key := range features {
		row := p.row(key)
		p.change(row, right, 1)
		p.change(row, chosen, -1)
	}
}

func (p *perceptron) row(key uint32) int32 {
	i := p.find(key)
	if p.index[i] == 0 {
		if 2*len(p.keys) > len(p.index) {
			p.grow()
			i = p.find(key)
		}
		p.keys = append(p.keys, key)
		p.rows = append(p.rows, nil)
		p.index[i] = int32(len(p.keys))
	}
	return p.index[i] - 1
}

func (p *perceptron) grow() {
	p.index = make([]int32, 2*len(p.index))
	for r, key := range p.keys {
		p.index[p.find(key)] = int32(r) + 1
	}
}

func (p *perceptron) change(row int32, class int, by int32) {
	cells := p.rows[row]
	i := slices.IndexFunc(cells, func(c cell) bool { return int(c.class) == class })
	if i < 0 {
		i = len(cells)
		cells = append(cells, cell{class: uint16(class), since: p.step})
		p.rows[row] = cells
	}
	c := &cells[i]
	c.total += (p.step - c.since) * int64(c.weight)
	c.since = p.step
	c.weight += by
}

// scale is how many steps of a weight make one of a mistake's.
const scale = 64

// mean returns the rows of averaged weights, sorted by key. Rows without any weight
// of at least strong are left out, and so are weights below weak, both in 1/scale:
// strong is what a feature hardly gets that was in one mistake only.
func (p *perceptron) mean(strong, weak int16) []row {
	rows := make([]row, 0, len(p.keys))
	for r, key := range p.keys {
		var entries []entry
		keep := false
		for _, c := range p.rows[r] {
			total := c.total + (p.step-c.since)*int64(c.weight)
			w := int16(min(max(rounded(total*scale, p.step), -limit), limit))
			keep = keep || magnitude(w) >= strong
			if magnitude(w) >= weak {
				entries = append(entries, entry{class: c.class, weight: w})
			}
		}
		if !keep {
			continue
		}
		slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.class, b.class) })
		rows = append(rows, row{key: key, entries: entries})
	}
	sortRows(rows)
	return rows
}

// limit is the largest weight that is kept.
const limit = 1<<15 - 1

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
