package reports

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxUnits is how many UTF-16 units a cell can hold.
const maxUnits = 32767

// clean makes s fit for a cell or a terminal: line ends become \n, what XML
// cannot carry or a terminal would obey becomes visible, and text too long for
// a cell ends in "…".
func clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(min(len(s), 4*maxUnits))
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
		if units+width > maxUnits-1 && units16(s[i:], 2)+units+width > maxUnits {
			b.WriteRune('…')
			break
		}
		units += width
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether clean has nothing to do, which is nearly always.
func plain(s string) bool {
	if len(s) > maxUnits {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// units16 counts the UTF-16 units of s, and stops counting at limit.
func units16(s string, limit int) int {
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

// line is s cleaned, on one line, and at most limit runes long.
func line(s string, limit int) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	return strings.TrimRight(string(runes[:limit-1]), " ") + "…"
}

// lines estimates how many lines s takes in a column of a width. Text is set
// smaller than the digits that widths are measured in; of each line, the
// padding and half a word stay empty.
func lines(s string, width float64) int {
	room := max(1, 1.3*(width-1.5)-3)
	total := 0
	for part := range strings.SplitSeq(s, "\n") {
		taken := 0.0
		for _, r := range part {
			if taken++; r >= 0x1100 && !(r >= 0x2000 && r < 0x2100) {
				taken++ // East Asian and emoji are twice as wide
			}
		}
		total += max(1, int(math.Ceil(taken/room)))
	}
	return total
}

// groupDigits is a number as the workbook shows it.
func groupDigits(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
