package claims

import (
	"errors"
	"strings"

	"copydesk.dev/audit/claims/segment"
)

// category says what a phrase of phrases.yaml or weasel.yaml is a sign of.
type category uint16

const (
	catAccording category = 1 << iota
	catHearsay
	catUnowned
	catAnonymous
	catSecondhand
	catClient
	catExperience
	catForecast
	catSuperlative
	catOpinion
	catOccasion
	catConsequence
	catWeasel
	catPlain
)

var categoryNames = map[string]category{
	"according": catAccording, "hearsay": catHearsay, "unowned": catUnowned,
	"anonymous": catAnonymous, "secondhand": catSecondhand, "client": catClient, "experience": catExperience,
	"forecast": catForecast, "superlative": catSuperlative, "opinion": catOpinion,
	"occasion": catOccasion, "consequence": catConsequence, "weasel": catWeasel, "plain": catPlain,
}

// pattern is one phrase. Its elements compare lexicon entries by pointer, so
// matching touches no text.
type pattern struct {
	category category
	elements []element
}

// element is one place of a phrase.
type element struct {
	words    []*word // any of these, or
	classes  class   // any word of these classes
	optional bool
	gap      bool // up to maxGap words of any kind
}

// maxGap is how many words the "*" of a phrase may stand for.
const maxGap = 4

// addPhrase compiles a phrase and files it under its possible first words.
func (x *lexicon) addPhrase(c category, phrase string) error {
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
func (x *lexicon) parseElement(field string) (element, error) {
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

func (e *element) matches(w *word) bool {
	if e.classes&w.classes != 0 {
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
func (p *pattern) match(tokens []token, i int) int {
	return matchElements(p.elements, tokens, i, tokens[i].quoted)
}

func matchElements(es []element, tokens []token, i int, quoted bool) int {
	if len(es) == 0 {
		return i
	}
	e := &es[0]
	if e.gap {
		for n := 0; n <= maxGap; n++ {
			if end := matchElements(es[1:], tokens, i+n, quoted); end >= 0 {
				return end
			}
			if i+n >= len(tokens) || tokens[i+n].kind > segment.Number {
				break
			}
		}
		return -1
	}
	if i < len(tokens) && tokens[i].kind <= segment.Number && tokens[i].quoted == quoted && e.matches(tokens[i].word) {
		if end := matchElements(es[1:], tokens, i+1, quoted); end >= 0 {
			return end
		}
	}
	if e.optional {
		return matchElements(es[1:], tokens, i, quoted)
	}
	return -1
}

// hit is a phrase found: tokens [from, to) of the sentence.
type hit struct {
	category category
	from, to int
}

// phrases appends the phrases found in tokens, in order of their first word;
// of several of one category that begin at the same word, the longest.
func phrases(dst []hit, tokens []token) []hit {
	for i := range tokens {
		start := len(dst)
	next:
		for _, p := range tokens[i].word.patterns {
			end := p.match(tokens, i)
			if end < 0 {
				continue
			}
			for k := start; k < len(dst); k++ {
				if dst[k].category == p.category {
					dst[k].to = max(dst[k].to, end)
					continue next
				}
			}
			dst = append(dst, hit{p.category, i, end})
		}
	}
	return dst
}
