package claims

import (
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// nameRun is a run of capitalised words: tokens [from, to) of a sentence.
type nameRun struct {
	sentence *sentence
	from, to int
}

func (r nameRun) text() string { return r.sentence.Words(r.from, r.to) }

// last is the word a person is called by when named again.
func (r nameRun) last() string { return r.sentence.Surface(r.to - 1) }

// readNames notes the capitalised words inside sentences, and the full names
// of persons by their last word. Names of two and more words are taken for
// persons unless they end like a body's, stand where a place stands ("in Port
// Calder", "the bus to Port Calder"), or begin with somebody's last name ("Halvorsen Pumps").
func (d *document) readNames() {
	var runs []nameRun
	for i := range d.sentences {
		if !d.sentences[i].heading { // where every word may have a capital
			runs = d.sentences[i].nameRuns(runs)
		}
	}
	for _, r := range runs {
		if r.sentence.locates(r.from) && !r.sentence.Tokens[r.from].Is(lang.Given) {
			d.places[r.text()] = true
		}
	}
	for _, r := range runs {
		if r.sentence.personal(r.from, r.to) && d.lexicon.Register.Named(r.text()) == nil {
			d.persons[r.last()] = r.text()
		}
	}
	for _, r := range runs {
		owner := d.persons[r.sentence.Surface(r.from)]
		if name := r.text(); owner != "" && owner != name && d.persons[r.last()] == name && !r.sentence.Tokens[r.from].Is(lang.Given) {
			d.places[name] = true
			delete(d.persons, r.last())
		}
	}
}

// locates reports whether the words before token i have a place follow: "in",
// "travelled to", "the bus from".
func (s *sentence) locates(i int) bool {
	const reach = 4 // tokens from the word for going somewhere to its "to"
	if i == 0 {
		return false
	}
	before := &s.Tokens[i-1]
	return before.Is(lang.Locating) || before.Regards(lang.Fromto) && s.Regarding(i-1-reach, i-1, lang.Travel)
}

// nameRuns appends the sentence's runs of two and more capitalised words,
// without the title or the office they open with.
func (s *sentence) nameRuns(runs []nameRun) []nameRun {
	run := 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if run > 0 && s.isInitialStop(i) && s.Tokens[i-1].End-s.Tokens[i-1].Start == 1 {
			run++ // "Ada B. Brandt"
			continue
		}
		if !t.Capital || t.Kind != segment.Word || t.Is(lang.Weekday|lang.Month|lang.First) || t.Regards(lang.Suffix) {
			run = 0
			continue
		}
		run++
		if i > 0 && s.Tokens[i-1].Kind != segment.Quote {
			s.names[s.Surface(i)] = true
		}
		if run < 2 || s.runGoesOn(i) {
			continue
		}
		if from := s.withoutLead(i+1-run, i); from < i {
			runs = append(runs, nameRun{s, from, i + 1})
		}
	}
	return runs
}

// runGoesOn reports whether the run of capitalised words goes on behind token i.
func (s *sentence) runGoesOn(i int) bool {
	if i+1 >= len(s.Tokens) {
		return false
	}
	next, initial := &s.Tokens[i+1], s.Tokens[i].End-s.Tokens[i].Start == 1
	return next.Capital && !next.Regards(lang.Suffix) || initial && s.isInitialStop(i+1)
}

// withoutLead returns where the name begins that ends at token last, without the
// title or office that token from may be; last, if it goes on with a body's name.
func (s *sentence) withoutLead(from, last int) int {
	const lead = lang.Title | lang.Office | lang.Insider | lang.Commentator | lang.Definite | lang.Indefinite | lang.Preposition | lang.Clause | lang.Adverb
	if s.ofBody(from) {
		return last
	}
	for from < last && s.Tokens[from].Is(lead) {
		from++
	}
	return from
}

