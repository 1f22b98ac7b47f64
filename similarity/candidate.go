package similarity

import (
	"cmp"
	"context"
	"slices"
)

const (
	// maxPairClauses is the most clauses that a pair of words may stand in and
	// still be evidence that two of them belong together; maxPairTexts the same
	// for texts. They bound cost: × 0.8 changes no plagdet, and 50 clauses cost .2
	// points of it.
	maxPairClauses, maxPairTexts = 40, 10
	// minClausePairs is how many pairs of neighbouring content words two clauses
	// must share to be compared; minTextPairs the same for texts. One fewer or
	// more is .0 to .2 points of plagdet less.
	minClausePairs, minTextPairs = 3, 4
)

// idPair is two clauses or two texts, by index, a < b.
type idPair struct{ a, b uint32 }

// candidates returns the pairs of clauses, and of texts, that share enough rare
// word pairs to be compared.
func (ix *index) candidates(ctx context.Context, clauses []clause) (ofClauses, ofTexts []idPair, err error) {
	inClauses, inTexts, err := newPairSort(ix, clauses, pairsInPart, pairsInRound).postings(ctx)
	if err != nil {
		return nil, nil, err
	}
	textOf := func(clause uint32) uint32 { return clauses[clause].text }
	if ofClauses, err = ix.sharing(ctx, inClauses, len(clauses), minClausePairs, textOf); err != nil {
		return nil, nil, err
	}
	ofTexts, err = ix.sharing(ctx, inTexts, len(ix.texts), minTextPairs, func(text uint32) uint32 { return text })
	return ofClauses, ofTexts, err
}

// pairPostings is the posting lists of word pairs, one after the other: the clauses
// or texts, in order, that have a pair. The last of each list is marked.
type pairPostings []uint32

const lastOfList = 1 << 31

// with adds a list.
func (p pairPostings) with(list []uint32) pairPostings {
	p = append(p, list...)
	p[len(p)-1] |= lastOfList
	return p
}

// byMember returns where each of n members stands: its places are
// places[first[m]:first[m+1]].
func (p pairPostings) byMember(n int) (first, places []uint32) {
	first = make([]uint32, n+2)
	for _, m := range p {
		first[m&^lastOfList+2]++
	}
	for i := 2; i < len(first); i++ {
		first[i] += first[i-1]
	}
	places = make([]uint32, len(p))
	for i, m := range p {
		at := &first[m&^lastOfList+1]
		places[*at] = uint32(i)
		*at++
	}
	return first[:n+1], places
}

// sharing returns the pairs of members, out of n, that are in at least least lists
// together, in order; but none of one text, or of two known ones.
func (ix *index) sharing(ctx context.Context, p pairPostings, n, least int, textOf func(member uint32) uint32) ([]idPair, error) {
	first, places := p.byMember(n)
	const share = 1024
	lists := make([][]idPair, (n+share-1)/share)
	pool := newPool(ix.Jobs, func() *pairCounts { return &pairCounts{times: make([]uint8, n)} })
	err := ix.each(ctx, len(lists), func(i int) {
		counts := pool.get()
		defer pool.put(counts)
		for a := i * share; a < min((i+1)*share, n); a++ {
			for _, place := range places[first[a]:first[a+1]] {
				counts.add(p[place:])
			}
			for _, b := range counts.take(least) {
				if s, t := textOf(uint32(a)), textOf(b); s != t && ix.isSearched(s, t) {
					lists[i] = append(lists[i], idPair{uint32(a), b})
				}
			}
		}
	})
	return slices.Concat(lists...), err
}

// pairCounts counts how many lists one member shares with each other.
type pairCounts struct {
	times  []uint8  // by member, at most 255
	others []uint32 // that it shares any with
	enough []uint32
}

// add counts those behind the first of a list.
func (c *pairCounts) add(list []uint32) {
	for i := 0; list[i]&lastOfList == 0; {
		i++
		switch m := list[i] &^ lastOfList; c.times[m] {
		case 0:
			c.others = append(c.others, m)
			c.times[m] = 1
		case 255:
		default:
			c.times[m]++
		}
	}
}

// take returns those that share at least least lists, in order, and forgets all.
func (c *pairCounts) take(least int) []uint32 {
	c.enough = c.enough[:0]
	for _, m := range c.others {
		if int(c.times[m]) >= least {
			c.enough = append(c.enough, m)
		}
		c.times[m] = 0
	}
	c.others = c.others[:0]
	slices.SortFunc(c.enough, cmp.Compare)
	return c.enough
}
