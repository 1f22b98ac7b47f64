package similarity

import (
	"cmp"
	"slices"
)

// maxDense is the largest number of places with one fingerprint that are
// compared each with each. Of more, each text's first is compared with the
// first of all that share MinWords words with it. It bounds cost: × 0.8 and × 1.25
// change nothing in the samples.
const maxDense = 64

// maxSplit is the same for the places among these many that share MinWords words:
// texts that fill in one form, with what some of them fill in the same. It bounds
// cost, too, and three or five change nothing there.
const maxSplit = 4

// seed is a place where two texts share words: a ≤ b, and aPos < bPos within
// one text. Positions are token indices.
type seed struct {
	a, b       uint32
	aPos, bPos uint32
}

func (s seed) diagonal() int64 { return int64(s.bPos) - int64(s.aPos) }

func compareSeeds(s, t seed) int {
	switch {
	case s.a != t.a:
		return cmp.Compare(s.a, t.a)
	case s.b != t.b:
		return cmp.Compare(s.b, t.b)
	case s.diagonal() != t.diagonal():
		return cmp.Compare(s.diagonal(), t.diagonal())
	}
	return cmp.Compare(s.aPos, t.aPos)
}

// seeds turns postings, ordered by hash, into seeds, ordered by pair, diagonal
// and position.
func (ix *index) seeds(postings []posting) []seed {
	var seeds []seed
	eachHash(postings, func(same []posting) {
		switch {
		case !slices.ContainsFunc(same, func(p posting) bool { return ix.searched[p.text] }):
		case len(same) <= maxDense:
			seeds = ix.eachWithEach(seeds, same)
		default:
			seeds = ix.eachWithFirst(seeds, same)
		}
	})
	slices.SortFunc(seeds, compareSeeds)
	return slices.Compact(seeds)
}

func (ix *index) eachWithEach(seeds []seed, same []posting) []seed {
	for i, p := range same {
		for _, q := range same[i+1:] {
			if ix.isSearched(p.text, q.text) {
				seeds = append(seeds, seed{p.text, q.text, p.pos, q.pos})
			}
		}
	}
	return seeds
}

// eachWithFirst splits many places with one fingerprint by the MinWords words
// around it. Any two places that share MinWords words around the fingerprint
// share one of these splits. Splits of very few places are paired each with each. Of
// larger ones, a place is paired with the last one before it in its text that it
// doesn't overlap, or else with the first of all, or what the first of all
// overlaps with the first in another text: so all are matched, by way of the
// same few, and a text that says one thing a thousand times costs a thousand
// seeds, nearly all on one diagonal.
func (ix *index) eachWithFirst(seeds []seed, same []posting) []seed {
	wide := make([]posting, 0, len(same))
	for before := range ix.window {
		wide = wide[:0]
		for _, p := range same {
			tokens := ix.tokens[p.text]
			from := int(p.pos) - before
			if from < 0 || from+ix.minWords > len(tokens) {
				continue
			}
			hash := runHash(tokens[from : from+ix.minWords])
			wide = append(wide, posting{hash, p.text, p.pos})
		}
		slices.SortStableFunc(wide, func(p, q posting) int { return cmp.Compare(p.hash, q.hash) })
		eachHash(wide, func(same []posting) { seeds = ix.withEarlier(seeds, same) })
	}
	return seeds
}

// withEarlier pairs the places of one split as [index.eachWithFirst] says.
func (ix *index) withEarlier(seeds []seed, same []posting) []seed {
	if len(same) <= maxSplit {
		return ix.eachWithEach(seeds, same)
	}
	first := same[0]
	other := slices.IndexFunc(same, func(p posting) bool { return p.text != first.text })
	clear := func(p, q posting) bool { return p.text == q.text && p.pos+uint32(ix.minWords) <= q.pos }
	before := 0 // the last place clear of the current one, or its text's first
	for i := 1; i < len(same); i++ {
		q := same[i]
		if same[before].text != q.text {
			before = i
		}
		for before < i && clear(same[before+1], q) {
			before++
		}
		p := first
		switch {
		case clear(same[before], q):
			p = same[before]
		case q.text != first.text:
		case other < 0:
			continue
		default:
			p, q = q, same[other]
		}
		if ix.isSearched(p.text, q.text) {
			seeds = append(seeds, seed{p.text, q.text, p.pos, q.pos})
		}
	}
	return seeds
}

func runHash(tokens []token) uint64 {
	var h uint64
	for _, t := range tokens {
		h = h*shingleBase + uint64(t.Number())
	}
	return mix(h)
}
