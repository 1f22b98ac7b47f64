package claims

import (
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/register"
	"copydesk.dev/audit/claims/segment"
)

// reference is how a source phrase refers to whom it means, and so how much it tells a
// reader about whom to ask: the more, the later in this list.
type reference uint8

const (
	refNone      reference = iota
	refVague               // "experts", "reports"
	refAnonymous           // "a senior official", "two people briefed on it"
	refDocument            // "a recent study": a document nobody could find from this
	refWriter              // the writer
	refPronoun             // "she": the last fitting person
	refDefinite            // "the report": the last fitting source
	refBody                // "the ministry", "police": can be asked
	refNamed               // a person, body or outlet by name
	refPaper               // a named source's own document
)

// sourcePhrase is a noun phrase in the place of a source.
type sourcePhrase struct {
	reference reference
	name      string           // of refNamed and refPaper; else the words of the phrase
	entry     *register.Source // its register entry, or nil
	kind      string
	from, to  int // tokens of the sentence
	plural    bool
	possessed bool   // "its report": the document of whoever "its" means
	related   bool   // the verb's clause hangs on it: "critics who argue"
	trade     bool   // an expert's or an insider's, whose opinion is offered as a source
	rule      string // which rule said what it stands for
}

// isName reports whether token i is (part of) a proper name: a capital that
// is not only there because the sentence begins.
func (s *sentence) isName(i int) bool {
	t := &s.Tokens[i]
	if !t.Capital || t.Kind != segment.Word || t.Is(lang.Weekday|lang.Month|lang.First|lang.Pronoun) || s.compound(i) {
		return false
	}
	return i > 0 && s.Tokens[i-1].Kind != segment.Quote || s.namedAtStart(i)
}

// namedAtStart reports whether the capital of token i, which opens a sentence or a
// quotation, is a name's all the same.
func (s *sentence) namedAtStart(i int) bool {
	t, w := &s.Tokens[i], s.Surface(i)
	head := t.Is(headClasses)
	switch {
	case len(w) > 1 && strings.ToUpper(w) == w, s.names[w]:
		return true
	case !head && s.Lexicon.Register.Named(w) != nil: // "Reuters", not the people of "People say"
		return true
	case i+1 >= len(s.Tokens):
	case s.Tokens[i+1].Capital && !t.Is(lang.Definite|lang.Indefinite|lang.Preposition|lang.Clause|lang.Adverb):
		return true
	case s.Tokens[i+1].Is(headClasses): // "Housing experts"
		return false
	}
	return t.Word == lang.Unknown && !s.Lexicon.Ends(lang.EndPlural, w) || t.Word.Classes == lang.Given
}

// endsCore reports whether token i ends the core of a noun phrase: a
// preposition, or a participle that isn't an adjective ("a leaked memo").
func (s *sentence) endsCore(i int) bool {
	t := &s.Tokens[i]
	if t.Capital || !t.Is(lang.Preposition|lang.Participle) {
		return false
	}
	return t.Is(lang.Preposition) || !s.Tokens[i-1].Is(lang.Indefinite|lang.Definite|lang.Some|lang.Possessive)
}

// insideName reports whether token i is a preposition between two capitals:
// "Bank of England".
func (s *sentence) insideName(i, to int) bool {
	return i > 0 && i+1 < to && s.Tokens[i-1].Capital && s.Tokens[i+1].Capital && s.Tokens[i].Is(lang.Preposition) && !s.Tokens[i].Is(lang.Belonging) &&
		!s.Tokens[i+1].Is(lang.Weekday|lang.Month) // not "Brandt on Thursday"
}

// compound reports whether token i is a name made into an adjective:
// "Washington-based".
func (s *sentence) compound(i int) bool {
	w := s.Surface(i)
	k := strings.LastIndexByte(w, '-')
	return k >= 0 && k+1 < len(w) && 'a' <= w[k+1] && w[k+1] <= 'z'
}

// headClasses are the classes that make a noun a source.
const headClasses = lang.Commentators | lang.Commentator | lang.Insiders | lang.Insider |
	lang.People | lang.Person | lang.Office | lang.Body | lang.Document

// nounPhrase is a phrase in the place of a source while it is asked who is meant.
type nounPhrase struct {
	*sentence
	from, to int        // its tokens
	core     int        // the token behind its core: its first preposition or participle, or to
	head     lang.Class // the head classes of its core
	owner    int        // the last token of the name it belongs to, or -1
}

