package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRemovedTogether makes one entry of neighbours with one reason, as long as
// it can be read at a glance.
func TestRemovedTogether(t *testing.T) {
	var l removedList
	l.add("News", "menu")
	l.add("Sport", "menu")
	l.add("By Ann", "byline")
	l.add("Letters", "menu")
	l.apart = true
	l.add("Weather", "menu")
	l.add(strings.Repeat("x", maxTogether-len("Weather")-1), "menu")
	l.add("x", "menu")
	want := []Removed{{"News\nSport", "menu"}, {"By Ann", "byline"}, {"Letters", "menu"}, {"Weather\n" + strings.Repeat("x", maxTogether-len("Weather")-1), "menu"}, {"x", "menu"}}
	if diff := cmp.Diff(want, l.list()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestRemovedBounded lists so many blocks and bytes and no more, and says how
// much it leaves out.
func TestRemovedBounded(t *testing.T) {
	var many removedList
	for i := range maxOutside + 2 {
		if got, want := many.admits("abc"), i < maxOutside; got != want {
			t.Fatalf("block %d is listed: %v", i+1, got)
		}
	}
	if got := many.list(); len(got) != 1 || got[0].Text != "… and 2 more blocks of 6 bytes" {
		t.Errorf("many: %+v", got)
	}
	var long removedList
	half := strings.Repeat("x", maxOutsideBytes/2)
	for i, text := range []string{half, half[1:], "xx", "x", "x"} {
		if got, want := long.admits(text), i != 2 && i != 4; got != want {
			t.Errorf("block %d is listed: %v", i+1, got)
		}
	}
	if got := long.list(); len(got) != 1 || got[0].Text != "… and 2 more blocks of 3 bytes" {
		t.Errorf("long: %+v", got)
	}
}
