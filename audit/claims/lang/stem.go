package lang

import (
	"strings"
	"sync"

	"github.com/kljensen/snowball/english"
)

// stemmer stems words and remembers the stems: texts use few words often. It
// is safe for concurrent use.
type stemmer struct {
	mu    sync.RWMutex
	stems map[string]string // by folded word
}

// mostStems is how many stems are remembered: more than a newspaper's
// vocabulary, some 10 MB.
const mostStems = 1 << 17

func (m *stemmer) stem(folded string) string {
	m.mu.RLock()
	s, ok := m.stems[folded]
	m.mu.RUnlock()
	if ok {
		return s
	}
	s = english.Stem(folded, false)
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.stems) < mostStems {
		m.stems[strings.Clone(folded)] = s
	}
	return s
}

// Stem returns the stem of a folded word.
func (x *Lexicon) Stem(folded string) string { return x.stemmer.stem(folded) }
