package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldSpace turns every run of white space into one space, trims the ends and
// drops characters that nobody sees: control characters, soft hyphens, zero
// width spaces and byte order marks. Everything else stays as it is.
func foldSpace(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case invisible(r):
		case unicode.IsSpace(r):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

func invisible(r rune) bool {
	switch r {
	case '\u00AD', '\u200B', '\u2060', '\uFEFF':
		return true
	}
	return unicode.IsControl(r) && (r == '\u0085' || !unicode.IsSpace(r))
}

// length counts the characters of s.
func length(s string) int { return utf8.RuneCountInString(s) }

// words counts the words of s.
func words(s string) int { return len(strings.Fields(s)) }

var plainSigns = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "…", "...")

// folded is s as rules see it: lower case, straight quotes, no white space or
// signs at its ends.
func folded(s string) string {
	s = plainSigns.Replace(strings.ToLower(foldSpace(s)))
	return strings.TrimFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
}