// personAt returns the full name of the known person whose last name is token
// i, or "". A possessive ("Brandt's car") speaks of something else.
func (s *sentence) personAt(i int) string {
	t := &s.Tokens[i]
	if !t.Capital || t.Quoted || i+1 < len(s.Tokens) && (s.Tokens[i+1].Is(lang.Possessive) || s.Tokens[i+1].Capital && !s.Tokens[i+1].Regards(lang.Suffix)) {
		return ""
	}
	return s.persons[s.Surface(i)]
}

// subjectPerson returns the first person the sentence names before token end,
// or nil: the one a later "she" most likely means. A "she" that comes first
// means somebody of an earlier sentence.
func (s *sentence) subjectPerson(end int) *attribution {
	for i := 0; i < end; i++ {
		if full := s.personAt(i); full != "" {
			return &attribution{sourcePhrase: sourcePhrase{reference: refNamed, kind: sourcePerson, name: full, from: i, to: i + 1}}
		}
		if t := &s.Tokens[i]; t.Is(lang.Pronoun) && !t.Is(lang.Thing|lang.Plural) && !t.Quoted {
			return nil
		}
	}
	return nil
}

// subjectBody returns the first body the sentence names before token end, or
// nil: the one a later "it" most likely means.
func (s *sentence) subjectBody(end int) *attribution {
	for i := s.afterDateline(); i < end; i++ {
		if t := &s.Tokens[i]; !t.Quoted && !t.Capital && t.Is(lang.Body) && i > 0 && s.Around(i-2, i, lang.Definite) {
			from := max(0, i-2)
			return &attribution{sourcePhrase: sourcePhrase{reference: refBody, kind: sourceBody, name: s.Words(from, i+1), from: from, to: i + 1}}
		}
		if !s.isName(i) || s.Tokens[i].Quoted || s.Tokens[i].Is(lang.Definite|lang.Article) {
			continue
		}
		from := i
		for i++; i < end && s.isName(i); {
			i++
		}
		located := from > 0 && s.Tokens[from-1].Is(lang.Preposition)
		if located || s.Around(i, i+1, lang.Possessive) {
			continue
		}
		m := sourcePhrase{from: from, to: i}
		if s.namePhrase(&m, from, i); m.kind == sourcePerson {
			return nil
		}
		return &attribution{sourcePhrase: m}
	}
	return nil
}

// afterDateline returns the token after the place, the day and the agency that a
// report opens with, "PORT, April 14 (Agency) -", or 0: capitalised words and a
// date up to a dash, of which the first is all capitals or one is a month, or
// whatever else has an agency before the dash.
func (s *sentence) afterDateline() int {
	const longest = 12 // tokens
	if len(s.Tokens) == 0 || !s.Tokens[0].Capital || s.Tokens[0].Quoted {
		return 0
	}
	first := s.Surface(0)
	marked, plain := len(first) > 1 && strings.ToUpper(first) == first, true
	for i := 1; i < min(len(s.Tokens), longest); i++ {
		t := &s.Tokens[i]
		switch w := s.Surface(i); {
		case w == ")":
			marked, plain = true, true
		case lang.IsDash(w) || w == "-":
			if marked && plain && !s.dashed(i+1) || s.Surface(i-1) == ")" {
				return i + 1
			}
			return 0
		}
		marked, plain = marked || t.Is(lang.Month), plain && inDateline(t)
	}
	return 0
}

// inDateline reports whether a token may stand in a dateline: a capitalised word, a
// month, a number or a mark.
func inDateline(t *lang.Token) bool {
	return t.Is(lang.Month) || t.Kind != segment.Quote && (t.Capital || t.Kind != segment.Word)
}

// dashed reports whether another dash stands at token i or after it: the two
// hold an insertion.
func (s *sentence) dashed(i int) bool {
	for ; i < len(s.Tokens); i++ {
		if lang.IsDash(s.Surface(i)) || s.Surface(i) == "-" {
			return true
		}
	}
	return false
}
