package audit

import (
	"cmp"
	"slices"

	"copydesk.dev/similarity"
)

// merged returns passages of one text as spans that don't overlap, in order.
func merged(passages []similarity.Passage) []span {
	spans := make([]span, len(passages))
	for i, p := range passages {
		spans[i] = span{p.Start, p.End}
	}
	slices.SortFunc(spans, func(s, t span) int { return cmp.Compare(s.start, t.start) })
	kept := spans[:0]
	for _, s := range spans {
		if n := len(kept); n > 0 && s.start <= kept[n-1].end {
			kept[n-1].end = max(kept[n-1].end, s.end)
		} else {
			kept = append(kept, s)
		}
	}
	return kept
}

// wordsIn counts the words of e that lie in any of the passages.
func (e *entry) wordsIn(passages ...similarity.Passage) int {
	n := 0
	for _, s := range merged(passages) {
		n += len(e.tokensIn(s.start, s.end))
	}
	return n
}

// tokensIn returns the words of e that lie in a span.
func (e *entry) tokensIn(start, end int) []similarity.Token {
	from, _ := slices.BinarySearchFunc(e.tokens(), start, func(t similarity.Token, at int) int { return cmp.Compare(int(t.Start), at) })
	rest := e.tokens()[from:]
	to, _ := slices.BinarySearchFunc(rest, end, func(t similarity.Token, at int) int {
		if int(t.End) <= at {
			return -1
		}
		return 1
	})
	return rest[:to]
}

// cover is a set of bytes of one text.
type cover struct{ spans []span } // in order, not overlapping

// add takes a passage in.
func (c *cover) add(p similarity.Passage) {
	s := span{p.Start, p.End}
	from, to := c.touching(s)
	if from < to {
		s.start, s.end = min(s.start, c.spans[from].start), max(s.end, c.spans[to-1].end)
	}
	c.spans = slices.Replace(c.spans, from, to, s)
}

// share is the share of p's bytes that the set holds.
func (c *cover) share(p similarity.Passage) float64 {
	covered := 0
	from, to := c.touching(span{p.Start, p.End})
	for _, s := range c.spans[from:to] {
		covered += max(0, min(p.End, s.end)-max(p.Start, s.start))
	}
	return float64(covered) / float64(p.End-p.Start)
}

// touching returns which spans, [from, to), meet s or overlap it.
func (c *cover) touching(s span) (from, to int) {
	from, _ = slices.BinarySearchFunc(c.spans, s.start, func(t span, at int) int { return cmp.Compare(t.end, at) })
	to = from
	for to < len(c.spans) && c.spans[to].start <= s.end {
		to++
	}
	return from, to
}
