package claims

import (
	"strings"
	"testing"
)

func TestRegister(t *testing.T) {
	x, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, kind string }{
		{"Reuters", sourceAgency}, {"the New York Times", sourceOutlet}, {"FT", sourceOutlet},
		{"Gartner", sourceResearch}, {"Pentagon", "government"}, {"Leipzig", ""},
	} {
		kind := ""
		if e := x.register.named(tt.name); e != nil {
			kind = e.kind
		}
		if kind != tt.kind {
			t.Errorf("%s: kind %q, want %q", tt.name, kind, tt.kind)
		}
	}
	for _, tt := range []struct{ href, name string }{
		{"https://www.reuters.com/a", "Reuters"}, {"https://news.example.org/", ""}, {"#top", ""}, {"::", ""},
	} {
		name := ""
		if e := x.register.linked(tt.href); e != nil {
			name = e.name
		}
		if name != tt.name {
			t.Errorf("%s: leads to %q, want %q", tt.href, name, tt.name)
		}
	}
	const fewest = 250
	seen := map[*source]bool{}
	for _, e := range x.register.byName {
		seen[e] = true
	}
	if len(seen) < fewest {
		t.Errorf("the register has %d sources, want at least %d", len(seen), fewest)
	}
}

// TestRegisterUnambiguous keeps two sources from sharing a name: the later
// one would silently win.
func TestRegisterUnambiguous(t *testing.T) {
	l, err := loadLists("en")
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, k := range l.Kinds {
		for _, s := range k.Sources {
			for _, name := range append([]string{s.Name}, s.Aliases...) {
				key := strings.TrimPrefix(Fold(name), "the ")
				if other, ok := owner[key]; ok && other != s.Name {
					t.Errorf("%q names both %s and %s", name, other, s.Name)
				}
				owner[key] = s.Name
			}
		}
	}
}

func TestNearestName(t *testing.T) {
	x, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, nearest string
		edits         int
	}{
		{"KGPT4", "GPT-4", 1}, {"Inferentia4x", "Inferentia2", 2}, {"ZQX9", "", 0}, {"PSL2", "", 0},
	} {
		if near, edits := x.names.nearest(squeeze(tt.name)); near != tt.nearest || edits != tt.edits {
			t.Errorf("%s: nearest %q at %d, want %q at %d", tt.name, near, edits, tt.nearest, tt.edits)
		}
	}
	for _, known := range []string{"GPT-4o", "gpt 5", "Inferentia2", "Trainium3", "FANG+"} {
		if !x.names.knows(squeeze(known), nil) {
			t.Errorf("%s is not known", known)
		}
	}
}

func TestPhraseMatch(t *testing.T) {
	x, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	text := "Officials familiar with the plan said it is widely believed to fail."
	tokens := x.tokenize(nil, text, 0, len(text))
	var got []string
	for _, h := range phrases(nil, tokens) {
		if h.category != catWeasel {
			got = append(got, text[tokens[h.from].start:tokens[h.to-1].end])
		}
	}
	if want := "familiar with the|it is widely believed|is widely believed to|widely believed"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}
