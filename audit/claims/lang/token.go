package lang

import (
	"unicode/utf8"

	"copydesk.dev/audit/claims/segment"
)

// Token is one word, number or mark of a text.
type Token struct {
	Start, End int
	Kind       segment.Kind
	Capital    bool // begins with an upper-case letter
	Quoted     bool // stands inside quotation marks
	Word       *Word
}

// Word is what the lexicon knows of a folded word. Every token has one; words
// the lexicon doesn't hold share [Unknown].
type Word struct {
	Classes  Class
	topics   Topic
	patterns []*pattern // the phrases that begin with this word
	Stop     bool       // says nothing of what a figure measures
}

// Unknown is what is known of a word in no list: nothing.
var Unknown = &Word{}

// Is reports whether the token's word is of any of the classes.
func (t *Token) Is(c Class) bool { return t.Word.Classes&c != 0 }

// Regards reports whether the token's word is about any of the topics.
func (t *Token) Regards(topics Topic) bool { return t.Word.topics&topics != 0 }

// Tokenize splits text[start:end] into tokens and appends them to dst. Only words
// outside ASCII are copied.
func (x *Lexicon) Tokenize(dst []Token, text string, start, end int) []Token {
	var buf [64]byte
	scan := segment.Scan(text, start, end)
	for p, ok := scan.Next(); ok; p, ok = scan.Next() {
		t := Token{Start: p.Start, End: p.End, Kind: p.Kind, Capital: p.Capital, Word: Unknown}
		switch {
		case p.Possessive:
			t.Word = x.Possessive
		case p.Kind <= segment.Number:
			t.Word = x.wordOf(buf[:0], p, text)
		}
		dst = append(dst, t)
	}
	return dst
}

// functionWords are the classes an acronym is never meant as.
const functionWords = First | Second | Pronoun | Preposition | Clause | Aux

// wordOf returns what the lexicon knows of a word or number; buf is scratch space.
func (x *Lexicon) wordOf(buf []byte, p segment.Token, text string) *Word {
	surface := text[p.Start:p.End]
	w := x.lookup(buf, surface)
	if p.Kind == segment.Number && w == Unknown {
		w = x.numeral
	}
	if p.Capital && w.Classes&functionWords != 0 && segment.IsAcronym(surface) {
		return Unknown // "US", "IT", "WHO"
	}
	return w
}

// lookup finds a word without allocating for ASCII text; buf is scratch space.
func (x *Lexicon) lookup(buf []byte, s string) *Word {
	if len(s) > cap(buf) {
		return Unknown // no listed word is that long
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			if w := x.words[segment.Normal(s)]; w != nil {
				return w
			}
			return Unknown
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
	return Unknown
}
