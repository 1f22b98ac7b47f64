package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScan(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // words as they are, "#" before a number, "q" before a quotation mark, "'" before a possessive
	}{
		{"words and marks", "The ovens, cold.", []string{"The", "ovens", ",", "cold", "."}},
		{"numbers", "16,000 of 4.6x and 16-inch", []string{"#16,000", "of", "#4.6x", "and", "#16-inch"}},
		{"owners", "Brandt's ovens, the firm 's, O.B.C.'s", []string{"Brandt", "''s", "ovens", ",", "the", "firm", "''s", ",", "O.B.C", ".", "''s"}},
		{"quotation marks", "“Cold,” ''they'' said", []string{"q“", "Cold", ",", "q”", "q''", "they", "q''", "said"}},
		{"a slash and a range", "24/7 at 5-10", []string{"#24/7", "at", "#5", "-", "#10"}},
		{"nothing", " \n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			scan := Scan(tt.text, 0, len(tt.text))
			for p, ok := scan.Next(); ok; p, ok = scan.Next() {
				sign := map[Kind]string{Number: "#", Quote: "q"}[p.Kind]
				if p.Possessive {
					sign = "'"
				}
				got = append(got, sign+tt.text[p.Start:p.End])
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	wrappedText := "The council met for the first time since the\nflood and agreed to pay for a new bridge over the\nriver."
	tests := []struct {
		name, text string
		want       []string
	}{
		{"blank lines", "One.\n\n Two. \n \n\nThree.", []string{"One.", "Two.", "Three."}},
		{"lines", "One\nTwo", []string{"One", "Two"}},
		{"lines an editor wrapped", wrappedText, []string{wrappedText}},
		{"an indented line", "One.\n  Two.", []string{"One.", "Two."}},
		{"nothing", "\n \n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range Paragraphs(tt.text) {
				got = append(got, tt.text[b.Start:b.End])
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// FuzzScan reads any text: tokens lie in order, and nothing but white space between
// them.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"The firm 's 4.6x “ovens''", "\xff’s 1,0.", strings.Repeat("a's ", 3)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		pos := 0
		scan := Scan(text, 0, len(text))
		for p, ok := scan.Next(); ok; p, ok = scan.Next() {
			if p.Start < pos || p.End <= p.Start || p.End > len(text) {
				t.Fatalf("%+v behind %d", p, pos)
			}
			if gap := strings.TrimFunc(text[pos:p.Start], IsSpace); gap != "" {
				t.Fatalf("%q is in no token", gap)
			}
			pos = p.End
		}
		if rest := strings.TrimFunc(text[pos:], IsSpace); rest != "" {
			t.Fatalf("%q is in no token", rest)
		}
	})
}

// FuzzNormal checks that a word in its normal form is left as it is.
func FuzzNormal(f *testing.F) {
	for _, s := range []string{"Women’s", "İSTANBUL", "ﬁle", "\xff", "naïve"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Normal(s); Normal(got) != got {
			t.Errorf("%q becomes %q, and that to %q", s, got, Normal(got))
		}
	})
}
