package reuse

import (
	"testing"

	"copydesk.dev/similarity"
)

func TestLikeness(t *testing.T) {
	for score, want := range map[float64]string{1: "says almost the same as", 0.8: "says much the same as", 0.7: "follows", 0.5: "resembles"} {
		u := held{Judged: &Judged{Match: similarity.Match{Score: score}}}
		if got := u.likeness(); got != want {
			t.Errorf("at %g: %q, want %q", score, got, want)
		}
	}
}
