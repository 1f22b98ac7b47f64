package claims

import (
	"fmt"
	"io"
)

// Assessor assesses documents. It never changes after New and is safe for
// concurrent use.
type Assessor struct {
	lexicon *lexicon
}

// New builds an Assessor from the embedded English word lists and register.
// Each extension is a YAML document that adds to them, with any of the keys
// words, phrases, abbreviations, numbers, names (as in the files under en/) and kinds
// (as in register.yaml). A key nobody reads is an error.
func New(extensions ...io.Reader) (*Assessor, error) {
	if len(extensions) == 0 {
		x, err := embedded()
		if err != nil {
			return nil, err
		}
		return &Assessor{lexicon: x}, nil
	}
	l, err := loadLists("en")
	if err != nil {
		return nil, err
	}
	for i, r := range extensions {
		if err := l.extend(r); err != nil {
			return nil, fmt.Errorf("word list extension %d: %w", i+1, err)
		}
	}
	x, err := newLexicon(l)
	if err != nil {
		return nil, fmt.Errorf("word list extensions: %w", err)
	}
	return &Assessor{lexicon: x}, nil
}

// Assess returns every sentence of the document, in order, with what it
// claims, who is its source, and what a reader could not check.
func (a *Assessor) Assess(doc Document) []Sentence {
	d := newDocument(a.lexicon, &doc)
	for i := range d.sentences {
		s := &d.sentences[i]
		s.hits, s.weasel = s.findPhrases()
		s.figures = s.findFigures()
		s.said = s.sayings()
		s.describe(s.figures)
	}
	r := newReader(d)
	out := make([]Sentence, len(d.sentences))
	for i := range d.sentences {
		out[i] = r.read(i)
	}
	return out
}

// findPhrases splits the phrases found in the sentence into those the rules
// read, which stand outside quotations, and the vague ones.
func (s *sentence) findPhrases() (hits, weasel []hit) {
	all := phrases(nil, s.tokens)
	for _, h := range all {
		switch {
		case h.category == catPlain:
		case h.category == catWeasel:
			if plain(all, h) {
				continue
			}
			if n := len(weasel); n == 0 || weasel[n-1].to <= h.from {
				weasel = append(weasel, h)
			}
		case !s.tokens[h.from].quoted:
			hits = append(hits, h)
		}
	}
	return hits, weasel
}

// plain reports whether a vague phrase of one word only counts here: "some 40".
func plain(all []hit, weasel hit) bool {
	for _, h := range all {
		if h.category == catPlain && h.from <= weasel.from && weasel.to <= h.to {
			return true
		}
	}
	return false
}
