package sentences

import (
	"slices"

	"copydesk.dev/similarity/sorted"
)

const (
	// maxSummarySkip is the most sentences without an echo that a summary
	// leaves out at once, and summaryRatio and maxSummaryRatio how many times
	// as long as it the passage it sums up is at least, and at most. Of summaries,
	// a ratio of 4 costs 6.3 points, and one of at most 14 8.6; 2 and 23 cost none,
	// and bring one match more among the news. A skip of 30 costs .3 points of all
	// and a false alarm, 19 adds .1.
	maxSummarySkip  = 24
	summaryRatio    = 3
	maxSummaryRatio = 18
	// summaryAsWhole is the cosine that a summary and its source must reach,
	// summaryShare the share of its content words that the source has: two
	// reports of one event share fewer. Of summaries, both × 1.25 cost 9 to 10
	// points; × 0.8 cost .2 and .1 of all, and bring nine and six reworded matches
	// more among the news.
	summaryAsWhole = 0.3
	summaryShare   = 0.65
	// Echoes spread over a long stretch are no summary where one part of it
	// tells most of the whole, in words shared (mostOfSummary), or where more
	// than maxSteps sentences of one part echo: that is a passage, and the
	// rest are stray. mostOfSummary × 0.8 costs 2.0 points of summaries, × 1.25,
	// which is never, .7 of all; a step fewer or more costs none.
	mostOfSummary = 0.9
	maxSteps      = 4
	// faint is the share of what makes two sentences alike that is enough
	// inside a summary: it takes one sentence from several. × 0.8 adds .3 points,
	// × 1.25 costs 3.5 of summaries.
	faint = 0.4
)

// withSummaries finds the places where a few sentences of one text sum up many
// of the other, and puts them in the place of the stretches they overlap.
func (p *Pairing) withSummaries(found []Stretch, echoes []echo) []Stretch {
	for _, group := range split(echoes, maxSummarySkip, 0, 0) {
		whole := extent(group)
		if !p.sumsUp(whole, found, echoes) {
			continue
		}
		whole = p.widen(whole)
		a, b := p.Words(whole)
		if max(a, b) <= maxSummaryRatio*min(a, b) && p.Cosine(whole) >= summaryAsWhole && p.containment(whole) >= summaryShare {
			found = append(slices.DeleteFunc(found, whole.overlaps), whole)
		}
	}
	return found
}

// sumsUp reports whether one side of a stretch looks like a summary of the
// other. parts are the stretches found by themselves.
func (p *Pairing) sumsUp(whole Stretch, parts []Stretch, echoes []echo) bool {
	a, b := p.Words(whole)
	if max(a, b) < summaryRatio*min(a, b) {
		return false
	}
	shared := float64(p.Common(whole))
	return !slices.ContainsFunc(parts, func(part Stretch) bool {
		return part.overlaps(whole) &&
			(float64(p.Common(part)) > mostOfSummary*shared || steps(part, echoes) > maxSteps)
	})
}

// steps counts the sentences of a stretch that echo, on the side where they
// are fewer.
func steps(s Stretch, echoes []echo) int {
	as, bs := make(map[int]bool), make(map[int]bool)
	for _, e := range echoes {
		if s.holds(e) {
			as[e.a], bs[e.b] = true, true
		}
	}
	return min(len(as), len(bs))
}

// widen extends a summary to the faint echoes next to it in the summary, and
// not far from it in what it sums up.
func (p *Pairing) widen(s Stretch) Stretch {
	skipA, skipB := 0, 0
	if a, b := p.Words(s); a < b {
		skipB = maxSummarySkip
	} else {
		skipA = maxSummarySkip
	}
	echoes := p.echoes(faint)
	for {
		before := s
		for _, e := range echoes {
			if (Stretch{s.a - 1 - skipA, s.aEnd + 1 + skipA, s.b - 1 - skipB, s.bEnd + 1 + skipB}).holds(e) {
				s = s.with(e)
			}
		}
		if s == before {
			return s
		}
	}
}

// containment is the share of the content words of the shorter side of a
// stretch that the other has.
func (p *Pairing) containment(s Stretch) float64 {
	a, b := p.Bags(s)
	return float64(sorted.Common(a, b)) / float64(min(len(a), len(b)))
}
