package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

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
		p := h.hit(lang.SignHearsay | lang.SignUnowned | lang.SignForecast | lang.SignSecondhand)
		if p == nil || p.Category == lang.SignUnowned && h.named {
			return nil, false
		}
		return &Attribution{SourceKind: sourceVague, Cue: h.Words(p.From, p.To), Level: 1}, true
	}},
	{name: "an adverb of hearsay", try: func(h unattributed) (*Attribution, bool) {
		k := h.find(lang.Hearsay)
		if k < 0 {
			return nil, false
		}
		return &Attribution{SourceKind: sourceVague, Cue: h.Surface(k), Level: 1}, true
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
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Kind != segment.Word || t.Quoted || t.Capital && i > 0 || !t.Is(verbClasses|lang.Attitude) {
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
		return &Attribution{Name: m.name, SourceKind: m.kind, Cue: s.Surface(i), Level: 1}
	}
	return nil
}

// tells reports whether the word at token i is used as a verb, or as the noun of
// its owner: "Brandt demands", "Brandt's demand", not "the demand".
func (s *sentence) tells(i int) bool {
	t := &s.Tokens[i]
	if !t.Is(lang.Nounlike) {
		return true
	}
	if i == 0 {
		return false
	}
	before := &s.Tokens[i-1]
	return before.Is(lang.Possessive | lang.Possessor | lang.Pronoun | lang.First | lang.Adverb | headClasses | lang.Aux | lang.Modal)
}

// agent returns who did the verb at token i if it is in the passive: "praised
// by the guild".
func (s *sentence) agent(i int) sourcePhrase {
	const reach = 3 // tokens from the verb to "by"
	for j := i + 1; j < len(s.Tokens) && j <= i+reach; j++ {
		if s.Tokens[j].Regards(lang.By) && s.startsPhrase(j+1) && !s.Tokens[i].Is(lang.Nounlike) {
			return s.classifyPublic(j+1, s.phraseRight(j+1))
		}
	}
	return sourcePhrase{}
}

// joined reports whether only adverbs and auxiliaries stand between token j and
// token i: an acronym further off is no subject ("DC fast charging").
func (s *sentence) joined(j, i int) bool {
	for k := j + 1; k < i; k++ {
		if !s.Tokens[k].Is(lang.Aux | lang.Adverb | lang.Possessive) {
			return false
		}
	}
	return true
}

// holder returns the person or body nearest before token i in its clause.
func (s *sentence) holder(i int) sourcePhrase {
	const reach = 12 // tokens
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.Tokens[j]
		if t.Quoted || t.Kind == segment.Quote {
			break
		}
		switch {
		case s.isName(j):
			return s.namedHolder(j, i)
		case !t.Is(lang.Thing) && t.Is(lang.Pronoun|lang.Possessor):
			return sourcePhrase{reference: refPronoun, kind: sourcePerson, name: s.Surface(j), from: j, to: j + 1}
		case t.Is(lang.First):
			return sourcePhrase{reference: refWriter, kind: sourceSelf, name: s.Surface(j), from: j, to: j + 1}
		case j == i-1 && t.Is(headClasses) && !t.Is(lang.Document):
			m := sourcePhrase{reference: refVague, kind: sourceVague, name: s.Surface(j), from: j, to: j + 1}
			if t.Is(lang.Body | lang.Office) {
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
	case segment.IsAcronym(s.Surface(j)) && !s.joined(j, i), m.from == 0 && m.to == 1, s.places[m.name], s.Tokens[j].Kind != segment.Word:
		return sourcePhrase{}
	}
	return m
}
