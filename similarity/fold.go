package similarity

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a word or text in which words are compared: NFKC,
// case folded, without soft hyphens, zero-width and other invisible
// characters, and with Latin letters for those of other scripts that look the
// same. It is a key to compare by, not a text to show.
func Fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return foldUnicode(s)
		}
	}
	return foldASCII(s)
}

func foldUnicode(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf && classOf(r, utf8.RuneLen(r))&ignored != 0 {
			return -1
		}
		return r
	}, s)
	s = norm.NFKC.String(s)
	if strings.ContainsAny(s, "ΗΝΥ") && strings.ContainsFunc(s, isLatin) {
		s = greekCapitals.Replace(s)
	}
	return foldLetters(s)
}

// foldLetters folds case, then the letters that look like Latin ones, apart
// from their accents.
func foldLetters(s string) string {
	s = norm.NFKD.String(cases.Fold().String(s))
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if latin, ok := lookalikes[r]; ok {
			return latin
		}
		return r
	}, s))
}

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// greekCapitals look like other Latin letters than the small ones do; which is
// meant, only the letters beside them tell.
var greekCapitals = strings.NewReplacer("Η", "h", "Ν", "n", "Υ", "y")

func foldASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			out := []byte(s)
			for ; i < len(out); i++ {
				if 'A' <= out[i] && out[i] <= 'Z' {
					out[i] += 'a' - 'A'
				}
			}
			return string(out)
		}
	}
	return s
}

//go:embed lookalikes.txt
var lookalikesFile string

// lookalikes maps the letters of lookalikes.txt to Latin ones.
var lookalikes = func() map[rune]rune {
	letters := make(map[rune]rune)
	for line := range strings.Lines(lookalikesFile) {
		if from, to, ok := strings.Cut(strings.TrimSpace(line), " "); ok && from != "#" {
			letters[[]rune(from)[0]] = []rune(to)[0]
		}
	}
	return letters
}()

// runeTable remembers, of the alphabets in most use, what each character is
// and how it folds.
type runeTable struct {
	classes [0x600]class
	folded  [0x600]string
}

var runes = sync.OnceValue(func() *runeTable {
	var t runeTable
	for r := range rune(len(t.classes)) {
		c := lookUp(r)
		folds := norm.NFKC.PropertiesString(string(r)).BoundaryBefore() && !strings.ContainsRune("ΗΝΥ", r)
		if c&letter != 0 && folds {
			c |= simpleFold
			t.folded[r] = foldLetters(norm.NFKC.String(string(r)))
		}
		t.classes[r] = c
	}
	return &t
})

// foldedRune folds a character of class simpleFold.
func foldedRune(r rune) string {
	if t := runes(); int(r) < len(t.folded) {
		return t.folded[r]
	}
	return string(r)
}
