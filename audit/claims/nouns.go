package claims

import "copydesk.dev/audit/claims/segment"

// nouns say who is meant by a phrase from its head noun, whom it belongs to, and
// its article.
var nouns = []attempt[nounPhrase, meaning]{
	// "bakers surveyed by Bakewell": its survey
	{name: "people of a named poll", try: func(p nounPhrase) (meaning, bool) {
		if p.owner < p.core || !p.tokens[p.core].regards(topicPoll) || !p.regarding(p.core+1, min(p.core+2, p.to), topicBy) {
			return meaning{}, false
		}
		m := p.named(p.owner)
		m.reference = refPaper
		return m, true
	}},
	// "a spokeswoman", "the ministry"
	{name: "an office", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refBody, kind: sourceBody}, p.head&classOffice != 0
	}},
	{name: "a document", try: func(p nounPhrase) (meaning, bool) {
		if p.head&classDocument == 0 {
			return meaning{}, false
		}
		m, _ := first(documents, p)
		return m, true
	}},
	// "some", "many bakers"
	{name: "a few of many", try: func(p nounPhrase) (meaning, bool) {
		if !p.first().is(classSome) || p.head == 0 && p.core != p.from+1 {
			return meaning{}, false
		}
		if p.head&classInsiders != 0 {
			return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, true
		}
		return meaning{reference: refVague, kind: sourceVague, plural: true}, true
	}},
	{name: "an insider", try: nounPhrase.insider},
	{name: "a commentator", try: nounPhrase.commentator},
	// "her mother": of somebody named
	{name: "somebody's relative", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refBody, kind: sourcePerson}, p.head&classPerson != 0 && p.first().is(classPossessor)
	}},
	{name: "a person", try: func(p nounPhrase) (meaning, bool) {
		if p.first().is(classDefinite) {
			return meaning{reference: refDefinite, kind: sourceAnonymous}, p.head&classPerson != 0
		}
		return meaning{reference: refAnonymous, kind: sourceAnonymous}, p.head&classPerson != 0
	}},
	// "people familiar with it", "two people"
	{name: "certain people", try: func(p nounPhrase) (meaning, bool) {
		certain := p.indefinite() || p.core < p.to && p.tokens[p.core].is(classParticiple)
		return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, p.head&classPeople != 0 && certain
	}},
	{name: "a body", try: func(p nounPhrase) (meaning, bool) {
		if p.indefinite() && p.owner < 0 {
			return meaning{reference: refAnonymous, kind: sourceAnonymous}, p.head&classBody != 0
		}
		return meaning{reference: refBody, kind: sourceBody}, p.head&classBody != 0
	}},
	// "Brandt's bread": not Brandt
	unless[nounPhrase, meaning]("a thing of somebody's", func(p nounPhrase) bool {
		return p.ownerInside() && p.around(p.owner+1, p.core-1, classPossessive)
	}),
	{name: "whom it belongs to", try: func(p nounPhrase) (meaning, bool) {
		if p.owner < 0 || !p.ownerInside() && p.lexicon.register.Named(p.words(p.nameStart(p.owner), p.owner+1)) == nil {
			return meaning{}, false
		}
		return p.named(p.owner), true
	}},
}

// insider says who is meant by a noun for somebody who knows from inside: "an
// official", "two employees of the bank".
func (p nounPhrase) insider() (meaning, bool) {
	if p.head&(classInsider|classInsiders) == 0 {
		return meaning{}, false
	}
	definite := p.first().is(classDefinite)
	if p.head&classInsiders != 0 {
		if definite && !p.ownerInside() {
			return meaning{reference: refDefinite, kind: sourceAnonymous, plural: true}, true
		}
		return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, true
	}
	switch {
	case p.ownerInside(): // "Bakewell's treasurer"
		return p.named(p.owner), true
	case definite && p.core < p.to && p.tokens[p.core].regards(topicOf):
		return meaning{reference: refBody, kind: sourceBody}, true // "the organiser of the fair": one in a role
	case definite:
		return meaning{reference: refDefinite, kind: sourceAnonymous}, true
	}
	return meaning{reference: refAnonymous, kind: sourceAnonymous}, true
}

