// Package labels reads articles whose sentences two readers judged
// independently, after one guide: does the sentence carry a claim, who is its
// source, would an editor ask for one.
//
// Two collections are read. One holds its own texts and labels (a folder with
// articles/, A.jsonl and B.jsonl). Of the other this package holds the labels
// alone, keyed by set, file and sentence number ([Split]); its texts are third
// parties' and lie in the sets that they name.
package labels

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The labels a reader gives.
const (
	None       = "none"
	Attributed = "attributed"
	Flag       = "flag"
)

// Label is one reader's judgement of one sentence.
type Label struct {
	Label      string `json:"label"`
	Source     string `json:"source,omitempty"`     // of an attributed sentence
	Category   string `json:"category,omitempty"`   // of a flag, as the next four
	Severity   string `json:"severity,omitempty"`   // high, medium or low
	Trigger    string `json:"trigger,omitempty"`    // words of the sentence
	Borderline bool   `json:"borderline,omitempty"` // reasonable editors differ
}

// Labelled is a sentence and what the two readers said of it.
type Labelled struct {
	Start, End int // bytes of the article's text, 0-based, End exclusive
	A, B       Label
}

// Article is a text with its labelled sentences, in order. Sentences beyond
// the last labelled one were not read.
type Article struct {
	Set, File    string
	Text         string
	KindA, KindB string // news, analysis, opinion, advice, release, marketing, science, feature, sport or essay
	Sentences    []Labelled
}

// Name is the article's name among all sets.
func (a Article) Name() string { return a.Set + "/" + a.File }

// line is a line of a file of labels: a sentence's or an article's.
type line struct {
	Set      string `json:"set,omitempty"`
	File     string `json:"file"`
	N        int    `json:"n,omitempty"`
	Sentence string `json:"sentence,omitempty"`
	Kind     string `json:"kind,omitempty"`
	Label
}

// ReadFolder reads a folder that holds texts and labels, and names it set.
func ReadFolder(folder, set string) ([]Article, error) {
	var articles []*Article
	byFile := map[string]*Article{}
	first, err := readLines(filepath.Join(folder, "A.jsonl"))
	if err != nil {
		return nil, err
	}
	second, err := readLines(filepath.Join(folder, "B.jsonl"))
	if err != nil {
		return nil, err
	}
	type key struct {
		file string
		n    int
	}
	others := map[key]Label{}
	for _, l := range second {
		others[key{l.File, l.N}] = l.Label
	}
	from := 0
	for _, l := range first {
		a := byFile[l.File]
		if a == nil {
			text, err := os.ReadFile(filepath.Join(folder, "articles", l.File))
			if err != nil {
				return nil, fmt.Errorf("labels: %w", err)
			}
			a = &Article{Set: set, File: l.File, Text: string(text)}
			byFile[l.File], articles, from = a, append(articles, a), 0
		}
		at := strings.Index(a.Text[from:], l.Sentence)
		other, read := others[key{l.File, l.N}]
		if at < 0 || !read {
			continue
		}
		start := from + at
		a.Sentences = append(a.Sentences, Labelled{start, start + len(l.Sentence), l.Label, other})
		from = start
	}
	for i, name := range []string{"articles_A.jsonl", "articles_B.jsonl"} {
		lines, err := readLines(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if a := byFile[l.File]; a != nil && i == 0 {
				a.KindA = l.Kind
			} else if a != nil {
				a.KindB = l.Kind
			}
		}
	}
	out := make([]Article, len(articles))
	for i, a := range articles {
		out[i] = *a
	}
	return out, nil
}

func readLines(name string) ([]line, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	return parse(data, name)
}

func parse(data []byte, name string) ([]line, error) {
	var lines []line
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 1<<20)
	for n := 1; scanner.Scan(); n++ {
		if len(scanner.Bytes()) == 0 {
			continue
		}
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("labels: %s, line %d: %w", name, n, err)
		}
		lines = append(lines, l)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("labels: %s: %w", name, err)
	}
	return lines, nil
}

var (
	//go:embed first.jsonl
	first []byte
	//go:embed second.jsonl
	second []byte
	//go:embed articles.jsonl
	index []byte
)

// entry is a line of articles.jsonl.
type entry struct {
	Set   string `json:"set"`
	File  string `json:"file"`
	Sum   string `json:"sha256"` // of the text
	Read  int    `json:"read"`   // how many of its sentences were read
	KindA string `json:"kind_a"`
	KindB string `json:"kind_b"`
}

func entries() ([]entry, error) {
	var all []entry
	decoder := json.NewDecoder(bytes.NewReader(index))
	for decoder.More() {
		var e entry
		if err := decoder.Decode(&e); err != nil {
			return nil, fmt.Errorf("labels: articles.jsonl: %w", err)
		}
		all = append(all, e)
	}
	return all, nil
}

// Own returns the articles labelled for this project, by name, their texts
// from the folder that holds the sets. A text that has changed since it was
// labelled is an error.
func Own(folder string) ([]Article, error) {
	texts, err := readTexts(folder)
	if err != nil {
		return nil, err
	}
	type key struct {
		set, file string
		n         int
	}
	given := [2]map[key]Label{{}, {}}
	for i, data := range [][]byte{first, second} {
		lines, err := parse(data, "own labels")
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			given[i][key{l.Set, l.File, l.N}] = l.Label
		}
	}
	label := func(reader int, k key) Label {
		if l, ok := given[reader][k]; ok {
			return l
		}
		return Label{Label: None}
	}
	read, err := entries()
	if err != nil {
		return nil, err
	}
	var articles []Article
	for _, e := range read {
		text, ok := texts[e.Set+"/"+e.File]
		if !ok {
			return nil, fmt.Errorf("labels: %s/%s is not in %s", e.Set, e.File, folder)
		}
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != e.Sum {
			return nil, fmt.Errorf("labels: %s/%s is not the text that was labelled", e.Set, e.File)
		}
		a := Article{Set: e.Set, File: e.File, Text: text, KindA: e.KindA, KindB: e.KindB}
		for _, s := range Split(text) {
			if s.N > e.Read {
				break
			}
			k := key{e.Set, e.File, s.N}
			a.Sentences = append(a.Sentences, Labelled{s.Start, s.End, label(0, k), label(1, k)})
		}
		articles = append(articles, a)
	}
	slices.SortFunc(articles, func(a, b Article) int { return cmp.Compare(a.Name(), b.Name()) })
	return articles, nil
}
