package similarity

import (
	"math"
	"testing"
)

// TestTopics holds the weights of words against their definition: texts are on
// one subject by the rare words they share.
func TestTopics(t *testing.T) {
	texts := []string{
		"The mill grinds rye and the mill grinds barley near the harbour, and the harbour sleeps.",
		"Rye bread and barley bread are sold near the mill, and the baker sleeps.",
		"The harbour closed while sailors slept, and nobody counted ships in the harbour.",
		"Ships and sailors sleep near the harbour.",
		"",
	}
	options := Options{}
	ix := newIndex(texts, options.withDefaults())
	ix.vocabulary, ix.tokens = vocabularyOf(texts...)
	var clauses []clause
	for i := range texts {
		clauses = ix.vocabulary.clauses(clauses, uint32(i), ix.tokens[i])
	}
	counts := make([]map[uint32]float64, len(texts))
	holders := make(map[uint32]float64)
	for i := range texts {
		counts[i] = make(map[uint32]float64)
	}
	for _, c := range clauses {
		for _, stem := range ix.vocabulary.appendContent(nil, ix.tokensIn(c)) {
			if counts[c.text][stem]++; counts[c.text][stem] == 1 {
				holders[stem]++
			}
		}
	}
	weights := func(i int) map[uint32]float64 {
		w, sum := make(map[uint32]float64), 0.0
		for stem, n := range counts[i] {
			w[stem] = (1 + math.Log(n)) * math.Log(1+float64(len(texts))/holders[stem])
			sum += w[stem] * w[stem]
		}
		for stem := range w {
			w[stem] /= math.Sqrt(sum)
		}
		return w
	}
	ts := newTopics(clauses, ix)
	for i := range texts {
		for j := range texts {
			want := 0.0
			for stem, w := range weights(i) {
				want += w * weights(j)[stem]
			}
			if got := ts.of(uint32(i)).cosine(ts.of(uint32(j))); math.Abs(got-want) > 1e-9 {
				t.Errorf("texts %d and %d: %v, want %v", i, j, got, want)
			}
		}
	}
}
