// Package labels reads articles whose sentences two readers judged
// independently, after one guide: does the sentence carry a claim, who is its
// source, would an editor ask for one.
//
// It holds the labels alone, keyed by set, file and sentence number ([Split]); the
// texts are third parties' and lie in the sets that the labels name.
package labels

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
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

// line is a line of a file of labels.
type line struct {
	Set  string `json:"set,omitempty"`
	File string `json:"file"`
	N    int    `json:"n,omitempty"`
	Label
}

// decode reads JSON values one after the other.
func decode[T any](data []byte, name string) ([]T, error) {
	var all []T
	for decoder := json.NewDecoder(bytes.NewReader(data)); decoder.More(); {
		var one T
		if err := decoder.Decode(&one); err != nil {
			return nil, fmt.Errorf("labels: %s, value %d: %w", name, len(all)+1, err)
		}
		all = append(all, one)
	}
	return all, nil
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

func entries() ([]entry, error) { return decode[entry](index, "articles.jsonl") }

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
		lines, err := decode[line](data, "labels")
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
