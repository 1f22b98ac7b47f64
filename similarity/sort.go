package similarity

import (
	"cmp"
	"math/bits"
	"slices"
)

// byHash returns postings ordered by hash; those of one hash keep their order.
// each calls its argument with every posting, about n of them, and is called
// twice: to count and to place. Hashes are spread evenly, so that sharing them
// out by their first bits leaves a handful each to sort.
func byHash(n int, each func(visit func(posting))) []posting {
	const handful = 4
	shift := 64 - max(1, min(bits.Len(uint(n/handful)), 18))
	next := make([]uint32, 1<<(64-shift)+1) // where each share starts
	each(func(p posting) { next[p.hash>>shift+1]++ })
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	list := make([]posting, next[len(next)-1])
	each(func(p posting) {
		at := &next[p.hash>>shift]
		list[*at] = p
		*at++
	})
	for start, i := uint32(0), 0; i < len(next)-1; i++ {
		insertionSort(list[start:next[i]]) // next is where the share ends now
		start = next[i]
	}
	return list
}

// insertionSort is for a handful; more, as when one hash abounds, are left to
// the library.
func insertionSort(list []posting) {
	if len(list) > 64 {
		slices.SortStableFunc(list, func(p, q posting) int { return cmp.Compare(p.hash, q.hash) })
		return
	}
	for i := 1; i < len(list); i++ {
		p := list[i]
		j := i
		for ; j > 0 && list[j-1].hash > p.hash; j-- {
			list[j] = list[j-1]
		}
		list[j] = p
	}
}

// eachHash calls visit with the postings of each hash in turn.
func eachHash(postings []posting, visit func(same []posting)) {
	for start := 0; start < len(postings); {
		end := start + 1
		for end < len(postings) && postings[end].hash == postings[start].hash {
			end++
		}
		visit(postings[start:end])
		start = end
	}
}

// sieve tells which hashes are worth sorting: most stand in one place only, or
// in known texts. It lets through all that are, and some that aren't.
type sieve struct {
	slots []uint64 // four bits each, by the first bits of a hash
	shift int
}

const (
	inOne  = 1 << iota // a place has it
	inMore             // more than one
	inNew              // a text that is not known has it
)

// newSieve makes a sieve for about n hashes.
func newSieve(n int) *sieve {
	size := max(10, bits.Len(uint(n))+1)
	return &sieve{make([]uint64, 1<<size/16), 64 - size}
}

// add takes note of one more place that has a hash.
func (s *sieve) add(hash uint64, known bool) {
	slot := hash >> s.shift
	four := &s.slots[slot/16]
	at := slot % 16 * 4
	flags := inOne | (*four>>at&inOne)*inMore
	if !known {
		flags |= inNew
	}
	*four |= flags << at
}

// passes reports whether a hash may stand in two places, one of them new.
func (s *sieve) passes(hash uint64) bool {
	slot := hash >> s.shift
	return s.slots[slot/16]>>(slot%16*4)&(inMore|inNew) == inMore|inNew
}

// sortedNumbers returns the members of list in order, in list or in scratch,
// which is as long. They are below 1<<size and spread evenly.
func sortedNumbers(list, scratch []uint64, size int) []uint64 {
	const handful = 8
	first := min(size, bits.Len(uint(len(list)/handful))) // bits that share them out
	if first == 0 {
		slices.Sort(list)
		return list
	}
	shift := size - first
	next := make([]uint32, 1<<first+1) // where each share starts
	for _, x := range list {
		next[x>>shift+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	for _, x := range list {
		at := &next[x>>shift]
		scratch[*at] = x
		*at++
	}
	start := uint32(0)
	for _, end := range next[:1<<first] { // next is where the share ends now
		slices.Sort(scratch[start:end])
		start = end
	}
	return scratch
}
