package similarity

import (
	"cmp"
	"context"
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

// idPair is two clauses or two texts, by index, a < b.
type idPair struct{ a, b uint32 }

// candidates returns the pairs of clauses, and of texts, that share enough rare
// word pairs to be compared.
func (ix *index) candidates(ctx context.Context, clauses []clause) (ofClauses, ofTexts []idPair, err error) {
	inClauses, inTexts, err := newPairSort(ix, clauses, pairsInPart, pairsInRound).gatherings(ctx)
	if err != nil {
		return nil, nil, err
	}
	textOf := func(clause uint32) uint32 { return clauses[clause].text }
	if ofClauses, err = ix.often(ctx, inClauses, len(clauses), minPairs, textOf); err != nil {
		return nil, nil, err
	}
	ofTexts, err = ix.often(ctx, inTexts, len(ix.texts), minTogether, func(text uint32) uint32 { return text })
	return ofClauses, ofTexts, err
}

// gatherings is lists of clauses or texts, each in order, that have a word pair
// in common. The last of each list is marked.
type gatherings []uint32

const lastOfList = 1 << 31

// with adds a list.
func (g gatherings) with(list []uint32) gatherings {
	g = append(g, list...)
	g[len(g)-1] |= lastOfList
	return g
}

// byMember returns where each of n members stands: its places are
// places[first[m]:first[m+1]].
func (g gatherings) byMember(n int) (first, places []uint32) {
	first = make([]uint32, n+2)
	for _, m := range g {
		first[m&^lastOfList+2]++
	}
	for i := 2; i < len(first); i++ {
		first[i] += first[i-1]
	}
	places = make([]uint32, len(g))
	for i, m := range g {
		at := &first[m&^lastOfList+1]
		places[*at] = uint32(i)
		*at++
	}
	return first[:n+1], places
}

// often returns the pairs of members, out of n, that meet at least minMeet
// times, in order; but none of one text, or of two known ones.
func (ix *index) often(ctx context.Context, g gatherings, n, minMeet int, textOf func(member uint32) uint32) ([]idPair, error) {
	first, places := g.byMember(n)
	const share = 1024
	lists := make([][]idPair, (n+share-1)/share)
	pool := newPool(ix.Jobs, func() *meetings { return &meetings{times: make([]uint8, n)} })
	err := ix.each(ctx, len(lists), func(i int) {
		met := pool.get()
		defer pool.put(met)
		for a := i * share; a < min((i+1)*share, n); a++ {
			for _, place := range places[first[a]:first[a+1]] {
				met.add(g[place:])
			}
			for _, b := range met.take(minMeet) {
				if s, t := textOf(uint32(a)), textOf(b); s != t && ix.told(s, t) {
					lists[i] = append(lists[i], idPair{uint32(a), b})
				}
			}
		}
	})
	return slices.Concat(lists...), err
}

// meetings counts how often one member meets each other.
type meetings struct {
	times []uint8 // at most 255
	whom  []uint32
	often []uint32
}

// add counts those behind the first of a list.
func (met *meetings) add(list []uint32) {
	for i := 0; list[i]&lastOfList == 0; {
		i++
		switch m := list[i] &^ lastOfList; met.times[m] {
		case 0:
			met.whom = append(met.whom, m)
			met.times[m] = 1
		case 255:
		default:
			met.times[m]++
		}
	}
}

// take returns those met at least minMeet times, in order, and forgets all.
func (met *meetings) take(minMeet int) []uint32 {
	met.often = met.often[:0]
	for _, m := range met.whom {
		if int(met.times[m]) >= minMeet {
			met.often = append(met.often, m)
		}
		met.times[m] = 0
	}
	met.whom = met.whom[:0]
	slices.SortFunc(met.often, cmp.Compare)
	return met.often
}
