package claims

import (
	"unicode/utf8"

	"copydesk.dev/audit/claims/segment"
)

// token is one word, number or mark of a text.
type token struct {
	start, end int
	kind       segment.Kind
	capital    bool // begins with an upper-case letter
	quoted     bool // stands inside quotation marks
	word       *word
}

// word is what the lexicon knows of a folded word. Every token has one; words
// the lexicon doesn't hold share unknownWord.
type word struct {
	classes  class
	topics   topic
	patterns []*pattern // the phrases that begin with this word
	stop     bool       // says nothing of what a figure measures
}

var unknownWord = &word{}

func (t *token) is(c class) bool { return t.word.classes&c != 0 }

// regards reports whether the token's word is about any of the topics.
func (t *token) regards(topics topic) bool { return t.word.topics&topics != 0 }

// tokenize splits text[start:end] into tokens and appends them to dst. Only words
// outside ASCII are copied.
func (x *lexicon) tokenize(dst []token, text string, start, end int) []token {
	var buf [64]byte
	scan := segment.Scan(text, start, end)
	for p, ok := scan.Next(); ok; p, ok = scan.Next() {
		t := token{start: p.Start, end: p.End, kind: p.Kind, capital: p.Capital, word: unknownWord}
		switch {
		case p.Possessive:
			t.word = x.possessive
		case p.Kind <= segment.Number:
			t.word = x.wordOf(buf[:0], p, text)
		}
		dst = append(dst, t)
	}
	return dst
}

// functionWords are the classes an acronym is never meant as.
const functionWords = classFirst | classSecond | classPronoun | classPreposition | classClause | classAux

// wordOf returns what the lexicon knows of a word or number; buf is scratch space.
func (x *lexicon) wordOf(buf []byte, p segment.Token, text string) *word {
	surface := text[p.Start:p.End]
	w := x.lookup(buf, surface)
	if p.Kind == segment.Number && w == unknownWord {
		w = x.numeral
	}
	if p.Capital && w.classes&functionWords != 0 && segment.IsAcronym(surface) {
		return unknownWord // "US", "IT", "WHO"
	}
	return w
}

// lookup finds a word without allocating for ASCII text; buf is scratch space.
func (x *lexicon) lookup(buf []byte, s string) *word {
	if len(s) > cap(buf) {
		return unknownWord // no listed word is that long
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			if w := x.words[segment.Normal(s)]; w != nil {
				return w
			}
			return unknownWord
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf = append(buf, c)
	}
	if w := x.words[string(buf)]; w != nil {
		return w
	}
	if x.hasEnding(string(buf)) {
		return x.byEnding
	}
	return unknownWord
}
