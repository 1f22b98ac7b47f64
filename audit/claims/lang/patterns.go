package lang

import (
	"errors"
	"strings"

	"copydesk.dev/audit/claims/segment"
)

// Category says what a phrase of phrases.yaml or weasel.yaml is a sign of.
type Category uint16

// What phrases are signs of, by their names in phrases.yaml and weasel.yaml.
const (
	SignAccording Category = 1 << iota
	SignHearsay
	SignUnowned
	SignAnonymous
	SignSecondhand
	SignClient
	SignExperience
	SignForecast
	SignSuperlative
	SignOpinion
	SignOccasion
	SignConsequence
	SignWeasel
	SignPlain
)

var categoryNames = map[string]Category{
	"according": SignAccording, "hearsay": SignHearsay, "unowned": SignUnowned,
	"anonymous": SignAnonymous, "secondhand": SignSecondhand, "client": SignClient, "experience": SignExperience,
	"forecast": SignForecast, "superlative": SignSuperlative, "opinion": SignOpinion,
	"occasion": SignOccasion, "consequence": SignConsequence, "weasel": SignWeasel, "plain": SignPlain,
}

// pattern is one phrase. Its elements compare lexicon entries by pointer, so
// matching touches no text.
type pattern struct {
	category Category
	elements []element
}

// element is one place of a phrase.
type element struct {
	words    []*Word // any of these, or
	classes  Class   // any word of these classes
	optional bool
	gap      bool // up to maxGap words of any kind
}

// maxGap is how many words the "*" of a phrase may stand for.
const maxGap = 4

// addPhrase compiles a phrase and files it under its possible first words.
func (x *Lexicon) addPhrase(c Category, phrase string) error {
	p := &pattern{category: c}
	for _, field := range strings.Fields(phrase) {
		e, err := x.parseElement(field)
		if err != nil {
			return err
		}
		p.elements = append(p.elements, e)
	}
	if len(p.elements) == 0 || len(p.elements[0].words) == 0 || p.elements[0].optional {
		return errors.New("a phrase begins with a word")
	}
	for _, w := range p.elements[0].words {
		w.patterns = append(w.patterns, p)
	}
	return nil
}

// parseElement reads "a/b", "{class}", "{class}/{class}", "*", each but the
// last with an optional "?" after it.
func (x *Lexicon) parseElement(field string) (element, error) {
	if field == "*" {
		return element{gap: true}, nil
	}
	var e element
	field, e.optional = strings.CutSuffix(field, "?")
	for _, part := range strings.Split(field, "/") {
		name, isClass := strings.CutPrefix(part, "{")
		switch {
		case part == "":
			return e, errors.New("an empty choice")
		case isClass:
			c, ok := classNames[strings.TrimSuffix(name, "}")]
			if !ok {
				return e, errors.New("no such class: " + part)
			}
			e.classes |= c
		default:
			e.words = append(e.words, x.entry(segment.Normal(part)))
		}
	}
	return e, nil
}

func (e *element) matches(w *Word) bool {
	if e.classes&w.Classes != 0 {
		return true
	}
	for _, v := range e.words {
		if v == w {
			return true
		}
	}
	return false
}

// match returns the token index after the phrase that begins at tokens[i], or
// -1. Phrases do not reach across marks or in and out of quotations.
func (p *pattern) match(tokens []Token, i int) int {
	return matchElements(p.elements, tokens, i, tokens[i].Quoted)
}

func matchElements(es []element, tokens []Token, i int, quoted bool) int {
	if len(es) == 0 {
		return i
	}
	e := &es[0]
	if e.gap {
		for n := 0; n <= maxGap; n++ {
			if end := matchElements(es[1:], tokens, i+n, quoted); end >= 0 {
				return end
			}
			if i+n >= len(tokens) || tokens[i+n].Kind > segment.Number {
				break
			}
		}
		return -1
	}
	if i < len(tokens) && tokens[i].Kind <= segment.Number && tokens[i].Quoted == quoted && e.matches(tokens[i].Word) {
		if end := matchElements(es[1:], tokens, i+1, quoted); end >= 0 {
			return end
		}
	}
	if e.optional {
		return matchElements(es[1:], tokens, i, quoted)
	}
	return -1
}

// Hit is a phrase found: tokens [from, to) of the sentence.
type Hit struct {
	Category Category
	From, To int
}

// Phrases appends the phrases found in tokens, in order of their first word;
// of several of one category that begin at the same word, the longest.
func Phrases(dst []Hit, tokens []Token) []Hit {
	for i := range tokens {
		start := len(dst)
	next:
		for _, p := range tokens[i].Word.patterns {
			end := p.match(tokens, i)
			if end < 0 {
				continue
			}
			for k := start; k < len(dst); k++ {
				if dst[k].Category == p.category {
					dst[k].To = max(dst[k].To, end)
					continue next
				}
			}
			dst = append(dst, Hit{p.category, i, end})
		}
	}
	return dst
}
