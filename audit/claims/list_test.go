package claims

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// items makes a list of n items by a format with a number in it.
func items(n int, format string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, 1000+i)
	}
	return list
}

func TestLists(t *testing.T) {
	words := strings.Fields(strings.Repeat("the oven was cold ", 250))
	tests := []struct {
		name, text string
		want       []string
	}{
		{"semicolons", strings.Join(items(100, "the guild of Orlby counted %d cold and empty ovens;"), " "),
			items(100, "the guild of Orlby counted %d cold and empty ovens;")},
		{"bars", strings.Join(items(100, "Ovens of the town of Orlby and Lund | %d |"), " "),
			items(100, "Ovens of the town of Orlby and Lund | %d |")},
		{"bullets", strings.Join(items(100, "• the guild of Orlby counted %d cold ovens"), " "),
			items(100, "• the guild of Orlby counted %d cold ovens")},
		{"commas", strings.Repeat("Ada Holt of Orlby, ", 200),
			[]string{strings.TrimSpace(strings.Repeat("Ada Holt of Orlby, ", 80)), strings.TrimSpace(strings.Repeat("Ada Holt of Orlby, ", 80)), strings.TrimSpace(strings.Repeat("Ada Holt of Orlby, ", 40))}},
		{"words", strings.Join(words, " "),
			[]string{strings.Join(words[:400], " "), strings.Join(words[400:800], " "), strings.Join(words[800:], " ")}},
		{"marks", strings.Repeat("%", 1000), []string{strings.Repeat("%", 400), strings.Repeat("%", 400), strings.Repeat("%", 200)}},
		{"an owner", strings.Repeat("oven ", 399) + "Brandt's oven",
			[]string{strings.TrimSpace(strings.Repeat("oven ", 399)), "Brandt's oven"}},
		{"as long as a sentence may be", strings.Join(words[:400], " "), []string{strings.Join(words[:400], " ")}},
		{"one word", strings.Repeat("a", 10_000), []string{strings.Repeat("a", 10_000)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := slices.Concat([]string{"The list."}, tt.want, []string{"The end."})
			got := sentencesOf("The list.\n\n" + tt.text + "\n\nThe end.")
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func sentencesOf(text string) []string {
	var list []string
	for _, s := range Segment(text, nil) {
		list = append(list, text[s.Start:s.End])
	}
	return list
}

// TestListsStayAsTheyAre changes an item of a list: the others are what they were,
// so that findings on them are known again.
func TestListsStayAsTheyAre(t *testing.T) {
	list := items(300, "the guild of Orlby counted %d cold and empty ovens;")
	before := sentencesOf(strings.Join(list, " "))
	list[0] = "nobody counted anything in any of the other towns, and nobody will;"
	after := sentencesOf(strings.Join(list, " "))
	if d := cmp.Diff(before[1:], after[1:]); d != "" {
		t.Errorf("(-before +after)\n%s", d)
	}
}

// TestListIsAskedAboutOnce reads a table without a source: it has one finding and
// not one a row, and none if a row names who counted.
func TestListIsAskedAboutOnce(t *testing.T) {
	list := items(60, "in Orlby %d bakers and 12 percent of the millers left;")
	findings := func(text string) (checks []string) {
		for _, s := range newAssessor(t).Assess(Document{Text: text}) {
			for _, p := range s.Problems {
				checks = append(checks, p.Check)
			}
		}
		return checks
	}
	if got, want := findings(strings.Join(list, " ")), []string{checkStatistic}; !slices.Equal(got, want) {
		t.Errorf("without a source: %q, want %q", got, want)
	}
	two := strings.Join(list, " ") + "\n\n" + strings.Join(list, " ")
	if got, want := findings(two), []string{checkStatistic, checkStatistic}; !slices.Equal(got, want) {
		t.Errorf("two lists: %q, want %q", got, want)
	}
	list[40] = "all of this according to the Census Bureau and its reports;"
	if got := findings(strings.Join(list, " ")); len(got) > 0 {
		t.Errorf("with a source: %q", got)
	}
}

// TestVoids reads brackets and spaces behind a full stop, which the library that
// knows Unicode's rules reads again for each of them.
func TestVoids(t *testing.T) {
	gap, closing := strings.Repeat(" ", 200), strings.Repeat(")", 200)
	tests := []struct {
		text string
		want []string
	}{
		{"He left." + gap + "She stayed.", []string{"He left.", "She stayed."}},
		{"He left" + gap + "and she stayed.", []string{"He left" + gap + "and she stayed."}},
		{"He left." + closing + " She stayed.", []string{"He left." + closing[:64], closing[64:] + " She stayed."}},
		{"He left.”)" + gap[:60] + "She stayed.", []string{"He left.”)", "She stayed."}},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, sentencesOf(tt.text)); d != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, d)
		}
	}
}
