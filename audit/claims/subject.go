package claims

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
		c.passive = c.passive || s.tokens[c.before].is(classBe)
		c.modal = c.modal || s.tokens[c.before].is(classModal)
		c.before--
	}
	c.head = c.before
	if c.opensWithClauseWord() && s.tokens[c.before].is(classWho) && c.before > 0 {
		if behind := &s.tokens[c.before-1]; behind.is(headClasses) || behind.capital {
			c.head, c.related = c.before-1, true
		}
	}
	return c
}

// auxiliary reports whether token i is an auxiliary or an adverb and nothing that
// could be a subject.
func (s *sentence) auxiliary(i int) bool {
	t := &s.tokens[i]
	return !t.capital && t.is(classAux|classAdverb) && !t.is(headClasses)
}

// subject returns whoever does the verb at token v, or a mention that stands
// nowhere; and the rule that says so.
func (s *sentence) subject(v int) (mention, string) {
	return first(subjects, s.clauseOf(v))
}

// subjects says where the subject of a verb of saying stands, if it has one.
var subjects = []attempt[clause, mention]{
	// "did not respond": nobody did; "has reportedly said": somebody else says so
	noSubject("denied, or hearsay", func(c clause) bool { return c.around(c.before+1, c.verb, classHearsay|classNegation) }),
	// "will report its profit": it hasn't yet
	noSubject("an act to come", func(c clause) bool {
		return c.is(classActs) && c.is(classBase) && c.regarding(c.before+1, c.verb, topicFuture)
	}),
	// "Brandt, backed by the guild"
	noSubject("a participle with its agent", func(c clause) bool {
		return c.bare() && c.is(classSay|classWants) && !c.is(classBase) && c.regarding(c.verb+1, c.verb+2, topicBy)
	}),
	// "a group called Brandt", "bakers like Brandt"
	noSubject("a word that names or compares", func(c clause) bool {
		return c.bare() && c.verb+1 < len(c.tokens) && c.tokens[c.verb+1].capital && c.is(classTerming|classClause)
	}),
	noSubject("nothing before the verb", func(c clause) bool { return c.before < 0 }),
	// "one could say"
	noSubject("a possibility", func(c clause) bool { return c.modal && !c.is(classThink|classWants) }),
	// "is said to"
	noSubject("a passive", func(c clause) bool { return c.passive && !c.is(classSaying|classThinking) }),
	// "the charges against him blame"
	noSubject("an object's pronoun", func(c clause) bool { return c.tokens[c.before].regards(topicObjective) }),
	// "Brandt, an analyst at the bank, said consumers"
	{"a name before an insertion", func(c clause) (mention, bool) {
		if !c.behindComma() || c.tokens[c.before-min(c.before, 1)].quoted {
			return mention{}, false
		}
		m := c.beforeInsert()
		return m, m.standing >= standsNamed
	}},
	// "“…,” said Brandt"
	{"inverted behind its verb", func(c clause) (mention, bool) {
		if !c.behindComma() && !c.behindQuotation() {
			return mention{}, false
		}
		m := c.inverted(c.verb)
		return m, m.standing != standsNowhere
	}},
	noSubject("a quotation before the verb", clause.behindQuotation),
	// "Solheim, who runs the guild, said"
	{"before an insertion", func(c clause) (mention, bool) {
		if !c.behindComma() {
			return mention{}, false
		}
		m := c.beforeInsert()
		return m, m.standing != standsNowhere || !c.is(classSaying)
	}},
	// "Solheim went on, telling Brandt"
	{"of the clause before", func(c clause) (mention, bool) {
		if !c.behindComma() {
			return mention{}, false
		}
		return c.clauseSubject(c.before), true
	}},
	// "Solheim (who runs the guild) said"
	{"before an insertion in dashes or brackets", func(c clause) (mention, bool) {
		if c.tokens[c.before].kind <= numberToken || !closesInsert(c.surface(c.before)) {
			return mention{}, false
		}
		return c.beforeInsert(), true
	}},
	noSubject("a mark before the verb", func(c clause) bool { return c.tokens[c.before].kind > numberToken }),
	// "Brandt keeps the books but says"
	{"of the clause it is joined to", clause.joinedSubject},
	// "Solheim, who said"
	{"what a relative clause is about", func(c clause) (mention, bool) {
		if !c.opensWithClauseWord() || !c.tokens[c.before].is(classWho) || c.before < 2 || c.surface(c.before-1) != "," {
			return mention{}, false
		}
		return c.relatedTo(c.before - 1), true
	}},
	// "a letter that says"
	noSubject("a clause about nobody", func(c clause) bool { return c.opensWithClauseWord() && !c.related }),
	// "the report", "of claims"
	noSubject("a noun behind its article", func(c clause) bool {
		before := &c.tokens[c.head]
		return before.is(classDefinite|classIndefinite|classPreposition|classPossessive) && !before.is(classPronoun) &&
			!(before.is(classSome) && !c.is(classNounlike))
	}),
	noSubject("a noun behind another", func(c clause) bool {
		before := &c.tokens[c.head]
		return c.is(classNounlike) && !before.capital && !before.is(classPronoun|headClasses|classAux|classAdverb|classSome)
	}),
	// "many state workers"
	noSubject("an adjective behind a count", func(c clause) bool {
		return c.tokens[c.head].is(classSome) && c.is(classNounlike) && c.around(c.verb+1, c.verb+2, headClasses)
	}),
	{"right before the verb", clause.directSubject},
}

