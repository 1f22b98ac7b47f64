package claims

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// quotation: words in quotation marks that nobody is named for.
func (r *reader) quotation(i int) (Problem, bool) {
	const few, saying = 5, 8 // words: below few it is a term, from saying on it is somebody's sentence
	s := &r.sentences[i]
	if r.effective[i] != nil || r.near(i) || len(s.said) > 0 || s.question {
		return Problem{}, false
	}
	words := s.wordCount
	for _, q := range r.quotesIn(i) {
		if q.first != i {
			continue
		}
		unowned := false
		for _, h := range s.hits {
			unowned = unowned || h.category == catUnowned && h.to < len(s.tokens) && s.tokens[h.to].end <= q.start && q.start-s.tokens[h.to].end < 2
		}
		whole := q.words*10 >= words*6
		switch {
		case unowned && q.words >= 2:
		case i == 0 && whole: // a headline
			continue
		case q.words < few && !(whole && q.words >= few-1), q.title, s.owns(q), s.subjectBefore(q), s.cued(q), r.introduced(i), r.advice, s.imagined(q):
			continue
		}
		severity := medium
		if unowned || q.words >= saying && !whole {
			severity = high
		}
		start, end := q.start, min(q.end, s.End)
		return Problem{Check: checkQuotation, Severity: severity, Trigger: s.Text[start:end], Start: start, End: end,
			Why: fmt.Sprintf("Nobody is named who said or wrote %q.", quotedWords(s.Text[start:end]))}, true
	}
	return Problem{}, false
}

// introduced reports whether the sentence before names a person or speaks of
// one, or the one after lets somebody speak: newspapers put a speaker there.
func (r *reader) introduced(i int) bool {
	if i+1 < len(r.sentences) && r.own[i+1] != nil {
		return true
	}
	if i == 0 {
		return false
	}
	before := &r.sentences[i-1]
	for k := range before.tokens {
		if t := &before.tokens[k]; t.is(classPronoun) && !t.quoted || t.capital && r.persons[before.surface(k)] != "" {
			return true
		}
	}
	return false
}

func countWords(tokens []token) int {
	n := 0
	for i := range tokens {
		if tokens[i].kind <= numberToken {
			n++
		}
	}
	return n
}

// isTitle reports whether most words of a quotation are capitalised.
func isTitle(quoted string) bool {
	capitals, words := 0, 0
	for w := range strings.FieldsSeq(quoted) {
		if len(w) <= 3 && words > 0 {
			continue // "of", "the"
		}
		words++
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "('‘“\"")); isUpper(first) {
			capitals++
		}
	}
	return words > 1 && capitals*10 >= words*6
}

// owns reports whether somebody's possessive, a name or a term stands before
// the quotation: "the mill’s “slow flour” method".
func (s *sentence) owns(q quote) bool {
	const reach = 8 // tokens
	mark := s.openingMark(q)
	for i := max(0, mark-reach); i < mark; i++ {
		t := &s.tokens[i]
		if t.is(classPossessive) || t.is(classDefinite) && t.is(classFirst) || s.isName(i) && i > 0 {
			return true
		}
	}
	const term = 6 // words
	return q.words < term && mark > 0 && s.tokens[mark-1].is(classTerming)
}

// subjectBefore reports whether the sentence is about a known person before
// the quotation: what they did with the words may be put in any way.
func (s *sentence) subjectBefore(q quote) bool {
	return s.subjectPerson(s.openingMark(q)) != nil
}

// cued reports whether a verb of saying leads up to the quotation: "…, adding: “…”".
// Whoever does it is what the sentence is about.
func (s *sentence) cued(q quote) bool {
	i := s.openingMark(q) - 1
	if i > 0 && s.tokens[i].kind == markToken {
		i--
	}
	return i > 1 && s.tokens[i].is(classSaying)
}

// openingMark returns the token of the quotation's opening mark.
func (s *sentence) openingMark(q quote) int {
	return sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].start >= q.start }) - 1
}

// imagined reports whether the quotation is put into the reader's or the
// writer's own mouth: "you will wonder, “…”".
func (s *sentence) imagined(q quote) bool {
	const reach = 20 // tokens
	mark := s.openingMark(q)
	for i := max(0, mark-reach); i < mark; i++ {
		t := &s.tokens[i]
		if t.is(classFirst | classSecond) {
			return true
		}
	}
	return false
}