func (p nounPhrase) first() *lang.Token { return &p.Tokens[p.from] }
func (p nounPhrase) last() *lang.Token  { return &p.Tokens[p.core-1] }

// indefinite reports whether the phrase brings up somebody new: "a baker", "two
// bakers".
func (p nounPhrase) indefinite() bool {
	return p.first().Is(lang.Indefinite) || p.first().Kind == segment.Number
}

// ownerInside reports whether the name stands in the core: "Austria's minister",
// not "critics of Austria".
func (p nounPhrase) ownerInside() bool { return p.owner >= p.from && p.owner < p.core }

// classify says who is meant by the noun phrase of tokens [from, to).
func (s *sentence) classify(from, to int) sourcePhrase {
	from, to = s.trimPhrase(from, to)
	m := sourcePhrase{from: from, to: to}
	if from >= to {
		return m
	}
	m.name = s.Words(from, to)
	p := nounPhrase{sentence: s, from: from, to: to, core: s.coreEnd(from, to), owner: -1}
	r, rule := first(pronounsAndNames, p)
	if rule == "" {
		p.owner = p.findOwner()
		if p.core == from+1 && p.first().Is(lang.Indefinite) && p.core < to { // "one of two witnesses"
			p.core = to
		}
		p.head = p.headClass()
		m.trade = p.head&(lang.Commentators|lang.Commentator|lang.Insiders|lang.Insider) != 0
		r, rule = first(nouns, p)
	}
	s.meant(&m, r, rule)
	return m
}

// trimPhrase narrows a phrase past marks, clause words and what leads in or trails.
func (s *sentence) trimPhrase(from, to int) (int, int) {
	for from < to && (s.Tokens[from].Kind > segment.Number || s.Tokens[from].Is(lang.Clause) || s.leadingAdverb(from, to)) {
		from++
	}
	for from < to && (s.Tokens[to-1].Kind > segment.Number || to-1 > from && s.Tokens[to-1].Regards(lang.Suffix)) {
		to--
	}
	return from, to
}

// coreEnd returns where the phrase has its first preposition or participle, or to.
func (s *sentence) coreEnd(from, to int) int {
	core := from + 1
	for core < to && (s.insideName(core, to) || !s.endsCore(core)) && (s.Tokens[core].Kind <= segment.Number || s.isInitialStop(core)) {
		core++
	}
	return core
}

// findOwner returns the last token of the name that the phrase belongs to, or -1:
// in its core, as its head, or in its tail.
func (p nounPhrase) findOwner() int {
	owner := p.lastName(p.from, p.core-1)
	if owner < 0 && !p.last().Is(headClasses) {
		owner = p.lastName(p.core-1, p.core)
	}
	if owner < 0 && p.core < p.to {
		owner = p.tailName(p.core, p.to)
	}
	return owner
}

// headClass returns the classes of the last noun of the core that may be a source;
// "the firm's launch" is not the firm.
func (p nounPhrase) headClass() lang.Class {
	for i := p.core - 1; i >= p.from && !p.Tokens[i].Is(lang.Possessive); i-- {
		if head := p.Tokens[i].Word.Classes & headClasses; head != 0 {
			return head
		}
	}
	return 0
}

// meaning is what a phrase was found to stand for.
type meaning struct {
	reference        reference // refNone: as the name says, or nowhere
	kind             string    // "": as the name says
	plural           bool
	possessed        bool
	nameFrom, nameTo int // tokens of the name it has, or 0, 0
}

// named is the meaning of a phrase that has a name, which ends at token last.
func (p nounPhrase) named(last int) meaning {
	return meaning{nameFrom: p.nameStart(last), nameTo: last + 1}
}

// meant puts down what was found to be meant, and by which rule.
func (s *sentence) meant(m *sourcePhrase, r meaning, rule string) {
	if r.kind != "" {
		m.kind = r.kind
	}
	if r.nameTo > 0 {
		s.namePhrase(m, r.nameFrom, r.nameTo)
	}
	if r.reference != refNone {
		m.reference = r.reference
	}
	m.plural, m.possessed, m.rule = r.plural, r.possessed, rule
}

