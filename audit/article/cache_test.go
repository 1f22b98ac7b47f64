package article

import (
	"strings"
	"testing"
)

// memo is a cache that tells what it was asked.
type memo struct {
	known map[string]*Article
	hits  int
}

// Get implements [Cache].
func (m *memo) Get(input string) (*Article, bool) {
	a, ok := m.known[input]
	if ok {
		m.hits++
	}
	return a, ok
}

// Put implements [Cache].
func (m *memo) Put(input string, a *Article) { m.known[input] = a }

// TestCache reads the same bytes once, whatever their name, unless the article
// would be another; what is rejected is read again.
func TestCache(t *testing.T) {
	text := strings.Repeat(openAgain+" ", 5)
	cache := &memo{known: map[string]*Article{}}
	read := func(opts Options, name, text string) {
		t.Helper()
		opts.Cache = cache
		path := writeFile(t, name, text)
		if a, err := readOne(t, opts, path); err == nil && a.Source != path {
			t.Errorf("source %q, want %q", a.Source, path)
		}
	}
	for i, tt := range []struct {
		opts       Options
		name, text string
		hits, puts int
	}{
		{Options{}, "a.txt", text, 0, 1},
		{Options{}, "a.txt", text, 1, 1},
		{Options{}, "b.txt", text, 2, 1},
		{Options{}, "a.md", text, 2, 2},
		{Options{Raw: true}, "a.txt", text, 2, 3},
		{Options{Version: "2"}, "a.txt", text, 2, 4},
		{Options{}, "a.txt", text + "!", 2, 5},
		{Options{}, "empty.txt", "", 2, 5},
		{Options{}, "empty.txt", "", 2, 5},
	} {
		read(tt.opts, tt.name, tt.text)
		if cache.hits != tt.hits || len(cache.known) != tt.puts {
			t.Errorf("read %d: %d hits and %d articles kept, want %d and %d", i+1, cache.hits, len(cache.known), tt.hits, tt.puts)
		}
	}
}
