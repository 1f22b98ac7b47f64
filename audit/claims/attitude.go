package claims

import "copydesk.dev/audit/claims/segment"

// attitudeSource returns whose words, view or wish a sentence tells of without putting
// them as a source: "Brandt's opposition to the dam", "praised by the guild".
// Such an attribution is vague, whoever it names: what they said, and where,
// is not told. named is false where the sentence makes a claim: its source is
// nobody's attitude, and only words that hide one are told of.
func (s *sentence) attitudeSource(named bool) (*Attribution, string) {
	return first(attitudes, unattributed{s, named})
}

// unattributed is a sentence without a source that is asked whose attitude it tells of.
type unattributed struct {
	*sentence
	named bool
}

var attitudes = []attempt[unattributed, *Attribution]{
	{name: "a phrase that hides its source", try: func(h unattributed) (*Attribution, bool) {
		p := h.hit(catHearsay | catUnowned | catForecast | catSecondhand)
		if p == nil || p.category == catUnowned && h.named {
			return nil, false
		}
		return &Attribution{SourceKind: sourceVague, Cue: h.words(p.from, p.to), Level: 1}, true
	}},
	{name: "an adverb of hearsay", try: func(h unattributed) (*Attribution, bool) {
		k := h.find(classHearsay)
		if k < 0 {
			return nil, false
		}
		return &Attribution{SourceKind: sourceVague, Cue: h.surface(k), Level: 1}, true
	}},
	// "praised by the guild"
	{name: "an attitude", try: func(h unattributed) (*Attribution, bool) {
		if !h.named {
			return nil, false
		}
		a := h.attitude()
		return a, a != nil
	}},
}

// attitude returns the first whose wish, view or word the sentence tells of: who did
// it in the passive, or the person or body nearest before it; or nil.
func (s *sentence) attitude() *Attribution {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != segment.Word || t.quoted || t.capital && i > 0 || !t.is(verbClasses|classAttitude) {
			continue
		}
		m := s.agent(i)
		if m.reference == refNone && s.tells(i) {
			m = s.holder(i)
		}
		if m.reference == refNone {
			continue
		}
		if full := s.persons[m.name]; full != "" {
			m.name, m.kind = full, sourcePerson
		}
		return &Attribution{Name: m.name, SourceKind: m.kind, Cue: s.surface(i), Level: 1}
	}
	return nil
}

// tells reports whether the word at token i is used as a verb, or as the noun of
// its owner: "Brandt demands", "Brandt's demand", not "the demand".
func (s *sentence) tells(i int) bool {
	t := &s.tokens[i]
	if !t.is(classNounlike) {
		return true
	}
	if i == 0 {
		return false
	}
	before := &s.tokens[i-1]
	return before.is(classPossessive | classPossessor | classPronoun | classFirst | classAdverb | headClasses | classAux | classModal)
}

// agent returns who did the verb at token i if it is in the passive: "praised
// by the guild".
func (s *sentence) agent(i int) sourcePhrase {
	const reach = 3 // tokens from the verb to "by"
	for j := i + 1; j < len(s.tokens) && j <= i+reach; j++ {
		if s.tokens[j].regards(topicBy) && s.startsPhrase(j+1) && !s.tokens[i].is(classNounlike) {
			return s.classifyPublic(j+1, s.phraseRight(j+1))
		}
	}
	return sourcePhrase{}
}

// joined reports whether only adverbs and auxiliaries stand between token j and
// token i: an acronym further off is no subject ("DC fast charging").
func (s *sentence) joined(j, i int) bool {
	for k := j + 1; k < i; k++ {
		if !s.tokens[k].is(classAux | classAdverb | classPossessive) {
			return false
		}
	}
	return true
}

// holder returns the person or body nearest before token i in its clause.
func (s *sentence) holder(i int) sourcePhrase {
	const reach = 12 // tokens
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if t.quoted || t.kind == segment.Quote {
			break
		}
		switch {
		case s.isName(j):
			return s.namedHolder(j, i)
		case !t.is(classThing) && t.is(classPronoun|classPossessor):
			return sourcePhrase{reference: refPronoun, kind: sourcePerson, name: s.surface(j), from: j, to: j + 1}
		case t.is(classFirst):
			return sourcePhrase{reference: refWriter, kind: sourceSelf, name: s.surface(j), from: j, to: j + 1}
		case j == i-1 && t.is(headClasses) && !t.is(classDocument):
			m := sourcePhrase{reference: refVague, kind: sourceVague, name: s.surface(j), from: j, to: j + 1}
			if t.is(classBody | classOffice) {
				m.reference, m.kind = refBody, sourceBody
			}
			return m
		}
	}
	return sourcePhrase{}
}

// namedHolder returns the name that ends at token j before the word at token i; of a
// first word, a place or an acronym further off, nobody.
func (s *sentence) namedHolder(j, i int) sourcePhrase {
	m := sourcePhrase{from: s.nameStart(j), to: j + 1}
	s.namePhrase(&m, m.from, m.to)
	if m.entry != nil || s.persons[m.name] != "" {
		return m
	}
	switch {
	case segment.IsAcronym(s.surface(j)) && !s.joined(j, i), m.from == 0 && m.to == 1, s.places[m.name], s.tokens[j].kind != segment.Word:
		return sourcePhrase{}
	}
	return m
}
