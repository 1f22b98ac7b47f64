package claims

import "strings"

// saying is one place of a sentence that says who says so.
type saying struct {
	mention
	cue    string // the words that tie the source to the claim
	at     int    // the cue's token
	strong bool   // the source said, showed, wrote or thought it; not only wanted it
	after  bool   // stands apart after the claim: "…, she said", "according to …"
	public bool   // "according to": a crowd is a source here too, if a vague one
	points bool   // the source was found by what the phrase points back at
	looks  bool   // the cue looks ahead: "expects", "predicts"

	documental bool   // the cue is one only if a document speaks: "counts"
	thing      bool   // the source is an "it"
	link       string // where its document is linked, or ""
}

// verbClasses are the verbs whose subject is a source.
const verbClasses = classSay | classThink | classWants | classForecasts | classShows | classSaying | classThinking

// sayings finds every attribution of a sentence outside its quotations, in
// order.
func (s *sentence) sayings() []saying {
	var found []saying
	add := func(m mention, from, to int, strong bool) {
		if m.standing != standsNowhere {
			begin := min(m.from, from)
			found = append(found, saying{mention: m, cue: s.words(from, to), at: from, strong: strong,
				after:      begin > 0 && (s.tokens[begin-1].kind > numberToken || s.tokens[begin-1].is(classCounting)),
				looks:      s.tokens[to-1].is(classForecasts),
				documental: !s.tokens[from].is(verbClasses) && s.tokens[from].is(classDocumental),
				thing:      m.standing == standsPronoun && s.tokens[m.from].is(classThing)})
		}
	}
	for _, h := range s.hits {
		if h.category == catAccording && h.to < len(s.tokens) {
			if m := s.classifyPublic(h.to, s.phraseRight(h.to)); m.standing != standsNowhere {
				add(m, h.from, h.to, true)
				found[len(found)-1].after, found[len(found)-1].public = true, true
			}
		}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.quoted {
			continue
		}
		switch {
		case t.kind == wordToken && !t.capital && t.is(verbClasses|classDocumental):
			if m := s.subject(i); m.standing != standsNowhere {
				strong := t.is(classSay|classSaying|classThink|classForecasts) ||
					m.kind == sourceDocument || m.standing == standsPaper || m.source != nil
				add(m, i, i+1, strong)
			}
		case t.is(classPossessive) && i > 0, t.is(classPossessor):
			s.owned(i, add)
		case s.surface(i) == "(":
			if m, ok := s.credited(i); ok {
				add(m, i, i+1, true)
			}
		case s.surface(i) == ":" && i > 0 && i+1 < len(s.tokens):
			from := s.phraseLeft(i)
			name := s.words(from, i)
			transcript := (from == 0 || s.tokens[from-1].kind == quoteToken) && i-from <= 3 && name == strings.ToUpper(name)
			if m := s.classify(from, i); m.standing >= standsNamed && (transcript || s.tokens[i+1].kind == quoteToken) {
				add(m, i, i+1, true)
			}
		case len(found) == 0 && t.kind == quoteToken && i > 0 && i+1 < len(s.tokens) && s.tokens[i+1].quoted:
			// "Solheim sings: “…”": whoever does something before a
			// quotation is at least hinted at as its source.
			if m := s.clauseSubject(i); m.standing == standsPronoun || m.standing >= standsNamed {
				add(m, i, i+1, false)
			}
		}
	}
	return found
}

// classifyPublic is classify for a phrase after "according to", where a plural
// of the public names nobody: "according to attendees".
func (s *sentence) classifyPublic(from, to int) mention {
	m := s.classify(from, to)
	if m.standing == standsNowhere && from < to {
		for i := from; i < to; i++ {
			if s.tokens[i].is(classPeople) {
				m.standing, m.kind = standsVague, sourceVague
			}
		}
		if m.standing == standsNowhere && s.tokens[from].is(classArticle|classPossessor) && !s.tokens[from].is(classIndefinite) {
			m.standing, m.kind = standsBody, sourceBody // "according to the guild"
		}
	}
	return m
}

