package similarity

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/similarity/sorted"
	"copydesk.dev/similarity/words"
)

// TestPlainRuns counts the common runs of plain words of random passages one by
// one.
func TestPlainRuns(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	known := strings.Fields("gate lock Quay tide 14 boat")
	passage := func() string {
		list := make([]string, 1+rng.IntN(30))
		for i := range list {
			list[i] = known[rng.IntN(len(known))]
		}
		return strings.Join(list, " ")
	}
	runs := func(text string, n int) []string {
		list := strings.Fields(text)
		var all []string
		for i := 0; i+n <= len(list); i++ {
			if run := strings.Join(list[i:i+n], " "); !strings.ContainsAny(run, "Q14") {
				all = append(all, run)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	for range 500 {
		texts := []string{passage(), passage()}
		ix := newIndex(texts, DefaultOptions())
		ix.vocabulary, ix.tokens = words.VocabularyOf(texts...)
		m := Match{A: Passage{0, 0, len(texts[0])}, B: Passage{1, 0, len(texts[1])}}
		for _, n := range []int{pairWords, turnWords} {
			if got, want := ix.plainRuns(m, n), sorted.Common(runs(texts[0], n), runs(texts[1], n)); got != want {
				t.Fatalf("%q and %q share %d runs of %d plain words, want %d", texts[0], texts[1], got, n, want)
			}
		}
	}
}

// TestTurns puts one reporter's sentence beside a rewording of it, beside what
// another reporter wrote of the same event, and beside one that calls people
// the same.
func TestTurns(t *testing.T) {
	const report = "The ferry company will run its last crossing to the island on the thirtieth of June, after the ministry of the Royal Northern Tidal Research Institute ended its subsidy."
	tests := []struct {
		name, other string
		from, to    int
	}{
		{"reworded", "After the ministry ended its subsidy, the company will run its last ferry crossing to the island at the end of June.", 6, 9},
		{"told again", "Islanders lose their ferry this June: with no subsidy from the ministry, the company gives up the crossing.", 0, 0},
		{"the same names", "Bakers of the Royal Northern Tidal Research Institute met in June to set the price of rye bread.", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			texts := []string{report, test.other}
			ix := newIndex(texts, DefaultOptions())
			ix.vocabulary, ix.tokens = words.VocabularyOf(texts...)
			m := Match{Kind: Reworded, A: Passage{0, 0, len(report)}, B: Passage{1, 0, len(test.other)}}
			if got := ix.turns(m); got < test.from || got > test.to {
				t.Errorf("%d turns of phrase, want %d to %d", got, test.from, test.to)
			}
		})
	}
}
