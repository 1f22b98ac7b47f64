package lang

import (
	"strings"
	"testing"

	"copydesk.dev/audit/claims/names"
)

// TestPacks checks that every folder is a language's: one without words.yaml would be
// passed over.
func TestPacks(t *testing.T) {
	folders, err := Packs.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if !Supported(folder.Name()) {
			t.Errorf("%s has no words.yaml", folder.Name())
		}
	}
}

func TestNearestName(t *testing.T) {
	x, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, nearest string
		edits         int
	}{
		{"KGPT4", "GPT-4", 1}, {"Inferentia4x", "Inferentia2", 2}, {"ZQX9", "", 0}, {"PSL2", "", 0},
	} {
		if near, edits := x.Names.Nearest(names.Key(tt.name)); near != tt.nearest || edits != tt.edits {
			t.Errorf("%s: nearest %q at %d, want %q at %d", tt.name, near, edits, tt.nearest, tt.edits)
		}
	}
	for _, known := range []string{"GPT-4o", "gpt 5", "Inferentia2", "Trainium3", "FANG+"} {
		if !x.Names.Knows(names.Key(known)) {
			t.Errorf("%s is not known", known)
		}
	}
}

func TestPhraseMatch(t *testing.T) {
	x, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	text := "Officials familiar with the plan said it is widely believed to fail."
	tokens := x.Tokenize(nil, text, 0, len(text))
	var got []string
	for _, h := range Phrases(nil, tokens) {
		if h.Category != SignWeasel {
			got = append(got, text[tokens[h.From].Start:tokens[h.To-1].End])
		}
	}
	if want := "familiar with the|it is widely believed|is widely believed to|widely believed"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}
