package article

import (
	"strings"
	"testing"
)

func TestMemberName(t *testing.T) {
	for in, want := range map[string]string{
		"a/b.html": "a/b.html", "/a//b.html": "a/b.html", `a\b.html`: "a/b.html", "../../b.html": "b.html", "a/../b#1\n.html": "b_1_.html",
		"": "unnamed", "/": "unnamed", "..": "unnamed", "a\xff.html": "a\uFFFD.html",
		strings.Repeat("x", maxName):           strings.Repeat("x", maxName),
		"y" + strings.Repeat("x", maxName):     "…" + strings.Repeat("x", maxName),
		"abc" + strings.Repeat("é", maxName/2): "…" + strings.Repeat("é", maxName/2),
		strings.Repeat("é", maxName/2) + "ab":  "…" + strings.Repeat("é", maxName/2-1) + "ab",
		strings.Repeat("é", maxName/2) + "a":   "…" + strings.Repeat("é", maxName/2-1) + "a",
	} {
		if got := memberName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
