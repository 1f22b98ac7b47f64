package similarity

import (
	"cmp"
	"errors"
	"slices"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// token is a [Token] as a search holds it: a third of the size, as the texts
// of a search have far fewer different words than words. Where it ends, the
// text tells.
type token struct {
	bits  uint32 // its number in the vocabulary, and flags
	start uint32 // byte of the text
}

const (
	isPlainWord    = 1 << 31 // see isPlain
	endsItsLine    = 1 << 30 // see endsLine
	boundaryShift  = 28      // two bits: the boundary behind it
	maxWords       = 1 << boundaryShift
	wordNumber     = maxWords - 1
	boundaryNumber = 3
)

// word is the number of the word; equal words have equal numbers.
func (t token) word() uint32           { return t.bits & wordNumber }
func (t token) plain() bool            { return t.bits&isPlainWord != 0 }
func (t token) endsLine() bool         { return t.bits&endsItsLine != 0 }
func (t token) boundary() boundaryKind { return boundaryKind(t.bits >> boundaryShift & boundaryNumber) }

// end returns the byte of the text behind the token.
func (t token) end(text string) int {
	end, _ := word(text, int(t.start))
	return end
}

// vocabulary is the different words of texts. Words and stems are numbered by
// rank of their hashes, so that the numbers don't depend on who met a word
// first.
type vocabulary struct {
	words  []occurrence
	stems  []uint32 // by word, the number of its stem, or noStem
	hashes []uint64 // by stem
}

// noStem stands for the stem of stop words and single letters, which are no
// content words.
const noStem = ^uint32(0)

// occurrence is a place where a word stands.
type occurrence struct {
	hash        uint64 // of the word
	text, start uint32
}

func compareHashes(a, b occurrence) int { return cmp.Compare(a.hash, b.hash) }

// collector numbers the words it meets, in that order.
type collector struct {
	words []occurrence
	slots []uint32 // by the last bits of a word's hash, or the next free one: its number and 1
	ranks []uint32 // by number, once all words are met: its number in the vocabulary
}

func newCollector() *collector { return &collector{slots: make([]uint32, 1<<10)} }

// number returns the number of a word.
func (c *collector) number(word occurrence) uint32 {
	mask := len(c.slots) - 1
	for i := int(word.hash) & mask; ; i = (i + 1) & mask {
		n := c.slots[i]
		if n == 0 {
			c.words = append(c.words, word)
			c.slots[i] = uint32(len(c.words))
			if 2*len(c.words) > len(c.slots) {
				c.grow()
			}
			return uint32(len(c.words) - 1)
		}
		if c.words[n-1].hash == word.hash {
			return n - 1
		}
	}
}

// grow makes room for as many words again.
func (c *collector) grow() {
	c.slots = make([]uint32, 2*len(c.slots))
	mask := len(c.slots) - 1
	for n, word := range c.words {
		i := int(word.hash) & mask
		for c.slots[i] != 0 {
			i = (i + 1) & mask
		}
		c.slots[i] = uint32(n + 1)
	}
}

// collect returns the tokens of a text with the collector's numbers.
func (c *collector) collect(text uint32, body string, tokens []Token) []token {
	list := make([]token, len(tokens))
	for i, t := range tokens {
		bits := c.number(occurrence{t.Hash, text, t.Start}) & wordNumber
		if isPlain(body[t.Start:]) {
			bits |= isPlainWord
		}
		next := len(body)
		if i+1 < len(tokens) {
			next = int(tokens[i+1].Start)
		}
		if between := body[t.End:next]; between != " " {
			bits |= uint32(boundary(between)) << boundaryShift
			if next < len(body) && endsLine(between, body[next:]) {
				bits |= endsItsLine
			}
		}
		list[i] = token{bits, t.Start}
	}
	return list
}

// renumber puts the vocabulary's numbers in the place of the collector's.
func (c *collector) renumber(tokens []token) {
	for i, t := range tokens {
		tokens[i].bits = t.bits&^wordNumber | c.ranks[t.word()]
	}
}

// newVocabulary joins what collectors met, and settles their ranks.
func newVocabulary(collectors []*collector) (*vocabulary, error) {
	var words []occurrence
	for _, c := range collectors {
		words = append(words, c.words...)
	}
	slices.SortFunc(words, compareHashes)
	words = slices.CompactFunc(words, func(a, b occurrence) bool { return a.hash == b.hash })
	if len(words) >= maxWords {
		return nil, errors.New("the texts have more than 268 million different words; search fewer at a time")
	}
	for _, c := range collectors {
		c.slots, c.ranks = nil, make([]uint32, len(c.words))
		for i, word := range c.words {
			rank, _ := slices.BinarySearchFunc(words, word, compareHashes)
			c.ranks[i] = uint32(rank)
		}
		c.words = nil
	}
	return &vocabulary{words: words}, nil
}

// findStems finds the stems of the content words (Porter 2) of the texts. each
// calls its argument with every number below n.
func (v *vocabulary) findStems(texts []string, each func(n int, work func(i int)) error) error {
	v.stems = make([]uint32, len(v.words))
	hashes := make([]uint64, len(v.words))
	err := each(len(v.words), func(i int) {
		at := v.words[i]
		text := texts[at.text]
		end, _ := word(text, int(at.start))
		folded := Fold(text[at.start:end])
		if english.IsStopWord(folded) || lightWords[folded] || utf8.RuneCountInString(folded) <= 1 {
			v.stems[i] = noStem
			return
		}
		_, hashes[i] = word(english.Stem(folded, false), 0)
	})
	if err != nil {
		return err
	}
	for i, stem := range v.stems {
		if stem != noStem {
			v.hashes = append(v.hashes, hashes[i])
		}
	}
	v.hashes = distinct(v.hashes)
	for i, stem := range v.stems {
		if stem != noStem {
			rank, _ := slices.BinarySearch(v.hashes, hashes[i])
			v.stems[i] = uint32(rank)
		}
	}
	return nil
}

// stem returns the stem of a token, and whether it is a content word.
func (v *vocabulary) stem(t token) (uint32, bool) {
	stem := v.stems[t.word()]
	return stem, stem != noStem
}

// appendContent appends the stems of the content words among tokens.
func (v *vocabulary) appendContent(stems []uint32, tokens []token) []uint32 {
	for _, t := range tokens {
		if stem, ok := v.stem(t); ok {
			stems = append(stems, stem)
		}
	}
	return stems
}

// vocabularyOf returns the vocabulary of a few texts, with stems, and their
// tokens.
func vocabularyOf(texts ...string) (*vocabulary, [][]token) {
	c := newCollector()
	tokens := make([][]token, len(texts))
	for i, text := range texts {
		tokens[i] = c.collect(uint32(i), text, Tokenize(text))
	}
	v, err := newVocabulary([]*collector{c})
	if err != nil {
		panic(err) // not from a few texts
	}
	for _, list := range tokens {
		c.renumber(list)
	}
	v.findStems(texts, func(n int, work func(i int)) error {
		for i := range n {
			work(i)
		}
		return nil
	})
	return v, tokens
}
