package reuse

import (
	"fmt"
	"slices"

	"copydesk.dev/similarity"
)

const (
	// phraseWords is up to how many words a copied passage may be a stock
	// phrase; partWords in a row are a part of it.
	phraseWords, partWords = 20, 4
	// partTimes is how many times as many articles have half the parts of a stock
	// phrase, at the least, as have its rarest; ownArticles is how many of them
	// have a part without having copied it together with others.
	partTimes, ownArticles = 2.5, 2
)

// phrasePart is the hashes of words in a row.
type phrasePart [partWords]uint64

// stockPhrases knows which of the corpus's documents have the parts of each short
// copied passage. Of a phrase of the trade some parts stand in far more documents
// than others; of what one has from another, in as many as the whole.
type stockPhrases struct {
	having map[phrasePart][]int // documents, in order
	groups []similarity.Group
}

func newStockPhrases(j *judge, found *similarity.Result) *stockPhrases {
	s := &stockPhrases{having: make(map[phrasePart][]int), groups: found.Groups}
	for _, m := range found.Matches {
		if p := j.pair(m); p.isPhrase() {
			for _, part := range p.parts() {
				s.having[part] = nil
			}
		}
	}
	if len(s.having) == 0 {
		return s
	}
	for i, d := range j.corpus {
		for _, part := range partsOf(similarity.Tokenize(d.Text)) {
			if list, wanted := s.having[part]; wanted && (len(list) == 0 || list[len(list)-1] != i) {
				s.having[part] = append(list, i)
			}
		}
	}
	return s
}

// isPhrase reports whether a passage is short enough to be a phrase.
func (p pair) isPhrase() bool { return p.Kind != similarity.Reworded && p.Words <= phraseWords }

// parts returns the parts that both passages have.
func (p pair) parts() []phrasePart {
	inB := partsOf(p.b.words())
	return slices.DeleteFunc(partsOf(p.a.words()), func(part phrasePart) bool { return !slices.Contains(inB, part) })
}

func partsOf(tokens []similarity.Token) []phrasePart {
	if len(tokens) < partWords {
		return nil
	}
	parts := make([]phrasePart, len(tokens)-partWords+1)
	for i := range parts {
		for k := range partWords {
			parts[i][k] = tokens[i+k].Hash
		}
	}
	return parts
}

// reason says why a passage is a stock phrase, or "".
func (s *stockPhrases) reason(p pair) string {
	if !p.isPhrase() {
		return ""
	}
	parts := p.parts()
	if len(parts) == 0 {
		return ""
	}
	all := sortedCounts(parts, func(part phrasePart) int { return len(s.having[part]) })
	half := all[len(all)/2]
	if float64(half) < partTimes*float64(all[0]) {
		return "" // before asking who copied: a note may stand in all articles
	}
	own := sortedCounts(parts, func(part phrasePart) int { return len(s.having[part]) - s.copiers(p.Group, s.having[part]) })
	if own[len(own)/2] < ownArticles {
		return ""
	}
	return fmt.Sprintf("a stock phrase: half of it stands in %d articles and more", half)
}

// sortedCounts counts something of each part.
func sortedCounts(parts []phrasePart, count func(phrasePart) int) []int {
	counts := make([]int, len(parts))
	for i, part := range parts {
		counts[i] = count(part)
	}
	slices.Sort(counts)
	return counts
}

// copiers counts the documents that hold a passage of a group.
func (s *stockPhrases) copiers(group int, documents []int) int {
	n := 0
	for _, i := range documents {
		if slices.ContainsFunc(s.groups[group], func(p similarity.Passage) bool { return p.Text == i }) {
			n++
		}
	}
	return n
}