// subject returns whoever does the verb at token v, or a mention that stands
// nowhere.
func (s *sentence) subject(v int) mention {
	none := mention{}
	j := v - 1
	passive, modal, related := false, false, false
	for j >= 0 && !s.tokens[j].capital && s.tokens[j].is(classAux|classAdverb) && !s.tokens[j].is(headClasses) {
		if s.tokens[j].is(classHearsay | classNegation) {
			return none // "has reportedly said": somebody else says so; "did not respond": nobody did
		}
		passive = passive || s.tokens[j].is(classBe)
		modal = modal || s.tokens[j].is(classModal)
		j--
	}
	t := &s.tokens[v]
	if v+1 < len(s.tokens) && v == j+1 && t.is(classSay|classWants) && !t.is(classBase) && s.surface(v+1) == "by" {
		return none // "Brandt, backed by the guild"
	}
	if j < 0 || modal && !t.is(classThink|classWants) || passive && !t.is(classSaying|classThinking) {
		return none
	}
	before := &s.tokens[j]
	if before.kind == quoteToken || s.surface(j) == "," {
		if s.surface(j) == "," && !s.tokens[j-min(j, 1)].quoted {
			if m := s.beforeInsert(v, j); m.standing >= standsNamed {
				return m // "Brandt, an analyst at the bank, said consumers"
			}
		}
		if m := s.inverted(v); m.standing != standsNowhere {
			return m
		}
		if s.surface(j) != "," {
			return none
		}
		if m := s.beforeInsert(v, j); m.standing != standsNowhere || !t.is(classSaying) {
			return m
		}
		return s.clauseSubject(j)
	}
	if before.kind > numberToken {
		if w := s.surface(j); w == "—" || w == "–" || w == "-" || w == ")" {
			return s.beforeInsert(v, j)
		}
		return none
	}
	if before.is(classClause) && !before.capital { // "critics who argue", "a letter that says"
		if !before.is(classWho) || j == 0 || !s.tokens[j-1].is(headClasses) && !s.tokens[j-1].capital {
			return none
		}
		j--
		related = true
		before = &s.tokens[j]
	}
	if before.is(classDefinite|classIndefinite|classPreposition|classPossessive) && !before.is(classPronoun) &&
		!(before.is(classSome) && !t.is(classNounlike)) {
		return none // a noun: "the report", "of claims"
	}
	if t.is(classNounlike) && !before.capital && !before.is(classPronoun|headClasses|classAux|classAdverb|classSome) {
		return none
	}
	from := s.phraseLeft(j + 1)
	if from > j {
		return none
	}
	from = s.skipLeadIn(from, j+1)
	m := s.classify(from, j+1)
	if m.standing == standsNowhere && s.tokens[j].capital {
		m = s.classify(j, j+1)
	}
	if m.standing == standsNowhere && t.is(classSay) && !t.is(classNounlike|classBase) &&
		s.tokens[from].is(classArticle|classPossessor) && !s.tokens[from].is(classIndefinite) {
		m.standing, m.kind = standsBody, sourceBody // "the announcer said"
	}
	if m.standing == standsNowhere && s.unnamedSpeaker(from, j+1, v) {
		m.standing, m.kind = standsAnonymous, sourceAnonymous
	}
	if t.is(classSaying|classThinking) && (j == v-1 && !m.plural || passive && m.kind == sourceDocument) {
		return none // "a government warning", "the results are worrying"
	}
	if k := m.from - 2; related && k >= 0 && m.standing != standsNowhere && m.standing < standsNamed &&
		s.surface(k+1) == "," && s.isName(k) {
		s.nameMention(&m, s.nameStart(k), k+1) // "Solheim, the baker who said"
	}
	counted := s.tokens[from].is(classSome) && from > 0 && s.tokens[from-1].is(classCounting)
	if counted || !s.agrees(v, &m) {
		return none // a noun; "how many"
	}
	return m
}

// unnamedSpeaker reports whether the phrase of tokens [from, to) before the verb
// of saying at v is "a" or "one" somebody: a noun for a doer ("one tester at a
// bank"), or anything that told the writer.
func (s *sentence) unnamedSpeaker(from, to, v int) bool {
	t := &s.tokens[v]
	if !t.is(classSay) || t.is(classNounlike|classBase) || !s.tokens[from].is(classIndefinite) || s.tokens[from].capital && from > 0 {
		return false
	}
	if v+1 < len(s.tokens) && t.is(classAddressing) && s.tokens[v+1].is(classFirst) {
		return true
	}
	head := from + 1
	for head < to && !s.endsCore(head) {
		head++
	}
	head--
	return head > from && !s.tokens[head].capital && s.tokens[head].word == unknownWord && s.lexicon.isAgent(Fold(s.surface(head)))
}

// agrees reports whether a form that may be a noun can be the verb of its
// subject: "critics claim", "she claims", not "critics claims".
func (s *sentence) agrees(v int, m *mention) bool {
	t, last := &s.tokens[v], &s.tokens[m.to-1]
	if t.is(classBase) {
		several := m.plural || m.standing == standsSelf || last.is(classPeople|classInsiders|classCommentators|classAnydocuments) ||
			last.is(classBody) && m.to == m.from+1
		return several || strings.HasSuffix(s.surface(m.to-1), "s") ||
			m.standing >= standsNamed && m.from > 0 && s.tokens[m.from-1].is(classClause)
	}
	if !t.is(classNounlike) || strings.HasSuffix(s.surface(v), "ed") {
		return true
	}
	if m.plural || v+1 >= len(s.tokens) {
		return false
	}
	// A verb takes an object: "Reuters reports that", not "the Leipzig protests over".
	next := &s.tokens[v+1]
	return next.capital || next.kind >= numberToken && s.surface(v+1) != "," ||
		next.is(classArticle|classDefinite|classIndefinite|classClause|classPronoun|classFirst|classSome)
}

// clauseSubject returns the subject of the clause that ends before the comma
// at token j: "Solheim went on, telling Brandt".
func (s *sentence) clauseSubject(j int) mention {
	from := j
	for from > 0 && (s.tokens[from-1].kind <= numberToken || s.isInitialStop(from-1)) && !s.tokens[from-1].quoted {
		from--
	}
	to := from
	const inSubject = headClasses | classDefinite | classPronoun | classPossessive
	for to < j && !s.tokens[to].is(classAux) && (s.tokens[to].capital || s.isInitialStop(to) || s.tokens[to].is(inSubject)) {
		to++
	}
	return s.classify(from, to)
}

// skipLeadIn leaves out a prepositional phrase before the subject itself: "At
// the meeting Brandt said".
func (s *sentence) skipLeadIn(from, to int) int {
	if !s.tokens[from].is(classPreposition) {
		return from
	}
	last := to - 1
	if s.isName(last) {
		return s.nameStart(last)
	}
	for i := to - 1; i > from; i-- {
		if s.tokens[i].is(classDefinite | classIndefinite | classSome | classPronoun) {
			return i
		}
	}
	return last
}

// inverted returns the subject that follows its verb: "…," said Brandt.
func (s *sentence) inverted(v int) mention {
	if !s.tokens[v].is(classSay) || s.tokens[v].is(classAddressing) || !s.startsPhrase(v+1) {
		return mention{}
	}
	return s.classify(v+1, s.phraseRight(v+1))
}

// beforeInsert returns the subject that stands before an insertion between
// commas or dashes: "Solheim, who runs the guild, said".
func (s *sentence) beforeInsert(v, closing int) mention {
	const longest = 30 // tokens
	for i := closing - 1; i > 0 && closing-i < longest; i-- {
		if s.tokens[i].quoted {
			break
		}
		if w := s.surface(i); w != "," && w != "—" && w != "–" && w != "-" && w != "(" || s.tokens[i-1].kind > numberToken {
			continue
		}
		from := s.phraseLeft(i)
		if from >= i {
			continue
		}
		m := s.classify(s.skipLeadIn(from, i), i)
		if m.standing < standsNamed && m.standing != standsNowhere {
			if named, ok := s.apposition(&m, i+1, closing); ok {
				return named
			}
		}
		if m.standing == standsDocument || m.standing == standsDefinite && m.kind == sourceDocument {
			if owner := s.tailName(i+1, closing); owner >= 0 { // "the letter, from the Home Office, says"
				s.nameMention(&m, s.nameStart(owner), owner+1)
				m.standing = standsPaper
			}
		}
		if m.standing >= standsAnonymous {
			return m
		}
	}
	return mention{}
}

// apposition returns who or what is named between commas after the phrase
// that describes it: "its chair, Dario Brandt,", "its report, Bread and Rents,".
func (s *sentence) apposition(described *mention, from, to int) (mention, bool) {
	if from < to && s.tokens[from].is(classArticle) {
		from++ // "its parent, the Bank of Orlby,"
	}
	m := mention{from: described.from, to: to}
	capitals, words := 0, 0
	for i := from; i < to; i++ {
		t := &s.tokens[i]
		if t.kind > numberToken {
			return m, false
		}
		if t.capital || t.kind == numberToken {
			capitals++
		} else if !t.is(classPreposition | classClause | classArticle) {
			return m, false
		}
		words++
	}
	if words < 2 || capitals*2 < words || !s.tokens[from].capital {
		return m, false
	}
	s.nameMention(&m, from, to)
	if described.kind == sourceDocument {
		m.standing, m.kind, m.name, m.source = standsPaper, sourceDocument, s.words(from, to), nil
	}
	return m, true
}

// owned adds "Solheim's memo" and "his claim": the possessive at token i with
// a document or an utterance after it.
func (s *sentence) owned(i int, add func(m mention, from, to int, strong bool)) {
	const reach = 4 // words between owner and document
	for j := i + 1; j < len(s.tokens) && j <= i+reach; j++ {
		t := &s.tokens[j]
		if t.quoted || t.kind == quoteToken || t.kind == markToken || t.is(classAux|classPreposition|classClause) {
			return
		}
		if !t.is(classPaper|classUtterance) || t.capital {
			continue
		}
		if s.tokens[i].is(classPossessor) {
			if t.is(classUtterance) {
				add(mention{standing: standsPronoun, name: s.surface(i), plural: true, from: i, to: j}, j, j+1, s.opensContent(j+1))
			}
			return
		}
		if !s.isName(i - 1) {
			return
		}
		m := mention{from: s.nameStart(i - 1), to: j + 1}
		s.nameMention(&m, m.from, i)
		if t.is(classPaper) {
			m.standing = standsPaper
		}
		add(m, j, j+1, t.is(classPaper) || s.opensContent(j+1))
		return
	}
}

// opensContent reports whether what was said follows at token i: "that …",
// "to …", "“…".
func (s *sentence) opensContent(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	t := &s.tokens[i]
	return t.kind == quoteToken || t.is(classContent)
}

// credited returns the agency or outlet in the brackets that open at token i:
// "(Reuters)".
func (s *sentence) credited(i int) (mention, bool) {
	const longest = 5 // tokens
	for j := i + 1; j < len(s.tokens) && j <= i+longest; j++ {
		if s.surface(j) != ")" {
			continue
		}
		if e := s.lexicon.register.named(s.words(i+1, j)); e != nil && (e.kind == sourceAgency || e.kind == sourceOutlet) {
			return mention{standing: standsPaper, name: e.name, source: e, kind: e.kind, from: i + 1, to: j}, true
		}
		break
	}
	return mention{}, false
}
