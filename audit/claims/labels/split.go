package labels

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is one of the numbered sentences that readers labelled.
type Sentence struct {
	// N is its number in the article, from 1.
	N int
	// Start and End are byte offsets into the article's text, 0-based, End
	// exclusive.
	Start, End int
	Text       string
}

// abbreviations end with a full stop that ends no sentence. Single letters
// ("J. Smith", "U.S.") need not be listed.
var abbreviations = words(`mr mrs ms dr prof rev gen sen rep gov lt col sgt capt st jr sr vs no inc ltd corp co
	jan feb mar apr jun jul aug sep sept oct nov dec fig approx est`)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// Split numbers the sentences of an article as the readers saw them. It is
// frozen: the labels name sentences by these numbers, so any change of it
// makes them point elsewhere. A line break always ends a sentence. Within a
// line a sentence ends after . ! ? or …, closing marks included, where space
// follows and then a capital, a digit or an opening mark, unless the word
// before is an abbreviation or a single letter.
func Split(text string) []Sentence {
	var sentences []Sentence
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:]+"\n", '\n')
		for start < end {
			stop := start + sentenceEnd(text[start:end])
			if trimmed := strings.TrimSpace(text[start:stop]); trimmed != "" {
				from := start + strings.Index(text[start:stop], trimmed)
				sentences = append(sentences, Sentence{N: len(sentences) + 1, Start: from, End: from + len(trimmed), Text: trimmed})
			}
			start = stop
		}
		start = end + 1
	}
	return sentences
}

// sentenceEnd is the length in bytes of the line's first sentence.
func sentenceEnd(line string) int {
	for i, r := range line {
		if !strings.ContainsRune(".!?…", r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		end += len(line[end:]) - len(strings.TrimLeft(line[end:], `.!?…"'”’)]`))
		rest := strings.TrimLeftFunc(line[end:], unicode.IsSpace)
		if len(rest) == len(line[end:]) || !opens(rest) || r == '.' && abbreviated(line[:i]) {
			continue
		}
		return end
	}
	return len(line)
}

// opens reports whether a sentence may begin with rest.
func opens(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune(`"'“‘([$£€`, r)
}

// abbreviated reports whether the full stop after before belongs to its last
// word.
func abbreviated(before string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	return utf8.RuneCountInString(word) == 1 || abbreviations[strings.ToLower(word)]
}
