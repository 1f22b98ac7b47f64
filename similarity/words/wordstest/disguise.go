// Package wordstest disguises words for tests.
package wordstest

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/similarity/words"
)

// Disguise changes a text in ways that words are seen through.
func Disguise(rng *rand.Rand, text string) string {
	var b strings.Builder
	inside := false // a word of Latin letters and digits
	for _, r := range text {
		ascii := isWordSign(r)
		if ascii && inside && rng.IntN(6) == 0 {
			b.WriteString([]string{"\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u034f", "\ufe0e"}[rng.IntN(7)])
		}
		switch form := rng.IntN(8); {
		case ascii && form == 0:
			r = unicode.ToUpper(r)
		case ascii && form == 1:
			r += '！' - '!'
		case ascii && form == 2:
			if same := lookingLike[r]; len(same) > 0 {
				r = same[rng.IntN(len(same))]
			}
		case r == '\'' && form < 4:
			r = []rune("’ʼ‘`＇")[rng.IntN(5)]
		case r == '"' && form < 4:
			r = []rune("“”„«»")[rng.IntN(5)]
		case r == '-' && form < 4:
			r = []rune("‐‑–—−－")[rng.IntN(6)]
		case r == ' ' && form < 4:
			r = []rune("\u00a0\u2009\u3000\n")[rng.IntN(4)]
		}
		inside = ascii
		b.WriteRune(r)
	}
	return b.String()
}

func isWordSign(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// lookingLike lists the letters that pass for each Latin one, but for the Greek
// capitals that pass for one letter or another by what stands beside them.
var lookingLike = func() map[rune][]rune {
	list := make(map[rune][]rune)
	for r := rune(utf8.RuneSelf); r < 0x600; r++ {
		if latin := words.Fold(string(r)); len(latin) == 1 && !strings.ContainsRune("ΗΝΥ", r) {
			list[rune(latin[0])] = append(list[rune(latin[0])], r)
		}
	}
	return list
}()
