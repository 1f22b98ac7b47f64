package words_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk.dev/similarity/words"
	"copydesk.dev/similarity/words/wordstest"
)

// FuzzDisguise checks that words are the same in every disguise that folding sees
// through.
func FuzzDisguise(f *testing.F) {
	f.Add("The mayor's \"well-known\" deputy can't stop now: 12 offices closed", uint64(1))
	f.Add("中文 and ภาษา, naïve Straße e\u0301a", uint64(2))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if !utf8.ValidString(text) {
			return // a rune put in its place would be another text
		}
		if strings.ContainsAny(text, "ΗΝΥ") {
			return // these follow the Latin letters beside them, which may all be replaced
		}
		disguised := wordstest.Disguise(rand.New(rand.NewPCG(seed, 1)), text)
		plain, got := words.Tokenize(text), words.Tokenize(disguised)
		if !slices.EqualFunc(plain, got, func(s, t words.Token) bool { return s.Hash == t.Hash }) {
			t.Fatalf("%q has words %v; disguised as %q, %v", text, plain, disguised, got)
		}
		for _, token := range plain {
			if words.Fold(text[token.Start:token.End]) == "" {
				t.Fatalf("%q has an empty word", text)
			}
		}
	})
}
