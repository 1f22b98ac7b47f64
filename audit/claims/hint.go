package claims

// hint returns whose words, view or wish a sentence tells of without putting
// them as a source: "Brandt's opposition to the dam", "praised by the guild".
// Such an attribution is vague, whoever it names: what they said, and where,
// is not told.
func (s *sentence) hint() *Attribution {
	if h := s.hit(catHearsay | catUnowned | catForecast | catSecondhand); h != nil {
		return &Attribution{SourceKind: sourceVague, Cue: s.words(h.from, h.to), Level: 1}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != wordToken || t.quoted || t.capital && i > 0 || !t.is(verbClasses|classAttitude|classHearsay) {
			continue
		}
		m := s.agent(i)
		if m.standing == standsNowhere && !(t.is(classNounlike|classParticiple) && !t.is(classAttitude)) {
			m = s.holder(i)
		}
		if m.standing == standsNowhere {
			continue
		}
		if full := s.persons[m.name]; full != "" {
			m.name, m.kind = full, sourcePerson
		}
		return &Attribution{Name: m.name, SourceKind: m.kind, Cue: s.surface(i), Level: 1}
	}
	return nil
}

// agent returns who did the verb at token i if it is in the passive: "praised
// by the guild".
func (s *sentence) agent(i int) mention {
	const reach = 3 // tokens from the verb to "by"
	for j := i + 1; j < len(s.tokens) && j <= i+reach; j++ {
		if s.surface(j) == "by" && s.startsPhrase(j+1) {
			return s.classifyPublic(j+1, s.phraseRight(j+1))
		}
	}
	return mention{}
}

// holder returns the person or body nearest before token i in its clause.
func (s *sentence) holder(i int) mention {
	const reach = 12 // tokens
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		t := &s.tokens[j]
		if t.quoted || t.kind == quoteToken {
			break
		}
		switch {
		case s.isName(j) && !s.places[s.surface(j)]:
			m := mention{from: s.nameStart(j), to: j + 1}
			s.nameMention(&m, m.from, m.to)
			return m
		case t.is(classPronoun) && !t.is(classThing), t.is(classPossessor) && !t.is(classThing):
			return mention{standing: standsPronoun, kind: sourcePerson, name: s.surface(j), from: j, to: j + 1}
		case t.is(classFirst):
			return mention{standing: standsSelf, kind: sourceSelf, name: s.surface(j), from: j, to: j + 1}
		case t.is(headClasses) && !t.is(classDocument):
			m := mention{standing: standsAnonymous, kind: sourceAnonymous, name: s.surface(j), from: j, to: j + 1}
			if t.is(classBody | classOffice) {
				m.standing, m.kind = standsBody, sourceBody
			}
			return m
		}
	}
	return mention{}
}
