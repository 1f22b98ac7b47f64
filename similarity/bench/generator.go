//go:build unix

package main

import (
	"math/rand/v2"
	"strings"
)

// generator draws texts of which nothing but the words is true: each word as
// often as the model texts have it, in sentences as long as theirs, in texts
// of as many sentences. The same model gives the same texts.
type generator struct {
	rng       *rand.Rand
	words     []string // every word of the model, as often as it stands there
	sentences []int    // words of each sentence
	texts     []int    // sentences of each text
}

func newGenerator(model []string) *generator {
	g := &generator{rng: rand.New(rand.NewPCG(1, 2))}
	for _, text := range model {
		sentences, length := 0, 0
		for _, word := range strings.Fields(text) {
			length++
			ends := strings.ContainsAny(word[len(word)-1:], ".!?")
			if word = strings.Trim(word, ".!?"); word != "" {
				g.words = append(g.words, word)
			}
			if ends {
				g.sentences = append(g.sentences, length)
				sentences, length = sentences+1, 0
			}
		}
		g.texts = append(g.texts, sentences+1)
	}
	return g
}

// draw returns texts of at least the given number of bytes in all.
func (g *generator) draw(bytes int) []string {
	var texts []string
	for bytes > 0 {
		text := g.text()
		texts = append(texts, text)
		bytes -= len(text)
	}
	return texts
}

func (g *generator) text() string {
	var b strings.Builder
	for range pick(g.rng, g.texts) {
		for i := range pick(g.rng, g.sentences) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(pick(g.rng, g.words))
		}
		b.WriteString(". ")
	}
	return strings.Clone(b.String()) // without the room to grow
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }
