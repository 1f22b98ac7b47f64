package similarity

import (
	"cmp"
	"slices"
)

// run is a maximal run of equal words in two texts, or in one.
type run struct {
	a, b int // first token on each side
	n    int // words
}

// runs extends the seeds of one pair of texts, ordered by diagonal, to
// maximal runs. Within one text the two sides of a run don't overlap.
func runs(a, b []token, seeds []seed, minWords int, within bool) []run {
	var found []run
	diagonal, end := int64(0), -1
	for _, s := range seeds {
		i, j := int(s.aPos), int(s.bPos)
		if end >= 0 && s.diagonal() == diagonal && i < end {
			continue // inside the run before
		}
		r := extend(a, b, i, j)
		if r.n == 0 {
			continue
		}
		diagonal, end = s.diagonal(), r.a+r.n
		if within {
			found = appendApart(found, r, minWords)
		} else {
			found = append(found, r)
		}
	}
	found = oncePerPlace(found, minWords, within)
	slices.SortFunc(found, func(r, s run) int {
		return cmp.Or(cmp.Compare(r.a, s.a), cmp.Compare(r.b, s.b), cmp.Compare(s.n, r.n))
	})
	return slices.Compact(found)
}

// oncePerPlace drops runs of at least minWords words that say nothing new:
// where one text says thrice what the other says twice, one match between them
// tells it, and not six. Longer runs go first.
//
// Between two texts a run is dropped when one of its sides lies in that side
// of a run kept. The place left out on the other side repeats words of its own
// text, and is matched there. Within one text a run is dropped when both its
// sides lie in runs kept.
func oncePerPlace(found []run, minWords int, within bool) []run {
	slices.SortFunc(found, func(r, s run) int {
		return cmp.Or(cmp.Compare(s.n, r.n), cmp.Compare(r.a, s.a), cmp.Compare(r.b, s.b))
	})
	var inA, inB cover
	return slices.DeleteFunc(found, func(r run) bool {
		if r.n < minWords {
			return false
		}
		a, b := interval{r.a, r.a + r.n}, interval{r.b, r.b + r.n}
		if within {
			if inA.holding(a) != nil && inA.holding(b) != nil {
				return true
			}
			inA.add(a, b)
			inA.add(b, a)
			return false
		}
		if elsewhere(inA.holding(a), b) || elsewhere(inB.holding(b), a) {
			return true
		}
		inA.add(a, b)
		inB.add(b, a)
		return false
	})
}

// elsewhere reports whether a run kept has its other side at a place apart
// from the given one: where the two overlap, no match within that text would
// tell of both.
func elsewhere(kept *sides, other interval) bool {
	return kept != nil && !kept.there.overlaps(other)
}

// interval is a stretch of tokens, half open.
type interval struct{ from, to int }

func (v interval) overlaps(w interval) bool { return v.from < w.to && w.from < v.to }

// sides is the two intervals of a run, seen from one of its texts.
type sides struct{ here, there interval }

// cover is the intervals of one text that runs kept hold, none inside another,
// ordered.
type cover []sides

// after returns the index of the first interval that starts behind from.
func (c cover) after(from int) int {
	i, _ := slices.BinarySearchFunc(c, from+1, func(s sides, from int) int {
		return cmp.Compare(s.here.from, from)
	})
	return i
}

// holding returns the run kept whose interval holds the given one, or nil.
func (c cover) holding(v interval) *sides {
	if i := c.after(v.from); i > 0 && c[i-1].here.to >= v.to {
		return &c[i-1]
	}
	return nil
}

// add takes in an interval, unless c holds it.
func (c *cover) add(here, there interval) {
	if c.holding(here) == nil {
		*c = slices.Insert(*c, c.after(here.from), sides{here, there})
	}
}

// extend grows the equal words at a[i] and b[j] to both sides.
func extend(a, b []token, i, j int) run {
	end := i
	for k := j; end < len(a) && k < len(b) && a[end].Number() == b[k].Number(); k++ {
		end++
	}
	if end == i {
		return run{} // two words with one shingle hash
	}
	n := end - i
	for i > 0 && j > 0 && a[i-1].Number() == b[j-1].Number() {
		i, j, n = i-1, j-1, n+1
	}
	return run{i, j, n}
}

// appendApart appends a run of one text. One that overlaps itself, as in a text
// that says one thing over and over, becomes its two largest halves that don't
// and, where these leave words over, the last ones and their like before them.
func appendApart(list []run, r run, minWords int) []run {
	period := r.b - r.a
	if r.n <= period {
		return append(list, r)
	}
	total := r.n + period // words that repeat with this period
	half := total / 2 / period * period
	list = append(list, run{r.a, r.a + half, half})
	if over := total - 2*half; over > 0 {
		last := max(over, minWords)
		back := (last + period - 1) / period * period
		if from := total - last; back <= from {
			list = append(list, run{r.a + from - back, r.a + from, last})
		}
	}
	return list
}
