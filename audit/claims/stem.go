package claims

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kljensen/snowball/english"
)

// stemmer stems words and remembers the stems: texts use few words often. It
// is safe for concurrent use.
type stemmer struct {
	stems sync.Map // folded word → stem
	held  atomic.Int64
}

// mostStems is how many stems are remembered: more than a newspaper's
// vocabulary, some 10 MB.
const mostStems = 1 << 17

func (m *stemmer) stem(folded string) string {
	if s, ok := m.stems.Load(folded); ok {
		return s.(string)
	}
	s := english.Stem(folded, false)
	if m.held.Load() < mostStems {
		m.held.Add(1)
		m.stems.Store(strings.Clone(folded), s)
	}
	return s
}
