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
	_, words := longestRun(numbersOf(ix.within(m.A)), numbersOf(ix.within(m.B)))
	return words
}

// LongestRun returns the longest run of equal words in two lists: the index of
// its first word in a, the first of several, and how many words it has. The
// time it takes grows as n log² n with the words, whatever they are: a run
// holds all shorter ones, so its length is searched for by halves.
func LongestRun(a, b []Token) (at, words int) { return longestRun(hashesOf(a), hashesOf(b)) }

func longestRun[W uint32 | uint64](a, b []W) (at, words int) {
	words = sort.Search(min(len(a), len(b)), func(n int) bool { return sharedRun(a, b, n+1) < 0 })
	if words == 0 {
		return 0, 0
	}
	return sharedRun(a, b, words), words
}

// sharedRun returns the index in a of the first run of n words that b has too,
// or -1.
func sharedRun[W uint32 | uint64](a, b []W, n int) int {
	inB := runHashes(b, n)
	slices.Sort(inB)
	return slices.IndexFunc(runHashes(a, n), func(h uint64) bool {
		_, found := slices.BinarySearch(inB, h)
		return found
	})
}

// runHashes returns the hash of each run of n words, by its first.
func runHashes[W uint32 | uint64](words []W, n int) []uint64 {
	top := uint64(1) // shingleBase^(n-1)
	for range n - 1 {
		top *= shingleBase
	}
	hashes := make([]uint64, 0, len(words))
	var h uint64
	for i, w := range words {
		if i >= n {
			h -= uint64(words[i-n]) * top
		}
		if h = h*shingleBase + uint64(w); i >= n-1 {
			hashes = append(hashes, mix(h))
		}
	}
	return hashes
}

func hashesOf(tokens []Token) []uint64 {
	hashes := make([]uint64, len(tokens))
	for i, t := range tokens {
		hashes[i] = t.Hash
	}
	return hashes
}
