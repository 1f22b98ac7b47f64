package similarity

import (
	"context"
	"math/bits"
	"slices"

	"copydesk.dev/similarity/words"
)

const (
	// pairsInPart is about how many pairs of words are sorted at once: as many
	// as fit into the processor's cache. pairsInRound is how many are held in
	// memory, or more, so that maxPairRounds are enough.
	pairsInPart, pairsInRound = 1 << 16, 8 << 20
	maxPairRounds             = 8
)

// eachWordPair calls visit with the stems of the pairs of neighbouring content
// words of a clause, one word apart or two.
func eachWordPair(v *words.Vocabulary, tokens []token, visit func(a, b uint32)) {
	before, last := words.NoStem, words.NoStem
	for _, t := range tokens {
		stem, ok := v.Stem(t)
		if !ok {
			continue
		}
		if before != words.NoStem && before != stem {
			visit(before, stem)
		}
		if last != words.NoStem && last != stem {
			visit(last, stem)
		}
		before, last = last, stem
	}
}

// pairCode writes a pair of stems and a clause that has it as numbers. The
// pair's hash, which no other pair has, is cut in two: its first bits say which
// part of all pairs it is in, and the rest stands in one word with the clause.
type pairCode struct {
	stem, part, clause int // bits of each
}

func newPairCode(stems, clauses, parts int) pairCode {
	c := pairCode{stem: max(8, bits.Len(uint(stems))), clause: bits.Len(uint(clauses))}
	c.part = min(2*c.stem, max(bits.Len(uint(parts-1)), 2*c.stem+c.clause-64))
	return c
}

// hash returns the hash of two stems in any order, in the first bits. Odd
// factors and shifts to the right lose nothing.
func (c pairCode) hash(a, b uint32) uint64 {
	free := 64 - 2*c.stem
	h := (uint64(min(a, b))<<c.stem | uint64(max(a, b))) << free
	h *= shingleBase
	h ^= h >> c.stem >> free << free
	return h * shingleBase
}

// partOf returns the part that a hash is in.
func (c pairCode) partOf(hash uint64) int { return int(hash >> (64 - c.part)) }

// entry returns the rest of a hash, and a clause.
func (c pairCode) entry(hash uint64, clause int) uint64 {
	return hash<<c.part>>(64-2*c.stem+c.part)<<c.clause | uint64(clause)
}

// entryBits is the size of an entry.
func (c pairCode) entryBits() int { return 2*c.stem - c.part + c.clause }

// pairSort sorts the pairs of neighbouring content words of all clauses: in
// rounds, each of a range of hashes, so that few are in memory at a time; and
// each round in parts.
type pairSort struct {
	*index
	clauses []clause
	code    pairCode
	first   []int // of each part: the pairs in those before; one more at the end
	inRound int
}

func newPairSort(ix *index, clauses []clause, inPart, inRound int) *pairSort {
	pairs := 0
	for _, c := range clauses {
		pairs += int(c.n) // about
	}
	s := &pairSort{index: ix, clauses: clauses, code: newPairCode(ix.vocabulary.Stems(), len(clauses), pairs/inPart+1)}
	s.first = make([]int, 1<<s.code.part+1)
	s.walk(func(_ int, hash uint64) { s.first[s.code.partOf(hash)+1]++ })
	for i := 1; i < len(s.first); i++ {
		s.first[i] += s.first[i-1]
	}
	s.inRound = max(inRound, s.first[len(s.first)-1]/maxPairRounds)
	return s
}

// walk calls visit with the pairs of each clause in turn.
func (s *pairSort) walk(visit func(clause int, hash uint64)) {
	for i, c := range s.clauses {
		eachWordPair(s.vocabulary, s.tokensIn(c), func(a, b uint32) { visit(i, s.code.hash(a, b)) })
	}
}

// gatherings returns the clauses, and the texts, that have each pair of words
// that stands in two texts, one of them not known.
func (s *pairSort) gatherings(ctx context.Context) (inClauses, inTexts gatherings, err error) {
	parts := len(s.first) - 1
	ofClauses, ofTexts := make([]gatherings, parts), make([]gatherings, parts)
	gatherers := newPool(s.Jobs, func() *gatherer { return &gatherer{pairSort: s} })
	entries := make([]uint64, 0, min(s.inRound, s.first[parts]))
	for from, to := 0, 0; from < parts; from = to {
		to = s.roundFrom(from)
		entries = s.fill(entries, from, to)
		err := s.each(ctx, to-from, func(i int) {
			g := gatherers.get()
			defer gatherers.put(g)
			part := from + i
			g.gather(entries[s.first[part]-s.first[from] : s.first[part+1]-s.first[from]])
			ofClauses[part], ofTexts[part] = slices.Clone(g.clauses), slices.Clone(g.texts)
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return slices.Concat(ofClauses...), slices.Concat(ofTexts...), nil
}

// roundFrom returns the end of the round that begins with a part.
func (s *pairSort) roundFrom(from int) int {
	to := from + 1
	for to < len(s.first)-1 && s.first[to+1]-s.first[from] <= s.inRound {
		to++
	}
	return to
}

// fill returns the entries of parts [from, to), part by part.
func (s *pairSort) fill(entries []uint64, from, to int) []uint64 {
	n := s.first[to] - s.first[from]
	entries = slices.Grow(entries[:0], n)[:n]
	next := make([]int, to-from)
	for i := range next {
		next[i] = s.first[from+i] - s.first[from]
	}
	s.walk(func(clause int, hash uint64) {
		if part := s.code.partOf(hash); from <= part && part < to {
			at := &next[part-from]
			entries[*at] = s.code.entry(hash, clause)
			*at++
		}
	})
	return entries
}

// gatherer makes the gatherings of one part after another.
type gatherer struct {
	*pairSort
	clauses, texts gatherings
	sorted         []uint64
	same, together []uint32 // clauses and texts that have one pair
}

func (g *gatherer) gather(entries []uint64) {
	g.clauses, g.texts = g.clauses[:0], g.texts[:0]
	g.sorted = slices.Grow(g.sorted[:0], len(entries))[:len(entries)]
	entries = slices.Compact(sortedNumbers(entries, g.sorted, g.code.entryBits()))
	for start := 0; start < len(entries); {
		pair := entries[start] >> g.code.clause
		end := start
		g.same, g.together = g.same[:0], g.together[:0]
		for ; end < len(entries) && entries[end]>>g.code.clause == pair; end++ {
			clause := uint32(entries[end] & (1<<g.code.clause - 1))
			g.same = append(g.same, clause)
			g.together = append(g.together, g.pairSort.clauses[clause].text)
		}
		start = end
		if len(g.same) > maxCommon {
			continue
		}
		g.together = slices.Compact(g.together)
		if len(g.together) < 2 || !slices.ContainsFunc(g.together, func(text uint32) bool { return g.searched[text] }) {
			continue
		}
		g.clauses = g.clauses.with(g.same)
		if len(g.together) <= maxTogether {
			g.texts = g.texts.with(g.together)
		}
	}
}
