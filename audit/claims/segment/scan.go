// Package segment cuts a text into what it falls into by its marks and spaces alone:
// paragraphs, sentences, words, numbers and marks. It knows no grammar; of a
// language it is told the short forms after which a sentence goes on.
//
// All offsets are byte offsets into the text, starting at 0, half-open: [start, end).
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind tells words from numbers from marks.
type Kind uint8

// The kinds of token, those that are no words or numbers last.
const (
	Word   Kind = iota
	Number      // begins with a digit: "16,000", "4.6x", "16-inch"
	Quote       // any quotation mark
	Mark        // any other punctuation or symbol, one rune each
)

// Token is one word, number or mark of a text.
type Token struct {
	Start, End int
	Kind       Kind
	Capital    bool // begins with an upper-case letter
	Possessive bool // a word that is "'s" alone
}

// Scanner reads the tokens of text[start:end] in order, in one pass over its bytes.
type Scanner struct {
	text            string
	start, pos, end int
	behindWord      bool
}

// Scan returns a Scanner of text[start:end].
func Scan(text string, start, end int) Scanner {
	return Scanner{text: text, start: start, pos: start, end: end}
}

// Next returns the next token; ok is false at the end.
func (s *Scanner) Next() (t Token, ok bool) {
	for s.pos < s.end {
		i := s.pos
		if end := plainEnd(s.text, i, s.end); end > i {
			s.pos, s.behindWord = end, true
			t = Token{Start: i, End: end, Capital: s.text[i] <= 'Z'}
			if s.text[i] <= '9' {
				t.Kind, t.Capital = Number, false
			}
			return t, true
		}
		r, size := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:s.end])
		}
		if IsSpace(r) {
			s.pos, s.behindWord = i+size, false
			continue
		}
		behindWord := s.behindWord
		s.behindWord = false
		switch {
		case IsLetter(r) || IsDigit(r):
			t = Token{Start: i, End: WordEnd(s.text, i, s.end), Capital: IsUpper(r)}
			if IsDigit(r) {
				t.Kind = Number
			}
			s.behindWord = true
		case behindWord && possessive(s.text[i:s.end]) > 0, i > s.start && parted(s.text, i, s.end, r):
			t = Token{Start: i, End: i + possessive(s.text[i:s.end]), Possessive: true}
		default:
			t = Token{Start: i, End: i + size, Kind: Mark}
			if n := twin(s.text[i:s.end]); IsQuoteMark(r) || n > 0 {
				t.Kind, t.End = Quote, t.End+n
			}
		}
		s.pos = t.End
		return t, true
	}
	return t, false
}

// plainEnd returns where the word or number that begins at i ends, if it is of ASCII
// and a space follows, as nearly all do; or i.
func plainEnd(text string, i, end int) int {
	for k := i; k < end; k++ {
		if !isAlphanumeric(text[k]) {
			if text[k] == ' ' {
				return k
			}
			return i
		}
	}
	return i
}

// parted reports whether a possessive stands at byte i, whose rune is r, behind a
// space or a stop: "the firm 's", as some corpora split it; "O.B.C.'s".
func parted(text string, i, end int, r rune) bool {
	return IsQuoteMark(r) && (IsSpace(rune(text[i-1])) || text[i-1] == '.') && possessive(text[i:end]) > 0
}

// Normal is the form in which names and words are compared: lower case, straight
// apostrophes.
func Normal(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// WordEnd returns where the word that begins at i ends. Marks between two
// letters or digits belong to it ("don't", "4.6", "Ming-Chi", "U.S"), a
// possessive ending does not, nor does the last stop of "U.S.".
func WordEnd(text string, i, end int) int {
	for i < end {
		if isAlphanumeric(text[i]) {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:end])
		if r >= utf8.RuneSelf && (IsLetter(r) || unicode.Is(unicode.M, r)) {
			i += size
			continue
		}
		if !strings.ContainsRune(".,-'’_@&/+", r) || possessive(text[i:end]) > 0 {
			return i
		}
		next, _ := utf8.DecodeRuneInString(text[min(i+size, end):end])
		prev, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == ',' && !(IsDigit(prev) && IsDigit(next)),
			r == '/' && !(IsDigit(prev) && IsDigit(next)),
			r == '-' && IsDigit(prev) && IsDigit(next),
			!IsLetter(next) && !IsDigit(next):
			return i
		}
		i += size
	}
	return i
}

// IsAcronym reports whether a word is two or more capitals and nothing else.
func IsAcronym(s string) bool {
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
	if r, _ := utf8.DecodeRuneInString(s[n:]); len(s) > n && (IsLetter(r) || IsDigit(r)) {
		return 0
	}
	return n
}

// IsSpace reports whether a rune is white space.
func IsSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r >= utf8.RuneSelf && unicode.IsSpace(r)
}

// IsDigit reports whether a rune is a digit of ASCII.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

// isAlphanumeric reports whether a byte is a letter or digit of ASCII.
func isAlphanumeric(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9'
}

// IsLetter reports whether a rune is a letter of any script.
func IsLetter(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

// IsUpper reports whether a rune is a capital.
func IsUpper(r rune) bool {
	return 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
}

// IsQuoteMark reports whether a rune is a quotation mark or an apostrophe.
func IsQuoteMark(r rune) bool {
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

func isLower(r rune) bool { return IsLetter(r) && !IsUpper(r) }
