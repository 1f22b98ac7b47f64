package grammar

import (
	"strings"
	"sync/atomic"
)

// memory holds words that were read, as most of a text are again and again. A new
// word takes the place of another. It changes no answers, as what it holds depends on
// the word alone, and any number of goroutines may use it.
type memory [16384]atomic.Pointer[knownWord]

// knownWord is a word with what it says of tags, as numbers of lanes.
type knownWord struct {
	text        string
	setting     setting
	word        word
	own, before []uint64 // of its own tag, and of that of the word before it
}

// setting is where a word stands, as far as its look depends on it.
type setting struct {
	first   bool // in the sentence
	letters letterCase
}

// recall returns the words of a sentence with what they say of tags.
func (m *Model) recall(s Sentence) ([]word, []*knownWord) {
	words, known := make([]word, len(s)), make([]*knownWord, len(s))
	letters := caseOf(s)
	for i := range s {
		known[i] = m.know(s[i].Text, setting{i == 0, letters})
		words[i] = known[i].word
	}
	return words, known
}

func (m *Model) know(text string, at setting) *knownWord {
	held := &m.memory[hash(uint32(at.letters)<<1|truth(at.first), text)%uint32(len(m.memory))]
	if k := held.Load(); k != nil && k.text == text && k.setting == at {
		return k
	}
	k := &knownWord{text: strings.Clone(text), setting: at, word: m.word(text, at.letters)}
	var buffer [mostFeatures]uint32
	k.own = m.tagger.lanes(ownFeatures(buffer[:0], &k.word, at.first))
	k.before = m.tagger.lanes(beforeFeatures(buffer[:0], &k.word))
	held.Store(k)
	return k
}

func truth(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}
