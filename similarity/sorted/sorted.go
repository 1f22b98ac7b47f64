// Package sorted has what lists in order are asked for.
package sorted

import (
	"cmp"
	"slices"
)

// Common counts the members that two lists in order share; one that stands in
// both several times, as often as it stands in either.
func Common[T cmp.Ordered](a, b []T) int {
	shared := 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			shared++
			a, b = a[1:], b[1:]
		}
	}
	return shared
}

// Distinct sorts a list and returns its members, each once. It keeps the list's
// memory.
func Distinct[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Clip(slices.Compact(list))
}
