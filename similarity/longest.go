package similarity

import (
	"math/bits"
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
// time it takes grows as n log² n with the words, whatever they are.
func LongestRun(a, b []Token) (at, words int) { return longestRun(hashesOf(a), hashesOf(b)) }

// smallTable is the number of pairs of words up to which comparing each with
// each is quicker than sorting.
const smallTable = 1 << 15

func longestRun[W uint32 | uint64](a, b []W) (at, words int) {
	if len(a)*len(b) <= smallTable {
		return longestInTable(a, b)
	}
	return longestByHalves(a, b)
}

// longestByHalves searches for the length by halves: a run holds all shorter
// ones.
func longestByHalves[W uint32 | uint64](a, b []W) (at, words int) {
	words = sort.Search(min(len(a), len(b)), func(n int) bool { return sharedRun(a, b, n+1) < 0 })
	if words == 0 {
		return 0, 0
	}
	return sharedRun(a, b, words), words
}

// longestInTable compares each word with each.
func longestInTable[W uint32 | uint64](a, b []W) (at, words int) {
	row := make([]int32, len(b)+1) // runs that end at each word of b
	for i, x := range a {
		diagonal := int32(0)
		for j, y := range b {
			above := row[j+1]
			row[j+1] = 0
			if x == y {
				row[j+1] = diagonal + 1
				if n := int(diagonal) + 1; n > words {
					at, words = i+1-n, n
				}
			}
			diagonal = above
		}
	}
	return at, words
}

// sharedRun returns the index in a of the first run of n words that b has too,
// or -1.
func sharedRun[W uint32 | uint64](a, b []W, n int) int {
	return slices.IndexFunc(runHashes(a, n), newHashSet(runHashes(b, n)).holds)
}

// hashSet is a set of hashes: a table in which each stands at the slot that its
// first bits say, or the next free one. What is 0 is free, so that odd ones
// stand for their even neighbours, too.
type hashSet struct {
	slots []uint64
	shift int
}

func newHashSet(hashes []uint64) hashSet {
	size := bits.Len(uint(len(hashes))) + 1
	s := hashSet{make([]uint64, 1<<size), 64 - size}
	for _, h := range hashes {
		s.slots[s.slot(h)] = h | 1
	}
	return s
}

// slot returns where a hash stands, or would.
func (s hashSet) slot(h uint64) int {
	i := int(h >> s.shift)
	for s.slots[i] != 0 && s.slots[i] != h|1 {
		i = (i + 1) % len(s.slots)
	}
	return i
}

func (s hashSet) holds(h uint64) bool { return s.slots[s.slot(h)] != 0 }

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
