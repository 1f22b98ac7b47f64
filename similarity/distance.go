package similarity

// distance is the Levenshtein distance of two lists of words: how many to
// change, add or drop. It counts 64 words of a at a time (Myers 1999; Hyyrö,
// "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
// 2003), which passages of thousands of words are worth.
func distance(a, b []uint32) int {
	if len(a) == 0 {
		return len(b)
	}
	blocks := (len(a) + 63) / 64
	places := make(map[uint32][]uint64) // by word, where it stands in a
	for i, word := range a {
		if places[word] == nil {
			places[word] = make([]uint64, blocks)
		}
		places[word][i/64] |= 1 << (i % 64)
	}
	nowhere := make([]uint64, blocks)
	more, less := make([]uint64, blocks), make([]uint64, blocks) // than the row above, by one
	for i := range more {
		more[i] = ^uint64(0)
	}
	total := len(a)
	last := uint64(1) << ((len(a) - 1) % 64)
	for _, word := range b {
		equal := places[word]
		if equal == nil {
			equal = nowhere
		}
		carryMore, carryLess := uint64(1), uint64(0)
		for i := range blocks {
			x := equal[i] | carryLess
			diagonal := (x&more[i] + more[i]) ^ more[i] | x | less[i]
			right, left := less[i]|^(diagonal|more[i]), diagonal&more[i] // than the column before
			if i == blocks-1 {
				if right&last != 0 {
					total++
				}
				if left&last != 0 {
					total--
				}
			}
			nextMore, nextLess := right>>63, left>>63
			right, left = right<<1|carryMore, left<<1|carryLess
			more[i], less[i] = left|^(diagonal|right), right&diagonal
			carryMore, carryLess = nextMore, nextLess
		}
	}
	return total
}
