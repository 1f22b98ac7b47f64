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
	// pairsInPart is about how many word pairs are sorted at once, pairsInRound
	// how many are held in memory; or more, so that maxRoundsOfPairs are
	// enough.
	pairsInPart, pairsInRound = 1 << 16, 8 << 20
	maxRoundsOfPairs          = 8
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

// idPair is two clauses or two texts, by index, a < b.
type idPair struct{ a, b uint32 }

// candidates returns the pairs of clauses, and of texts, that share enough rare
// word pairs to be compared.
func (ix *index) candidates(ctx context.Context, clauses []clause) (ofClauses, ofTexts []idPair, err error) {
	inClauses, inTexts, err := ix.gatherings(ctx, clauses)
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

// pairCode writes pairs of stems, and the clauses that have them, as numbers.
// A pair's own number, a hash that no other pair has, is cut in two: its first
// bits say which part of all pairs it is in, and the rest stands with the
// clause in one word.
type pairCode struct {
	stem, part, clause int // bits of each
}

func newPairCode(stems, clauses, pairs int) pairCode {
	c := pairCode{stem: max(8, bits.Len(uint(stems))), clause: bits.Len(uint(clauses))}
	c.part = max(bits.Len(uint(pairs/pairsInPart)), 2*c.stem+c.clause-64)
	return c
}

// hash is the number of a pair in any order, in the first bits of the result.
// Odd factors and shifts to the right lose nothing.
func (c pairCode) hash(a, b uint32) uint64 {
	shift := 64 - 2*c.stem
	h := (uint64(min(a, b))<<c.stem | uint64(max(a, b))) << shift
	h *= shingleBase
	h ^= h >> c.stem >> shift << shift
	return h * shingleBase
}

func (c pairCode) partOf(hash uint64) int { return int(hash >> (64 - c.part)) }

// entry is the rest of a hash and a clause.
func (c pairCode) entry(hash uint64, clause int) uint64 {
	return hash<<c.part>>(64-2*c.stem+c.part)<<c.clause | uint64(clause)
}

func (c pairCode) size() int { return 2*c.stem - c.part + c.clause }

// gatherings returns the clauses, and the texts, that have each pair of words
// that stands in two texts, one of them not known. Pairs are sorted in rounds of a share of them,
// and in parts that fit into the processor's cache.
func (ix *index) gatherings(ctx context.Context, clauses []clause) (inClauses, inTexts gatherings, err error) {
	pairs := 0
	for _, c := range clauses {
		pairs += 2 * int(c.n) // at most
	}
	code := newPairCode(len(ix.vocabulary.hashes), len(clauses), pairs)
	each := func(visit func(clause int, hash uint64)) {
		for i, c := range clauses {
			ix.vocabulary.eachWordPair(ix.tokensIn(c), func(a, b uint32) { visit(i, code.hash(a, b)) })
		}
	}
	ends := make([]int, 1<<code.part+1) // of each part, one later: how many are in it and those before
	each(func(_ int, hash uint64) { ends[code.partOf(hash)+1]++ })
	for i := 1; i < len(ends); i++ {
		ends[i] += ends[i-1]
	}
	lists, textLists := make([][]uint32, 1<<code.part), make([][]uint32, 1<<code.part)
	scratches := newPool(ix.Jobs, func() *pairScratch { return new(pairScratch) })
	var entries []uint64
	limit := max(pairsInRound, ends[len(ends)-1]/maxRoundsOfPairs)
	for from := 0; from < len(lists); {
		to := from + 1
		for to < len(lists) && ends[to+1]-ends[from] <= limit {
			to++
		}
		first := ends[from]
		entries = sized(entries, ends[to]-first)
		next := slices.Clone(ends[from:to])
		each(func(clause int, hash uint64) {
			if part := code.partOf(hash); from <= part && part < to {
				entries[next[part-from]-first] = code.entry(hash, clause)
				next[part-from]++
			}
		})
		err := ix.each(ctx, to-from, func(i int) {
			s := scratches.get()
			defer scratches.put(s)
			part := entries[ends[from+i]-first : ends[from+i+1]-first]
			s.sorted = sized(s.sorted, len(part))
			s.gather(ix, sortedNumbers(part, s.sorted, code.size()), code.clause, clauses)
			lists[from+i], textLists[from+i] = slices.Clone(s.clauses), slices.Clone(s.texts)
		})
		if err != nil {
			return nil, nil, err
		}
		from = to
	}
	return slices.Concat(lists...), slices.Concat(textLists...), nil
}

// gatherings is lists of clauses or texts, each in order, that have a word pair
// in common. The last of each list is marked.
type gatherings []uint32

const lastOfList = 1 << 31

// pairScratch is what goroutines that gather use again.
type pairScratch struct {
	sorted         []uint64
	same, together []uint32
	clauses, texts gatherings
}

// gather lists the clauses, and the texts, that have each word pair of a part.
func (s *pairScratch) gather(ix *index, entries []uint64, clauseBits int, clauses []clause) {
	s.clauses, s.texts = s.clauses[:0], s.texts[:0]
	for start := 0; start < len(entries); {
		pair := entries[start] >> clauseBits
		s.same, s.together = s.same[:0], s.together[:0]
		end := start
		for ; end < len(entries) && entries[end]>>clauseBits == pair; end++ {
			if end == start || entries[end] != entries[end-1] {
				s.same = append(s.same, uint32(entries[end]&(1<<clauseBits-1)))
			}
		}
		start = end
		if len(s.same) > maxCommon {
			continue
		}
		for _, clause := range s.same {
			if text := clauses[clause].text; len(s.together) == 0 || s.together[len(s.together)-1] != text {
				s.together = append(s.together, text)
			}
		}
		if len(s.together) < 2 || !slices.ContainsFunc(s.together, func(text uint32) bool { return ix.searched[text] }) {
			continue
		}
		s.clauses = s.clauses.with(s.same)
		if len(s.together) <= maxTogether {
			s.texts = s.texts.with(s.together)
		}
	}
}

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
