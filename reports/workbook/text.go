package workbook

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxUnits is how many UTF-16 units a cell can hold.
const MaxUnits = 32767

// Clean makes s fit for a cell or a terminal: line ends become \n, what XML
// cannot carry or a terminal would obey becomes visible, and text too long for
// a cell ends in "…".
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(min(len(s), 4*MaxUnits))
	units := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
			r = '\n'
		case r < 0x20 && r != '\t' && r != '\n':
			r += '\u2400' // the control picture: NUL becomes ␀
		case r == 0x7f:
			r = '␡'
		case r > 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
			r = utf8.RuneError
		}
		width := 1
		if r > 0xffff {
			width = 2
		}
		if units+width > MaxUnits-1 && Units16(s[i:], 2)+units+width > MaxUnits {
			b.WriteRune('…')
			break
		}
		units += width
		b.WriteRune(r)
	}
	return b.String()
}

// Inert is s as a cell holds it: behind an apostrophe where a spreadsheet
// program would take it for a formula. In the workbook it is text anyway, but
// whoever saves the sheet as CSV and opens that would run it.
func Inert(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) }))
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// plain reports whether clean has nothing to do, which is nearly always.
func plain(s string) bool {
	if len(s) > MaxUnits {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// Units16 counts the UTF-16 units of s, and stops counting at limit.
func Units16(s string, limit int) int {
	n := 0
	for _, r := range s {
		if n >= limit {
			break
		}
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// Line is s cleaned, on one line, and at most limit runes long.
func Line(s string, limit int) string {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	return strings.TrimRight(string(runes[:limit-1]), " ") + "…"
}

const (
	pixelsPerWidth = 7.0  // of a column, for each character of its width
	cellPadding    = 12.0 // pixels, the indent included
	em             = 12.0 // pixels, of text of fontSize points
	slack          = 1.06 // for bold text, and programs that set it wider
)

// lines estimates how many lines s takes in a column of a width, wrapped
// between words.
func lines(s string, width float64) int {
	room := max(em, pixelsPerWidth*width-cellPadding)
	total := 0
	for part := range strings.SplitSeq(s, "\n") {
		total++
		at, word := 0.0, 0.0 // where the line ends, and of it the last word
		for _, r := range part {
			w := em * slack * advance(r)
			at += w
			switch {
			case r == ' ':
				word = 0
				continue // a space at the end takes no room
			case r == '-' || r == '/':
				word = 0
			default:
				word += w
			}
			if at > room {
				total++
				if at = word; word > room || word == 0 {
					at, word = w, w // a word that is longer than a line
				}
			}
		}
	}
	return total
}

// advances are the widths of ASCII characters in Arial, in ems, about right.
var advances = func() (widths [utf8.RuneSelf]float64) {
	for r := range widths {
		switch {
		case strings.ContainsRune(" .,:;!'|/()[]-ijltfrI", rune(r)):
			widths[r] = 0.3
		case strings.ContainsRune("mwMW%@", rune(r)):
			widths[r] = 0.87
		case 'A' <= r && r <= 'Z':
			widths[r] = 0.69
		default:
			widths[r] = 0.545
		}
	}
	return widths
}()

// advance is how wide a character is, in ems; of writing other than Latin on
// the safe side.
func advance(r rune) float64 {
	switch {
	case r < utf8.RuneSelf:
		return advances[r]
	case r >= 0x1100 && !(r >= 0x2000 && r < 0x2100):
		return 1 // East Asian and emoji
	case r == '…' || r == '—':
		return 1
	}
	return 0.6
}

// Digits is a number as the workbook shows it.
func Digits(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
