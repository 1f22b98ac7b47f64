package article

import (
	"slices"
	"strings"
	"testing"
)

func TestNeeded(t *testing.T) {
	tests := []struct {
		expression string
		want       []string
	}{
		{`^read more\b`, []string{"READ MORE"}},
		{`(photo|image) (by|via)`, []string{"PHOTO", "IMAGE"}},
		{`^follow us( on twitter)?$`, []string{"FOLLOW US"}},
		{`^\d+ (min|minute)s? read`, []string{" READ"}},
		{`(share|\d+) this`, []string{" THIS"}},
		{`^\W+$`, nil},
		{`a|\d`, nil},
		{`(ab){0,3}`, nil},
		{`(ab){2,3}`, []string{"AB"}},
		{`straße`, []string{"STRASSE", "STRAßE"}[1:]},
	}
	for _, test := range tests {
		p, err := compilePattern(test.expression)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Clone(p.needed)
		slices.Sort(got)
		want := slices.Clone(test.want)
		for i := range want {
			want[i] = inOneCase(want[i])
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s needs %q, want %q", test.expression, got, want)
		}
	}
}

// FuzzPattern checks that no pattern of the rules fits a text which holds
// nothing that it needs.
func FuzzPattern(f *testing.F) {
	rules, err := loadRules()
	if err != nil {
		f.Fatal(err)
	}
	var patterns []pattern
	for _, r := range rules {
		patterns = append(patterns, slices.Concat(r.Match, r.All)...)
	}
	for _, s := range []string{"Read more: tides", "ſhare this", "\u212aommentare", "Photo by Ada Holt/Reuters", "© 2026", "By Ada Holt\nStaff writer", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cased := inOneCase(text)
		for _, p := range patterns {
			if !p.mayFit(cased) && p.MatchString(text) {
				t.Errorf("%s fits %q, which holds none of %q", p, text, p.needed)
			}
		}
	})
}

// TestInOneCase checks letters that are the same but for case, as regular
// expressions have it.
func TestInOneCase(t *testing.T) {
	for _, same := range [][2]string{{"Read Us", "rEAD uS"}, {"ſ", "S"}, {"\u212a", "k"}, {"Σς", "σσ"}, {"é", "É"}} {
		if a, b := inOneCase(same[0]), inOneCase(same[1]); a != b {
			t.Errorf("%q and %q are %q and %q", same[0], same[1], a, b)
		}
	}
	if got := inOneCase("12 – €"); got != "12 – €" || strings.ToUpper(got) != got {
		t.Errorf("signs became %q", got)
	}
}
