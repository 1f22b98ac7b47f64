package text

import (
	"strings"
	"testing"
)

func TestInFull(t *testing.T) {
	for short, want := range map[string]string{
		"We're here": "we are here", "can't": "can not", "cannot": "can not", "didn't": "did not", "it won't": "it will not", "a tent": "a tent",
	} {
		if got := strings.TrimSpace(InFull(Key(short))); got != want {
			t.Errorf("%q: %q, want %q", short, got, want)
		}
	}
}
