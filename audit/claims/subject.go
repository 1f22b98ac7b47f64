package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// clause is a verb and the words that lead up to it, among which its subject is
// looked for.
type clause struct {
	*sentence
	verb    int  // its token
	before  int  // the token before it and its auxiliaries; -1: none
	head    int  // the token that the subject ends with if it stands right before the verb
	passive bool // "is said"
	modal   bool // "would say"
	related bool // a relative clause: "critics who argue"
}

// clauseOf reads what leads up to the verb at token v.
func (s *sentence) clauseOf(v int) clause {
	c := clause{sentence: s, verb: v, before: v - 1}
	for c.before >= 0 && s.auxiliary(c.before) {
		c.passive = c.passive || s.Tokens[c.before].Is(lang.Be)
		c.modal = c.modal || s.Tokens[c.before].Is(lang.Modal)
		c.before--
	}
	c.head = c.before
	if c.opensWithClauseWord() && s.Tokens[c.before].Is(lang.Who) && c.before > 0 {
		if behind := &s.Tokens[c.before-1]; behind.Is(headClasses) || behind.Capital {
			c.head, c.related = c.before-1, true
		}
	}
	return c
}

// auxiliary reports whether token i is an auxiliary or an adverb and nothing that
// could be a subject.
func (s *sentence) auxiliary(i int) bool {
	t := &s.Tokens[i]
	return !t.Capital && t.Is(lang.Aux|lang.Adverb) && !t.Is(headClasses)
}

// subject returns whoever does the verb at token v, or a phrase that refers
// to nobody; and the rule that says so.
func (s *sentence) subject(v int) (sourcePhrase, string) {
	return first(subjects, s.clauseOf(v))
}

// subjects says where the subject of a verb of saying stands, if it has one.
var subjects = []attempt[clause, sourcePhrase]{
	// "did not respond": nobody did; "has reportedly said": somebody else says so
	noSubject("denied, or hearsay", func(c clause) bool { return c.Around(c.before+1, c.verb, lang.Hearsay|lang.Negation) }),
	// "will report its profit": it hasn't yet
	noSubject("an act to come", func(c clause) bool {
		return c.is(lang.Acts) && c.is(lang.Base) && c.Regarding(c.before+1, c.verb, lang.Future)
	}),
	// "Brandt, backed by the guild"
	noSubject("a participle with its agent", func(c clause) bool {
		return c.bare() && c.is(lang.Say|lang.Wants) && !c.is(lang.Base) && c.Regarding(c.verb+1, c.verb+2, lang.By)
	}),
	// "a group called Brandt", "bakers like Brandt"
	noSubject("a word that names or compares", func(c clause) bool {
		return c.bare() && c.verb+1 < len(c.Tokens) && c.Tokens[c.verb+1].Capital && c.is(lang.Terming|lang.Clause)
	}),
	noSubject("nothing before the verb", func(c clause) bool { return c.before < 0 }),
	// "one could say"
	noSubject("a possibility", func(c clause) bool { return c.modal && !c.is(lang.Think|lang.Wants) }),
	// "is said to"
	noSubject("a passive", func(c clause) bool { return c.passive && !c.is(lang.Saying|lang.Thinking) }),
	// "the charges against him blame"
	noSubject("an object's pronoun", func(c clause) bool { return c.Tokens[c.before].Regards(lang.Objective) }),
	// "Brandt, an analyst at the bank, said consumers"
	{name: "a name before an insertion", try: func(c clause) (sourcePhrase, bool) {
		if !c.behindComma() || c.Tokens[c.before-min(c.before, 1)].Quoted {
			return sourcePhrase{}, false
		}
		m := c.beforeInsert()
		return m, m.reference >= refNamed
	}},
	// "“…,” said Brandt"
	{name: "inverted behind its verb", try: func(c clause) (sourcePhrase, bool) {
		if !c.behindComma() && !c.behindQuotation() {
			return sourcePhrase{}, false
		}
		m := c.inverted(c.verb)
		return m, m.reference != refNone
	}},
	noSubject("a quotation before the verb", clause.behindQuotation),
	// "Solheim, who runs the guild, said"
	{name: "before an insertion", try: func(c clause) (sourcePhrase, bool) {
		if !c.behindComma() {
			return sourcePhrase{}, false
		}
		m := c.beforeInsert()
		return m, m.reference != refNone || !c.is(lang.Saying)
	}},
	// "Solheim went on, telling Brandt"
	{name: "of the clause before", try: func(c clause) (sourcePhrase, bool) {
		if !c.behindComma() {
			return sourcePhrase{}, false
		}
		return c.clauseSubject(c.before), true
	}},
	// "Solheim (who runs the guild) said"
	{name: "before an insertion in dashes or brackets", try: func(c clause) (sourcePhrase, bool) {
		if c.Tokens[c.before].Kind <= segment.Number || !closesInsert(c.Surface(c.before)) {
			return sourcePhrase{}, false
		}
		return c.beforeInsert(), true
	}},
	noSubject("a mark before the verb", func(c clause) bool { return c.Tokens[c.before].Kind > segment.Number }),
	// "Brandt keeps the books but says"
	{name: "of the clause it is joined to", try: clause.joinedSubject},
	// "Solheim, who said"
	{name: "what a relative clause is about", try: func(c clause) (sourcePhrase, bool) {
		if !c.opensWithClauseWord() || !c.Tokens[c.before].Is(lang.Who) || c.before < 2 || c.Surface(c.before-1) != "," {
			return sourcePhrase{}, false
		}
		return c.relatedTo(c.before - 1), true
	}},
	// "a letter that says"
	noSubject("a clause about nobody", func(c clause) bool { return c.opensWithClauseWord() && !c.related }),
	// "the report", "of claims"
	noSubject("a noun behind its article", func(c clause) bool {
		before := &c.Tokens[c.head]
		return before.Is(lang.Definite|lang.Indefinite|lang.Preposition|lang.Possessive) && !before.Is(lang.Pronoun) &&
			!(before.Is(lang.Some) && !c.is(lang.Nounlike))
	}),
	noSubject("a noun behind another", func(c clause) bool {
		before := &c.Tokens[c.head]
		return c.is(lang.Nounlike) && !before.Capital && !before.Is(lang.Pronoun|headClasses|lang.Aux|lang.Adverb|lang.Some)
	}),
	// "many state workers"
	noSubject("an adjective behind a count", func(c clause) bool {
		return c.Tokens[c.head].Is(lang.Some) && c.is(lang.Nounlike) && c.Around(c.verb+1, c.verb+2, headClasses)
	}),
	{name: "right before the verb", try: clause.directSubject},
}

