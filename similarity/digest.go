package similarity

import (
	"cmp"
	"slices"
)

const (
	// digestSkip is the most bytes between two pieces of a text that another
	// puts next to each other. × 0.8 changes no plagdet, × 1.25 costs .1 points;
	// neither changes what is found among the news.
	digestSkip = 4000
	// digestRatio is how many times as long as a digest what it is made of is, at
	// the least. 4 costs .1 points and brings one match among the news, 2 changes no
	// plagdet and drops three.
	digestRatio = 3
	// digestShare is the share of a digest in its pieces. × 0.8 changes nothing
	// there, × 1.25 neither plagdet nor how many matches there are.
	digestShare = 0.6
)

// digests joins matches of two texts that make up one passage of one text and
// stand far apart in the other, as when an article is cut down to a paragraph.
func (ix *index) digests(matches []Match) []Match {
	matches = ix.digestsOf(matches, func(m Match) (brief, long Passage) { return m.A, m.B })
	return ix.digestsOf(matches, func(m Match) (brief, long Passage) { return m.B, m.A })
}

func (ix *index) digestsOf(matches []Match, sides func(Match) (brief, long Passage)) []Match {
	var kept, pieces []Match
	for _, m := range matches {
		if ix.isStandalone(m) {
			kept = append(kept, m)
		} else {
			pieces = append(pieces, m)
		}
	}
	slices.SortFunc(pieces, func(m, n Match) int {
		p, _ := sides(m)
		q, _ := sides(n)
		return cmp.Or(comparePassages(p, q), compareMatches(m, n))
	})
	for len(pieces) > 0 {
		brief, long := sides(pieces[0])
		covered, n := brief.size(), 1
		for ; n < len(pieces); n++ {
			p, q := sides(pieces[n])
			if p.Start > brief.End+nearby || q.Start > long.End+digestSkip || long.Start > q.End+digestSkip {
				break
			}
			covered += max(0, p.End-max(p.Start, brief.End))
			brief, long = brief.with(p), long.with(q)
		}
		group := pieces[:n]
		pieces = pieces[n:]
		if n > 1 && long.size() >= digestRatio*brief.size() && float64(covered) >= digestShare*float64(brief.size()) {
			if joined, ok := ix.hull(group); ok {
				group = []Match{joined}
			}
		}
		kept = append(kept, group...)
	}
	return kept
}

// with is the passage from the first to the last byte of both.
func (p Passage) with(q Passage) Passage {
	return Passage{p.Text, min(p.Start, q.Start), max(p.End, q.End)}
}
