package similarity

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// minContent is the fewest content words of a clause; a shorter one is read
// together with the next.
const minContent = 4

// clause is a stretch of a sentence between two marks of punctuation.
type clause struct {
	text    uint32
	from, n uint32   // first token, tokens
	content []uint64 // hashes of the stems of its content words, in order
	plain   []bool   // of each: neither a name nor a number
}

// clauses cuts a text at the ends of sentences, commas, semicolons, colons,
// dashes and brackets.
func (s *stemmer) clauses(text uint32, body string, tokens []Token) []clause {
	s.list, s.content, s.plain = s.list[:0], s.content[:0], s.plain[:0]
	c := clause{text: text}
	first := 0 // of the clause's content words
	for i, t := range tokens {
		if stem, ok := s.stem(body, t); ok {
			s.content = append(s.content, stem)
			s.plain = append(s.plain, isPlain(body[t.Start:]))
		}
		c.n++
		last := i == len(tokens)-1
		between := body[t.End:]
		if !last {
			between = body[t.End:tokens[i+1].Start]
		}
		end, n := boundary(between), len(s.content)-first
		if last || end == endOfSentence || end == endOfClause && n >= minContent {
			if n >= minContent {
				c.content, c.plain = s.content[first:], s.plain[first:]
				s.list = append(s.list, c)
			} else {
				s.content, s.plain = s.content[:first], s.plain[:first]
			}
			c = clause{text: text, from: c.from + c.n}
			first = len(s.content)
		}
	}
	list, content, plain := slices.Clone(s.list), slices.Clone(s.content), slices.Clone(s.plain)
	for i := range list {
		n := len(list[i].content)
		list[i].content, content = content[:n:n], content[n:]
		list[i].plain, plain = plain[:n:n], plain[n:]
	}
	return list
}

// isPlain reports whether a word begins with a small letter or one of a script
// that has no capitals: names and numbers are weak evidence of rewording, as
// everybody who writes of a thing must use them.
func isPlain(word string) bool {
	if c := word[0]; c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z'
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(r) && !unicode.IsUpper(r)
}

type boundaryKind int

const (
	noBoundary boundaryKind = iota
	endOfClause
	endOfSentence
)

// boundary judges what stands between two words. Full stops and commas count
// only before white space, so that "4.6" and "U.S." stay whole.
func boundary(between string) boundaryKind {
	if between == " " {
		return noBoundary
	}
	kind := noBoundary
	for i, r := range between {
		switch r {
		case '.', '!', '?':
			if _, after := runeAfter(between, i+1); after {
				return endOfSentence
			}
		case '…', '。', '！', '？':
			return endOfSentence
		case ',', ';', ':':
			if _, after := runeAfter(between, i+1); after {
				kind = endOfClause
			}
		case '—', '–', '(', ')', '，', '；', '、':
			kind = endOfClause
		case '\n':
			if strings.Count(between, "\n") > 1 {
				return endOfSentence
			}
		}
	}
	return kind
}

// runeAfter returns the rune at s[i:], and whether it separates words; the end
// of s does.
func runeAfter(s string, i int) (rune, bool) {
	if i >= len(s) {
		return 0, false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r, !strings.ContainsRune(".,", r)
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

// stemmer reduces words to stems, and remembers them.
type stemmer struct {
	known []stemmed // by the last bits of the word's hash, or the next free place
	words int       // in known

	// The clauses of one text, while they are read.
	list    []clause
	content []uint64
	plain   []bool
}

type stemmed struct {
	word, stem     uint64 // hashes
	taken, content bool
}

func newStemmer() *stemmer { return &stemmer{known: make([]stemmed, 1<<10)} }

// find returns the place of a word, which is taken if it is known.
func (s *stemmer) find(word uint64) *stemmed {
	mask := len(s.known) - 1
	for i := int(word) & mask; ; i = (i + 1) & mask {
		if st := &s.known[i]; !st.taken || st.word == word {
			return st
		}
	}
}

// grow makes room for as many words again.
func (s *stemmer) grow() {
	before := s.known
	s.known = make([]stemmed, 2*len(before))
	for _, st := range before {
		if st.taken {
			*s.find(st.word) = st
		}
	}
}

// stem returns the hash of a word's stem (Porter 2), and whether it is a
// content word: no stop word, and no single letter.
func (s *stemmer) stem(body string, t Token) (uint64, bool) {
	st := s.find(t.Hash)
	if !st.taken {
		*st = stemmed{word: t.Hash, taken: true}
		folded := Fold(body[t.Start:t.End])
		if !english.IsStopWord(folded) && !lightWords[folded] && utf8.RuneCountInString(folded) > 1 {
			_, st.stem = word(english.Stem(folded, false), 0)
			st.content = true
		}
		known := *st
		if s.words++; 2*s.words > len(s.known) {
			s.grow()
		}
		return known.stem, known.content
	}
	return st.stem, st.content
}

// all returns the stems of the content words among tokens.
func (s *stemmer) all(body string, tokens []Token) []uint64 {
	var stems []uint64
	for _, t := range tokens {
		if stem, ok := s.stem(body, t); ok {
			stems = append(stems, stem)
		}
	}
	return stems
}
