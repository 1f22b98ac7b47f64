package grammar

import (
	"slices"
	"strings"
	"testing"
)

// TestMemory holds what remembered words say of tags against what all features of a
// word say when they are asked together, at first and when words are known.
func TestMemory(t *testing.T) {
	d := Default()
	m := &Model{labels: d.labels, lexicon: d.lexicon, vocabulary: d.vocabulary, lemmas: d.lemmas, tagger: d.tagger}
	want, got := make([]int32, len(m.labels)), make([]int32, len(m.labels))
	for range 2 {
		for _, text := range slices.Concat(news, []string{strings.ToUpper(news[0]), "Said the Ferry", "said the Ferry"}) {
			s := tokenize(text)
			words, known := m.recall(s)
			if !slices.Equal(words, m.words(s)) {
				t.Fatalf("%q: remembered words are not what they look like", text)
			}
			for i := range s {
				next := m.tagger.lanes(beforeFeatures(nil, &absent))
				if i+1 < len(s) {
					next = known[i+1].before
				}
				m.tagger.score(tagFeatures(nil, words, i, 5, 7), want)
				m.tagger.score(contextFeatures(nil, words, i, 5, 7), got, known[i].own, next)
				if !slices.Equal(got, want) {
					t.Fatalf("%q: %q scores %v, not %v", text, s[i].Text, got, want)
				}
			}
		}
	}
}

// TestMemoryFull reads more words than the memory holds, and the first again.
func TestMemoryFull(t *testing.T) {
	m := Default()
	want := outline(m.Parse(news[0]))
	for i := range 2 * len(m.memory) {
		m.know(strings.Repeat("b", 1+i%7)+string(rune('a'+i%26))+strings.Repeat("c", i%11)+string(rune(0x4e00+i%20000)), setting{})
	}
	if got := outline(m.Parse(news[0])); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
