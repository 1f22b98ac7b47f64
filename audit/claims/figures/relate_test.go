package figures

import (
	"slices"
	"testing"
)

// TestSharedStems holds what two sorted lists share against looking for each.
func TestSharedStems(t *testing.T) {
	subset := func(bits int) (list []string) {
		for i, s := range []string{"a", "b", "c", "d", "e"} {
			if bits>>i&1 == 1 {
				list = append(list, s)
			}
		}
		return list
	}
	for i := range 32 {
		for j := range 32 {
			a, b, want := subset(i), subset(j), subset(i&j)
			if got := intersect(a, b); !slices.Equal(got, want) || Common(a, b) != len(want) {
				t.Errorf("%q and %q: %q, %d in common", a, b, got, Common(a, b))
			}
		}
	}
}
