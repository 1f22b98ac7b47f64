package similarity

import (
	"math"
	"slices"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"

	"copydesk.dev/similarity/words"
)

// Metrics compares two passages word by word. Each is 0 (nothing in common)
// to 1 (the same), rounded to four places.
type Metrics struct {
	// Order is the Levenshtein similarity: 1 less the words to change, add or
	// drop, over the words of the longer passage. It is not measured, and 0,
	// for reworded passages.
	Order float64
	// Words is the Sørensen-Dice coefficient: the words in common, in any
	// order, over the mean number of words.
	Words float64
	// Containment is the overlap coefficient: the words in common over the
	// words of the shorter passage.
	Containment float64
}

const (
	// maxScored is the most words of a passage that are scored; of longer ones,
	// as many from the start. It bounds the cost of one pair to what 16 million
	// steps take, 64 at a time; × 0.8 and × 1.25 change nothing in the samples.
	maxScored = 4000
	// longTable is the number of pairs of words from which 64 are compared at a
	// time.
	longTable = 1 << 16
)

// measure compares two lists of words. The metrics work on characters, so
// each distinct word stands for one.
func measure(a, b []uint32) Metrics {
	if slices.Equal(a, b) {
		return Metrics{1, 1, 1}
	}
	a, b = a[:min(len(a), maxScored)], b[:min(len(b), maxScored)]
	m, alphabet := measureBags(a, b)
	m.Order = round4(order(a, b, alphabet))
	return m
}

// measureBags compares two lists of words, or of stems, in any order. It also
// returns the characters that stand for them.
func measureBags(a, b []uint32) (Metrics, map[uint32]rune) {
	alphabet := make(map[uint32]rune, len(a)+len(b))
	spellA, spellB := spell(alphabet, a), spell(alphabet, b)
	dice := metrics.SorensenDice{CaseSensitive: true, NgramSize: 1}
	overlap := metrics.OverlapCoefficient{CaseSensitive: true, NgramSize: 1}
	return Metrics{
		Words:       round4(strutil.Similarity(spellA, spellB, &dice)),
		Containment: round4(strutil.Similarity(spellA, spellB, &overlap)),
	}, alphabet
}

// order is the Levenshtein similarity of two lists of words. Words that both
// begin or end with don't change the distance, and are left out of the sum.
func order(a, b []uint32, alphabet map[uint32]rune) float64 {
	longer := max(len(a), len(b))
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var changes int
	if len(a)*len(b) > longTable {
		changes = distance(a, b)
	} else {
		changes = metrics.NewLevenshtein().Distance(spell(alphabet, a), spell(alphabet, b))
	}
	return 1 - float64(changes)/float64(max(longer, 1))
}

// spell writes each word as one character of its own, from the planes where
// every code point is valid.
func spell(alphabet map[uint32]rune, words []uint32) string {
	const firstRune = 0x10000
	runes := make([]rune, 0, len(words))
	for _, w := range words {
		r, ok := alphabet[w]
		if !ok {
			r = firstRune + rune(len(alphabet))
			alphabet[w] = r
		}
		runes = append(runes, r)
	}
	return string(runes)
}

// score is the metric that says most about a kind of match: of copied words,
// how far they agree in order; of reworded ones, how much of the shorter
// passage the other holds.
func (m Metrics) score(kind Kind) float64 {
	if kind == Reworded {
		return m.Containment
	}
	return m.Order
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// Compare measures two texts word by word.
func Compare(a, b string) Metrics {
	return measure(numbersIn(a, b))
}

// numbersIn returns numbers for the words of two texts, the same for equal
// words.
func numbersIn(a, b string) (as, bs []uint32) {
	c := words.NewCollector()
	return numbersOf(c.Collect(0, a, Tokenize(a))), numbersOf(c.Collect(1, b, Tokenize(b)))
}