// noSubject is a reason for which the verb has no subject that is a source.
func noSubject(name string, holds func(clause) bool) attempt[clause, sourcePhrase] {
	return unless[clause, sourcePhrase](name, holds)
}

// is reports whether the verb is of the classes.
func (c clause) is(classes lang.Class) bool { return c.Tokens[c.verb].Is(classes) }

// bare reports whether the verb has no auxiliary.
func (c clause) bare() bool { return c.verb == c.before+1 }

func (c clause) behindComma() bool     { return c.Surface(c.before) == "," }
func (c clause) behindQuotation() bool { return c.Tokens[c.before].Kind == segment.Quote }

// opensWithClauseWord reports whether "who", "that" or another word that opens a
// clause stands before the verb.
func (c clause) opensWithClauseWord() bool {
	return c.before >= 0 && c.Tokens[c.before].Is(lang.Clause) && !c.Tokens[c.before].Capital
}

// joinedSubject is the subject of the clause that the verb's is joined to, if an
// "and" or a "but" stands before the verb.
func (c clause) joinedSubject() (sourcePhrase, bool) {
	before := &c.Tokens[c.before]
	if !before.Regards(lang.Joining) || before.Capital || c.is(lang.Nounlike|lang.Base) {
		return sourcePhrase{}, false
	}
	m := c.clauseSubject(c.before)
	if m.reference == refPronoun || m.reference >= refBody {
		return m, true
	}
	return sourcePhrase{}, true
}

// directSubject is the phrase that ends right before the verb and its auxiliaries,
// unless it shows that the verb is none or has another subject.
func (c clause) directSubject() (sourcePhrase, bool) {
	p := subjectPhrase{clause: c, from: c.phraseLeft(c.head + 1)}
	if p.from > c.head || p.caused() {
		return sourcePhrase{rule: "made or supposed to do it"}, true
	}
	p.from = c.subjectStart(p.from)
	p.m = c.classifySubject(p.from)
	if p.m.from >= p.m.to {
		return sourcePhrase{rule: "no phrase"}, true
	}
	p.document = p.m.kind == sourceDocument
	c.nameDescribed(&p.m)
	if _, doubt := first(doubts, p); doubt != "" {
		return sourcePhrase{rule: doubt}, true
	}
	c.besideName(&p.m)
	p.m.related = c.related
	return p.m, true
}

