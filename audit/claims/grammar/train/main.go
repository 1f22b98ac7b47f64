// Command train learns the model of package grammar from UD English-EWT and
// writes it, with its pedigree beside it:
//
//	go run ./audit/claims/grammar/train -treebank FOLDER -wordnet DICT -out audit/claims/grammar/model.bin
//
// DICT is the folder with WordNet 3.1's index.sense; FOLDER holds en_ewt-ud-train.conllu, -dev and -test, as
// https://universaldependencies.org publishes them, or all in ewt.tar.gz. The same
// files give the same bytes on any machine.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"copydesk.dev/audit/claims/grammar"
)

func main() {
	log.SetFlags(0)
	folder := flag.String("treebank", "", "the `folder` of UD English-EWT")
	dict := flag.String("wordnet", "", "the `folder` with index.sense of WordNet 3.1")
	out := flag.String("out", "", "the `file` to write the model to; its pedigree goes beside it, with the ending .pedigree")
	flag.Parse()
	if *folder == "" || *dict == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*folder, *dict, *out); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(folder, dict, out string) error {
	bank, err := readTreebank(folder)
	if err != nil {
		return err
	}
	words, err := readWordNet(dict)
	if err != nil {
		return err
	}
	model, err := train(bank, words)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, model, 0o644); err != nil {
		return err
	}
	text, err := pedigree(bank, model)
	if err != nil {
		return err
	}
	fmt.Print(text)
	return os.WriteFile(strings.TrimSuffix(out, ".bin")+".pedigree", []byte(text), 0o644)
}

// train returns the file of a model.
func train(bank *treebank, words map[string]grammar.Entry) ([]byte, error) {
	var b bytes.Buffer
	_, err := grammar.Train(bank.train.sentences, words).WriteTo(&b)
	return b.Bytes(), err
}

// pedigree says where a model comes from and how well it reads, as its file has it.
func pedigree(bank *treebank, model []byte) (string, error) {
	m, err := grammar.Read(bytes.NewReader(model))
	if err != nil {
		return "", err
	}
	var read, figures strings.Builder
	for _, p := range []*part{&bank.train, &bank.dev, &bank.test} {
		fmt.Fprintf(&read, "%s  %s\n", p.sha256, p.name)
	}
	fmt.Fprintf(&read, "%s  index.sense\n", wordNet31)
	for _, p := range []*part{&bank.dev, &bank.test} {
		fmt.Fprintf(&figures, "%s: %s\n", p.name, evaluate(m, p))
	}
	return fmt.Sprintf(origin, &read, len(model), sha256.Sum256(model), &figures), nil
}

const origin = `Where model.bin comes from. Written by train with it; don't edit.

data:     UD English-EWT (https://universaldependencies.org/treebanks/en_ewt/),
          WordNet 3.1, Princeton University
licence:  CC BY-SA 4.0, as the treebank's; MODEL-LICENSE has it, and whom to credit
command:  go run ./audit/claims/grammar/train -treebank FOLDER -wordnet DICT -out audit/claims/grammar/model.bin

SHA-256 of what was read:
%s
SHA-256 of what was written, %d bytes:
%x  model.bin

How well it reads, given the words as the treebank cuts them:
%s`
