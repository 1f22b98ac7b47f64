package similarity

import (
	"cmp"
	"slices"
)

const (
	// maxCommon is the most clauses that a pair of words may stand in and
	// still be evidence that two of them belong together; maxTogether the
	// same for texts.
	maxCommon, maxTogether = 40, 10
	// minPairs is how many pairs of neighbouring content words two clauses
	// must share to be compared; minTogether the same for texts.
	minPairs, minTogether = 3, 4
)

// pairPosting is a pair of neighbouring content words and a clause it is in.
type pairPosting struct {
	hash   uint64
	clause uint32
}

// wordPairs returns the pairs of neighbouring content words of all clauses,
// one word apart or two, in any order; each pair once a clause.
func wordPairs(clauses []clause) []pairPosting {
	var postings []pairPosting
	for i, c := range clauses {
		first := len(postings)
		for j, stem := range c.content {
			for k := j + 1; k <= j+2 && k < len(c.content); k++ {
				if c.content[k] != stem {
					postings = append(postings, pairPosting{pairHash(stem, c.content[k]), uint32(i)})
				}
			}
		}
		own := postings[first:]
		slices.SortFunc(own, func(p, q pairPosting) int { return cmp.Compare(p.hash, q.hash) })
		postings = postings[:first+len(slices.Compact(own))]
	}
	slices.SortFunc(postings, func(p, q pairPosting) int {
		return cmp.Or(cmp.Compare(p.hash, q.hash), cmp.Compare(p.clause, q.clause))
	})
	return postings
}

// idPair is two clauses or two texts, by index, a < b.
type idPair struct{ a, b uint32 }

// candidates returns the pairs of clauses, and of texts, that share enough rare
// word pairs to be compared.
func (ix *index) candidates(clauses []clause) (ofClauses, ofTexts []idPair) {
	postings := wordPairs(clauses)
	var texts []uint32
	for start := 0; start < len(postings); {
		end := start + 1
		for end < len(postings) && postings[end].hash == postings[start].hash {
			end++
		}
		same := postings[start:end]
		start = end
		if len(same) > maxCommon {
			continue
		}
		texts = texts[:0]
		for _, p := range same {
			if t := clauses[p.clause].text; len(texts) == 0 || texts[len(texts)-1] != t {
				texts = append(texts, t)
			}
		}
		if len(texts) < 2 {
			continue
		}
		for i, p := range same {
			for _, q := range same[i+1:] {
				if a, b := clauses[p.clause].text, clauses[q.clause].text; a != b && ix.told(a, b) {
					ofClauses = append(ofClauses, idPair{p.clause, q.clause})
				}
			}
		}
		if len(texts) <= maxTogether {
			for i, a := range texts {
				for _, b := range texts[i+1:] {
					if ix.told(a, b) {
						ofTexts = append(ofTexts, idPair{a, b})
					}
				}
			}
		}
	}
	return often(ofClauses, minPairs), often(ofTexts, minTogether)
}

// often returns the pairs that occur at least n times, once each, in order.
func often(pairs []idPair, n int) []idPair {
	slices.SortFunc(pairs, func(p, q idPair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	kept := pairs[:0]
	for start := 0; start < len(pairs); {
		end := start + 1
		for end < len(pairs) && pairs[end] == pairs[start] {
			end++
		}
		if end-start >= n {
			kept = append(kept, pairs[start])
		}
		start = end
	}
	return kept
}
