package claims

// documentMention classifies a phrase whose head, the token before core, is a
// document: whose it is, and whether it could be found from what is said.
func (s *sentence) documentMention(m *mention, first *token, owner, core int) {
	m.kind = sourceDocument
	indefinite := first.is(classIndefinite) || first.kind == numberToken
	switch {
	case owner >= 0:
		s.nameMention(m, max(m.from, s.nameStart(owner)), owner+1)
		m.standing, m.plural = standsPaper, s.lexicon.ends(endPlural, s.surface(core-1))
	case s.publisher(m, core):
		m.standing = standsPaper
	case first.is(classPossessor) && core > m.from+1 && !s.tokens[m.from+1].is(classPossessive):
		m.standing, m.possessed = standsDefinite, true // "its annual report"
	case s.around(m.from, core-1, classPossessive), s.housed(core, m.to):
		m.standing = standsPaper // "the guild's newsletter", "a notice on the guild's website"
	case s.around(m.from, core-1, classBody|classOffice):
		m.standing = standsBody // "court papers", "a police report"
	case first.is(classDefinite):
		m.standing = standsDefinite
	case s.tokens[core-1].is(classAnydocuments):
		m.standing, m.kind, m.plural = standsVague, sourceVague, true
	case indefinite || s.lexicon.ends(endPlural, s.surface(core-1)):
		m.standing, m.plural = standsDocument, !indefinite
	}
}

// publisher makes m its document's publisher when a clause after the document
// names it: "a poll that Brandt published", "the log the guild showed us".
func (s *sentence) publisher(m *mention, core int) bool {
	const reach = 8 // tokens from the document to the clause
	from := core
	for from < len(s.tokens) && from < core+reach && s.tokens[from].kind <= numberToken && !s.tokens[from].is(classWho|classAux) {
		if s.isName(from) || s.tokens[from].is(classThing) {
			break
		}
		from++
	}
	if from < len(s.tokens) && s.tokens[from].is(classWho) {
		from++
	}
	to := from
	for to < len(s.tokens) && to < from+4 && (s.isName(to) || s.tokens[to].is(classThing|classBody|classOffice) || to == from && s.tokens[to].is(classDefinite)) {
		to++
	}
	if to == from || to >= len(s.tokens) || !s.tokens[to].is(classParticiple|classShows|classActs) || s.tokens[to].is(classPreposition) {
		return false
	}
	if s.isName(to - 1) {
		s.nameMention(m, s.nameStart(to-1), to)
	}
	return true
}

// housed reports whether the tail of a document's phrase, tokens [from, to),
// says where it is kept: "on the guild's website", "by the ministry".
func (s *sentence) housed(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if s.tokens[i].is(classPreposition) && !s.tokens[i].regards(topicOf) {
			of := s.tokens[i].regards(topicBy | topicFromto)
			return s.tokens[i+1].is(classDefinite) && (of || s.around(i+1, to, classPossessive|classBody|classOffice|classDocument))
		}
	}
	return false
}

// titledPaper returns the document whose title the sentence gives before it
// says what it is: "Bread and Rents, a report published in May"; or nil.
func (s *sentence) titledPaper() *saying {
	const kindReach = 4 // tokens from the comma to the noun
	for i := 2; i+1 < len(s.tokens); i++ {
		if s.tokens[i].kind != markToken || s.surface(i) != "," || !s.tokens[i+1].is(classArticle|classPossessor) || !s.around(i+2, i+2+kindReach, classDocument) {
			continue
		}
		from := i
		for from > 0 {
			t := &s.tokens[from-1]
			small := !t.capital && t.is(classPreposition|classArticle|classClause) && from > 1 && s.tokens[from-2].capital
			if !(t.capital || t.kind == numberToken || small) || t.quoted {
				break
			}
			from--
		}
		if i-from < 3 || !s.tokens[from].capital {
			continue // shorter names are a person's or a body's
		}
		return &saying{mention: mention{standing: standsPaper, kind: sourceDocument, name: s.words(from, i), from: from, to: i}}
	}
	return nil
}
