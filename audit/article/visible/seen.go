package visible

import (
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

// bit is a word between spaces, and the space behind it.
type bit struct {
	start, end int  // bytes of the word
	letter     bool // it has one letter, besides signs
	space      rune // 0 when it is more than one
}

// together puts words together whose letters are parted by a space that
// differs from the one between words.
func together(s string) string {
	bits := bitsOf(s)
	var runs [][2]int // bits, [from, to)
	sure := false
	for i := 0; i < len(bits); i++ {
		from := i
		for i+1 < len(bits) && bits[i].letter && bits[i+1].letter && bits[i].space != 0 && bits[i].space == bits[from].space {
			i++
		}
		n := i - from + 1
		if n < 2 || bits[from].space == plainSpace && (from > 0 && bits[from-1].space == plainSpace || bits[i].space == plainSpace) {
			continue
		}
		runs = append(runs, [2]int{from, i + 1})
		sure = sure || n >= surelyParted
	}
	if !sure {
		return s
	}
	var b strings.Builder
	at := 0
	for _, run := range runs {
		for _, one := range bits[run[0] : run[1]-1] {
			b.WriteString(s[at:one.end])
			_, size := utf8.DecodeRuneInString(s[one.end:])
			at = one.end + size
			for at < len(s) && asciiSpace(rune(s[at])) && one.space == plainSpace {
				at++
			}
		}
	}
	b.WriteString(s[at:])
	return b.String()
}

func asciiSpace(r rune) bool { return r < utf8.RuneSelf && unicode.IsSpace(r) }

func bitsOf(s string) (bits []bit) {
	for i := 0; i < len(s); {
		start, letters := i, 0
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
		one := bit{start: start, end: i, letter: letters == 1}
		spaces := 0
		for i < len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !unicode.IsSpace(r) {
				break
			}
			if asciiSpace(r) {
				r = plainSpace
			}
			if spaces == 0 || r != plainSpace || one.space != plainSpace {
				spaces++
			}
			one.space = r
			i += size
		}
		if spaces > 1 {
			one.space = 0
		}
		bits = append(bits, one)
	}
	return bits
}
