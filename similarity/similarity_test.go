package similarity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	original = "The council voted on Tuesday to close the swimming baths on Mill Street, ending ninety years of lessons, galas and early morning lengths in the cold stone building. " +
		"Repairs to the roof would have cost more than the town spends on all its parks in a decade, the treasurer wrote in a paper to members."
	edited = "Councillors voted on Tuesday to shut the swimming baths on Mill Street, ending almost ninety years of lessons, galas and early morning lengths in that cold stone building. " +
		"Repairs to the roof would cost more than the town spends on its parks in a decade, the treasurer wrote in a long paper to members."

	rewordedA = "The closure is the city's third large hospital merger within just two winters, and patients have noticed. Wards in the city were full all winter and the hospital merger board met twice."
	rewordedB = "Nurses marched. It was the city's third large hospital takeover within two years. The hospital merger board of the city met in winter, and patients waited in full wards."
)

func find(t *testing.T, texts ...string) *Result {
	t.Helper()
	result, err := Find(context.Background(), texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkShape(t, texts, result)
	return result
}

func TestKinds(t *testing.T) {
	tests := []struct {
		name string
		a, b string
		want []Kind
	}{
		{"copied", "Some lead. " + original, original + " Some end.", []Kind{Verbatim}},
		{"edited, as one", "A lead of its own. " + original, edited + " An end of its own.", []Kind{Edited}},
		{"reworded", rewordedA, rewordedB, []Kind{Reworded}},
		{"a name alone", "The report was sent to the Office of the Deputy Prime Minister.", "She once led the Office of the Deputy Prime Minister in London.", nil},
		{"nothing", original, "Rain is expected in the north, with some sun over the islands by the late afternoon of Sunday.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []Kind
			for _, m := range find(t, test.a, test.b).Matches {
				got = append(got, m.Kind)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOffsets(t *testing.T) {
	lead, end := "Überall läuft Wasser — ", " … und Schluss."
	m := find(t, lead+original, original+end).Matches[0]
	want := strings.TrimRight(original, ".")
	for _, got := range []string{(lead + original)[m.A.Start:m.A.End], (original + end)[m.B.Start:m.B.End]} {
		if got != want {
			t.Errorf("passage %q, want %q", got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	result := find(t, original+"\n\nSomething else altogether stands between the two.\n\n"+original)
	if len(result.Matches) != 1 || result.Matches[0].A.Text != result.Matches[0].B.Text {
		t.Fatalf("got %+v, want one match inside the text", result.Matches)
	}
}

// TestGroups checks that a passage in many texts is one group and costs few
// more matches than texts, once there are more than maxDense of them: rewording
// joins some texts whose openings are alike too.
func TestGroups(t *testing.T) {
	for _, n := range []int{3, 20, 5000} {
		var texts []string
		for i := range n {
			texts = append(texts, fmt.Sprintf("Opening number %d is like no other %d. %s Closing %d.", i, i*i, original, -i))
		}
		result := find(t, texts...)
		if len(result.Groups) != 1 || len(result.Groups[0]) != n {
			t.Fatalf("%d copies: %d groups, first of %d", n, len(result.Groups), len(result.Groups[0]))
		}
		if most := max(n+n/10, maxDense*(maxDense-1)/2); len(result.Matches) > most {
			t.Errorf("%d copies: %d matches, want at most %d", n, len(result.Matches), most)
		}
	}
}

// TestCopies checks that texts that are the same word for word are one group
// each, however many there are, and have the matches of one another.
func TestCopies(t *testing.T) {
	other := "Elsewhere in the region, one other thing happened. " + original[:110]
	for _, n := range []int{2, 30, 500} {
		texts := []string{other}
		for i := range n {
			copied := original
			if i%2 == 1 {
				copied = "“" + strings.ToUpper(strings.ReplaceAll(original, " ", "  ")) + "”"
			}
			texts = append(texts, copied)
		}
		result := find(t, texts...)
		if len(result.Groups) != 2 {
			t.Fatalf("%d copies: %d groups, want that of the whole and that of the passage", n, len(result.Groups))
		}
		if part, whole := result.Groups[0], result.Groups[1]; len(part) != n+1 || len(whole) != n {
			t.Errorf("%d copies: groups of %d and %d", n, len(part), len(whole))
		}
		if n > maxDense && len(result.Matches) != 2*n-1 {
			t.Errorf("%d copies: %d matches", n, len(result.Matches))
		}
		for _, m := range result.Matches {
			a := Tokenize(texts[m.A.Text][m.A.Start:m.A.End])
			b := Tokenize(texts[m.B.Text][m.B.Start:m.B.End])
			if m.Kind != Verbatim || !slices.Equal(hashesOf(a), hashesOf(b)) {
				t.Fatalf("%d copies: %+v is not of the same words", n, m)
			}
		}
	}
}

// TestJobs checks that the result does not depend on the number of goroutines.
func TestJobs(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	texts := mixedTexts(rng)
	one, err := Find(context.Background(), texts, Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	eight, err := Find(context.Background(), texts, Options{Jobs: 8})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, eight); diff != "" {
		t.Error(diff)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Find(ctx, []string{original, edited}, Options{}); err == nil {
		t.Error("no error from a search that was called off")
	}
}

// ending is a context that ends when it has been asked so many times.
type ending struct {
	context.Context
	left atomic.Int64
}

// Err implements [context.Context].
func (c *ending) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelledAnywhere calls a search off at every point at which it looks
// whether it was: it never passes what it has by then for a result.
func TestCancelledAnywhere(t *testing.T) {
	texts := []string{original, edited, rewordedA, rewordedB}
	want := find(t, texts...)
	for looks := range int64(10_000) {
		ctx := &ending{Context: t.Context()}
		ctx.left.Store(looks)
		got, err := Find(ctx, texts, Options{Jobs: 1})
		if err == nil {
			if diff := cmp.Diff(want, got); diff != "" || looks < 20 {
				t.Errorf("done after %d looks: %s", looks, diff)
			}
			return
		}
		if err != context.Canceled || got != nil {
			t.Fatalf("called off after %d looks: %v, error %v", looks, got, err)
		}
	}
	t.Error("it never ends")
}

// TestLongest holds the run that each match states against brute force.
func TestLongest(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 11))
	var texts []string
	for range 40 {
		texts = append(texts, randomText(rng, texts))
	}
	texts = append(texts, original, edited)
	kinds := make(map[Kind]bool)
	for _, m := range find(t, texts...).Matches {
		kinds[m.Kind] = true
		a, b := texts[m.A.Text][m.A.Start:m.A.End], texts[m.B.Text][m.B.Start:m.B.End]
		if _, want := longestByHalves(numbersIn(a, b)); m.Longest != want {
			t.Errorf("%s match states a run of %d words, holds one of %d", m.Kind, m.Longest, want)
		}
	}
	if len(kinds) != 3 {
		t.Errorf("only %v were tried", kinds)
	}
}

// TestCopiedInRewritten checks that a sentence copied inside a rewritten
// passage shows in its match.
func TestCopiedInRewritten(t *testing.T) {
	const sentence = "It was, she said, the worst night that the old harbour had seen in all her forty years on the boats."
	matches := find(t,
		"A gale drove eleven fishing boats from their moorings in the harbour of Skelwick on Sunday night and sank four of them. "+sentence+" The harbour master said that insurance would replace the fishing boats by summer, and the county promised a loan for a breakwater.",
		"Four fishing boats sank and seven more broke from their moorings when a gale struck Skelwick harbour late on Sunday. "+sentence+" Insurance will replace the boats by the summer, according to the harbour master; a breakwater is to be paid for by a loan that the county promised.",
	).Matches
	if len(matches) != 1 || matches[0].Kind != Reworded || matches[0].Longest != CountWords(sentence) {
		t.Fatalf("got %+v, want one reworded match that holds a run of %d words", matches, CountWords(sentence))
	}
}

func TestMetrics(t *testing.T) {
	tests := []struct {
		a, b []uint32
		want Metrics
	}{
		{[]uint32{1, 2, 3, 4}, []uint32{1, 2, 3, 4}, Metrics{1, 1, 1}},
		{[]uint32{1, 2, 3, 4}, []uint32{4, 3, 2, 1}, Metrics{0, 1, 1}},
		{[]uint32{1, 2, 3, 4}, []uint32{1, 2}, Metrics{0.5, 0.6667, 1}},
		{[]uint32{1, 2, 3, 4}, []uint32{5, 6, 7, 8}, Metrics{0, 0, 0}},
		{[]uint32{1, 2, 3, 4}, []uint32{1, 9, 3, 4}, Metrics{0.75, 0.75, 0.75}},
	}
	for _, test := range tests {
		if got := measure(test.a, test.b); got != test.want {
			t.Errorf("measure(%v, %v) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

// TestCompare measures texts by their words, and long ones by their first.
func TestCompare(t *testing.T) {
	if got, want := Compare("Rye is dear, and so is bread.", "RYE is dear; and so is flour!"), (Metrics{0.8571, 0.8571, 0.8571}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	long := strings.Repeat("rye ", maxScored)
	if got, want := Compare(long+"bread", long+"flour and salt"), (Metrics{1, 1, 1}); got != want {
		t.Errorf("of long texts: got %+v, want %+v", got, want)
	}
	if at, n := LongestRun(Tokenize("so is bread and salt"), Tokenize("bread and salt is dear")); at != 2 || n != 3 {
		t.Errorf("the longest run has %d words at %d", n, at)
	}
}

func ExampleFind() {
	texts := []string{
		"The mill will close in March. Its owner found no buyer for the looms, the wheel and the row of cottages by the river.",
		"Sad news: the owner found no buyer for the looms, the wheel and the row of cottages by the river, so it must close.",
	}
	result, err := Find(context.Background(), texts, DefaultOptions())
	if err != nil {
		panic(err)
	}
	for _, m := range result.Matches {
		fmt.Printf("%s, score %.2f: %q\n", m.Kind, m.Score, texts[m.A.Text][m.A.Start:m.A.End])
	}
	// Output: verbatim, score 1.00: "owner found no buyer for the looms, the wheel and the row of cottages by the river"
}

// TestTurnKept wants a sentence that was told again with one turn of phrase
// kept, unless the turn is little more than what both texts speak of.
func TestTurnKept(t *testing.T) {
	tests := []struct {
		name, a, b, turn string
		want             bool
	}{
		{
			"a turn",
			"The ferry company will raise its fares in June. This step marks the ferry company’s second large-scale fare rise in barely three seasons. Islanders protested at the pier.",
			"Islanders at the pier heard of it from the ferry company on Monday. Going by the harbour office’s tables, this is the ferry company’s second large-scale price increase in under two summers.",
			"second large-scale", true,
		},
		{
			"the subject",
			"A tile stove warms a house for a day. The most common type of tile stove door is one with a small window in it. Whoever sweeps a tile stove knows the soot behind its iron flap.",
			"Few masons build a tile stove without drawings today. A stove with a bench is the most common type of tile stove in the mountain villages. One tile stove burns two tonnes of wood.",
			"most common type", false,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := false
			for _, m := range find(t, test.a, test.b).Matches {
				found = found || m.Kind == Reworded && strings.Contains(test.a[m.A.Start:m.A.End], test.turn)
			}
			if found != test.want {
				t.Errorf("found is %t, want %t", found, test.want)
			}
		})
	}
}