// noSubject is a reason for which the verb has no subject that is a source.
func noSubject(name string, holds func(clause) bool) attempt[clause, mention] {
	return unless[clause, mention](name, holds)
}

// is reports whether the verb is of the classes.
func (c clause) is(classes class) bool { return c.tokens[c.verb].is(classes) }

// bare reports whether the verb has no auxiliary.
func (c clause) bare() bool { return c.verb == c.before+1 }

func (c clause) behindComma() bool     { return c.surface(c.before) == "," }
func (c clause) behindQuotation() bool { return c.tokens[c.before].kind == quoteToken }

// opensWithClauseWord reports whether "who", "that" or another word that opens a
// clause stands before the verb.
func (c clause) opensWithClauseWord() bool {
	return c.before >= 0 && c.tokens[c.before].is(classClause) && !c.tokens[c.before].capital
}

// joinedSubject is the subject of the clause that the verb's is joined to, if an
// "and" or a "but" stands before the verb.
func (c clause) joinedSubject() (mention, bool) {
	before := &c.tokens[c.before]
	if !before.regards(topicJoining) || before.capital || c.is(classNounlike|classBase) {
		return mention{}, false
	}
	m := c.clauseSubject(c.before)
	if m.standing == standsPronoun || m.standing >= standsBody {
		return m, true
	}
	return mention{}, true
}

// directSubject is the phrase that ends right before the verb and its auxiliaries,
// unless it shows that the verb is none or has another subject.
func (c clause) directSubject() (mention, bool) {
	from := c.phraseLeft(c.head + 1)
	if from > c.head || c.caused(from) {
		return mention{}, true
	}
	from = c.subjectStart(from)
	m := c.classifySubject(from)
	if m.from >= m.to || c.reduced() || c.attributive(&m) {
		return mention{}, true
	}
	if k := m.from - 2; c.related && k >= 0 && m.standing != standsNowhere && m.standing < standsNamed &&
		c.surface(k+1) == "," && c.isName(k) {
		c.nameMention(&m, c.nameStart(k), k+1) // "Solheim, the baker who said"
	}
	if m.kind == sourceDocument && !c.is(classSay|classShows|classSaying|classForecasts|classDocumental) {
		return mention{}, true // "emails intended to": documents want and think nothing
	}
	counted := c.tokens[from].is(classSome) && from > 0 && c.tokens[from-1].is(classCounting)
	if counted || !c.agrees(c.verb, &m) {
		return mention{}, true // a noun; "how many"
	}
	c.besideName(&m)
	m.related = c.related
	return m, true
}

// caused reports whether the phrase from token from on is made to do what the verb
// says, or supposed to: "make his supporters feel", "nor could half of them say".
func (c clause) caused(from int) bool {
	if c.is(classBase) && c.regarding(from-1, from+1, topicCausative) {
		return true
	}
	return from > 0 && c.tokens[from-1].is(classAux) && c.tokens[from-1].is(classModal)
}

// subjectStart is where the subject begins in the phrase from token from on: behind
// what leads in, and at the last pronoun ("a firm we advised": we; "a move they
// say": they).
func (c clause) subjectStart(from int) int {
	if before := &c.tokens[c.head]; before.is(classFirst) || before.is(classPronoun) && before.is(classPlural) {
		return c.head
	}
	return c.skipLeadIn(from, c.head+1)
}

// classifySubject says who is meant by the phrase from token from up to the verb.
// Who says something is somebody, though no list has the word.
func (c clause) classifySubject(from int) mention {
	m := c.classify(from, c.head+1)
	if m.standing == standsNowhere && c.tokens[c.head].capital {
		m = c.classify(c.head, c.head+1)
	}
	if m.standing != standsNowhere || m.from >= m.to {
		return m
	}
	switch {
	case c.is(classSay) && !c.is(classNounlike|classBase) && c.tokens[from].is(classArticle|classPossessor) && !c.tokens[from].is(classIndefinite):
		m.standing, m.kind, m.rule = standsBody, sourceBody, "the one who says it" // "the announcer said"
	case c.unnamedSpeaker(from, c.head+1, c.verb):
		m.standing, m.kind, m.rule = standsAnonymous, sourceAnonymous, "one who says it"
	}
	return m
}

// attributive reports whether the participle only says what its noun is like: "a
// government warning", "the results are worrying".
func (c clause) attributive(m *mention) bool {
	return c.is(classSaying|classThinking) && (c.head == c.verb-1 && !m.plural || c.passive && m.kind == sourceDocument)
}

// reduced reports whether the verb is a passive without its auxiliary: "a bill
// described as", "moves seen as". Whoever can speak does it all the same.
func (c clause) reduced() bool {
	before := &c.tokens[c.head]
	return c.head == c.verb-1 && !before.capital && !before.is(headClasses|classPronoun|classFirst|classSome) &&
		!c.is(classBase) && c.regarding(c.verb+1, c.verb+2, topicAs)
}