// subjectPhrase is a phrase that ends right before a verb.
type subjectPhrase struct {
	clause
	from     int // its first token
	m        sourcePhrase
	document bool // its noun is a document's
}

// doubts are reasons why the phrase before a verb is not the source of what follows.
var doubts = []attempt[subjectPhrase, sourcePhrase]{
	// "a bill described as", "moves seen as"; whoever can speak does it all the same
	unless[subjectPhrase, sourcePhrase]("a passive without its auxiliary", func(p subjectPhrase) bool {
		before := &p.Tokens[p.head]
		return p.head == p.verb-1 && !before.Capital && !before.Is(headClasses|lang.Pronoun|lang.First|lang.Some) &&
			!p.is(lang.Base) && p.Regarding(p.verb+1, p.verb+2, lang.As)
	}),
	// "a government warning", "the results are worrying"
	unless[subjectPhrase, sourcePhrase]("a participle that describes", func(p subjectPhrase) bool {
		return p.is(lang.Saying|lang.Thinking) && (p.head == p.verb-1 && !p.m.plural || p.passive && p.document)
	}),
	// "emails intended to": documents want and think nothing
	unless[subjectPhrase, sourcePhrase]("a document that says nothing", func(p subjectPhrase) bool {
		return p.m.kind == sourceDocument && !p.is(lang.Say|lang.Shows|lang.Saying|lang.Forecasts|lang.Documental)
	}),
	// "how many say"
	unless[subjectPhrase, sourcePhrase]("a question how many", func(p subjectPhrase) bool {
		return p.Tokens[p.from].Is(lang.Some) && p.from > 0 && p.Tokens[p.from-1].Is(lang.Counting)
	}),
	unless[subjectPhrase, sourcePhrase]("a noun that looks like a verb", func(p subjectPhrase) bool { return !p.agrees(p.verb, &p.m) }),
}

// caused reports whether somebody makes the phrase do what the verb says, or whether
// it is only supposed to: "make his supporters feel", "nor could half of them say".
func (p subjectPhrase) caused() bool {
	if p.is(lang.Base) && p.Regarding(p.from-1, p.from+1, lang.Causative) {
		return true
	}
	return p.from > 0 && p.Tokens[p.from-1].Is(lang.Aux) && p.Tokens[p.from-1].Is(lang.Modal)
}

// nameDescribed makes m, which a relative clause is about, the name that it
// describes: "Solheim, the baker who said".
func (c clause) nameDescribed(m *sourcePhrase) {
	if k := m.from - 2; c.related && k >= 0 && m.reference != refNone && m.reference < refNamed &&
		c.Surface(k+1) == "," && c.isName(k) {
		c.namePhrase(m, c.nameStart(k), k+1)
	}
}

// subjectStart is where the subject begins in the phrase from token from on: behind
// what leads in, and at the last pronoun ("a firm we advised": we; "a move they
// say": they).
func (c clause) subjectStart(from int) int {
	if before := &c.Tokens[c.head]; before.Is(lang.First) || before.Is(lang.Pronoun) && before.Is(lang.Plural) {
		return c.head
	}
	return c.skipLeadIn(from, c.head+1)
}

// classifySubject says who is meant by the phrase from token from up to the verb.
// Who says something is somebody, though no list has the word.
func (c clause) classifySubject(from int) sourcePhrase {
	m := c.classify(from, c.head+1)
	if m.reference == refNone && c.Tokens[c.head].Capital {
		m = c.classify(c.head, c.head+1)
	}
	if m.reference != refNone || m.from >= m.to {
		return m
	}
	switch {
	case c.is(lang.Say) && !c.is(lang.Nounlike|lang.Base) && c.Tokens[from].Is(lang.Article|lang.Possessor) && !c.Tokens[from].Is(lang.Indefinite):
		m.reference, m.kind, m.rule = refBody, sourceBody, "the one who says it" // "the announcer said"
	case c.unnamedSpeaker(from, c.head+1, c.verb):
		m.reference, m.kind, m.rule = refAnonymous, sourceAnonymous, "one who says it"
	}
	return m
}
