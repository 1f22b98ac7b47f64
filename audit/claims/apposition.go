package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Who is meant where a subject has more than its phrase: a name beside it, an
// insertion, a clause of its own, a verb before it.

// besideName makes m, a speaker who isn't named, the name that stands beside it:
// "Ada Holt, director of dams", "Ada Holt, a baker", "Ada Holt and other bakers".
// Behind a verb or a preposition the name is somebody else's: "She met Ada Holt, a
// baker said".
func (s *sentence) besideName(m *sourcePhrase) {
	if m.reference == refNone || m.reference > refAnonymous {
		return
	}
	if start := s.nameInside(m); start > 0 {
		s.namePhrase(m, start, m.to) // "head of the town's oven works Ada Holt"
		return
	}
	if start := s.nameJoined(m); start >= 0 {
		k := m.from - 1
		joined := s.Tokens[k].Regards(lang.Joining)
		s.namePhrase(m, start, k)
		m.from, m.plural = s.withArticle(start), joined
	}
}

// nameJoined returns where the name begins to which a comma or an "and" joins the
// phrase m, if it is the phrase's own; or -1.
func (s *sentence) nameJoined(m *sourcePhrase) int {
	k := m.from - 1 // the comma or the "and"
	if k < 1 || !s.isName(k-1) || s.Tokens[k-1].Quoted {
		return -1
	}
	joined := s.Tokens[k].Regards(lang.Joining)
	if !joined && (s.Surface(k) != "," || m.plural) {
		return -1
	}
	start := s.nameStart(k - 1)
	from := s.withArticle(start)
	opens := from == 0 || s.Tokens[from-1].Kind > segment.Number || s.Tokens[from-1].Is(lang.Clause)
	bare := !joined && !s.Tokens[m.from].Is(lang.Indefinite|lang.Definite|lang.Some)
	if !opens && !bare {
		return -1
	}
	if !s.personal(start, k) && !(joined && (m.to == m.from+1 || s.isBody(start, k))) { // not "Orlby and other bakers"
		return -1
	}
	return start
}

// withArticle returns where the name that begins at token start begins with its
// article: "the Bakewell Trust".
func (s *sentence) withArticle(start int) int {
	if start > 0 && s.Tokens[start-1].Is(lang.Article) {
		return start - 1
	}
	return start
}

// isBody reports whether the name of tokens [start, to) is a body's: "the Bakewell",
// "Bakewell Trust".
func (s *sentence) isBody(start, to int) bool {
	return s.withArticle(start) < start || s.Tokens[to-1].Is(lang.Orgword) || s.Lexicon.Register.Named(s.Words(start, to)) != nil
}

// nameInside returns where the person's name begins with which the phrase of one
// speaker ends, or 0: behind a verb or a preposition it is somebody else's.
func (s *sentence) nameInside(m *sourcePhrase) int {
	last := m.to - 1
	if m.plural || !s.isName(last) {
		return 0
	}
	start := s.nameStart(last)
	if start <= m.from || m.to-start < 2 || !s.personal(start, m.to) ||
		s.Tokens[start-1].Is(lang.Preposition|lang.Article|lang.Possessive|lang.Possessor|lang.Clause|lang.Participle|lang.Terming) {
		return 0
	}
	return start
}

// relatedTo returns the name that a clause after the comma at token i is about:
// "Solheim, who said", "Bakewell, the oldest bakery in Orlby, which counts".
func (s *sentence) relatedTo(i int) sourcePhrase {
	const longest = 12 // tokens between the name's comma and the clause
	if !s.isName(i-1) || s.Tokens[i-1].Quoted {
		k := i - 1
		for k > 0 && i-k < longest && s.Tokens[k].Kind <= segment.Number {
			k--
		}
		if k == 0 || s.Surface(k) != "," || !s.Tokens[k+1].Is(lang.Article) || !s.isName(k-1) {
			return sourcePhrase{}
		}
		i = k
	}
	m := sourcePhrase{}
	s.namePhrase(&m, s.nameStart(i-1), i)
	m.from, m.to = s.nameStart(i-1), i
	return m
}

