package article

import (
	"testing"
)

func TestFoldSpace(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " ": "", " a  b\n\tc ": "a b c", "co\u00adoperate": "cooperate", "a\u200bb": "ab", "\ufeffa": "a", "a \x07 b": "a b", "a\u00a0b": "a b", "\u2060": "",
	} {
		if got := foldSpace(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"“Don’t …”": "don't", "– A1! –": "a1", "!": ""} {
		if got := folded(in); got != want {
			t.Errorf("%q: folded %q, want %q", in, got, want)
		}
	}
}
