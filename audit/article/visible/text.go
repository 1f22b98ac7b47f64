package visible

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is s with its letters in the order in which a reader sees them: what
// stands behind a right-to-left override is turned around, and words whose
// letters are parted by spaces are put together.
func Text(s string) string {
	if strings.Contains(s, override) {
		s = turnedBack(s)
	}
	if strings.Contains(s, "\u00a0") || strings.Contains(s, "\xe2\x80") || strings.Contains(s, "\u3000") || strings.Contains(s, "\u205f") {
		s = together(s)
	}
	return s
}

const override = "\u202e"

// turnedBack turns around what stands between overrides and the ends of what
// they turn. Hebrew and Arabic are not turned by them.
func turnedBack(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, override)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		end := strings.IndexAny(rest, "\u202c\u202d\u202e\n")
		if end < 0 {
			end = len(rest)
		}
		part := rest[:end]
		if !strings.ContainsFunc(part, func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) }) {
			part = backwards(part)
		}
		b.WriteString(part)
		s = rest[end:]
	}
}

const (
	// surelyParted is how many letters in a row, each parted from the next by
	// the same space, are a word whose letters were parted.
	surelyParted = 4
	// plainSpace is any white space that a page shows as one space.
	plainSpace = ' '
)

// gap is a word, and the white space behind it.
type gap struct {
	start, end int  // bytes of the word
	letter     bool // it has one letter, besides signs
	space      rune // 0 when it is more than one
}

// together puts words together whose letters are parted by a space that
// differs from the one between words.
func together(s string) string {
	words := gapsOf(s)
	runs := spelledOut(words)
	if !slices.ContainsFunc(runs, func(run []gap) bool { return len(run) >= surelyParted }) {
		return s
	}
	var b strings.Builder
	at := 0
	for _, run := range runs {
		for _, letter := range run[:len(run)-1] {
			b.WriteString(s[at:letter.end])
			at = letter.end + spaceAt(s[letter.end:], letter.space)
		}
	}
	b.WriteString(s[at:])
	return b.String()
}

// spelledOut finds letters in a row that are parted by the same space, where that
// is not the one between the words around them.
func spelledOut(words []gap) (runs [][]gap) {
	for i := 0; i < len(words); i++ {
		from := i
		for i+1 < len(words) && words[i].letter && words[i+1].letter && words[i].space != 0 && words[i].space == words[from].space {
			i++
		}
		plain := words[from].space == plainSpace
		if i == from || plain && (from > 0 && words[from-1].space == plainSpace || words[i].space == plainSpace) {
			continue
		}
		runs = append(runs, words[from:i+1])
	}
	return runs
}

// spaceAt is the length of the space that s begins with: of one character, or of
// all the white space that is shown as a plain one.
func spaceAt(s string, space rune) int {
	_, n := utf8.DecodeRuneInString(s)
	for space == plainSpace && n < len(s) && asciiSpace(rune(s[n])) {
		n++
	}
	return n
}

func asciiSpace(r rune) bool { return r < utf8.RuneSelf && unicode.IsSpace(r) }

// gapsOf finds the words of s.
func gapsOf(s string) (words []gap) {
	for i := 0; i < len(s); {
		word := gap{start: i}
		letters := 0
		for i < len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) {
				break
			}
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				letters++
			}
			i += size
		}
		word.end, word.letter = i, letters == 1
		word.space, i = spaceAfter(s, i)
		words = append(words, word)
	}
	return words
}

// spaceAfter is the space at some place in s, 0 when it is more than one, and
// where it ends.
func spaceAfter(s string, i int) (space rune, end int) {
	spaces := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) {
			break
		}
		if asciiSpace(r) {
			r = plainSpace
		}
		if spaces == 0 || r != plainSpace || space != plainSpace {
			spaces++
		}
		space = r
		i += size
	}
	if spaces > 1 {
		return 0, i
	}
	return space, i
}
