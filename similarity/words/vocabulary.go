package words

import (
	"cmp"
	_ "embed"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"copydesk.dev/similarity/sorted"
)

// Vocabulary is the different words of texts. Words and stems are numbered by
// rank of their hashes, so that the numbers don't depend on who met a word
// first.
type Vocabulary struct {
	words  []occurrence
	stems  []uint32 // by word, the number of its stem, or NoStem
	hashes []uint64 // by stem
}

// NoStem stands for the stem of stop words and single letters, which are no
// content words.
const NoStem = ^uint32(0)

// occurrence is a place where a word stands.
type occurrence struct {
	hash        uint64 // of the word
	text, start uint32
}

func compareHashes(a, b occurrence) int { return cmp.Compare(a.hash, b.hash) }

// Collector numbers the words it meets, in that order. Not for several
// goroutines at once; each has its own, and [NewVocabulary] joins them.
type Collector struct {
	words []occurrence
	slots []uint32 // by the last bits of a word's hash, or the next free one: its number and 1
	ranks []uint32 // by number, once all words are met: its number in the vocabulary
}

// NewCollector returns a collector that has met no word.
func NewCollector() *Collector { return &Collector{slots: make([]uint32, 1<<10)} }

// number returns the number of a word.
func (c *Collector) number(word occurrence) uint32 {
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
func (c *Collector) grow() {
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

// Collect returns the words of a text, which is given by its index and cut by
// [Tokenize], with the collector's numbers.
func (c *Collector) Collect(text uint32, body string, tokens []Token) []Word {
	list := make([]Word, len(tokens))
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
		list[i] = Word{bits, t.Start}
	}
	return list
}

// Renumber puts the vocabulary's numbers in the place of the collector's.
func (c *Collector) Renumber(list []Word) {
	for i, w := range list {
		list[i].bits = w.bits&^wordNumber | c.ranks[w.Number()]
	}
}

// NewVocabulary joins what collectors met, and settles the ranks by which each
// of them renumbers; they meet no more. The error says that there are more
// different words than can be numbered, 268 million.
func NewVocabulary(collectors []*Collector) (*Vocabulary, error) {
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
	return &Vocabulary{words: words}, nil
}

// FindStems finds the stems of the content words (Porter 2) of the texts that the
// words are from. each calls work with every number below n, on as many
// goroutines as it likes; what it returns is the error.
func (v *Vocabulary) FindStems(texts []string, each func(n int, work func(i int)) error) error {
	v.stems = make([]uint32, len(v.words))
	hashes := make([]uint64, len(v.words))
	err := each(len(v.words), func(i int) {
		at := v.words[i]
		text := texts[at.text]
		end, _ := word(text, int(at.start))
		folded := Fold(text[at.start:end])
		if english.IsStopWord(folded) || lightWords[folded] || utf8.RuneCountInString(folded) <= 1 {
			v.stems[i] = NoStem
			return
		}
		_, hashes[i] = word(english.Stem(folded, false), 0)
	})
	if err != nil {
		return err
	}
	for i, stem := range v.stems {
		if stem != NoStem {
			v.hashes = append(v.hashes, hashes[i])
		}
	}
	v.hashes = sorted.Distinct(v.hashes)
	for i, stem := range v.stems {
		if stem != NoStem {
			rank, _ := slices.BinarySearch(v.hashes, hashes[i])
			v.stems[i] = uint32(rank)
		}
	}
	return nil
}

// HasStems reports whether stems were looked for.
func (v *Vocabulary) HasStems() bool { return v.stems != nil }

// Stems is the number of different stems.
func (v *Vocabulary) Stems() int { return len(v.hashes) }

// StemHash returns a hash of a stem, which does not depend on the texts.
func (v *Vocabulary) StemHash(stem uint32) uint64 { return v.hashes[stem] }

// Stem returns the stem of a word, and whether it is a content word.
func (v *Vocabulary) Stem(w Word) (uint32, bool) {
	stem := v.stems[w.Number()]
	return stem, stem != NoStem
}

// AppendContent appends the stems of the content words in a list.
func (v *Vocabulary) AppendContent(stems []uint32, list []Word) []uint32 {
	for _, w := range list {
		if stem, ok := v.Stem(w); ok {
			stems = append(stems, stem)
		}
	}
	return stems
}

// VocabularyOf returns the vocabulary of a few texts, with stems, and the words of
// each.
func VocabularyOf(texts ...string) (*Vocabulary, [][]Word) {
	c := NewCollector()
	all := make([][]Word, len(texts))
	for i, text := range texts {
		all[i] = c.Collect(uint32(i), text, Tokenize(text))
	}
	v, err := NewVocabulary([]*Collector{c})
	if err != nil {
		panic(err) // not from a few texts
	}
	for _, list := range all {
		c.Renumber(list)
	}
	v.FindStems(texts, func(n int, work func(i int)) error {
		for i := range n {
			work(i)
		}
		return nil
	})
	return v, all
}

//go:embed lightwords.txt
var lightWordsFile string

// lightWords are the words of lightwords.txt.
var lightWords = func() map[string]bool {
	words := make(map[string]bool)
	for line := range strings.Lines(lightWordsFile) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			words[line] = true
		}
	}
	return words
}()
