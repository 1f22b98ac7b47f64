package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/grammar"
)

// wordNet31 is the SHA-256 of index.sense of WordNet 3.1.
const wordNet31 = "a09db263da96dbb3273064c60546530dee5927a2e5a39c90fb576cdbebbb1a22"

// readWordNet reads the single words of WordNet's index of senses. A word's class is
// the lexicographer's file that most of its occurrences fall into, plus one.
func readWordNet(folder string) (map[string]grammar.Entry, error) {
	data, err := os.ReadFile(filepath.Join(folder, "index.sense"))
	if err != nil {
		return nil, err
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(data)); sum != wordNet31 {
		return nil, fmt.Errorf("%s/index.sense has the SHA-256 %s; take WordNet 3.1's, unchanged", folder, sum)
	}
	words, weights := map[string]grammar.Entry{}, map[string]map[uint8]float64{}
	for n, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		word, s, err := readSense(string(line))
		if err != nil {
			return nil, fmt.Errorf("%s/index.sense: line %d: %w", folder, n+1, err)
		}
		if strings.Contains(word, "_") {
			continue
		}
		if weights[word] == nil {
			weights[word] = map[uint8]float64{}
		}
		weights[word][s.class] += s.weight
		e := words[word]
		e.Speech |= s.speech
		words[word] = e
	}
	for word, byClass := range weights {
		e := words[word]
		for class, w := range byClass {
			if e.Class == 0 || cmp.Or(cmp.Compare(w, byClass[e.Class]), cmp.Compare(e.Class, class)) > 0 {
				e.Class = class
			}
		}
		words[word] = e
	}
	return words, nil
}

// sense is a line of the index.
type sense struct {
	speech grammar.Speech
	class  uint8
	weight float64 // its count in WordNet's texts, and a little for its rank
}

// speeches are WordNet's numbers for parts of speech; 5 are satellites of adjectives.
var speeches = map[string]grammar.Speech{"1": grammar.SpeechNoun, "2": grammar.SpeechVerb, "3": grammar.SpeechAdj, "4": grammar.SpeechAdv, "5": grammar.SpeechAdj}

// readSense reads "word%speech:file:… offset number count".
func readSense(line string) (word string, s sense, err error) {
	fields := strings.Fields(line)
	if len(fields) != 4 {
		return "", s, fmt.Errorf("%d fields, not 4", len(fields))
	}
	word, key, _ := strings.Cut(fields[0], "%")
	parts := strings.Split(key, ":")
	if len(parts) < 2 || speeches[parts[0]] == 0 {
		return "", s, fmt.Errorf("%q is no key of a sense", fields[0])
	}
	class, err := strconv.ParseUint(parts[1], 10, 6)
	if err != nil {
		return "", s, err
	}
	number, err := strconv.Atoi(fields[2])
	if err != nil {
		return "", s, err
	}
	count, err := strconv.Atoi(fields[3])
	if err != nil {
		return "", s, err
	}
	return word, sense{speeches[parts[0]], uint8(class) + 1, float64(count) + 1/float64(number)}, nil
}
