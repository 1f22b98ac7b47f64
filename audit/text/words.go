package text

import (
	"bytes"
	_ "embed"
	"strings"

	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/article"
)

//go:embed words.yaml
var wordsFile []byte

// words are the word lists of words.yaml, as keys.
var words = mustReadWords(wordsFile)

type wordLists struct {
	release []string
	spoken  map[string]string
}

// mustReadWords reads the embedded lists; a mistake in them is one in the
// program.
func mustReadWords(file []byte) wordLists {
	var lists struct {
		Release []string
		Spoken  map[string]string
	}
	decoder := yaml.NewDecoder(bytes.NewReader(file))
	decoder.KnownFields(true)
	if err := decoder.Decode(&lists); err != nil {
		panic("audit/text/words.yaml: " + err.Error())
	}
	var w wordLists
	for _, s := range lists.Release {
		w.release = append(w.release, Key(s))
	}
	w.spoken = make(map[string]string)
	for short, full := range lists.Spoken {
		w.spoken[strings.TrimSpace(Key(short))] = strings.TrimSpace(Key(full))
	}
	return w
}

// IsNobody reports whether a byline names no writer: "Staff", "Newsroom", or
// the outlet itself.
func IsNobody(byline, outlet string) bool {
	name := Key(byline)
	if own := Key(outlet); own != " " {
		name = strings.ReplaceAll(name, own, " ")
	}
	return name == " " || article.IsGenericByline(strings.TrimSpace(name))
}

// InFull returns the words of a key with the short forms of speech written out:
// "we re" as "we are", "didn t" as "did not".
func InFull(text string) string {
	short := strings.Fields(text)
	full := []string{""}
	for i := 0; i < len(short); i++ {
		if i+1 < len(short) {
			if pair, ok := words.spoken[short[i]+" "+short[i+1]]; ok {
				full = append(full, pair)
				i++
				continue
			}
			if stem, ok := strings.CutSuffix(short[i], "n"); ok && short[i+1] == "t" {
				full = append(full, stem, "not")
				i++
				continue
			}
		}
		word, ok := words.spoken[short[i]]
		if !ok {
			word = short[i]
		}
		full = append(full, word)
	}
	return strings.Join(append(full, ""), " ")
}
