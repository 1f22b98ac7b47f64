package similarity

import (
	"copydesk.dev/similarity/sorted"
	"copydesk.dev/similarity/words"
)

// FingerprintVersion names the scheme by which [Fingerprints] and
// [RewordKeys] make their numbers. Numbers of one version can be compared
// however long they were stored; those of two versions can't. It goes up with
// every change to folding, word boundaries, stems or hashes.
const FingerprintVersion = 3

// Fingerprints returns the numbers by which an archive can find a text again:
// two texts that share a run of minWords equal words have at least one number
// in common. Texts that share fewer words may have one too. minWords is as in
// [Options]. Numbers for different minWords should not be mixed.
//
// They are hashes of six words each, winnowed, about one for every four words
// with the default of 12; sorted and distinct.
func Fingerprints(text string, minWords int) []uint64 {
	shingles := shingleHashes(nil, Tokenize(text), shingleWords)
	var hashes []uint64
	for _, p := range winnow(nil, 0, shingles, windowFor(normalMinWords(minWords))) {
		hashes = append(hashes, p.hash)
	}
	return sorted.Distinct(hashes)
}

// RewordKeys returns the numbers by which an archive can find texts that may
// have reworded a text: hashes of the pairs of neighbouring content words, as
// stems, in any order; about one for each word of the text, sorted and
// distinct. What matches are made of is compared only in texts that share
// [MinRewordKeys] keys, few of them common ones.
//
// An archive that stores the keys of each text, or half their bits, need not
// hold an index: reading through all of them with those of tonight's texts in
// a set, and loading the texts with enough in common, takes less than a second
// for 60,000 texts. Keys that stand in more than [MaxRewordTexts] texts of the
// archive should not be counted: Find does not count them either.
func RewordKeys(text string) []uint64 {
	var keys []uint64
	v, tokens := words.VocabularyOf(text)
	for _, c := range clausesOf(nil, v, 0, tokens[0]) {
		eachWordPair(v, tokens[0][c.from:c.from+c.n], func(a, b uint32) { keys = append(keys, pairHash(v.StemHash(a), v.StemHash(b))) })
	}
	return sorted.Distinct(keys)
}

const (
	MinRewordKeys  = minPairs    // the fewest keys that texts share when one rewords the other
	MaxRewordTexts = maxTogether // the most texts that a key may stand in and be evidence
)
