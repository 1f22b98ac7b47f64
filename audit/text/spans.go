package text

import (
	"cmp"
	"slices"

	"copydesk.dev/similarity"
)

// Span is the bytes [Start, End) of a text.
type Span struct{ Start, End int }

// Overlaps reports whether two spans have a byte in common.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Merge returns passages of one text as spans that don't overlap, in order.
func Merge(passages []similarity.Passage) []Span {
	spans := make([]Span, len(passages))
	for i, p := range passages {
		spans[i] = Span{p.Start, p.End}
	}
	slices.SortFunc(spans, func(s, t Span) int { return cmp.Compare(s.Start, t.Start) })
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n > 0 && s.Start <= kept[n-1].End {
			kept[n-1].End = max(kept[n-1].End, s.End)
		} else {
			kept = append(kept, s)
		}
	}
	return kept
}

// Cover is a set of bytes of one text. The zero value is the empty set.
type Cover struct{ spans []Span } // in order, not overlapping

// Add takes a passage in.
func (c *Cover) Add(p similarity.Passage) {
	s := Span{p.Start, p.End}
	from, to := c.touching(s)
	if from < to {
		s.Start, s.End = min(s.Start, c.spans[from].Start), max(s.End, c.spans[to-1].End)
	}
	c.spans = slices.Replace(c.spans, from, to, s)
}

// Share is the share of p's bytes that the set holds, 0 to 1.
func (c *Cover) Share(p similarity.Passage) float64 {
	covered := 0
	from, to := c.touching(Span{p.Start, p.End})
	for _, s := range c.spans[from:to] {
		covered += max(0, min(p.End, s.End)-max(p.Start, s.Start))
	}
	return float64(covered) / float64(p.End-p.Start)
}

// touching returns which spans, [from, to), meet s or overlap it.
func (c *Cover) touching(s Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(c.spans, s.Start, func(t Span, at int) int { return cmp.Compare(t.End, at) })
	to = from
	for to < len(c.spans) && c.spans[to].Start <= s.End {
		to++
	}
	return from, to
}
