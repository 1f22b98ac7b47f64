package claims

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// unownedQuotation: words in quotation marks that nobody is named for.
var unownedQuotation = &rule{checkQuotation, []attempt[judged, *Problem]{
	excused("a source speaks", func(j judged) bool { return j.effective != nil || len(j.s.attributions) > 0 }),
	excused("a question", func(j judged) bool { return j.s.question }),
	excused("a source nearby", func(j judged) bool { return j.near(j.i) }),
	{name: "a quotation nobody is named for", try: func(j judged) (*Problem, bool) {
		for _, q := range j.quotesIn(j.i) {
			if q.first != j.i {
				continue
			}
			if p, _ := first(quoteFaults, j.quotedWords(q)); p != nil {
				return p, true
			}
		}
		return nil, false
	}},
}}

// quotedWords is a quotation of a sentence that names nobody who said it.
type quotedWords struct {
	judged
	quote
	whole   bool // it is most of its sentence
	unowned bool // "so-called", "what was described as" stands before it
}

func (j judged) quotedWords(q quote) quotedWords {
	w := quotedWords{judged: j, quote: q, whole: q.words*10 >= j.s.wordCount*6}
	for _, h := range j.s.hits {
		if h.Category == lang.SignUnowned && h.To < len(j.s.Tokens) && j.s.Tokens[h.To].End <= q.start && q.start-j.s.Tokens[h.To].End < 2 {
			w.unowned = true
		}
	}
	return w
}

// quoteFaults says of one quotation whether somebody must be named for it.
var quoteFaults = []attempt[quotedWords, *Problem]{
	{name: "words that somebody is said to have used", try: func(w quotedWords) (*Problem, bool) {
		return w.fault(), w.unowned && w.words >= 2
	}},
	unowing("a headline", func(w quotedWords) bool { return w.i == 0 && w.whole }),
	unowing("a term", func(w quotedWords) bool {
		const few = 5 // words
		return w.words < few && !(w.whole && w.words >= few-1)
	}),
	unowing("a title", func(w quotedWords) bool { return w.title }),
	unowing("a phrase of somebody's", func(w quotedWords) bool { return w.s.owns(w.quote) }),
	unowing("its sentence is about a person", func(w quotedWords) bool { return w.s.subjectBefore(w.quote) }),
	unowing("a verb of saying leads up to it", func(w quotedWords) bool { return w.s.cued(w.quote) }),
	unowing("somebody speaks before or after", func(w quotedWords) bool { return w.introduced(w.i) }),
	unowing("advice to the reader", func(w quotedWords) bool { return w.advice || w.s.imagined(w.quote) }),
	{name: "somebody's words", try: func(w quotedWords) (*Problem, bool) { return w.fault(), true }},
}

// unowing is a reason for which nobody need be named for a quotation.
func unowing(why string, holds func(quotedWords) bool) attempt[quotedWords, *Problem] {
	return unless[quotedWords, *Problem](why, holds)
}

func (w quotedWords) fault() *Problem {
	const speech = 8 // words, from which on it is somebody's sentence
	severity := medium
	if w.unowned || w.words >= speech && !w.whole {
		severity = high
	}
	start, end := w.start, min(w.end, w.s.End)
	return &Problem{Check: checkQuotation, Severity: severity, Trigger: w.s.Text[start:end], Start: start, End: end,
		Why: fmt.Sprintf("Nobody is named who said or wrote %q.", shortened(w.s.Text[start:end]))}
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
	for k := range before.Tokens {
		if t := &before.Tokens[k]; t.Is(lang.Pronoun) && !t.Quoted || t.Capital && r.persons[before.Surface(k)] != "" {
			return true
		}
	}
	return false
}

func countWords(tokens []lang.Token) int {
	n := 0
	for i := range tokens {
		if tokens[i].Kind <= segment.Number {
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
		if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "('‘“\"")); segment.IsUpper(first) {
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
		t := &s.Tokens[i]
		if t.Is(lang.Possessive) || t.Is(lang.Definite) && t.Is(lang.First) || s.isName(i) && i > 0 {
			return true
		}
	}
	const term = 6 // words
	return q.words < term && mark > 0 && s.Tokens[mark-1].Is(lang.Terming)
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
	if i > 0 && s.Tokens[i].Kind == segment.Mark {
		i--
	}
	return i > 1 && s.Tokens[i].Is(lang.Saying)
}

// openingMark returns the token of the quotation's opening mark.
func (s *sentence) openingMark(q quote) int {
	return sort.Search(len(s.Tokens), func(i int) bool { return s.Tokens[i].Start >= q.start }) - 1
}

// imagined reports whether the quotation is put into the reader's or the
// writer's own mouth: "you will wonder, “…”".
func (s *sentence) imagined(q quote) bool {
	const reach = 20 // tokens
	mark := s.openingMark(q)
	for i := max(0, mark-reach); i < mark; i++ {
		t := &s.Tokens[i]
		if t.Is(lang.First | lang.Second) {
			return true
		}
	}
	return false
}
