package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/similarity"
)

func TestTidy(t *testing.T) {
	const text = `He left early. "The bridge opens in May," she said. The rest is silence.`
	a := &Assessed{Document: &Document{Article: &article.Article{Text: text}}}
	a.Sentences = a.Bare()
	tests := []struct{ name, passage, want string }{
		{"a stray word behind", `The bridge opens in May," she said. The`, `"The bridge opens in May," she said.`},
		{"a stray word before", `early. "The bridge opens in May," she said`, `"The bridge opens in May," she said.`},
		{"half a sentence", `bridge opens in`, `bridge opens in`},
		{"everything", text, text},
	}
	for _, test := range tests {
		start := strings.Index(text, test.passage)
		from, to := a.Tidy(similarity.Passage{Start: start, End: start + len(test.passage)})
		if got := text[from:to]; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestTidyAnything gives tidy passages that have nothing to do with the
// sentences: it returns a span of the text whatever it gets.
func TestTidyAnything(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat("some words. and more, ", 20)
	for range 2000 {
		a := &Assessed{Document: &Document{Article: &article.Article{Text: text}}}
		for at := rng.IntN(30); at < len(text)-12; at += 12 + rng.IntN(40) {
			a.Sentences = append(a.Sentences, claims.Sentence{Start: at, End: at + 1 + rng.IntN(11)})
		}
		start := rng.IntN(len(text) - 1)
		end := start + 1 + rng.IntN(len(text)-start)
		if from, to := a.Tidy(similarity.Passage{Start: start, End: end}); from < 0 || from >= to || to > len(text) {
			t.Fatalf("tidy(%d, %d) = %d, %d", start, end, from, to)
		}
	}
}
