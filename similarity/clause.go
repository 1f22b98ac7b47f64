package similarity

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minContent is the fewest content words of a clause; a shorter one is read
// together with the next.
const minContent = 4

// clause is a stretch of a sentence between two marks of punctuation.
type clause struct {
	text    uint32
	from, n uint32 // first token, tokens
}

// clauses cuts a text at the ends of sentences, commas, semicolons, colons,
// dashes and brackets.
func (v *vocabulary) clauses(list []clause, text uint32, tokens []token) []clause {
	c := clause{text: text}
	content := 0
	for i, t := range tokens {
		if _, ok := v.stem(t); ok {
			content++
		}
		c.n++
		last, end := i == len(tokens)-1, t.boundary()
		if last || end == endOfSentence || end == endOfClause && content >= minContent {
			if content >= minContent {
				list = append(list, c)
			}
			c = clause{text: text, from: c.from + c.n}
			content = 0
		}
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
			if stands(between[i+1:]) {
				return endOfSentence
			}
		case '…', '。', '！', '？':
			return endOfSentence
		case ',', ';', ':':
			if stands(between[i+1:]) {
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

// stands reports whether a mark stands before white space or another mark,
// given what follows it up to the next word.
func stands(after string) bool { return after != "" && after[0] != '.' && after[0] != ',' }

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