// unnamedSpeaker reports whether the phrase of tokens [from, to) before the verb
// of saying at v is "a" or "one" somebody: a noun for a doer ("one tester at a
// bank"), or anything that told the writer.
func (s *sentence) unnamedSpeaker(from, to, v int) bool {
	t := &s.Tokens[v]
	if !t.Is(lang.Say) || t.Is(lang.Nounlike|lang.Base) || !s.Tokens[from].Is(lang.Indefinite) || s.Tokens[from].Capital && from > 0 {
		return false
	}
	if v+1 < len(s.Tokens) && t.Is(lang.Addressing) && s.Tokens[v+1].Is(lang.First) {
		return true
	}
	head := from + 1
	for head < to && !s.endsCore(head) {
		head++
	}
	head--
	return head > from && !s.Tokens[head].Capital && s.Tokens[head].Word == lang.Unknown && s.Lexicon.Ends(lang.EndAgent, s.Surface(head))
}

// agrees reports whether a form that may be a noun can be the verb of its
// subject: "critics claim", "she claims", not "critics claims".
func (s *sentence) agrees(v int, m *sourcePhrase) bool {
	switch t := &s.Tokens[v]; {
	case t.Is(lang.Base):
		return s.several(m)
	case !t.Is(lang.Nounlike) || s.Lexicon.Ends(lang.EndPast, s.Surface(v)):
		return true
	case m.plural, s.bareNoun(v, m), s.severalOf(m.from) && s.Lexicon.Ends(lang.EndPlural, s.Surface(v)): // "four police reports"
		return false
	}
	return s.opensObject(v + 1)
}

// several reports whether m may have a verb in its base form: more than one, or
// whoever is spoken of as if they were more.
func (s *sentence) several(m *sourcePhrase) bool {
	last := &s.Tokens[m.to-1]
	return m.plural || m.reference == refWriter || last.Is(lang.People|lang.Insiders|lang.Commentators|lang.Anydocuments) ||
		last.Is(lang.Body) && m.to == m.from+1 || s.Lexicon.Ends(lang.EndPlural, s.Surface(m.to-1)) || s.pluralPaper(m) ||
		m.reference >= refNamed && m.from > 0 && s.Tokens[m.from-1].Is(lang.Clause)
}

// bareNoun reports whether one person without an article stands before the verb at
// token v: in "take customer calls" it is a noun.
func (s *sentence) bareNoun(v int, m *sourcePhrase) bool {
	if v == 0 || !s.Tokens[v-1].Is(lang.Person|lang.Commentator) || s.Tokens[v-1].Capital || m.reference >= refNamed {
		return false
	}
	first := &s.Tokens[m.from]
	return first.Kind == segment.Word && !first.Capital && !first.Is(lang.Article|lang.Indefinite|lang.Definite|lang.Some|lang.Possessor)
}

// opensObject reports whether the object of a verb may begin at token i: "Reuters
// reports that", not "the Leipzig protests over".
func (s *sentence) opensObject(i int) bool {
	if i >= len(s.Tokens) {
		return false
	}
	next := &s.Tokens[i]
	return next.Capital || next.Kind >= segment.Number && s.Surface(i) != "," ||
		next.Is(lang.Article|lang.Definite|lang.Indefinite|lang.Content|lang.Pronoun|lang.First|lang.Some)
}

// pluralPaper reports whether m is of documents that only a phrase behind them
// tells apart: "figures from the ministry".
func (s *sentence) pluralPaper(m *sourcePhrase) bool {
	core := m.from + 1
	for core < m.to && !s.endsCore(core) {
		core++
	}
	return core < m.to && s.Tokens[core-1].Is(lang.Document) && s.Lexicon.Ends(lang.EndPlural, s.Surface(core-1))
}

