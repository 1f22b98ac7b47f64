package similarity

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"copydesk.dev/similarity/sorted"
	"copydesk.dev/similarity/words/wordstest"
)

// story spells bytes as sentences, so that a fuzzer that moves and changes
// bytes copies, edits and rewords.
func story(data []byte) string {
	words := strings.Fields(`the of a to in and on at by for was had that with from it its as not were
		council closed swimming bath street mill treasurer wrote paper roof repair cost town park decade
		member voted tuesday lesson gala morning length stone building hospital merger ward nurse patient
		winter city third large takeover year board met full closure noticed marched harbour ferry bridge
		minister quota catch fish guild baker night shift rent valley double wage census worker port
		12 1,200 2027 Solheim Ankara Zoë naïve 公园`)
	var b strings.Builder
	for i, c := range data {
		word := words[int(c)%len(words)]
		switch {
		case c >= 224:
			b.WriteString(word + ".\n\n")
		case c >= 192:
			b.WriteString(word + ". ")
		case i > 0 && data[i-1] >= 192:
			b.WriteString(strings.ToUpper(word[:1]) + word[1:] + " ")
		default:
			b.WriteString(word + " ")
		}
	}
	return b.String()
}

// FuzzFind holds whole searches, rewording and all, to what the types promise,
// and to being the same with more goroutines and with known texts.
func FuzzFind(f *testing.F) {
	run := []byte("abcdefghijklmnopqrstuvwxyz")
	f.Add(slices.Concat(run, []byte{200}, run), slices.Concat([]byte{7, 9, 230}, run), []byte{}, uint8(1))
	f.Add([]byte("when the council closed\xc1 it met\xe3"), []byte("the council met\xc2 when closed it"), run, uint8(2))
	f.Fuzz(func(t *testing.T, a, b, c []byte, knownTexts uint8) {
		if len(a)+len(b)+len(c) > 600 {
			t.Skip("longer ones are only slower")
		}
		texts := []string{story(a), story(b), story(c), story(slices.Concat(b, a[len(a)/2:])), story(a)}
		whole := checkFind(t, texts, Options{Jobs: 1})
		if diff := gocmp.Diff(whole, checkFind(t, texts, Options{Jobs: 3})); diff != "" {
			t.Fatalf("three goroutines find something else:\n%s", diff)
		}
		known := func(text int) bool { return knownTexts>>text&1 != 0 }
		want := withoutGroups(slices.DeleteFunc(whole.Matches, func(m Match) bool { return known(m.A.Text) && known(m.B.Text) }))
		got := withoutGroups(checkFind(t, texts, Options{Jobs: 1, Known: known}).Matches)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("with known texts %05b:\n%s", knownTexts, diff)
		}
	})
}

// FuzzFindRaw is as [FuzzFind], for text of any kind.
func FuzzFindRaw(f *testing.F) {
	f.Add(rewordedA, rewordedB)
	f.Add(original, edited)
	f.Add("ภาษาไทยไม่มีช่องว่างระหว่างคำ\xff", "他说中文没有空格的文字\u202eภาษาไทยไม่มีช่องว่าง")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 3000 {
			t.Skip("longer ones are only slower")
		}
		checkFind(t, []string{a, b}, Options{Jobs: 1})
	})
}

func withoutGroups(matches []Match) []Match {
	for i := range matches {
		matches[i].Group = 0
	}
	return matches
}

