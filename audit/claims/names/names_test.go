package names

import "testing"

func TestList(t *testing.T) {
	list := New(map[string]string{"models": "GPT-4 · PostgreSQL", "chips": "Inferentia2"}, map[string]string{"the associated press": "Associated Press"})
	for _, tt := range []struct {
		name, nearest string
		edits         int
		known         bool
	}{
		{"gpt 4", "GPT-4", 0, true}, {"GPT-7", "GPT-4", 1, true}, {"KGPT4", "GPT-4", 1, false},
		{"Inferentia4x", "Inferentia2", 2, true}, {"ZQX9", "", 0, false},
	} {
		if near, edits := list.Nearest(Key(tt.name)); near != tt.nearest || edits != tt.edits {
			t.Errorf("%s: nearest %q at %d, want %q at %d", tt.name, near, edits, tt.nearest, tt.edits)
		}
		if got := list.Knows(Key(tt.name)); got != tt.known {
			t.Errorf("%s: known %v", tt.name, got)
		}
	}
	if !list.Knows(Key("The Associated Press")) {
		t.Error("a name of the others is not known")
	}
	if got := list.NearestMixed(Key("PostgresSQL")); got != "PostgreSQL" {
		t.Errorf("near to PostgresSQL is %q", got)
	}
}

func TestShapes(t *testing.T) {
	for _, tt := range []struct {
		word                  string
		plain, camel, product bool
	}{
		{"ovens", true, false, false}, {"Oven", true, false, false}, {"PostgreSQL", false, true, false},
		{"KGPT4", false, false, true}, {"A40", false, false, false}, {"GPT-4", false, false, true},
	} {
		if Plain(tt.word) != tt.plain || CamelCase(tt.word) != tt.camel || ProductShaped(tt.word) != tt.product {
			t.Errorf("%s: plain %v, camel case %v, a product's shape %v", tt.word, Plain(tt.word), CamelCase(tt.word), ProductShaped(tt.word))
		}
	}
}
