package claims

import (
	"strings"
	"testing"
	"testing/fstest"

	"copydesk.dev/audit/claims/lang"
)

// TestSecondLanguage adds a language by its folder alone: word lists of a made-up
// tongue that says "sprak" for "said".
func TestSecondLanguage(t *testing.T) {
	pack := fstest.MapFS{}
	for _, file := range []string{"words", "phrases", "weasel", "abbreviations", "numbers", "names"} {
		data, err := lang.Packs.ReadFile("en/" + file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if file == "words" {
			data = []byte(strings.Replace(string(data), "\nsay: >-\n", "\nsay: >-\n  sprak\n", 1))
		}
		pack["qq/"+file+".yaml"] = &fstest.MapFile{Data: data}
	}
	a, err := newFrom(pack, nil)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]int{"": 0, "en": 0, "qq": 2} {
		level := 0
		if at := a.Assess(Document{Text: "Bakers are tired, Ingrid Solheim sprak.", Language: lang})[0].Attribution; at != nil {
			level = at.Level
		}
		if level != want {
			t.Errorf("language %q: level %d, want %d", lang, level, want)
		}
	}
	delete(pack, "qq/numbers.yaml")
	if _, err := newFrom(pack, nil); err == nil || !strings.Contains(err.Error(), "qq") {
		t.Errorf("a pack without its numbers: error %v", err)
	}
}

// TestExtensionErrors shows that what an extension gets wrong is named.
func TestExtensionErrors(t *testing.T) {
	for yaml, want := range map[string]string{
		"words: {sya: x}":                 "sya",
		"phrases: {hearsy: [x y]}":        "hearsy",
		"phrases: {hearsay: ['x//y']}":    "x//y",
		"phrases: {hearsay: ['{say} x']}": "{say} x",
		"phrases: {hearsay: ['x? y']}":    "x? y",
		"abbreviations: {nevr: x}":        "nevr",
		"names: {unknwon: x}":             "unknwon",
		"wrods: {say: x}":                 "wrods",
		"words: [":                        "extension 1",
	} {
		if _, err := New(strings.NewReader(yaml)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "extension") {
			t.Errorf("%s: error %v", yaml, err)
		}
	}
	a, err := New(strings.NewReader("abbreviations: {always: zq}"), strings.NewReader("names: {known: ZENQ9}"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(a.Assess(Document{Text: "The zq. of Orlby has ZENQ9."})); got != 1 {
		t.Errorf("an abbreviation added: %d sentences", got)
	}
	if _, err := New(strings.NewReader("names: {known: ZENQ9}"), strings.NewReader("words: {sya: x}")); err == nil || !strings.Contains(err.Error(), "extension 2") {
		t.Errorf("the second extension is wrong: %v", err)
	}
}