// checkFind searches, and checks what the comments on [Match] and [Result]
// say.
func checkFind(t *testing.T, texts []string, o Options) *Result {
	t.Helper()
	r, err := Find(context.Background(), texts, o)
	if err != nil {
		t.Fatal(err)
	}
	checkShape(t, texts, r)
	starts, ends := make([]map[int]int, len(texts)), make([]map[int]int, len(texts))
	tokens := make([][]Token, len(texts))
	for i, text := range texts {
		tokens[i] = Tokenize(text)
		starts[i], ends[i] = make(map[int]int), make(map[int]int)
		for n, token := range tokens[i] {
			starts[i][int(token.Start)], ends[i][int(token.End)] = n, n+1
		}
	}
	words := func(p Passage) []Token {
		from, begins := starts[p.Text][p.Start]
		to, finishes := ends[p.Text][p.End]
		if !begins || !finishes {
			t.Fatalf("%+v cuts a word of %q", p, texts[p.Text])
		}
		return tokens[p.Text][from:to]
	}
	share := func(name string, v, most float64) {
		if !(v >= 0 && v <= most) { // NaN is neither
			t.Fatalf("%s %v is not between 0 and %v", name, v, most)
		}
	}
	for i, m := range r.Matches {
		a, b := words(m.A), words(m.B)
		if m.Words != max(len(a), len(b)) {
			t.Fatalf("match %d: %d words, of %d and %d", i, m.Words, len(a), len(b))
		}
		if _, n := LongestRun(a, b); m.Longest != n {
			t.Fatalf("match %d: its longest run is %d, not %d", i, n, m.Longest)
		}
		if same := slices.EqualFunc(a, b, func(s, t Token) bool { return s.Hash == t.Hash }); (m.Kind == Verbatim) != same && m.Kind != Reworded {
			t.Fatalf("match %d: %s, and the same words: %v", i, m.Kind, same)
		}
		share("score", m.Score, 1)
		share("order", m.Metrics.Order, 1)
		share("words", m.Metrics.Words, 1)
		share("containment", m.Metrics.Containment, 1)
		if m.Turns < 0 || m.Turns > max(0, m.Words-turnWords+1) {
			t.Fatalf("match %d: %s of %d words with %d turns", i, m.Kind, m.Words, m.Turns)
		}
	}
	for i, g := range r.Groups {
		if !slices.IsSortedFunc(g, comparePassages) {
			t.Fatalf("group %d is out of order: %+v", i, g)
		}
		if i > 0 && r.Groups[i-1][0].Text > g[0].Text {
			t.Fatalf("group %d begins before the one before it", i)
		}
	}
	return r
}

// FuzzLongestRun holds both ways to find the longest run against looking at
// every pair of places.
func FuzzLongestRun(f *testing.F) {
	f.Add([]byte("abcabd"), []byte("xabdab"))
	f.Fuzz(func(t *testing.T, x, y []byte) {
		if len(x)*len(y) > 1<<14 {
			t.Skip("brute force is cubic")
		}
		list := func(data []byte) []uint32 {
			words := make([]uint32, len(data))
			for i, c := range data {
				words[i] = uint32(c % 8)
			}
			return words
		}
		a, b := list(x), list(y)
		checkLongest(t, a, b)
	})
}

// FuzzFingerprints checks that texts that share a run of words share a
// fingerprint, whatever stands around it and however it is disguised.
func FuzzFingerprints(f *testing.F) {
	f.Add("a lead of its own", "one two three four five six seven eight nine ten eleven twelve", "an end", uint8(12), uint64(1))
	f.Add("ha", "ha ha ha ha ha ha ha ha ha ha ha ha ha", "ha", uint8(8), uint64(2))
	f.Fuzz(func(t *testing.T, before, run, after string, minWords uint8, seed uint64) {
		if !utf8.ValidString(run) {
			t.Skip("a rune put in its place would be another text")
		}
		n := 1 + int(minWords)%30
		disguised := wordstest.Disguise(rand.New(rand.NewPCG(seed, 1)), run)
		a, b := Fingerprints(before+"\n"+run+"\n"+after, n), Fingerprints(after+"\n"+disguised, n)
		if !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != len(a) {
			t.Fatal("fingerprints are not sorted and distinct")
		}
		if words := len(Tokenize(run)); words >= max(n, normalMinWords(n)) && sorted.Common(a, b) == 0 {
			t.Fatalf("two texts share %d words of %q, and no fingerprint for %d", words, run, n)
		}
	})
}
