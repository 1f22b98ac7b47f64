package sentences

import (
	"cmp"
	"slices"

	"copydesk.dev/similarity/sorted"
)

const (
	// maxSkip is the most sentences without an echo inside a passage. One fewer
	// changes no plagdet, one more adds .1; three and four matches among the news.
	maxSkip = 4
	// alikeAsWhole is the cosine that the two sides of a passage must reach. × 0.8
	// costs .3 points and a false alarm, × 1.25 .5 and a fifth of the news' reworded
	// matches.
	alikeAsWhole = 0.34
)

// Stretch is neighbouring sentences of two texts that say the same, half open.
type Stretch struct{ a, aEnd, b, bEnd int }

func (s Stretch) overlaps(t Stretch) bool {
	return s.a < t.aEnd && t.a < s.aEnd || s.b < t.bEnd && t.b < s.bEnd
}

func (s Stretch) holds(e echo) bool {
	return s.a <= e.a && e.a < s.aEnd && s.b <= e.b && e.b < s.bEnd
}

// Stretches returns the passages that the pairs of sentences which are alike add
// up to, those most alike first, none overlapping another.
func (p *Pairing) Stretches() []Stretch {
	echoes := p.echoes(1)
	found := p.clusters(echoes, maxSkip)
	for i, s := range found {
		found[i] = p.refine(s)
	}
	found = p.withSummaries(found, echoes)
	weight := make(map[Stretch]float64, len(found))
	for _, s := range found {
		weight[s] = p.Cosine(s) * float64(p.Common(s))
	}
	slices.SortStableFunc(found, func(s, t Stretch) int { return cmp.Compare(weight[t], weight[s]) })
	var kept []Stretch
	for _, s := range found {
		if !slices.ContainsFunc(kept, s.overlaps) {
			kept = append(kept, s)
		}
	}
	return kept
}

// Tokens returns where the sides of a stretch lie in their texts, as indices of
// words, half open.
func (p *Pairing) Tokens(s Stretch) (a, b [2]int) {
	return [2]int{p.a.sentences[s.a].from, p.a.sentences[s.aEnd-1].to}, [2]int{p.b.sentences[s.b].from, p.b.sentences[s.bEnd-1].to}
}

// Bags returns the stems of the sides of a stretch, sorted, each as often as it
// stands there.
func (p *Pairing) Bags(s Stretch) (a, b []uint32) {
	return p.a.bag(s.a, s.aEnd), p.b.bag(s.b, s.bEnd)
}

// Words counts the words of a stretch on either side.
func (p *Pairing) Words(s Stretch) (a, b int) {
	inA, inB := p.Tokens(s)
	return inA[1] - inA[0], inB[1] - inB[0]
}

// Common counts the content words that the sides of a stretch share.
func (p *Pairing) Common(s Stretch) int {
	return sorted.Common(p.Bags(s))
}

// clusters groups echoes that leave out at most skip sentences on either side,
// and groups more narrowly those whose sides are not alike as wholes.
func (p *Pairing) clusters(echoes []echo, skip int) []Stretch {
	var found []Stretch
	for _, group := range split(echoes, skip, 0, 0) {
		s := extent(group)
		if p.Cosine(s) >= alikeAsWhole {
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

func extent(group []echo) Stretch {
	s := Stretch{group[0].a, group[0].a + 1, group[0].b, group[0].b + 1}
	for _, e := range group[1:] {
		s = s.with(e)
	}
	return s
}

func (s Stretch) with(e echo) Stretch {
	return Stretch{min(s.a, e.a), max(s.aEnd, e.a+1), min(s.b, e.b), max(s.bEnd, e.b+1)}
}
