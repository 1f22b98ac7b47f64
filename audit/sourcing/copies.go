package sourcing

import (
	"cmp"
	"slices"
	"sort"

	"copydesk.dev/audit/text"
)

// copies is the passages that two articles share, by where they begin in the
// first. None up to the i-th ends behind ends[i] there.
type copies struct {
	passages [][2]text.Span
	ends     []int
}

func (c *copies) sort() {
	slices.SortFunc(c.passages, func(p, q [2]text.Span) int { return cmp.Compare(p[0].Start, q[0].Start) })
	furthest := 0
	for _, p := range c.passages {
		furthest = max(furthest, p[0].End)
		c.ends = append(c.ends, furthest)
	}
}

// has reports whether two spans, one of each article, lie in one passage.
func (c *copies) has(a, b text.Span) bool {
	i := sort.Search(len(c.passages), func(i int) bool { return c.passages[i][0].Start >= a.End })
	for i--; i >= 0 && c.ends[i] > a.Start; i-- {
		if p := c.passages[i]; p[0].Overlaps(a) && p[1].Overlaps(b) {
			return true
		}
	}
	return false
}
