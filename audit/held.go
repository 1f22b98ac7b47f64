package audit

import (
	"index/suffixarray"
	"strings"
	"unicode"
)

// evidenceText is one piece of evidence, made ready for look-ups.
type evidenceText struct {
	*entry
	words string // folded
	title string // folded

	asked    int                // how often says was
	suffixes *suffixarray.Index // of words; nil until it is worth its making
	figured  map[string][]int32 // by long word, the sentences with a figure that have it; nil until asked for
}

func newEvidenceText(e *entry) evidenceText {
	return evidenceText{entry: e, words: folded(e.Text), title: folded(e.Title)}
}

// says reports whether folded words stand in the evidence. A few times it reads
// all of it, which takes less time than an index does.
func (t *evidenceText) says(words string) bool {
	const few = 32
	if t.asked++; t.asked <= few {
		return strings.Contains(t.words, words)
	}
	if t.suffixes == nil {
		t.suffixes = suffixarray.New([]byte(t.words))
	}
	return len(t.suffixes.Lookup([]byte(words), 1)) > 0
}

// longWord is from how many bytes on a word tells something of a matter.
const longWord = 5

// onMatter returns the evidence's sentence with a figure that shares most words
// with a claim's, of equals the first, or -1 when none shares enough to be on the
// same matter.
func (t *evidenceText) onMatter(words string) int {
	const enough = 3       // words
	const everywhere = 500 // sentences: a word in more is on every matter
	if t.figured == nil {
		t.readFigured()
	}
	shared := make(map[int32]int)
	for word := range strings.FieldsSeq(words) {
		if list := t.figured[word]; len(list) <= everywhere {
			for _, i := range list {
				shared[i]++
			}
		}
	}
	best, most := int32(-1), enough
	for i, n := range shared {
		if n > most || n == most && (best < 0 || i < best) {
			best, most = i, n
		}
	}
	return int(best)
}

// readFigured files the sentences that have a figure under their long words.
func (t *evidenceText) readFigured() {
	if t.sentences == nil {
		t.segment()
	}
	t.figured = make(map[string][]int32)
	for i := range t.sentences {
		sentence := folded(t.sentence(i))
		if !strings.ContainsFunc(sentence, unicode.IsDigit) {
			continue
		}
		for word := range strings.FieldsSeq(sentence) {
			list := t.figured[word]
			if n := len(list); len(word) >= longWord && (n == 0 || list[n-1] != int32(i)) {
				t.figured[word] = append(list, int32(i))
			}
		}
	}
}
