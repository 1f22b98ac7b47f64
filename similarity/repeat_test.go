package similarity

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// repeatedWithFigures says one paragraph n times, each with another figure in it.
func repeatedWithFigures(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s Item %d. ", original, i)
	}
	return b.String()
}

// TestRepeatedLooks counts the runs that a text which repeats itself has looked
// at again for being inside a passage: twice as much text costs twice as many,
// or little more.
func TestRepeatedLooks(t *testing.T) {
	looks := func(n int) int {
		ix := newIndex([]string{repeatedWithFigures(n)}, DefaultOptions().withDefaults())
		postings, err := ix.fingerprint(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var al aligner
		tokens := ix.tokens[0]
		al.chain(tokens, tokens, runs(tokens, tokens, ix.seeds(postings), ix.minWords, true), true)
		return al.looked
	}
	for n, before := 400, looks(200); n <= 1600; n *= 2 {
		now := looks(n)
		if now == 0 || float64(now) > 2.6*float64(before) {
			t.Errorf("%d times: %d looks, half as often %d", n, now, before)
		}
		before = now
	}
}
