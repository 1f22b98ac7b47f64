package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestMeasure tries every change to a package of two functions, of which the
// tests know one well and the other not at all. Without its last return, the
// first does not compile.
func TestMeasure(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"go.mod": "module m\n\ngo 1.26\n",
		"m.go": `package m

// Span is how far the positive numbers below limit reach.
func Span(list []int, limit int) (span int) {
	for _, n := range list {
		if n < 0 || n >= limit {
			continue
		}
		span = max(span, n+1)
	}
	return
}

func unknown(ok bool) bool { return !ok }
`,
		"m_test.go": `package m

import "testing"

func TestSpan(t *testing.T) {
	for want, list := range [][]int{{-1, 9}, {0}, {1, 0, -2}, {2, 9}} {
		if got := Span(list, 9); got != want {
			t.Errorf("%v: %d", list, got)
		}
	}
}

func TestBroken(t *testing.T) { t.Error("is left out") }
`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("git", "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got strings.Builder
	if err := measure(&got, ".", "", time.Minute, 0, 1); err != nil {
		t.Fatal(err)
	}
	// The first makes no difference: what is below 0 is never the most.
	want := `.: 13 of 13 changes, seed 1, 1 more don't compile; missed:
  ./m.go:6 condition forced, reached: n < 0 → false
  ./m.go:14 result changed, not reached: !ok → negated
.: found 11 of 13 (85 %), not reached 1; missed by kind: map[condition forced:1 result changed:1]
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
