package audit

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

// stockPhrases knows which of the run's articles have the parts of each short
// copied passage, in order. Of a phrase of the trade some parts stand in far more
// articles than others; of what one article has from another, in as many as the
// whole.
type stockPhrases map[phrasePart][]int

func newStockPhrases(r *run) stockPhrases {
	articles := make(stockPhrases)
	for _, m := range r.reused.Matches {
		if isPhrase(m) {
			for _, part := range r.sharedParts(m) {
				articles[part] = nil
			}
		}
	}
	if len(articles) == 0 {
		return articles
	}
	for i, e := range r.entries {
		for _, part := range partsOf(similarity.Tokenize(e.Text)) {
			if list, wanted := articles[part]; wanted && (len(list) == 0 || list[len(list)-1] != i) {
				articles[part] = append(list, i)
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
	parts := r.sharedParts(m)
	if len(parts) == 0 {
		return ""
	}
	all := sortedCounts(parts, func(part phrasePart) int { return len(s[part]) })
	half := all[len(all)/2]
	if float64(half) < partTimes*float64(all[0]) {
		return "" // before asking who copied: a note may stand in all articles
	}
	own := sortedCounts(parts, func(part phrasePart) int { return len(s[part]) - r.copiers(m.Group, s[part]) })
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

// copiers counts the articles that hold a passage of a group.
func (r *run) copiers(group int, articles []int) int {
	n := 0
	for _, i := range articles {
		if slices.ContainsFunc(r.reused.Groups[group], func(p similarity.Passage) bool { return p.Text == i }) {
			n++
		}
	}
	return n
}
