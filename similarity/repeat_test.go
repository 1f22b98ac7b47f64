package similarity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
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

// TestLittleToSay searches long texts that say the same few words all the time,
// in runs and in sentences, and in four times as much of them: memory grows no
// faster than twice that.
func TestLittleToSay(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 2))
	some := func(words, each int) string {
		var b strings.Builder
		for range each {
			fmt.Fprintf(&b, "word%d ", random.IntN(words))
		}
		return b.String()
	}
	sentences := func(words int) func(n int) string {
		return func(n int) string {
			var b strings.Builder
			for range n / 5 {
				b.WriteString("The " + some(words, 4) + "came. ")
			}
			return b.String()
		}
	}
	for name, texts := range map[string][]func(n int) string{
		"one word":            {func(n int) string { return strings.Repeat("word, ", n) }, func(n int) string { return strings.Repeat("word word\n\n", n/2) }},
		"two by turns":        {func(n int) string { return strings.Repeat("tick tock. ", n/2) }, func(n int) string { return strings.Repeat("Tick, tock\n", n/2) }},
		"twenty at random":    {sentences(20), sentences(20), sentences(20)},
		"a hundred":           {sentences(100), sentences(100)},
		"a sentence, and one": {func(n int) string { return strings.Repeat("The clerk of the court came. ", n/6) }, func(n int) string { return strings.Repeat("Came the court's clerk, of course. ", n/6) }},
	} {
		t.Run(name, func(t *testing.T) {
			allocated := func(n int) float64 {
				var made []string
				for _, text := range texts {
					made = append(made, text(n))
				}
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if _, err := Find(t.Context(), made, Options{Jobs: 1}); err != nil {
					t.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				return float64(after.TotalAlloc - before.TotalAlloc)
			}
			one, four := allocated(10_000), allocated(40_000)
			t.Logf("%.0f MB, %.0f MB: %.1f times", one/1e6, four/1e6, four/one)
			if four > 8*one {
				t.Errorf("%.1f times the memory for four times the text", four/one)
			}
		})
	}
}
