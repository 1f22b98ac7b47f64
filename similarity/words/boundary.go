package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Boundary is what ends between two words.
type Boundary int

const (
	NoBoundary    Boundary = iota // nothing ends
	EndOfClause                   // a clause ends, as at a comma or a bracket
	EndOfSentence                 // a sentence ends, or a paragraph
)

// boundary judges what stands between two words. Full stops and commas count
// only before white space, so that "4.6" and "U.S." stay whole.
func boundary(between string) Boundary {
	if between == " " {
		return NoBoundary
	}
	kind := NoBoundary
	for i, r := range between {
		switch r {
		case '.', '!', '?':
			if isLoose(between[i+1:]) {
				return EndOfSentence
			}
		case '…', '。', '！', '？':
			return EndOfSentence
		case ',', ';', ':':
			if isLoose(between[i+1:]) {
				kind = EndOfClause
			}
		case '—', '–', '(', ')', '，', '；', '、':
			kind = EndOfClause
		case '\n':
			if strings.Count(between, "\n") > 1 {
				return EndOfSentence
			}
		}
	}
	return kind
}

// isLoose reports whether white space or another mark is behind a mark,
// given what follows it up to the next word.
func isLoose(after string) bool { return after != "" && after[0] != '.' && after[0] != ',' }

// endsLine reports whether a line ends between two words and the next does not
// go on with a small letter, as one that was only wrapped would.
func endsLine(between, next string) bool {
	if !strings.Contains(between, "\n") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	return !unicode.IsLower(first)
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
