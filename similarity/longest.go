package similarity

import (
	"slices"
	"sort"
)

// longest returns the words of the longest run that both sides of a match hold.
func (ix *index) longest(m Match) int {
	if m.Kind == Verbatim {
		return m.Words
	}
	_, words := LongestRun(ix.within(m.A), ix.within(m.B))
	return words
}

// LongestRun returns the longest run of equal words in two lists: the index of
// its first word in a, the first of several, and how many words it has. The
// time it takes grows as n log² n with the words, whatever they are: a run
// holds all shorter ones, so its length is searched for by halves.
func LongestRun(a, b []Token) (at, words int) {
	words = sort.Search(min(len(a), len(b)), func(n int) bool { return sharedRun(a, b, n+1) < 0 })
	if words == 0 {
		return 0, 0
	}
	return sharedRun(a, b, words), words
}

// sharedRun returns the index in a of the first run of n words that b has too,
// or -1.
func sharedRun(a, b []Token, n int) int {
	inB := shingleHashes(nil, b, n)
	slices.Sort(inB)
	return slices.IndexFunc(shingleHashes(nil, a, n), func(h uint64) bool {
		_, found := slices.BinarySearch(inB, h)
		return found
	})
}
