package similarity

import "slices"

// Two writers on one event use the same names and nouns; who writes from a text
// keeps whole turns of it, small words and all. So of two passages on one
// subject the words in runs that both have tell reuse best, as METER (Clough,
// Gaizauskas, Piao and Wilks, ACL 2002) found of newspapers and their agency.
const (
	// turnWords is how many words in a row are a turn of phrase.
	turnWords = 4
	// closeClause is the closeness that single clauses must reach: they share
	// a fact's words by chance more often than passages do.
	closeClause = 0.5
	// mostWords is the share of content words in common that does instead.
	mostWords = 0.61
)

// closeness is how much two passages keep of one another: the share of their
// words that lie in turns of phrase of both, and half the share of their
// content words that the other has. Both are means over the two sides, so that
// a summary is not held against the length of what it sums up.
func (ix *index) closeness(m Match) float64 {
	if m.Metrics.Words == 0 {
		return 0
	}
	a, b := ix.within(m.A), ix.within(m.B)
	inA, inB := numbersOf(a), numbersOf(b)
	turns := (turnShare(inA, inB, namesIn(a)) + turnShare(inB, inA, namesIn(b))) / 2
	shorter := m.Metrics.Containment
	longer := 1 / (2/m.Metrics.Words - 1/shorter)
	return round4(turns + (shorter+longer)/4)
}

// turnShare is the share of the words of a that lie in runs of at least
// turnWords words which b has, too. What is names for the most part, as the
// words of a that are names tell, is no turn.
func turnShare(a, b []uint32, names []bool) float64 {
	turns := runHashes(b, turnWords)
	slices.Sort(turns)
	inside, end := 0, 0
	for i, hash := range runHashes(a, turnWords) {
		if _, ok := slices.BinarySearch(turns, hash); ok && !mostly(names[i:i+turnWords]) {
			inside += i + turnWords - max(end, i)
			end = i + turnWords
		}
	}
	return float64(inside) / float64(max(1, len(a)))
}

// namesIn says which words are not plain.
func namesIn(tokens []token) []bool {
	names := make([]bool, len(tokens))
	for i, t := range tokens {
		names[i] = !t.plain()
	}
	return names
}

// mostly reports whether more than half of a list is true.
func mostly(list []bool) bool {
	n := 0
	for _, yes := range list {
		if yes {
			n++
		}
	}
	return 2*n > len(list)
}