// commentator says who is meant by a noun for somebody who judges from outside:
// "an analyst", "critics".
func (p nounPhrase) commentator() (meaning, bool) {
	if p.head&(classCommentator|classCommentators) == 0 {
		return meaning{}, false
	}
	plural := p.head&classCommentators != 0
	switch {
	case !plural && p.indefinite():
		return meaning{reference: refAnonymous, kind: sourceAnonymous}, true
	case p.owner >= 0:
		m := p.named(p.owner)
		m.plural = plural
		return m, true
	case p.first().is(classDefinite):
		return meaning{reference: refDefinite, plural: plural}, true
	case plural:
		return meaning{reference: refVague, kind: sourceVague, plural: true}, true
	}
	return meaning{reference: refAnonymous, kind: sourceAnonymous}, true
}

// documents say whose a document is, and whether it could be found from what is
// said.
var documents = []attempt[nounPhrase, meaning]{
	{name: "of a named owner", try: func(p nounPhrase) (meaning, bool) {
		if p.owner < 0 {
			return meaning{}, false
		}
		return meaning{kind: sourceDocument, reference: refPaper, plural: p.pluralCore(),
			nameFrom: max(p.from, p.nameStart(p.owner)), nameTo: p.owner + 1}, true
	}},
	{name: "of a named publisher", try: func(p nounPhrase) (meaning, bool) {
		to, ok := p.publisher()
		m := meaning{kind: sourceDocument, reference: refPaper}
		if to > 0 {
			m.nameFrom, m.nameTo = p.nameStart(to-1), to
		}
		return m, ok
	}},
	// "its annual report"
	{name: "of somebody spoken of", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refDefinite, possessed: true},
			p.first().is(classPossessor) && p.core > p.from+1 && !p.tokens[p.from+1].is(classPossessive)
	}},
	// "the guild's newsletter", "a notice on the guild's website"
	{name: "of a body", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refPaper}, p.around(p.from, p.core-1, classPossessive) || p.housed(p.core, p.to)
	}},
	// "court papers", "a police report"
	{name: "of a kind of body", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refBody}, p.around(p.from, p.core-1, classBody|classOffice)
	}},
	{name: "spoken of", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refDefinite}, p.first().is(classDefinite)
	}},
	// "studies", "reports"
	{name: "any", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceVague, reference: refVague, plural: true}, p.last().is(classAnydocuments)
	}},
	{name: "unknown", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refDocument, plural: !p.indefinite()}, p.indefinite() || p.pluralCore()
	}},
	{name: "no source", try: func(nounPhrase) (meaning, bool) { return meaning{kind: sourceDocument}, true }},
}

// pluralCore reports whether the core ends like a plural.
func (p nounPhrase) pluralCore() bool { return p.lexicon.ends(endPlural, p.surface(p.core-1)) }

// publisher looks behind the document for a clause that says who published it, "a
// poll that Brandt published", "the log the guild showed us", and returns the token
// behind the publisher's name; 0 where it is no name.
func (p nounPhrase) publisher() (nameTo int, ok bool) {
	const longest = 4 // words of a publisher
	from := p.publishingClause()
	to := from
	for to < len(p.tokens) && to < from+longest && (p.isName(to) || p.tokens[to].is(classThing|classBody|classOffice) || to == from && p.tokens[to].is(classDefinite)) {
		to++
	}
	if to == from || to >= len(p.tokens) || !p.tokens[to].is(classParticiple|classShows|classActs) || p.tokens[to].is(classPreposition) {
		return 0, false
	}
	if p.isName(to - 1) {
		return to, true
	}
	return 0, true
}

// publishingClause returns where the clause behind the document that may name its
// publisher has its subject.
func (p nounPhrase) publishingClause() int {
	const reach = 8 // tokens from the document to the clause
	from := p.core
	for from < len(p.tokens) && from < p.core+reach && p.tokens[from].kind <= segment.Number && !p.tokens[from].is(classWho|classAux) {
		if p.isName(from) || p.tokens[from].is(classThing) {
			break
		}
		from++
	}
	if from < len(p.tokens) && p.tokens[from].is(classWho) {
		from++
	}
	return from
}
