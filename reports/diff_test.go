package reports

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show writes parts with their marks: {+only here+}, {-only there-}, {changed}.
func show(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		open, end := "", ""
		switch p.kind {
		case added:
			open, end = "{+", "+}"
		case dropped:
			open, end = "{-", "-}"
		case changed:
			open, end = "{", "}"
		}
		trimmed := strings.TrimRight(p.text, " ")
		b.WriteString(open + trimmed + end + p.text[len(trimmed):])
	}
	return b.String()
}

func TestDiffWords(t *testing.T) {
	for _, test := range []struct{ name, here, there, left, right string }{
		{"same", "one two", "one two", "one two", "one two"},
		{"case, quotes and spaces", "“One”  two", "\"one\" two", "“One”  two", "\"one\" two"},
		{"word added", "one very two", "one two", "one {+very+} two", "one two"},
		{"word dropped", "one two", "one very two", "one two", "one {-very-} two"},
		{"word changed", "one red two", "one blue two", "one {red} two", "one {blue} two"},
		{"all changed", "one", "two", "{one}", "{two}"},
		{"ends", "a b c", "b c d", "{+a+} b c", "b c {-d-}"},
		{"nothing there", "one", "", "{+one+}", ""},
		{"quotation", "We will not raise the toll", "We do not plan to raise the toll",
			"We {will} not raise the toll", "We {do} not {-plan to-} raise the toll"},
	} {
		t.Run(test.name, func(t *testing.T) {
			left, right := diffWords(test.here, test.there)
			if diff := cmp.Diff([]string{test.left, test.right}, []string{show(left), show(right)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestDiffWordsIsADiff checks on random passages that the parts of a side are
// the passage, that what is the same is the same, and that the edit is a
// shortest one.
func TestDiffWordsIsADiff(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() string {
		list := make([]string, r.IntN(12))
		for i := range list {
			list[i] = string(rune('a' + r.IntN(4)))
		}
		return strings.Join(list, " ")
	}
	for range 3000 {
		here, there := random(), random()
		left, right := diffWords(here, there)
		var all, same0 [2]string
		for i, parts := range [][]part{left, right} {
			for _, p := range parts {
				all[i] += p.text
				if p.kind == same {
					same0[i] += p.text
				}
			}
			same0[i] = strings.Join(strings.Fields(same0[i]), " ")
		}
		if all != [2]string{here, there} {
			t.Fatalf("%q and %q: parts are %q", here, there, all)
		}
		if same0[0] != same0[1] {
			t.Fatalf("%q and %q: the same are %q", here, there, same0)
		}
		if got, want := len(strings.Fields(same0[0])), longestCommon(strings.Fields(here), strings.Fields(there)); got != want {
			t.Fatalf("%q and %q: %d words kept, could be %d", here, there, got, want)
		}
	}
}

// longestCommon is the length of a longest common subsequence.
func longestCommon(a, b []string) int {
	table := make([][]int, len(a)+1)
	table[0] = make([]int, len(b)+1)
	for i := range a {
		table[i+1] = make([]int, len(b)+1)
		for j := range b {
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			} else {
				table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			}
		}
	}
	return table[len(a)][len(b)]
}

// TestDiffWordsOfNothingInCommon compares what differs throughout. Twice as
// many words may not take much more than twice the memory; a step of the search
// takes as much of it as of time.
func TestDiffWordsOfNothingInCommon(t *testing.T) {
	compare := func(words int) (bytes uint64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		left, right := diffWords(strings.Repeat("left ", words), strings.Repeat("right ", words))
		runtime.ReadMemStats(&after)
		if len(left) != 1 || len(right) != 1 || left[0].kind != changed {
			t.Errorf("%d and %d parts", len(left), len(right))
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	if once, twice := compare(5_000), compare(10_000); twice > 3*once {
		t.Errorf("%d bytes for 5,000 words, %d for 10,000", once, twice)
	}
}

func TestCondense(t *testing.T) {
	here := "Start differs here. " + strings.Repeat("the very same words ", 100) + "end."
	there := "Start changes here. " + strings.Repeat("the very same words ", 100) + "end now."
	left, right := diffWords(here, there)
	for _, parts := range [][]part{condense(left), condense(right)} {
		s := show(parts)
		if n := len([]rune(s)); n > maxPassage+50 {
			t.Errorf("%d runes: %s", n, s)
		}
		if !strings.Contains(s, " … ") || !strings.HasPrefix(s, "Start {") {
			t.Errorf("not cut in the middle: %s", s)
		}
	}
	if s := show(condense(right)); !strings.HasSuffix(s, "{-now-}.") {
		t.Errorf("the difference at the end was cut: %s", s)
	}
}

func BenchmarkDiffWords(b *testing.B) {
	for b.Loop() {
		diffWords(onePassage, otherPassage)
	}
}
