package similarity

import (
	"cmp"
	"slices"
)

const (
	// maxCommon is the most clauses that a pair of words may stand in and
	// still be evidence that two of them belong together.
	maxCommon = 40
	// minPairs is how many pairs of neighbouring content words two clauses
	// must share to be compared.
	minPairs = 3
)

// pairPosting is a pair of neighbouring content words and a clause it is in.
type pairPosting struct {
	hash   uint64
	clause uint32
}

// clausePair is two clauses, by index, a < b.
type clausePair struct{ a, b uint32 }

// candidates returns the pairs of clauses of different texts that share at
// least minPairs rare pairs of neighbouring content words, in any order.
func candidates(clauses []clause) []clausePair {
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
	var shared []clausePair
	for start := 0; start < len(postings); {
		end := start + 1
		for end < len(postings) && postings[end].hash == postings[start].hash {
			end++
		}
		if end-start <= maxCommon {
			for i := start; i < end; i++ {
				for j := i + 1; j < end; j++ {
					a, b := postings[i].clause, postings[j].clause
					if clauses[a].text != clauses[b].text {
						shared = append(shared, clausePair{a, b})
					}
				}
			}
		}
		start = end
	}
	return often(shared, minPairs)
}

// often returns the pairs that occur at least n times, once each, in order.
func often(pairs []clausePair, n int) []clausePair {
	slices.SortFunc(pairs, func(p, q clausePair) int {
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
