// Package lang knows the languages that articles are read in: which words may do what
// in a sentence and what they are about, which phrases are signs of what, how
// sentences end. Each is a folder of word lists; a [Lexicon] is one of them compiled,
// and cuts texts into tokens that know their words.
package lang

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/claims/register"
)

// Packs are the language packs, a folder each, named by its language (ISO 639-1,
// such as "en") and holding the files that loadLists reads. A new folder is a
// new language; no code knows their names but English's, the one taken where
// a document states none.
//
//go:embed */*.yaml
var Packs embed.FS

// Default is the language of documents that state none.
const Default = "en"

// Supported reports whether there is a language pack for the language (ISO 639-1, such
// as "en").
func Supported(language string) bool { return slices.Contains(languages(Packs), language) }

// Embedded returns the lexicon of the embedded English pack, read once.
var Embedded = sync.OnceValues(func() (*Lexicon, error) { return load(Packs, Default, nil) })

// Load returns the lexicons of all packs by language. Extensions are YAML documents
// that add to English; without any, the embedded pack is read once for all callers.
func Load(all fs.FS, extensions []io.Reader) (map[string]*Lexicon, error) {
	english, err := Embedded()
	if len(extensions) > 0 {
		english, err = load(all, Default, extensions)
	}
	if err != nil {
		return nil, err
	}
	byLanguage := map[string]*Lexicon{Default: english}
	for _, language := range languages(all) {
		if language == Default {
			continue
		}
		if byLanguage[language], err = load(all, language, nil); err != nil {
			return nil, err
		}
	}
	return byLanguage, nil
}

// load reads and compiles the pack of one language, and what extensions add to it.
func load(all fs.FS, language string, extensions []io.Reader) (*Lexicon, error) {
	l, err := loadLists(all, language)
	if err != nil {
		return nil, err
	}
	for i, r := range extensions {
		if err := l.extend(r); err != nil {
			return nil, fmt.Errorf("word list extension %d: %w", i+1, err)
		}
	}
	x, err := newLexicon(l)
	switch {
	case err != nil && len(extensions) > 0:
		return nil, fmt.Errorf("word list extensions: %w", err)
	case err != nil:
		return nil, fmt.Errorf("language pack %s: %w", language, err)
	}
	return x, nil
}

// languages lists the packs, sorted.
func languages(packs fs.FS) []string {
	words, err := fs.Glob(packs, "*/words.yaml")
	if err != nil {
		panic("claims: " + err.Error()) // the pattern is ours
	}
	for i, file := range words {
		words[i] = path.Dir(file)
	}
	return words
}

// lists are a language pack's files, and what an extension may add to them.
// Every field is additive: an extension cannot take a word away.
type lists struct {
	Words         map[string]string   `yaml:"words"`
	Phrases       map[string][]string `yaml:"phrases"`
	Abbreviations map[string]string   `yaml:"abbreviations"`
	Numbers       Numbers             `yaml:"numbers"`
	Names         map[string]string   `yaml:"names"`
	Kinds         []register.Kind     `yaml:"kinds"`
}

// Numbers says what number words and the words for currencies mean.
type Numbers struct {
	Values     map[string]float64 `yaml:"values"`
	Scales     map[string]float64 `yaml:"scales"`
	Currencies map[string]string  `yaml:"currencies"` // word → sign
	Percent    map[string]string  `yaml:"percent"`    // first word → second
	Months     map[string]int     `yaml:"months"`     // 1 to 12
	Quarter    string             `yaml:"quarter"`    // the letter of "Q3", folded
	Spans      map[string]int     `yaml:"spans"`      // lengths of time, in months
}

// loadLists reads a language's pack and the register.
func loadLists(packs fs.FS, lang string) (*lists, error) {
	l := &lists{Words: map[string]string{}, Phrases: map[string][]string{}}
	for file, into := range map[string]any{
		"words": &l.Words, "phrases": &l.Phrases, "weasel": &l.Phrases,
		"abbreviations": &l.Abbreviations, "numbers": &l.Numbers, "names": &l.Names,
	} {
		data, err := fs.ReadFile(packs, lang+"/"+file+".yaml")
		if err != nil {
			return nil, fmt.Errorf("language pack %s: %w", lang, err)
		}
		if err := decodeStrict(bytes.NewReader(data), into); err != nil {
			return nil, fmt.Errorf("language pack %s: %s: %w", lang, file, err)
		}
	}
	var err error
	l.Kinds, err = register.Kinds()
	return l, err
}

// extend adds a user's lists: a YAML document with any of the keys words,
// phrases, abbreviations, numbers, names and kinds. An unknown key is an error, so that
// a misspelt one is not silently ignored.
func (l *lists) extend(r io.Reader) error {
	var more lists
	if err := decodeStrict(r, &more); err != nil {
		return err
	}
	for class, words := range more.Words {
		if _, ok := l.Words[class]; !ok {
			return fmt.Errorf("words: there is no class %q", class)
		}
		l.Words[class] += " " + words
	}
	for category, phrases := range more.Phrases {
		if _, ok := l.Phrases[category]; !ok {
			return fmt.Errorf("phrases: there is no category %q", category)
		}
		l.Phrases[category] = append(l.Phrases[category], phrases...)
	}
	for list, words := range more.Abbreviations {
		if _, ok := l.Abbreviations[list]; !ok {
			return fmt.Errorf("abbreviations: there is no list %q", list)
		}
		l.Abbreviations[list] += " " + words
	}
	maps.Copy(l.Numbers.Values, more.Numbers.Values)
	maps.Copy(l.Numbers.Scales, more.Numbers.Scales)
	maps.Copy(l.Numbers.Currencies, more.Numbers.Currencies)
	maps.Copy(l.Numbers.Percent, more.Numbers.Percent)
	maps.Copy(l.Numbers.Months, more.Numbers.Months)
	maps.Copy(l.Numbers.Spans, more.Numbers.Spans)
	for list, names := range more.Names {
		if _, ok := l.Names[list]; !ok {
			return fmt.Errorf("names: there is no list %q", list)
		}
		l.Names[list] += " · " + names
	}
	for _, k := range more.Kinds {
		if strings.TrimSpace(k.Kind) == "" {
			return errors.New("kinds: an entry has no kind")
		}
	}
	l.Kinds = append(l.Kinds, more.Kinds...)
	return nil
}

// decodeStrict decodes one YAML document, refusing keys nobody reads. An
// empty document adds nothing and is no error.
func decodeStrict(r io.Reader, into any) error {
	d := yaml.NewDecoder(r)
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}
