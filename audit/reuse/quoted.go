package reuse

import (
	"copydesk.dev/audit/claims"
	"copydesk.dev/similarity"
)

var (
	// quotedShare is the share of a passage's words inside quotation marks from
	// which it counts as a quotation.
	quotedShare = 0.8
	// quotedRun is how many words in a row two reworded quotations share if they
	// are one, and not two on one subject.
	quotedRun = 4
)

// isQuotation reports whether two passages print the same words as a quotation:
// they are quotations for the most part, or what they share is, but for a few
// words of who said it.
func (p pair) isQuotation() bool {
	if p.Kind == similarity.Reworded && p.Longest < quotedRun {
		return false
	}
	insideA, insideB := p.a.quoted(), p.b.quoted()
	if len(insideA) == 0 || len(insideB) == 0 {
		return false
	}
	if p.a.isMostly(insideA) && p.b.isMostly(insideB) {
		return true
	}
	all := shared(p.a.vocabulary(p.A).plain, p.b.vocabulary(p.B).plain)
	quoted := shared(p.a.vocabulary(insideA...).plain, p.b.vocabulary(insideB...).plain)
	around := all - quoted
	return quoted >= fewPlain && (around < fewPlain || around < 2*fewPlain && 2*around < quoted)
}

// isMostly reports whether parts of the passage hold most of its words.
func (s side) isMostly(parts []similarity.Passage) bool {
	return float64(s.WordsIn(parts...)) >= quotedShare*float64(s.WordsIn(s.at))
}

// quoted returns what of the passage stands inside quotation marks.
func (s side) quoted() []similarity.Passage {
	var inside []similarity.Passage
	for _, sentence := range s.sentences() {
		for _, q := range sentence.Quotations {
			if start, end := max(q.Start, s.at.Start), min(q.End, s.at.End); start < end {
				inside = append(inside, similarity.Passage{Text: s.at.Text, Start: start, End: end})
			}
		}
	}
	return inside
}

// sentences returns the sentences that the passage touches.
func (s side) sentences() []claims.Sentence { return s.SentencesIn(s.at.Start, s.at.End) }
