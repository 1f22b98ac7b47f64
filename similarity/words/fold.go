package words

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a word or text in which words are compared: NFKC,
// case folded, without accents, soft hyphens, zero-width and other invisible
// characters, and with Latin letters for those of other scripts, and for
// digits between letters, that look the same. Letters that are spelled out
// ("U.S.S.R.") are one word. It is a key to compare by, not a text to show.
func Fold(s string) string {
	s = unspelled(s)
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return withoutDigits(unspelled(foldUnicode(s))) // "Ŀ" is two signs
		}
	}
	return withoutDigits(foldASCII(s))
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

// foldLetters folds case, then the letters that look like Latin ones, and
// takes the accents off: some newsrooms print them, some don't, and a dot
// below a letter disguises a word.
func foldLetters(s string) string {
	s = norm.NFKD.String(cases.Fold().String(s))
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if latin, ok := lookalikes[r]; ok {
			return latin
		}
		if unicode.Is(accents, r) {
			return -1
		}
		return r
	}, s))
}

// accents are the marks that are put on letters of any script. Those without
// which a script can't be read, such as the vowels of Hindi and Thai, are its own.
var accents = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0300, Hi: 0x036F, Stride: 1},
		{Lo: 0x0483, Hi: 0x0489, Stride: 1},
		{Lo: 0x1AB0, Hi: 0x1AFF, Stride: 1},
		{Lo: 0x1DC0, Hi: 0x1DFF, Stride: 1},
		{Lo: 0x20D0, Hi: 0x20FF, Stride: 1},
		{Lo: 0xFE20, Hi: 0xFE2F, Stride: 1},
	},
}

// withoutDigits puts letters for one or two digits between letters that look
// like them: "c0unc1l" is a council. Digits at either end, as in "4th" and "G7",
// are digits.
func withoutDigits(s string) string {
	var out []byte
	for i := 1; i+1 < len(s); i++ {
		if digitLetters[s[i]] == 0 || !isLetter(s[i-1]) {
			continue
		}
		end := i + 1
		if end+1 < len(s) && digitLetters[s[end]] != 0 {
			end++
		}
		if !isLetter(s[end]) {
			continue
		}
		if out == nil {
			out = []byte(s)
		}
		for ; i < end; i++ {
			out[i] = digitLetters[s[i]]
		}
	}
	if out == nil {
		return s
	}
	return string(out)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

var digitLetters = [256]byte{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't'}

// fewSpelled is the fewest letters that are one word when each is parted from
// the next by the same sign. Two are one if the sign is none that joins two
// things, and isn't behind them, as it is behind an abbreviation.
const (
	fewSpelled = 3
	joining    = "&/+"
)

// spelledEnd returns where a word ends that is spelled out letter by letter
// from start on, and start when none is.
func spelledEnd(text string, start int) (end int) {
	at, letters := start, 0
	var sign rune
	for {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !isSpelled(r) {
			break
		}
		next, width := utf8.DecodeRuneInString(text[at+size:])
		if classOf(next, width)&(letter|mark|ignored) != 0 || next == utf8.RuneError && width == 1 {
			break
		}
		at += size
		end = at
		letters++
		if next = signOf(next); width == 0 || next == 0 || letters > 1 && next != sign {
			break
		}
		sign = next
		at += width // past end, until another letter is found
	}
	if letters < 2 || letters < fewSpelled && (strings.ContainsRune(joining, sign) || at > end) {
		return start
	}
	return end
}

// signOf returns the sign that parts letters, one for all dashes; 0 for spaces,
// brackets and quotation marks, which part words.
func signOf(r rune) rune {
	switch {
	case unicode.Is(unicode.Pd, r), r == '−':
		return '-'
	case unicode.IsSpace(r), unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf), strings.ContainsRune("\"'`´＂＇ʼ", r):
		return 0
	}
	return r
}

// unspelled takes the signs out of a word that is spelled out.
func unspelled(s string) string {
	if len(s) < 3 || spelledEnd(s, 0) != len(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isSpelled(r) {
			return r
		}
		return -1
	}, s)
}

// isSpelled reports whether a character is a letter that words are spelled out
// with.
func isSpelled(r rune) bool { return classOf(r, utf8.RuneLen(r))&spaced != 0 && unicode.IsLetter(r) }

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
		compatible := norm.NFKC.String(string(r))
		folds := norm.NFKC.PropertiesString(string(r)).BoundaryBefore() && !strings.ContainsAny(compatible, "ΗΝΥ") &&
			!strings.ContainsFunc(compatible, unicode.IsPunct) // which might spell a word out
		if c&letter != 0 && folds {
			c |= simpleFold
			t.folded[r] = foldLetters(compatible)
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
