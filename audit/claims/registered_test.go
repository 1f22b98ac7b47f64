package claims

import (
	"slices"
	"testing"
)

func TestSourceNames(t *testing.T) {
	a := newAssessor(t)
	for _, name := range []string{"AP", "The Associated Press", "associated press"} {
		if got := a.SourceNames(name); !slices.Equal(got, []string{"ap", "associated press"}) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := a.SourceNames("Nobody of That Name"); got != nil {
		t.Errorf("an unknown name has the names %q", got)
	}
}

func TestSourceKindAndDomain(t *testing.T) {
	a := newAssessor(t)
	for name, want := range map[string][2]string{"Reuters": {"agency", "reuters.com"}, "the Reuters": {"agency", "reuters.com"}, "Nobody of That Name": {}} {
		if got := [2]string{a.SourceKind(name), a.SourceDomain(name)}; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
