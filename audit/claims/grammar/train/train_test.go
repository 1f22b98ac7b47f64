package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk.dev/audit/claims/grammar"
)

var (
	bankFolder = flag.String("treebank", "", "learn again from the treebank in this `folder`, which takes minutes")
	dictFolder = flag.String("wordnet", "", "the `folder` with index.sense of WordNet 3.1, for -treebank")
)

// TestLearnedAgain learns the model again and gets the same bytes.
func TestLearnedAgain(t *testing.T) {
	if *bankFolder == "" {
		t.Skip("-treebank and -wordnet name no folders")
	}
	out := filepath.Join(t.TempDir(), "model.bin")
	if err := run(*bankFolder, *dictFolder, out); err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{".bin", ".pedigree"} {
		got, err := os.ReadFile(strings.TrimSuffix(out, ".bin") + ending)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile("../model" + ending)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("model%s is not what is learned", ending)
		}
	}
}

// small is a treebank in which every word is a name at one place and a verb's
// object at another.
const small = `# text = Orne sells plums.
1	Orne	Orne	PROPN	NNP	_	2	nsubj	_	_
2	sells	sell	VERB	VBZ	_	0	root	_	_
3	plums	plum	NOUN	NNS	_	2	obj	_	SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

# text = The plums don't rot.
1	The	the	DET	DT	_	2	det	_	_
2	plums	plum	NOUN	NNS	_	5	nsubj	_	_
3-4	don't	_	_	_	_	_	_	_	_
3	do	do	AUX	VBP	_	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	rot	rot	VERB	VB	_	0	root	_	SpaceAfter=No
6	.	.	PUNCT	.	_	5	punct	_	_

`

func readSmall(t *testing.T) *part {
	t.Helper()
	var p part
	if err := p.read([]byte(strings.Repeat(small, 5))); err != nil {
		t.Fatal(err)
	}
	return &p
}

// TestTrain learns the same bytes twice, and reads most of what it has seen: with
// so few mistakes to learn from, many weights are too small to be kept.
func TestTrain(t *testing.T) {
	words := map[string]grammar.Entry{"plum": {Speech: grammar.SpeechNoun, Class: 3}, "sell": {Speech: grammar.SpeechVerb, Class: 9}}
	var files [2][]byte
	for i := range files {
		var err error
		if files[i], err = train(&treebank{train: *readSmall(t)}, words); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same sentences gave two models")
	}
	m, err := grammar.Read(bytes.NewReader(files[0]))
	if err != nil {
		t.Fatal(err)
	}
	if f := evaluate(m, readSmall(t)); 10*f.tags < 7*f.words || 10*f.lemmas < 9*f.words || 10*f.heads < 7*f.words || f.cutRight != f.words {
		t.Errorf("the model misreads what it learned from: %v", f)
	}
}

func TestReadTreebank(t *testing.T) {
	for line, want := range map[string]string{
		"1\tOrne\n": "line 1: 2 columns",
		"1\tOrne\tOrne\tNAME\tNNP\t_\t0\troot\t_\t_\n":  `"NAME" is no part of speech`,
		"1\tOrne\tOrne\tPROPN\tNNP\t_\tx\troot\t_\t_\n": `"x"`,
	} {
		var p part
		if err := p.read([]byte(line)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, not %q", line, err, want)
		}
	}
	if _, err := readTreebank(t.TempDir()); err == nil || !strings.Contains(err.Error(), "en_ewt-ud-train.conllu") {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestReadWordNet(t *testing.T) {
	if _, s, err := readSense("abbey%1:06:02:: 02667862 2 4"); err != nil || s.speech != grammar.SpeechNoun || s.class != 7 || s.weight != 4.5 {
		t.Errorf("got %+v, %v", s, err)
	}
	for _, line := range []string{"abbey", "abbey%9:06:02:: 1 2 0", "abbey%1 1 2 0", "abbey%1:06:02:: 1 2 x", "abbey%1:06:02:: 1 x 0", "abbey%1:99:02:: 1 2 0"} {
		if _, _, err := readSense(line); err == nil {
			t.Errorf("%q was read", line)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.sense"), []byte("abbey%1:06:02:: 02667862 2 4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readWordNet(dir); err == nil || !strings.Contains(err.Error(), "WordNet 3.1") {
		t.Errorf("another index of senses: %v", err)
	}
}

// TestPedigree holds the model that is built in against its pedigree.
func TestPedigree(t *testing.T) {
	model, err := os.ReadFile("../model.bin")
	if err != nil {
		t.Fatal(err)
	}
	pedigree, err := os.ReadFile("../model.pedigree")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x  model.bin", sha256.Sum256(model)); !strings.Contains(string(pedigree), sum) {
		t.Errorf("model.pedigree is another model's: it has no %q", sum)
	}
	licence, err := os.ReadFile("../MODEL-LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"CC BY-SA 4.0", "UD English-EWT", "WordNet"} {
		if !strings.Contains(string(licence), name) {
			t.Errorf("MODEL-LICENSE doesn't name %s", name)
		}
	}
}