// severalOf reports whether token i counts more than one.
func (s *sentence) severalOf(i int) bool {
	t := &s.Tokens[i]
	return t.Is(lang.Some) || t.Kind == segment.Number || t.Is(lang.Number) && s.Lexicon.Numbers.Values[segment.Normal(s.Surface(i))] > 1
}

// clauseSubject returns the subject of the clause that ends before the comma
// at token j: "Solheim went on, telling Brandt".
func (s *sentence) clauseSubject(j int) sourcePhrase {
	from := j
	for from > 0 && (s.Tokens[from-1].Kind <= segment.Number || s.isInitialStop(from-1)) && !s.Tokens[from-1].Quoted {
		from--
	}
	to := from
	const inSubject = headClasses | lang.Definite | lang.Pronoun | lang.Possessive
	for to < j && !s.Tokens[to].Is(lang.Aux) && (s.Tokens[to].Capital || s.isInitialStop(to) || s.Tokens[to].Is(inSubject)) {
		to++
	}
	return s.classify(from, to)
}

// skipLeadIn leaves out a prepositional phrase before the subject itself: "At
// the meeting Brandt said".
func (s *sentence) skipLeadIn(from, to int) int {
	if !s.Tokens[from].Is(lang.Preposition) {
		return from
	}
	last := to - 1
	if s.isName(last) {
		return s.nameStart(last)
	}
	for i := to - 1; i > from; i-- {
		if s.Tokens[i].Is(lang.Definite | lang.Indefinite | lang.Some | lang.Pronoun) {
			return i
		}
	}
	return last
}

// inverted returns the subject that follows its verb: "…," said Brandt.
func (s *sentence) inverted(v int) sourcePhrase {
	t := &s.Tokens[v]
	if !t.Is(lang.Say) || t.Is(lang.Addressing|lang.Terming) || s.goesOnWithPronoun(v) {
		return sourcePhrase{}
	}
	end := s.phraseRight(v + 1)
	quoted := v > 0 && s.Tokens[v-1].Kind == segment.Quote
	if !s.namedBehind(v, end) && !s.startsPhrase(v+1) {
		return sourcePhrase{}
	}
	m := s.classify(v+1, end)
	if m.reference == refNone && quoted && s.Tokens[v+1].Is(lang.Article|lang.Possessor) && !s.Tokens[v+1].Is(lang.Indefinite) {
		m.reference, m.kind, m.rule = refBody, sourceBody, "the one who says it" // "…,” said the announcer
	}
	return m
}

// goesOnWithPronoun reports whether the verb at token v closes a clause between
// commas, and what is said begins with a pronoun: "Brandt, who bakes, said they were
// tired".
func (s *sentence) goesOnWithPronoun(v int) bool {
	return v > 1 && v+1 < len(s.Tokens) && s.Tokens[v+1].Is(lang.Pronoun) && s.Surface(v-1) == "," && !s.Tokens[v-2].Quoted
}

// namedBehind reports whether the phrase behind the verb at token v, which ends
// before token end, has a name, and a mark stands before the verb: "…, said baker Ada
// Brandt".
func (s *sentence) namedBehind(v, end int) bool {
	if v == 0 || s.Tokens[v-1].Kind < segment.Quote || s.lastName(v+1, end) < 0 {
		return false
	}
	return s.Tokens[v-1].Kind == segment.Quote || !s.Around(v+1, end, lang.Definite|lang.Preposition|lang.Content)
}

// closesInsert reports whether a mark may end an insertion that is not between
// commas.
func closesInsert(mark string) bool {
	return mark == "—" || mark == "–" || mark == "-" || mark == ")"
}

// opensInsert reports whether an insertion may open at token i: a comma, a dash or
// a bracket, behind a word.
func (s *sentence) opensInsert(i int) bool {
	switch s.Surface(i) {
	case ",", "—", "–", "-", "(":
		return !s.Tokens[i].Quoted && (s.Tokens[i-1].Kind <= segment.Number || s.isInitialStop(i-1))
	}
	return false
}