// pronounsAndNames are phrases that need no look at their noun.
var pronounsAndNames = []attempt[nounPhrase, meaning]{
	{name: "a pronoun", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refPronoun, plural: p.first().Is(lang.Plural)}, p.core == p.from+1 && p.first().Is(lang.Pronoun)
	}},
	{name: "the writer or the reader", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refWriter, kind: sourceSelf}, p.first().Is(lang.First) || p.core == p.from+1 && p.first().Is(lang.Second)
	}},
	{name: "a name", try: func(p nounPhrase) (meaning, bool) {
		if !p.isName(p.core - 1) {
			return meaning{}, false
		}
		const trades = lang.Commentator | lang.Insider | lang.Person
		inName := p.core-1 > p.from && p.isName(p.core-2) || p.Lexicon.Register.Named(p.Surface(p.core-1)) != nil // "Business Insider", not "one CEO"
		surname := p.from > 0 && p.core == p.from+1 && p.last().Is(trades) && p.Surface(p.from-1) == ","          // "Indeed, Baker says"
		if !inName && !surname && p.last().Is(headClasses) {
			return meaning{}, false
		}
		return meaning{nameFrom: p.from, nameTo: p.personEnd(p.from, p.core)}, true
	}},
}

// leadingAdverb reports whether token i only leads up to the phrase: "even the
// organiser".
func (s *sentence) leadingAdverb(i, to int) bool {
	return i+1 < to && s.Tokens[i].Is(lang.Adverb) && !s.Tokens[i].Is(lang.Some|lang.Indefinite) &&
		s.Tokens[i+1].Is(lang.Article|lang.Definite|lang.Some)
}

// personEnd returns where the person's name ends with which the capitalised
// phrase of tokens [from, to) opens, "Ada Holt of Orlby"; or to, where none does:
// "Bank of Orlby". A name behind an article is no person's.
func (s *sentence) personEnd(from, to int) int {
	for i := from + 2; i < to; i++ {
		if t := &s.Tokens[i]; t.Capital || !t.Is(lang.Preposition) {
			continue
		}
		start := s.nameStart(i - 1)
		if i-start > 1 && s.personal(start, i) && !s.Tokens[i-1].Is(lang.Office) && (start == 0 || !s.Tokens[start-1].Is(lang.Article)) && !s.Tokens[start].Is(lang.Article) {
			return i
		}
		break
	}
	return to
}

// namePhrase makes m the name that ends at token to-1, without the title or
// office before it.
func (s *sentence) namePhrase(m *sourcePhrase, from, to int) {
	start := max(from, s.nameStart(to-1))
	for i := start; i < to-1; i++ {
		titled := s.Tokens[i].Is(lang.Title) && s.personal(i+1, to) // not "General Motors"
		if titled || s.Tokens[i].Is(lang.Office|lang.Insider|lang.Commentator) {
			start = i + 1
		}
	}
	m.reference, m.name, m.rule = refNamed, s.Words(start, to), "a name"
	m.entry = s.Lexicon.Register.Named(m.name)
	switch {
	case m.entry != nil:
		m.name, m.kind = m.entry.Name, m.entry.Kind
	case s.personal(start, to):
		m.kind = sourcePerson
	default:
		m.kind = sourceBody
	}
}

// personal reports whether a name looks like a person's: two to four words,
// with initials between, none of which ends the name of a body and none of which is all capitals.
func (s *sentence) personal(from, to int) bool {
	if n := to - from; n < 2 || n > 5 {
		return n == 1 && s.persons[s.Surface(from)] != ""
	}
	if s.Tokens[to-1].Regards(lang.Poll | lang.Research) {
		return false // "the Bakers' Poll"
	}
	for i := from; i < to; i++ {
		w := s.Surface(i)
		if w == "." {
			continue // an initial's
		}
		acronym := len(w) > 2 && strings.ToUpper(w) == w
		if acronym || s.Tokens[i].Is(lang.Orgword) || s.Tokens[i].Kind != segment.Word || strings.IndexFunc(w, segment.IsDigit) >= 0 {
			return false
		}
	}
	return s.Tokens[from].Is(lang.Given) || !s.places[s.Words(from, to)]
}

// nameStart walks back from the last word of a name to its first.
func (s *sentence) nameStart(i int) int {
	for {
		if i > 2 && s.isInitialStop(i-1) && s.Tokens[i-2].End-s.Tokens[i-2].Start == 1 && s.isName(i-3) {
			i -= 2 // "Ada B. Brandt"
			continue
		}
		if s.ofBody(i) {
			i -= 2
			continue
		}
		if i == 0 || !s.isName(i-1) || s.Tokens[i-1].Is(lang.Clause|lang.Preposition|lang.Definite|lang.Indefinite) {
			return i
		}
		i--
	}
}

