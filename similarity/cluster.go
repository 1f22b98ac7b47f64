package similarity

import (
	"cmp"
	"slices"
)

const (
	// maxSkip is the most sentences without an echo inside a passage,
	// maxSummarySkip where one side sums up the other, which is summaryRatio
	// times as long.
	maxSkip, maxSummarySkip = 4, 24
	summaryRatio            = 3
	// largestShare is the most of the echoes that one cluster holds of a
	// summary: where most lie close together, the rest are stray.
	largestShare = 0.9
	// alikeAsWhole and summaryAsWhole are the cosines that the two sides of a
	// passage must reach.
	alikeAsWhole, summaryAsWhole = 0.34, 0.2
	// A sentence at the edge is dropped when less than trimBelow of its weight
	// stands on the other side, and one beyond is taken in when more than
	// takeAbove does.
	trimBelow, takeAbove = 0.25, 0.35
)

// stretch is sentences of two texts that say the same, half open.
type stretch struct{ a, aEnd, b, bEnd int }

func (s stretch) overlaps(t stretch) bool {
	return s.a < t.aEnd && t.a < s.aEnd || s.b < t.bEnd && t.b < s.bEnd
}

// stretches returns the passages that the echoes add up to, those most alike
// first, none overlapping another.
func (p *pairing) stretches(echoes []echo) []stretch {
	found, summary := p.clusters(echoes, maxSkip, alikeAsWhole), false
	if summed := p.clusters(echoes, maxSummarySkip, summaryAsWhole); len(summed) < len(found) {
		wordsA, wordsB := p.words(summed)
		if max(wordsA, wordsB) >= summaryRatio*min(wordsA, wordsB) && largest(found, echoes) < largestShare {
			found, summary = summed, true
		}
	}
	type rated struct {
		stretch
		cosine float64
	}
	var list []rated
	for _, s := range found {
		if !summary {
			s = p.refine(s)
		}
		list = append(list, rated{s, p.cosine(s)})
	}
	slices.SortStableFunc(list, func(x, y rated) int {
		return cmp.Compare(y.cosine*float64(y.aEnd-y.a), x.cosine*float64(x.aEnd-x.a))
	})
	var kept []stretch
	for _, s := range list {
		if !slices.ContainsFunc(kept, s.overlaps) {
			kept = append(kept, s.stretch)
		}
	}
	return kept
}

// largest is the share of the echoes that the stretch with most of them holds.
func largest(found []stretch, echoes []echo) float64 {
	most := 0
	for _, s := range found {
		n := 0
		for _, e := range echoes {
			if s.a <= e.a && e.a < s.aEnd && s.b <= e.b && e.b < s.bEnd {
				n++
			}
		}
		most = max(most, n)
	}
	return float64(most) / float64(len(echoes))
}

// words counts the words of stretches on either side.
func (p *pairing) words(list []stretch) (a, b int) {
	for _, s := range list {
		a += p.a.sentences[s.aEnd-1].to - p.a.sentences[s.a].from
		b += p.b.sentences[s.bEnd-1].to - p.b.sentences[s.b].from
	}
	return a, b
}

// clusters groups echoes that leave out at most skip sentences on either side,
// and groups more narrowly those whose sides are not alike as wholes.
func (p *pairing) clusters(echoes []echo, skip int, asWhole float64) []stretch {
	var found []stretch
	for _, group := range split(echoes, skip, 0, 0) {
		s := extent(group)
		if p.cosine(s) >= asWhole {
			found = append(found, s)
		} else if skip > 0 {
			found = append(found, p.clusters(group, skip-1, asWhole)...)
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
		s = stretch{min(s.a, e.a), max(s.aEnd, e.a+1), min(s.b, e.b), max(s.bEnd, e.b+1)}
	}
	return s
}

// refine moves the edges of a stretch to where its words begin and end to
// stand on the other side.
func (p *pairing) refine(s stretch) stretch {
	for range 3 {
		before := s
		p.inB.fill(p.b, s.b, s.bEnd)
		s.a, s.aEnd = fit(p.a, s.a, s.aEnd, p.weightA, p.twinA, &p.inB)
		p.inA.fill(p.a, s.a, s.aEnd)
		s.b, s.bEnd = fit(p.b, s.b, s.bEnd, p.weightB, p.twinB, &p.inA)
		if s == before {
			break
		}
	}
	return s
}

// fit trims and extends sentences [from, to) by the share of their weight that
// the other side's bag has.
func fit(o *outline, from, to int, weights []float64, twins []int, other *bag) (int, int) {
	support := func(i int) float64 {
		var shared, all float64
		for _, t := range o.sentences[i].terms {
			all += weights[t.stem]
			if twin := twins[t.stem]; twin >= 0 && other.n[twin] > 0 {
				shared += weights[t.stem]
			}
		}
		if all == 0 {
			return 0
		}
		return shared / all
	}
	for from < to-1 && support(from) < trimBelow {
		from++
	}
	for from < to-1 && support(to-1) < trimBelow {
		to--
	}
	for from > 0 && support(from-1) > takeAbove {
		from--
	}
	for to < len(o.sentences) && support(to) > takeAbove {
		to++
	}
	return from, to
}
