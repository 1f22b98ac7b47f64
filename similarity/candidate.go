package similarity

import (
	"cmp"
	"context"
	"math/bits"
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
	// maxPairs is about how many word pairs are sorted at once.
	maxPairs = 4 << 20
)

// eachWordPair calls visit with the stems of the pairs of neighbouring content
// words of a clause, one word apart or two.
func (v *vocabulary) eachWordPair(tokens []token, visit func(a, b uint32)) {
	before, last := noStem, noStem
	for _, t := range tokens {
		stem, ok := v.stem(t)
		if !ok {
			continue
		}
		if before != noStem && before != stem {
			visit(before, stem)
		}
		if last != noStem && last != stem {
			visit(last, stem)
		}
		before, last = last, stem
	}
}

// wordPairs returns the pairs of neighbouring content words that may stand in
// two texts, ordered by hash and clause, each once a clause: of all pairs, the
// given part of so many. The position of a posting is its clause.
func (ix *index) wordPairs(clauses []clause, part, parts, pairs int) []posting {
	inPart := func(hash uint64) bool {
		high, _ := bits.Mul64(hash<<32|hash>>32, uint64(parts)) // the sieve takes the first bits
		return int(high) == part
	}
	wanted := newSieve(pairs / parts)
	for i := range clauses {
		c := &clauses[i]
		known := !ix.searched[c.text]
		ix.vocabulary.eachWordPair(ix.tokensIn(*c), func(a, b uint32) {
			hash := pairHash(uint64(a), uint64(b))
			if inPart(hash) {
				wanted.add(hash, c.text, known)
			}
		})
	}
	passed := make([]bool, 0, pairs/parts) // of each pair of the part, in order; asked once
	return slices.Compact(sorted(pairs/parts/2, func(visit func(posting)) {
		asked := len(passed) > 0
		n := 0
		for i := range clauses {
			c := &clauses[i]
			ix.vocabulary.eachWordPair(ix.tokensIn(*c), func(a, b uint32) {
				hash := pairHash(uint64(a), uint64(b))
				if !inPart(hash) {
					return
				}
				if !asked {
					passed = append(passed, wanted.passes(hash))
				}
				if passed[n] {
					visit(posting{hash, c.text, uint32(i)})
				}
				n++
			})
		}
	}))
}

// idPair is two clauses or two texts, by index, a < b.
type idPair struct{ a, b uint32 }

// candidates returns the pairs of clauses, and of texts, that share enough rare
// word pairs to be compared.
func (ix *index) candidates(ctx context.Context, clauses []clause) (ofClauses, ofTexts []idPair, err error) {
	pairs := 0
	for _, c := range clauses {
		ix.vocabulary.eachWordPair(ix.tokensIn(c), func(_, _ uint32) { pairs++ })
	}
	parts := max(1, pairs/maxPairs)
	inClauses, inTexts := make([]gatherings, parts), make([]gatherings, parts)
	err = ix.each(ctx, parts, func(i int) {
		gather(ix.wordPairs(clauses, i, parts, pairs), &inClauses[i], &inTexts[i])
	})
	if err != nil {
		return nil, nil, err
	}
	textOf := func(clause uint32) uint32 { return clauses[clause].text }
	if ofClauses, err = ix.often(ctx, concat(inClauses), len(clauses), minPairs, textOf); err != nil {
		return nil, nil, err
	}
	ofTexts, err = ix.often(ctx, concat(inTexts), len(ix.texts), minTogether, func(text uint32) uint32 { return text })
	return ofClauses, ofTexts, err
}

// gather lists the clauses, and the texts, that have each word pair.
func gather(postings []posting, inClauses, inTexts *gatherings) {
	var texts []uint32
	eachHash(postings, func(same []posting) {
		if len(same) > maxCommon {
			return
		}
		texts = texts[:0]
		for _, p := range same {
			texts = append(texts, p.text)
		}
		if texts = slices.Compact(texts); len(texts) < 2 {
			return
		}
		for _, p := range same {
			inClauses.members = append(inClauses.members, p.pos)
		}
		inClauses.close()
		if len(texts) <= maxTogether {
			inTexts.members = append(inTexts.members, texts...)
			inTexts.close()
		}
	})
}

// gatherings is a list of lists of clauses or texts, each in order, that have a
// word pair in common.
type gatherings struct {
	members []uint32
	ends    []uint32
}

// close ends a list.
func (g *gatherings) close() { g.ends = append(g.ends, uint32(len(g.members))) }

func concat(list []gatherings) gatherings {
	if len(list) == 1 {
		return list[0]
	}
	var all gatherings
	for i, g := range list {
		before := uint32(len(all.members))
		all.members = append(all.members, g.members...)
		for _, end := range g.ends {
			all.ends = append(all.ends, before+end)
		}
		list[i] = gatherings{}
	}
	return all
}

// byMember returns where each of n members stands in g.members: its places are
// places[first[m]:first[m+1]].
func (g *gatherings) byMember(n int) (first, places []uint32) {
	first = make([]uint32, n+2)
	for _, m := range g.members {
		first[m+2]++
	}
	for i := 2; i < len(first); i++ {
		first[i] += first[i-1]
	}
	places = make([]uint32, len(g.members))
	for i, m := range g.members {
		places[first[m+1]] = uint32(i)
		first[m+1]++
	}
	return first[:n+1], places
}

// often returns the pairs of members, out of n, that meet at least minMeet
// times, in order; but none of one text, or of two known ones.
func (ix *index) often(ctx context.Context, g gatherings, n, minMeet int, textOf func(member uint32) uint32) ([]idPair, error) {
	first, places := g.byMember(n)
	endOf := make([]uint32, len(g.members)) // of the list that each place is in
	for start, i := uint32(0), 0; i < len(g.ends); i++ {
		for ; start < g.ends[i]; start++ {
			endOf[start] = g.ends[i]
		}
	}
	const share = 1024
	lists := make([][]idPair, (n+share-1)/share)
	pool := newPool(ix.Jobs, func() *meetings { return &meetings{times: make([]uint8, n)} })
	err := ix.each(ctx, len(lists), func(i int) {
		met := pool.get()
		defer pool.put(met)
		for a := i * share; a < min((i+1)*share, n); a++ {
			for _, place := range places[first[a]:first[a+1]] {
				met.add(g.members[place+1 : endOf[place]])
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

func (met *meetings) add(members []uint32) {
	for _, m := range members {
		switch met.times[m] {
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
