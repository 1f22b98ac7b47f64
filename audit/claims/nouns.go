package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// nouns say who is meant by a phrase from its head noun, whom it belongs to, and
// its article.
var nouns = []attempt[nounPhrase, meaning]{
	// "bakers surveyed by Bakewell": its survey
	{name: "people of a named poll", try: func(p nounPhrase) (meaning, bool) {
		if p.owner < p.core || !p.Tokens[p.core].Regards(lang.Poll) || !p.Regarding(p.core+1, min(p.core+2, p.to), lang.By) {
			return meaning{}, false
		}
		m := p.named(p.owner)
		m.reference = refPaper
		return m, true
	}},
	// "a spokeswoman", "the ministry"
	{name: "an office", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refBody, kind: sourceBody}, p.head&lang.Office != 0
	}},
	{name: "a document", try: func(p nounPhrase) (meaning, bool) {
		if p.head&lang.Document == 0 {
			return meaning{}, false
		}
		m, _ := first(documents, p)
		return m, true
	}},
	// "some", "many bakers"
	{name: "a few of many", try: func(p nounPhrase) (meaning, bool) {
		if !p.first().Is(lang.Some) || p.head == 0 && p.core != p.from+1 {
			return meaning{}, false
		}
		if p.head&lang.Insiders != 0 {
			return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, true
		}
		return meaning{reference: refVague, kind: sourceVague, plural: true}, true
	}},
	{name: "an insider", try: nounPhrase.insider},
	{name: "a commentator", try: nounPhrase.commentator},
	// "her mother": of somebody named
	{name: "somebody's relative", try: func(p nounPhrase) (meaning, bool) {
		return meaning{reference: refBody, kind: sourcePerson}, p.head&lang.Person != 0 && p.first().Is(lang.Possessor)
	}},
	{name: "a person", try: func(p nounPhrase) (meaning, bool) {
		if p.first().Is(lang.Definite) {
			return meaning{reference: refDefinite, kind: sourceAnonymous}, p.head&lang.Person != 0
		}
		return meaning{reference: refAnonymous, kind: sourceAnonymous}, p.head&lang.Person != 0
	}},
	// "people familiar with it", "two people"
	{name: "certain people", try: func(p nounPhrase) (meaning, bool) {
		certain := p.indefinite() || p.core < p.to && p.Tokens[p.core].Is(lang.Participle)
		return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, p.head&lang.People != 0 && certain
	}},
	{name: "a body", try: func(p nounPhrase) (meaning, bool) {
		if p.indefinite() && p.owner < 0 {
			return meaning{reference: refAnonymous, kind: sourceAnonymous}, p.head&lang.Body != 0
		}
		return meaning{reference: refBody, kind: sourceBody}, p.head&lang.Body != 0
	}},
	// "Brandt's bread": not Brandt
	unless[nounPhrase, meaning]("a thing of somebody's", func(p nounPhrase) bool {
		return p.ownerInside() && p.Around(p.owner+1, p.core-1, lang.Possessive)
	}),
	{name: "whom it belongs to", try: func(p nounPhrase) (meaning, bool) {
		if p.owner < 0 || !p.ownerInside() && p.Lexicon.Register.Named(p.Words(p.nameStart(p.owner), p.owner+1)) == nil {
			return meaning{}, false
		}
		return p.named(p.owner), true
	}},
}

// insider says who is meant by a noun for somebody who knows from inside: "an
// official", "two employees of the bank".
func (p nounPhrase) insider() (meaning, bool) {
	if p.head&(lang.Insider|lang.Insiders) == 0 {
		return meaning{}, false
	}
	definite := p.first().Is(lang.Definite)
	if p.head&lang.Insiders != 0 {
		if definite && !p.ownerInside() {
			return meaning{reference: refDefinite, kind: sourceAnonymous, plural: true}, true
		}
		return meaning{reference: refAnonymous, kind: sourceAnonymous, plural: true}, true
	}
	switch {
	case p.ownerInside(): // "Bakewell's treasurer"
		return p.named(p.owner), true
	case definite && p.core < p.to && p.Tokens[p.core].Regards(lang.Of):
		return meaning{reference: refBody, kind: sourceBody}, true // "the organiser of the fair": one in a role
	case definite:
		return meaning{reference: refDefinite, kind: sourceAnonymous}, true
	}
	return meaning{reference: refAnonymous, kind: sourceAnonymous}, true
}

// commentator says who is meant by a noun for somebody who judges from outside:
// "an analyst", "critics".
func (p nounPhrase) commentator() (meaning, bool) {
	if p.head&(lang.Commentator|lang.Commentators) == 0 {
		return meaning{}, false
	}
	plural := p.head&lang.Commentators != 0
	switch {
	case !plural && p.indefinite():
		return meaning{reference: refAnonymous, kind: sourceAnonymous}, true
	case p.owner >= 0:
		m := p.named(p.owner)
		m.plural = plural
		return m, true
	case p.first().Is(lang.Definite):
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
			p.first().Is(lang.Possessor) && p.core > p.from+1 && !p.Tokens[p.from+1].Is(lang.Possessive)
	}},
	// "the guild's newsletter", "a notice on the guild's website"
	{name: "of a body", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refPaper}, p.Around(p.from, p.core-1, lang.Possessive) || p.housed(p.core, p.to)
	}},
	// "court papers", "a police report"
	{name: "of a kind of body", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refBody}, p.Around(p.from, p.core-1, lang.Body|lang.Office)
	}},
	{name: "spoken of", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refDefinite}, p.first().Is(lang.Definite)
	}},
	// "studies", "reports"
	{name: "any", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceVague, reference: refVague, plural: true}, p.last().Is(lang.Anydocuments)
	}},
	{name: "unknown", try: func(p nounPhrase) (meaning, bool) {
		return meaning{kind: sourceDocument, reference: refDocument, plural: !p.indefinite()}, p.indefinite() || p.pluralCore()
	}},
	{name: "no source", try: func(nounPhrase) (meaning, bool) { return meaning{kind: sourceDocument}, true }},
}

// pluralCore reports whether the core ends like a plural.
func (p nounPhrase) pluralCore() bool { return p.Lexicon.Ends(lang.EndPlural, p.Surface(p.core-1)) }

// publisher looks behind the document for a clause that says who published it, "a
// poll that Brandt published", "the log the guild showed us", and returns the token
// behind the publisher's name; 0 where it is no name.
func (p nounPhrase) publisher() (nameTo int, ok bool) {
	const longest = 4 // words of a publisher
	from := p.publishingClause()
	to := from
	for to < len(p.Tokens) && to < from+longest && (p.isName(to) || p.Tokens[to].Is(lang.Thing|lang.Body|lang.Office) || to == from && p.Tokens[to].Is(lang.Definite)) {
		to++
	}
	if to == from || to >= len(p.Tokens) || !p.Tokens[to].Is(lang.Participle|lang.Shows|lang.Acts) || p.Tokens[to].Is(lang.Preposition) {
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
	for from < len(p.Tokens) && from < p.core+reach && p.Tokens[from].Kind <= segment.Number && !p.Tokens[from].Is(lang.Who|lang.Aux) {
		if p.isName(from) || p.Tokens[from].Is(lang.Thing) {
			break
		}
		from++
	}
	if from < len(p.Tokens) && p.Tokens[from].Is(lang.Who) {
		from++
	}
	return from
}
