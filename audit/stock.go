package audit

import (
	"fmt"
	"slices"

	"copydesk/similarity"
)

const (
	// phraseWords is up to how many words a copied passage may be a stock
	// phrase; partWords in a row are a part of it.
	phraseWords, partWords = 20, 4
	// partArticles is how many articles have half the parts of a stock phrase
	// at the least, and partTimes how many times as many as have its rarest.
	partArticles, partTimes = 5, 2.5
)

// phrasePart is the hashes of words in a row.
type phrasePart [partWords]uint64

// stockPhrases knows how many articles have the parts of each short copied
// passage. Of a phrase of the trade some parts stand in far more articles than
// others; of what one article has from another, in as many as the whole.
type stockPhrases map[phrasePart]int

func newStockPhrases(r *run) stockPhrases {
	articles := make(stockPhrases)
	for _, m := range r.reused.Matches {
		if isPhrase(m) {
			for _, part := range r.sharedParts(m) {
				articles[part] = 0
			}
		}
	}
	if len(articles) == 0 {
		return articles
	}
	for _, e := range r.entries {
		seen := make(map[phrasePart]bool)
		for _, part := range partsOf(e.tokens) {
			if n, wanted := articles[part]; wanted && !seen[part] {
				seen[part] = true
				articles[part] = n + 1
			}
		}
	}
	return articles
}

func isPhrase(m similarity.Match) bool {
	return m.Kind != similarity.Reworded && m.Words <= phraseWords
}

// sharedParts returns the parts that both passages have.
func (r *run) sharedParts(m similarity.Match) []phrasePart {
	inB := partsOf(r.entries[m.B.Text].tokensIn(m.B.Start, m.B.End))
	return slices.DeleteFunc(partsOf(r.entries[m.A.Text].tokensIn(m.A.Start, m.A.End)), func(p phrasePart) bool {
		return !slices.Contains(inB, p)
	})
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

// of says why a passage is a stock phrase, or "".
func (s stockPhrases) of(r *run, m similarity.Match) string {
	if !isPhrase(m) {
		return ""
	}
	var articles []int
	for _, part := range r.sharedParts(m) {
		articles = append(articles, s[part])
	}
	if len(articles) == 0 {
		return ""
	}
	slices.Sort(articles)
	half := articles[len(articles)/2]
	if half < partArticles || float64(half) < partTimes*float64(articles[0]) {
		return ""
	}
	return fmt.Sprintf("a phrase of which %d articles have some words", half)
}
