// Command train learns the model of package grammar from UD English-EWT and
// writes it, with its pedigree beside it:
//
//	go run ./audit/claims/grammar/train -treebank FOLDER -out audit/claims/grammar/model.bin
//
// FOLDER holds en_ewt-ud-train.conllu, -dev and -test, as
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
	out := flag.String("out", "", "the `file` to write the model to; its pedigree goes beside it, with the ending .txt")
	flag.Parse()
	if *folder == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*folder, *out); err != nil {
		log.Fatal("train: ", err)
	}
}

func run(folder, out string) error {
	bank, err := readTreebank(folder)
	if err != nil {
		return err
	}
	model, err := train(bank)
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
	return os.WriteFile(strings.TrimSuffix(out, ".bin")+".txt", []byte(text), 0o644)
}

// train returns the file of a model.
func train(bank *treebank) ([]byte, error) {
	var b bytes.Buffer
	_, err := grammar.Train(bank.train.sentences).WriteTo(&b)
	return b.Bytes(), err
}

// pedigree says where a model comes from and how well it reads, as its file has it.
func pedigree(bank *treebank, model []byte) (string, error) {
	m, err := grammar.Read(bytes.NewReader(model))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, origin, len(model), sha256.Sum256(model))
	for _, p := range []*part{&bank.train, &bank.dev, &bank.test} {
		fmt.Fprintf(&b, "  %s  %s\n", p.sha256, p.name)
	}
	b.WriteString("\nHow well it reads, given the words as the treebank cuts them:\n")
	for _, p := range []*part{&bank.dev, &bank.test} {
		fmt.Fprintf(&b, "  %s: %s\n", p.name, evaluate(m, p))
	}
	return b.String(), nil
}

const origin = `model.bin: tags, lemmas and dependencies of English

Learned from UD English-EWT, the English Web Treebank in Universal Dependencies:
  Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman,
  Miriam Connor, John Bauer and Christopher D. Manning (2014): A Gold Standard
  Dependency Treebank for English. LREC; and its contributors since.
  https://universaldependencies.org/treebanks/en_ewt/

Licence of model.bin: Creative Commons Attribution-ShareAlike 4.0 International
(CC BY-SA 4.0), as the treebank's; https://creativecommons.org/licenses/by-sa/4.0/
What was changed: weights and tables were computed from the annotations. It holds
no sentence of the treebank. The program that makes and reads it is under the
licence of the repository.

Made by:
  go run ./audit/claims/grammar/train -treebank FOLDER -out audit/claims/grammar/model.bin

%d bytes, SHA-256 %x
From the files (SHA-256):
`
