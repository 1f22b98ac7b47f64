package claims

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind tells words from numbers from marks.
type tokenKind uint8

const (
	wordToken   tokenKind = iota
	numberToken           // begins with a digit: "16,000", "4.6x", "16-inch"
	quoteToken            // any quotation mark
	markToken             // any other punctuation or symbol, one rune each
)

// token is one word, number or mark of a text.
type token struct {
	start, end int
	kind       tokenKind
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

// Fold is the form in which names and words are compared: lower case, straight
// apostrophes.
func Fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// tokenize splits text[start:end] into tokens and appends them to dst, until that
// has at least most. It is one pass over the bytes; only words outside ASCII are
// copied.
func (x *lexicon) tokenize(dst []token, text string, start, end, most int) []token {
	for i := start; i < end && len(dst) < most; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:end])
		}
		switch {
		case isSpace(r):
			i += size
		case isLetter(r) || isDigit(r):
			t := x.wordAt(text, i, end, r)
			dst = append(dst, t)
			i = t.end
			if n := possessive(text[i:end]); n > 0 {
				dst = append(dst, token{start: i, end: i + n, word: x.possessive})
				i += n
			}
		case i > start && partedPossessive(text, i, end, r):
			n := possessive(text[i:end])
			dst = append(dst, token{start: i, end: i + n, word: x.possessive})
			i += n
		default:
			t := token{start: i, end: i + size, kind: markToken, word: unknownWord}
			if n := twin(text[i:end]); isQuoteMark(r) || n > 0 {
				t.kind, t.end = quoteToken, t.end+n
			}
			dst = append(dst, t)
			i = t.end
		}
	}
	return dst
}

// wordAt returns the word or number that begins at byte i with the rune r.
func (x *lexicon) wordAt(text string, i, end int, r rune) token {
	var buf [64]byte
	t := token{start: i, end: wordEnd(text, i, end), capital: isUpper(r)}
	if isDigit(r) {
		t.kind = numberToken
	}
	word := text[t.start:t.end]
	if t.word = x.lookup(buf[:0], word); t.kind == numberToken && t.word == unknownWord {
		t.word = x.numeral
	}
	if t.capital && t.is(functionWords) && isAcronym(word) {
		t.word = unknownWord // "US", "IT", "WHO"
	}
	return t
}

// partedPossessive reports whether a possessive stands at byte i, whose rune is r,
// behind a space or a stop: "the firm 's", as some corpora split it; "O.B.C.'s".
func partedPossessive(text string, i, end int, r rune) bool {
	return isQuoteMark(r) && (isSpace(rune(text[i-1])) || text[i-1] == '.') && possessive(text[i:end]) > 0
}

// lookup finds a word without allocating for ASCII text; buf is scratch space.
func (x *lexicon) lookup(buf []byte, s string) *word {
	if len(s) > cap(buf) {
		return unknownWord // no listed word is that long
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			if w := x.words[Fold(s)]; w != nil {
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

// wordEnd returns where the word that begins at i ends. Marks between two
// letters or digits belong to it ("don't", "4.6", "Ming-Chi", "U.S"), a
// possessive ending does not, nor does the last stop of "U.S.".
func wordEnd(text string, i, end int) int {
	for i < end {
		if isAlphanumeric(text[i]) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:end])
		if r >= utf8.RuneSelf && (isLetter(r) || unicode.Is(unicode.M, r)) {
			i += size
			continue
		}
		if !strings.ContainsRune(".,-'’_@&/+", r) || possessive(text[i:end]) > 0 {
			return i
		}
		next, _ := utf8.DecodeRuneInString(text[min(i+size, end):end])
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == ',' && !(isDigit(prev) && isDigit(next)),
			r == '/' && !(isDigit(prev) && isDigit(next)),
			r == '-' && isDigit(prev) && isDigit(next),
			!isLetter(next) && !isDigit(next):
			return i
		}
		i += size
	}
	return i
}

// functionWords are the classes an acronym is never meant as.
const functionWords = classFirst | classSecond | classPronoun | classPreposition | classClause | classAux

// isAcronym reports whether a word is two or more capitals and nothing else.
func isAcronym(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || 'Z' < s[i] {
			return false
		}
	}
	return len(s) > 1
}

// possessive returns the length of an "'s" at the start of s, or 0.
func possessive(s string) int {
	var n int
	switch {
	case strings.HasPrefix(s, "'s") || strings.HasPrefix(s, "'S"):
		n = 2
	case strings.HasPrefix(s, "’s") || strings.HasPrefix(s, "’S"):
		n = len("’s")
	default:
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s[n:]); len(s) > n && (isLetter(r) || isDigit(r)) {
		return 0
	}
	return n
}

func isSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r >= utf8.RuneSelf && unicode.IsSpace(r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isAlphanumeric reports whether a byte is a letter or digit of ASCII.
func isAlphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

func isLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

func isUpper(r rune) bool {
	return 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
}

func isQuoteMark(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»':
		return true
	}
	return false
}

// twin returns the length of the second of two single marks that stand for a
// double one, as archives of newspapers have it; 0 if the
// text begins with none.
func twin(text string) int {
	if strings.HasPrefix(text, "''") && !strings.HasPrefix(text, "'''") || strings.HasPrefix(text, "``") {
		return 1
	}
	return 0
}
