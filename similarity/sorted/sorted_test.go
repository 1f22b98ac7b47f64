package sorted

import (
	"slices"
	"testing"
)

func TestCommon(t *testing.T) {
	tests := []struct {
		a, b []int
		want int
	}{
		{nil, nil, 0},
		{[]int{1}, nil, 0},
		{[]int{1, 2, 3}, []int{2, 3, 4}, 2},
		{[]int{1, 3, 5}, []int{2, 4, 6}, 0},
		{[]int{2, 2, 2}, []int{2, 2}, 2},
		{[]int{1, 2, 2, 7}, []int{0, 2, 7, 9}, 2},
	}
	for _, test := range tests {
		if got := Common(test.a, test.b); got != test.want {
			t.Errorf("%v and %v share %d, want %d", test.a, test.b, got, test.want)
		}
		if got := Common(test.b, test.a); got != test.want {
			t.Errorf("%v and %v share %d, want %d", test.b, test.a, got, test.want)
		}
	}
}

func TestDistinct(t *testing.T) {
	got := Distinct([]string{"c", "a", "c", "b", "a"})
	if want := []string{"a", "b", "c"}; !slices.Equal(got, want) || cap(got) != len(want) {
		t.Errorf("got %v of capacity %d, want %v", got, cap(got), want)
	}
}
