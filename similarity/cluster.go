package similarity

import (
	"cmp"
	"slices"

	"copydesk.dev/similarity/sorted"
)

const (
	// maxSkip is the most sentences without an echo inside a passage.
	maxSkip = 4
	// alikeAsWhole is the cosine that the two sides of a passage must reach.
	alikeAsWhole = 0.34
)

// stretch is sentences of two texts that say the same, half open.
type stretch struct{ a, aEnd, b, bEnd int }

func (s stretch) overlaps(t stretch) bool {
	return s.a < t.aEnd && t.a < s.aEnd || s.b < t.bEnd && t.b < s.bEnd
}

func (s stretch) holds(e echo) bool {
	return s.a <= e.a && e.a < s.aEnd && s.b <= e.b && e.b < s.bEnd
}

// stretches returns the passages that the echoes add up to, those most alike
// first, none overlapping another.
func (p *pairing) stretches(echoes []echo) []stretch {
	found := p.clusters(echoes, maxSkip)
	for i, s := range found {
		found[i] = p.refine(s)
	}
	found = p.withSummaries(found, echoes)
	weight := make(map[stretch]float64, len(found))
	for _, s := range found {
		weight[s] = p.cosine(s) * float64(p.common(s))
	}
	slices.SortStableFunc(found, func(s, t stretch) int { return cmp.Compare(weight[t], weight[s]) })
	var kept []stretch
	for _, s := range found {
		if !slices.ContainsFunc(kept, s.overlaps) {
			kept = append(kept, s)
		}
	}
	return kept
}

// words counts the words of a stretch on either side.
func (p *pairing) words(s stretch) (a, b int) {
	return p.a.sentences[s.aEnd-1].to - p.a.sentences[s.a].from, p.b.sentences[s.bEnd-1].to - p.b.sentences[s.b].from
}

// common counts the content words that the sides of a stretch share.
func (p *pairing) common(s stretch) int {
	return sorted.Common(p.a.bag(s.a, s.aEnd), p.b.bag(s.b, s.bEnd))
}

// clusters groups echoes that leave out at most skip sentences on either side,
// and groups more narrowly those whose sides are not alike as wholes.
func (p *pairing) clusters(echoes []echo, skip int) []stretch {
	var found []stretch
	for _, group := range split(echoes, skip, 0, 0) {
		s := extent(group)
		if p.cosine(s) >= alikeAsWhole {
			found = append(found, s)
		} else if skip > 0 {
			found = append(found, p.clusters(group, skip-1)...)
		}
	}
	return found
}

// split cuts echoes where more than skip sentences have none, on one side and
// then on the other, until neither side can be cut. settled counts the sides
// that could not.
func split(echoes []echo, skip, side, settled int) [][]echo {
	switch {
	case len(echoes) == 0:
		return nil
	case settled == 2:
		return [][]echo{echoes}
	}
	at := func(e echo) int {
		if side == 0 {
			return e.a
		}
		return e.b
	}
	ordered := slices.Clone(echoes)
	slices.SortStableFunc(ordered, func(x, y echo) int { return cmp.Compare(at(x), at(y)) })
	var groups [][]echo
	start := 0
	for i := 1; i <= len(ordered); i++ {
		if i == len(ordered) || at(ordered[i])-at(ordered[i-1])-1 > skip {
			groups = append(groups, ordered[start:i])
			start = i
		}
	}
	if len(groups) == 1 {
		return split(ordered, skip, 1-side, settled+1)
	}
	var parts [][]echo
	for _, group := range groups {
		parts = append(parts, split(group, skip, 1-side, 1)...)
	}
	return parts
}

func extent(group []echo) stretch {
	s := stretch{group[0].a, group[0].a + 1, group[0].b, group[0].b + 1}
	for _, e := range group[1:] {
		s = s.with(e)
	}
	return s
}

func (s stretch) with(e echo) stretch {
	return stretch{min(s.a, e.a), max(s.aEnd, e.a+1), min(s.b, e.b), max(s.bEnd, e.b+1)}
}