// beforeInsert returns the subject that stands before the insertion that ends
// before the verb: "Solheim, who runs the guild, said".
func (c clause) beforeInsert() sourcePhrase {
	const longest = 30 // tokens
	for i := c.before - 1; i > 0 && c.before-i < longest; i-- {
		if !c.opensInsert(i) {
			continue
		}
		from := c.phraseLeft(i)
		if from >= i || from > 1 && c.Surface(from-1) == "," && c.Tokens[from].Is(lang.Preposition) {
			continue // "Brandt, 33, of Orlby, …, says"
		}
		if m := c.subjectBehind(from, i); m.reference != refNone {
			return m
		}
	}
	return sourcePhrase{}
}

// subjectBehind returns who is meant by the phrase of tokens [from, opening) before
// an insertion that may say it more closely, or one that refers to nobody.
func (c clause) subjectBehind(from, opening int) sourcePhrase {
	m := c.classify(c.skipLeadIn(from, opening), opening)
	if m.reference < refNamed && m.reference != refNone || m.reference == refPaper {
		if named, ok := c.apposition(&m, opening+1, c.before); ok {
			return named
		}
	}
	if m.reference == refDocument || m.reference == refDefinite && m.kind == sourceDocument {
		if owner := c.tailName(opening+1, c.before); owner >= 0 { // "the letter, from the Home Office, says"
			c.namePhrase(&m, c.nameStart(owner), owner+1)
			m.reference = refPaper
		}
	}
	switch {
	case m.reference == refNone:
		return m
	case m.reference == refVague, m.reference == refAnonymous && m.from > 0 && c.Tokens[m.from-1].Is(lang.Be):
		return sourcePhrase{} // "Brandt, who was a member of the guild, the oldest, said"
	}
	c.nameAppositive(&m)
	c.besideName(&m)
	return m
}

// nameAppositive makes m, which says more of a name before it, that name: "Brandt, an
// analyst at the bank, the town's largest, said".
func (s *sentence) nameAppositive(m *sourcePhrase) {
	k := m.from - 2
	if m.reference >= refNamed || k < 0 || s.Surface(k+1) != "," || !s.isName(k) {
		return
	}
	if s.Tokens[m.from].Is(lang.Article|lang.Possessor) || s.Around(m.from, m.to, lang.Possessive) {
		s.namePhrase(m, s.nameStart(k), k+1)
	}
}

// apposition returns who or what is named between commas after the phrase
// that describes it: "its chair, Dario Brandt,", "its report, Bread and Rents,".
func (s *sentence) apposition(described *sourcePhrase, from, to int) (sourcePhrase, bool) {
	if from < to && s.Tokens[from].Is(lang.Article) {
		from++ // "its parent, the Bank of Orlby,"
	}
	m := sourcePhrase{from: described.from, to: to}
	if !s.titled(from, to) {
		return m, false
	}
	s.namePhrase(&m, from, to)
	tailed := s.Around(described.from, described.to, lang.Preposition) // "a memo from the chief, Ada Brandt,"
	switch {
	case tailed && m.kind == sourcePerson && (described.kind == sourceDocument || described.reference == refPaper):
		m.reference = refPaper
	case described.reference == refPaper:
		return m, false
	case described.kind == sourceDocument:
		m.reference, m.kind, m.name, m.entry = refPaper, sourceDocument, s.Words(from, to), nil
	}
	return m, true
}

// titled reports whether tokens [from, to) look like a name or a title: two words or
// more that open with a capital and mostly have one.
func (s *sentence) titled(from, to int) bool {
	capitals := 0
	for i := from; i < to; i++ {
		t := &s.Tokens[i]
		switch {
		case t.Kind > segment.Number:
			return false
		case t.Capital || t.Kind == segment.Number:
			capitals++
		case !t.Is(lang.Preposition | lang.Clause | lang.Article):
			return false
		}
	}
	return to-from >= 2 && capitals*2 >= to-from && s.Tokens[from].Capital
}
