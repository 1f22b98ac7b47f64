package similarity

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestTurnShare checks the share of words in common turns against counting
// them one by one.
func TestTurnShare(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	words := func() []uint32 {
		list := make([]uint32, rng.IntN(30))
		for i := range list {
			list[i] = uint32(rng.IntN(3))
		}
		return list
	}
	for range 500 {
		a, b := words(), words()
		inside, names := make([]bool, len(a)), make([]bool, len(a))
		for i := range names {
			names[i] = rng.IntN(2) == 0
		}
		for i := range a {
			for j := range b {
				if i+turnWords <= len(a) && j+turnWords <= len(b) && slices.Equal(a[i:i+turnWords], b[j:j+turnWords]) && !mostly(names[i:i+turnWords]) {
					for k := range turnWords {
						inside[i+k] = true
					}
				}
			}
		}
		n := 0
		for _, in := range inside {
			if in {
				n++
			}
		}
		if got, want := turnShare(a, b, names), float64(n)/float64(max(1, len(a))); got != want {
			t.Fatalf("turnShare(%v, %v, %v) = %v, want %v", a, b, names, got, want)
		}
	}
}

// TestCloseness puts one reporter's sentence beside rewordings of it and beside
// what another reporter wrote of the same event.
func TestCloseness(t *testing.T) {
	const report = "The ferry company will run its last crossing to the island on the thirtieth of June, after the ministry ended its subsidy."
	tests := []struct {
		name, other string
		from, to    float64
	}{
		{"the same", report, 1.5, 1.5},
		{"reworded", "After the ministry ended its subsidy, the company will run its last ferry crossing to the island at the end of June.", 0.9, 1.3},
		{"told again", "Islanders lose their ferry this June: with no subsidy from the ministry, the company gives up the crossing.", 0.2, 0.45},
		{"another matter", "Bakers in the valley met on Friday to set the price of rye bread for the coming year.", 0, 0},
	}
	for _, test := range tests {
		texts := []string{report, test.other}
		ix := newIndex(texts, DefaultOptions())
		ix.vocabulary, ix.tokens = vocabularyOf(texts...)
		m := Match{Kind: Reworded, A: Passage{0, 0, len(report) - 1}, B: Passage{1, 0, len(test.other) - 1}}
		m.Metrics, _ = measureBags(ix.vocabulary.appendContent(nil, ix.tokens[0]), ix.vocabulary.appendContent(nil, ix.tokens[1]))
		if got := ix.closeness(m); got < test.from || got > test.to {
			t.Errorf("%s: closeness %v, want %v to %v", test.name, got, test.from, test.to)
		}
		m.A, m.B = m.B, m.A
		if back := ix.closeness(m); back != ix.closeness(Match{Metrics: m.Metrics, A: m.B, B: m.A}) {
			t.Errorf("%s: closeness depends on the order: %v", test.name, back)
		}
	}
}

// TestClosenessOfNames shows that what two passages call somebody is no turn of
// phrase.
func TestClosenessOfNames(t *testing.T) {
	closeness := func(name string) float64 {
		a, b := "Divers from "+name+" found the anchor last week.", "The budget of "+name+" will shrink again."
		texts := []string{a, b}
		ix := newIndex(texts, DefaultOptions())
		ix.vocabulary, ix.tokens = vocabularyOf(texts...)
		return ix.closeness(Match{Kind: Reworded, A: Passage{0, 0, len(a)}, B: Passage{1, 0, len(b)}, Metrics: Metrics{Words: 0.4, Containment: 0.5}})
	}
	named, said := closeness("the Royal Northern Tidal Research Institute"), closeness("the small hut beside the eastern breakwater")
	if named > 0.25 || said < 0.6 {
		t.Errorf("closeness %v of a name, %v of other words", named, said)
	}
}
