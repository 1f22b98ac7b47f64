package similarity

import (
	"fmt"
	"strings"
	"testing"
)

// filler returns sentences that share no word with anything else.
func filler(name string, sentences int) string {
	var b strings.Builder
	for i := range sentences {
		for j := range 12 {
			fmt.Fprintf(&b, "%s%dx%d ", name, i, j)
		}
		b.WriteString("end. ")
	}
	return b.String()
}

// TestDigest checks that pieces of an article which another puts next to each
// other are one match, and that pieces left apart are not.
func TestDigest(t *testing.T) {
	const (
		one   = "The ferry company will run its last crossing to the island on the thirtieth of June."
		two   = "Farmers on the island fear that their milk will spoil before a private boat can be hired."
		three = "A bridge was promised in nineteen sixty and has been in every party's programme since."
	)
	article := one + " " + filler("b", 8) + two + " " + filler("c", 8) + three + " " + filler("d", 2)
	if got := find(t, article, filler("a", 3)+one+" "+two+" "+three+" "+filler("e", 3)).Matches; len(got) != 1 || got[0].Longest < 16 {
		t.Errorf("a digest of three sentences: got %+v, want one match", got)
	}
	if got := find(t, article, one+" "+filler("a", 4)+two+" "+filler("e", 4)+three).Matches; len(got) != 3 {
		t.Errorf("three sentences apart from each other: got %+v, want three matches", got)
	}
}

// TestToldOnce checks that a rewording of what is copied elsewhere in the same
// two texts is no match of its own.
func TestToldOnce(t *testing.T) {
	again := "For the town it ends ninety years of lessons, galas and morning lengths in the cold stone building."
	got := find(t, "A lead. "+original, original+" "+filler("a", 6)+again).Matches
	for _, m := range got {
		if m.A.Text != m.B.Text && m.Kind == Reworded {
			t.Errorf("a second match tells of the copied passage: %+v", m)
		}
	}
	if len(got) == 0 {
		t.Error("the copied passage was not found")
	}
}

// TestSaidMoreOften checks that a passage which one text repeats more often than
// the other is one match, not one for each way to lay them side by side.
func TestSaidMoreOften(t *testing.T) {
	verse := func(times int) string {
		var b strings.Builder
		for i := range times {
			fmt.Fprintf(&b, "The tide comes in, the tide goes out, and boat %d stays where the harbour master tied it. ", i%2)
		}
		return b.String()
	}
	got := find(t, filler("a", 3)+verse(6)+filler("b", 3), filler("c", 2)+verse(8)).Matches
	between := 0
	for _, m := range got {
		if m.A.Text != m.B.Text {
			between++
		}
	}
	if between != 1 {
		t.Errorf("got %d matches between the texts, want 1: %+v", between, got)
	}
}

// TestKnownReuse checks that of texts which share a passage, a loosely reworded
// clause more is no match, and one of nearly the same words is.
func TestKnownReuse(t *testing.T) {
	const told = "The old swimming teacher locked the heavy doors herself and carried the brass clock home in a wheelbarrow."
	tests := []struct {
		name, again string
		want        int
	}{
		{"nearly the same", "The heavy doors were locked by the old swimming teacher, who carried home the brass clock in a wheelbarrow.", 2},
		{"loosely", "The old swimming teacher carried the brass clock home past heavy crowds of parents, who sang songs by the locked gate.", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := find(t, original+" "+filler("a", 8)+told, original+" "+filler("b", 9)+test.again).Matches
			if len(got) != test.want {
				t.Errorf("got %d matches, want %d: %+v", len(got), test.want, got)
			}
		})
	}
}
