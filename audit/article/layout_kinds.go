package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// classify says what kind each block of plain text is.
func classify(text string, blocks []paragraph) {
	lists := 0
	for i := range blocks {
		b := &blocks[i]
		first := b.lines[0]
		switch {
		case first.marker != "":
			if i == 0 || blocks[i-1].list == 0 {
				lists++
			}
			b.kind, b.list = ListItem, lists
		case first.quoted:
			b.kind = Quote
		case first.heading:
			b.kind = Heading
		}
	}
	// Backwards, because what follows makes a heading.
	run := 0 // headings in a row directly after this block
	prose := false
	for i := len(blocks) - 1; i >= 0; i-- {
		b := &blocks[i]
		looks := b.kind == Paragraph && len(b.lines) == 1 && looksHeading(b.content(text))
		switch {
		case !looks:
			prose, run = true, 0
		case prose && run < maxHeadings:
			b.kind = Heading
			run++
		}
	}
}

const (
	maxHeadings     = 3 // in a row; more are a list without marks
	maxHeadingWords = 16
	maxHeadingRunes = 120
	minQuestion     = 4 // words of a question that may be a heading
)

var interrogative = regexp.MustCompile(`^(?i:who|what|when|where|why|which|whose|how|is|are|was|were|will|would|can|could|should|do|does|did|has|have)\b`)

// looksHeading reports whether a line could be a heading: short, beginning with
// a capital or a number, and without the punctuation a sentence ends with. A
// question may be one too.
func looksHeading(line string) bool {
	n := words(line)
	if n == 0 || n > maxHeadingWords || length(line) > maxHeadingRunes {
		return false
	}
	start := strings.TrimLeft(line, `"'“‘«¿([`)
	if r, _ := utf8.DecodeRuneInString(start); unicode.IsLower(r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	switch r, _ := utf8.DecodeLastRuneInString(line); r {
	case '.', ',', ':', ';', '!', '…', '"', '”', '。', '-', '—':
		return false
	case '?':
		return n >= minQuestion && interrogative.MatchString(line)
	}
	return true
}