// ofBody reports whether token i goes on with the name of a body: "Statistics"
// in "Office for Statistics".
func (s *sentence) ofBody(i int) bool {
	return i > 1 && s.Tokens[i-1].Regards(lang.Naming) && !s.Tokens[i-1].Capital && s.Tokens[i].Capital &&
		s.Tokens[i-2].Capital && s.Tokens[i-2].Is(lang.Orgword) && !s.Tokens[i-2].Quoted
}

// lastName returns the last name token in [from, to), or -1.
func (s *sentence) lastName(from, to int) int {
	for i := to - 1; i >= from; i-- {
		if s.isName(i) && !s.Tokens[i].Is(lang.Definite|lang.Indefinite|lang.Some) {
			return i
		}
	}
	return -1
}

// tailName returns the last token of the first name in the tail of a phrase
// that says where the head belongs: "at", "from", "with", "in", "by" a name,
// or -1. "Critics of Amazon" don't belong to Amazon.
func (s *sentence) tailName(from, to int) int {
	belongs := false
	for i := from; i < to; i++ {
		if s.Tokens[i].Is(lang.Preposition) && !s.Tokens[i].Capital {
			belongs = s.Tokens[i].Is(lang.Belonging) || s.Tokens[i].Regards(lang.For) && s.Tokens[i-1].Is(lang.Participle)
			continue
		}
		if belongs && s.isName(i) {
			for i+1 < to && s.isName(i+1) {
				i++
			}
			return i
		}
	}
	return -1
}

// startsPhrase reports whether a source may begin at token i.
func (s *sentence) startsPhrase(i int) bool {
	if i >= len(s.Tokens) || s.Tokens[i].Quoted || s.Tokens[i].Kind > segment.Number {
		return false
	}
	t := &s.Tokens[i]
	return t.Capital && !t.Is(lang.Weekday|lang.Month) ||
		t.Is(lang.Definite|lang.Indefinite|lang.Some|lang.Pronoun|lang.First|lang.Title|headClasses) && !t.Is(lang.Preposition)
}

// phraseRight returns the end of the noun phrase that begins at token i.
func (s *sentence) phraseRight(i int) int {
	const longest = 16 // tokens
	j := i
	for ; j < len(s.Tokens) && j-i < longest; j++ {
		t := &s.Tokens[j]
		if t.Quoted || t.Kind > segment.Number && !s.isInitialStop(j) {
			break
		}
		if j > i && !t.Capital && t.Is(lang.Clause|lang.Aux|lang.Say|lang.Saying) && !t.Is(lang.Nounlike|lang.Participle) {
			break
		}
	}
	return j
}

// phraseLeft returns the start of the noun phrase that ends before token end.
func (s *sentence) phraseLeft(end int) int {
	const longest = 24 // tokens
	i := end
	for i > 0 && end-i < longest {
		t := &s.Tokens[i-1]
		if i > 2 && s.Surface(i-1) == "," && s.Tokens[i].Kind == segment.Number && s.compound(i) && s.Tokens[i-3].Is(lang.Article) {
			i -= 3 // "the bearded, 71-year-old baker"
			continue
		}
		if t.Quoted || t.Kind > segment.Number && !s.isInitialStop(i-1) || s.bounds(t) || i-1 == 0 && t.Is(lang.Clause) {
			break
		}
		i--
	}
	return i
}

// bounds reports whether a word stands before a noun phrase and not in it: a verb, an
// auxiliary, a word that opens a clause.
func (s *sentence) bounds(t *lang.Token) bool {
	return !t.Capital && t.Is(lang.Clause|lang.Aux|lang.Say|lang.Saying|lang.Think) && !t.Is(lang.Nounlike|lang.Participle|headClasses|lang.Preposition)
}

// isInitialStop reports whether token i is a full stop inside a name: "J. K.",
// "Brandt Jr., the mayor".
func (s *sentence) isInitialStop(i int) bool {
	return i > 0 && i+1 < len(s.Tokens) && s.Surface(i) == "." && s.Tokens[i-1].Capital &&
		s.Tokens[i].Start == s.Tokens[i-1].End && (s.Tokens[i+1].Kind == segment.Word || s.Surface(i+1) == ",")
}
