package worddiff

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// show writes parts with their marks: {+only here+}, {-only there-}, {changed}.
func show(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		open, end := "", ""
		switch p.Kind {
		case Added:
			open, end = "{+", "+}"
		case Dropped:
			open, end = "{-", "-}"
		case Changed:
			open, end = "{", "}"
		}
		trimmed := strings.TrimRight(p.Text, " ")
		b.WriteString(open + trimmed + end + p.Text[len(trimmed):])
	}
	return b.String()
}

func TestCompare(t *testing.T) {
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
			left, right := Compare(test.here, test.there)
			if diff := cmp.Diff([]string{test.left, test.right}, []string{show(left), show(right)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestIsADiff checks on random passages that the parts of a side are
// the passage, that what is the same is the same, and that the edit is a
// shortest one.
func TestIsADiff(t *testing.T) {
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
		left, right := Compare(here, there)
		var all, same0 [2]string
		for i, parts := range [][]Part{left, right} {
			for _, p := range parts {
				all[i] += p.Text
				if p.Kind == Same {
					same0[i] += p.Text
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

// TestNothingInCommon compares what differs throughout. Twice as
// many words may not take much more than twice the memory; a step of the search
// takes as much of it as of time.
func TestNothingInCommon(t *testing.T) {
	compare := func(words int) (bytes uint64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		left, right := Compare(strings.Repeat("left ", words), strings.Repeat("right ", words))
		runtime.ReadMemStats(&after)
		if len(left) != 1 || len(right) != 1 || left[0].Kind != Changed {
			t.Errorf("%d and %d parts", len(left), len(right))
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	if once, twice := compare(5_000), compare(10_000); twice > 3*once {
		t.Errorf("%d bytes for 5,000 words, %d for 10,000", once, twice)
	}
}

// Two passages as two newspapers print them.
const (
	here  = "The bridge will close in April for at least two years, and lorries will be sent over the northern ring road, the port said on Monday."
	there = "The bridge is to close in April for two years and lorries will be sent round by the northern ring road, the port authority said on Monday."
)

func BenchmarkCompare(b *testing.B) {
	for b.Loop() {
		Compare(here, there)
	}
}

// FuzzCompare checks that the parts of both passages are the passages, that what
// is called the same is.
func FuzzCompare(f *testing.F) {
	f.Add(here, there)
	f.Add("a “b” c", "A \"b\"  d\n\n")
	f.Add(strings.Repeat("same words here ", 60)+"x", strings.Repeat("same words here ", 60)+"y")
	f.Fuzz(func(t *testing.T, here, there string) {
		valid := utf8.ValidString(here) && utf8.ValidString(there)
		left, right := Compare(here, there)
		kept := [2]string{}
		for i, side := range [][]Part{left, right} {
			whole := ""
			for _, p := range side {
				if whole += p.Text; p.Kind == Same {
					kept[i] += p.Text
				}
				if p.Text == "" || valid && !utf8.ValidString(p.Text) {
					t.Fatalf("part %q", p.Text)
				}
			}
			if want := []string{here, there}[i]; whole != want {
				t.Fatalf("parts of %q make %q", want, whole)
			}
		}
		a, b := splitWords(kept[0]), splitWords(kept[1])
		if valid && len(left) == 1 && len(right) == 1 && left[0].Kind == Same && len(a) != len(b) {
			t.Fatalf("%q and %q are not the same", here, there)
		}
	})
}
