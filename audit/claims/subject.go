package claims

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
		if s.tokens[j].regards(topicFuture) && s.tokens[v].is(classActs) && s.tokens[v].is(classBase) {
			return none // "will report its profit": it hasn't yet
		}
		passive = passive || s.tokens[j].is(classBe)
		modal = modal || s.tokens[j].is(classModal)
		j--
	}
	t := &s.tokens[v]
	if v+1 < len(s.tokens) && v == j+1 && t.is(classSay|classWants) && !t.is(classBase) && s.tokens[v+1].regards(topicBy) {
		return none // "Brandt, backed by the guild"
	}
	if v+1 < len(s.tokens) && v == j+1 && s.tokens[v+1].capital && t.is(classTerming|classClause) {
		return none // "a group called Brandt", "bakers like Brandt"
	}
	if j < 0 || modal && !t.is(classThink|classWants) || passive && !t.is(classSaying|classThinking) {
		return none
	}
	before := &s.tokens[j]
	if before.regards(topicObjective) {
		return none // "the charges against him blame"
	}
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
	if before.regards(topicJoining) && !before.capital && !t.is(classNounlike|classBase) {
		if m := s.clauseSubject(j); m.standing == standsPronoun || m.standing >= standsBody {
			return m // "Brandt keeps the books but says"
		}
		return none
	}
	if before.is(classClause) && !before.capital { // "critics who argue", "a letter that says"
		if before.is(classWho) && j > 1 && s.surface(j-1) == "," {
			return s.relatedTo(j - 1)
		}
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
	if before.is(classSome) && t.is(classNounlike) && v+1 < len(s.tokens) && s.tokens[v+1].is(headClasses) {
		return none // "many state workers"
	}
	from := s.phraseLeft(j + 1)
	if from > j {
		return none
	}
	if t.is(classBase) && (s.tokens[from].regards(topicCausative) || from > 0 && s.tokens[from-1].regards(topicCausative)) {
		return none // "make his supporters feel"
	}
	if from > 0 && s.tokens[from-1].is(classAux) && s.tokens[from-1].is(classModal) {
		return none // "nor could half of them say"
	}
	from = s.skipLeadIn(from, j+1)
	if before.is(classFirst) || before.is(classPronoun) && before.is(classPlural) {
		from = j // "a firm we advised": we; "a move they say": they
	}
	m := s.classify(from, j+1)
	if m.standing == standsNowhere && s.tokens[j].capital {
		m = s.classify(j, j+1)
	}
	if m.standing == standsNowhere && t.is(classSay) && !t.is(classNounlike|classBase) &&
		s.tokens[from].is(classArticle|classPossessor) && !s.tokens[from].is(classIndefinite) {
		m.standing, m.kind = standsBody, sourceBody // "the announcer said"
	}
	if m.from >= m.to {
		return none
	}
	if v == j+1 && !before.capital && !before.is(headClasses|classPronoun|classFirst|classSome) && s.reduced(v) {
		return none // "activities viewed as"
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
	if m.kind == sourceDocument && !t.is(classSay|classShows|classSaying|classForecasts|classDocumental) {
		return none // "emails intended to": documents want and think nothing
	}
	counted := s.tokens[from].is(classSome) && from > 0 && s.tokens[from-1].is(classCounting)
	if counted || !s.agrees(v, &m) {
		return none // a noun; "how many"
	}
	s.besideName(&m)
	m.related = related
	return m
}

// besideName makes m, a speaker who isn't named, the name that stands beside it:
// "Ada Holt, director of dams", "Ada Holt, a baker", "Ada Holt and other bakers".
// Behind a verb or a preposition the name is somebody else's: "She met Ada Holt, a
// baker said".
func (s *sentence) besideName(m *mention) {
	if m.standing == standsNowhere || m.standing > standsAnonymous {
		return
	}
	if last := m.to - 1; !m.plural && s.isName(last) {
		start := s.nameStart(last)
		if start > m.from && s.personal(start, m.to) && m.to-start > 1 && !s.tokens[start-1].is(classPreposition|classArticle|classPossessive|classPossessor|classClause|classParticiple|classTerming) {
			s.nameMention(m, start, m.to) // "head of the town's oven works Ada Holt"
			return
		}
	}
	if m.from < 2 {
		return
	}
	k := m.from - 1
	joined := s.tokens[k].regards(topicJoining)
	if !joined && (s.surface(k) != "," || m.plural) || !s.isName(k-1) || s.tokens[k-1].quoted {
		return
	}
	start := s.nameStart(k - 1)
	from := start
	if from > 0 && s.tokens[from-1].is(classArticle) {
		from-- // "the Bakewell Trust"
	}
	opens := from == 0 || s.tokens[from-1].kind > numberToken || s.tokens[from-1].is(classClause)
	bare := !joined && !s.tokens[m.from].is(classIndefinite|classDefinite|classSome)
	person := s.personal(start, k)
	known := s.lexicon.register.named(s.words(start, k)) != nil || s.tokens[k-1].is(classOrgword) ||
		from < start || m.to == m.from+1 // "the Bakewell", "Bakewell and others"
	if !opens && !bare || !person && !(joined && known) { // not "Orlby and other bakers"
		return
	}
	s.nameMention(m, start, k)
	m.from, m.plural = from, joined
}

// relatedTo returns the name that a clause after the comma at token i is about:
// "Solheim, who said", "Bakewell, the oldest bakery in Orlby, which counts".
func (s *sentence) relatedTo(i int) mention {
	const longest = 12 // tokens between the name's comma and the clause
	if !s.isName(i-1) || s.tokens[i-1].quoted {
		k := i - 1
		for k > 0 && i-k < longest && s.tokens[k].kind <= numberToken {
			k--
		}
		if k == 0 || s.surface(k) != "," || !s.tokens[k+1].is(classArticle) || !s.isName(k-1) {
			return mention{}
		}
		i = k
	}
	m := mention{}
	s.nameMention(&m, s.nameStart(i-1), i)
	m.from, m.to = s.nameStart(i-1), i
	return m
}

// reduced reports whether the verb at token v is a passive without its
// auxiliary: "a bill described as", "moves seen as".
func (s *sentence) reduced(v int) bool {
	return v+1 < len(s.tokens) && s.tokens[v+1].regards(topicAs) && !s.tokens[v].is(classBase)
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
	return head > from && !s.tokens[head].capital && s.tokens[head].word == unknownWord && s.lexicon.ends(endAgent, s.surface(head))
}

// agrees reports whether a form that may be a noun can be the verb of its
// subject: "critics claim", "she claims", not "critics claims".
func (s *sentence) agrees(v int, m *mention) bool {
	t, last := &s.tokens[v], &s.tokens[m.to-1]
	if t.is(classBase) {
		several := m.plural || m.standing == standsSelf || last.is(classPeople|classInsiders|classCommentators|classAnydocuments) ||
			last.is(classBody) && m.to == m.from+1
		return several || s.lexicon.ends(endPlural, s.surface(m.to-1)) || s.pluralPaper(m) ||
			m.standing >= standsNamed && m.from > 0 && s.tokens[m.from-1].is(classClause)
	}
	if !t.is(classNounlike) || s.lexicon.ends(endPast, s.surface(v)) {
		return true
	}
	if first := &s.tokens[m.from]; v > 0 && s.tokens[v-1].is(classPerson|classCommentator) && !s.tokens[v-1].capital && m.standing < standsNamed &&
		!first.is(classArticle|classIndefinite|classDefinite|classSome|classPossessor) && first.kind == wordToken && !first.capital {
		return false // "take customer calls": one person has an article
	}
	if m.plural || v+1 >= len(s.tokens) || s.severalOf(m.from) && s.lexicon.ends(endPlural, s.surface(v)) {
		return false // "four police reports"
	}
	// A verb takes an object: "Reuters reports that", not "the Leipzig protests over".
	next := &s.tokens[v+1]
	return next.capital || next.kind >= numberToken && s.surface(v+1) != "," ||
		next.is(classArticle|classDefinite|classIndefinite|classContent|classPronoun|classFirst|classSome)
}

// pluralPaper reports whether m is of documents that only a phrase behind them
// tells apart: "figures from the ministry".
func (s *sentence) pluralPaper(m *mention) bool {
	core := m.from + 1
	for core < m.to && !s.endsCore(core) {
		core++
	}
	return core < m.to && s.tokens[core-1].is(classDocument) && s.lexicon.ends(endPlural, s.surface(core-1))
}

// severalOf reports whether token i counts more than one.
func (s *sentence) severalOf(i int) bool {
	t := &s.tokens[i]
	return t.is(classSome) || t.kind == numberToken || t.is(classNumber) && s.lexicon.numbers.Values[Fold(s.surface(i))] > 1
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
	t := &s.tokens[v]
	if !t.is(classSay) || t.is(classAddressing|classTerming) {
		return mention{}
	}
	if v > 1 && v+1 < len(s.tokens) && s.tokens[v+1].is(classPronoun) && s.surface(v-1) == "," && !s.tokens[v-2].quoted {
		return mention{} // "Brandt, who bakes, said they were tired"
	}
	end := s.phraseRight(v + 1)
	named := v > 0 && s.tokens[v-1].kind >= quoteToken && s.lastName(v+1, end) >= 0 && !s.around(v+1, end, classDefinite|classPreposition|classContent) // "…, said baker Ada Brandt"
	named = named || v > 0 && s.tokens[v-1].kind == quoteToken && s.lastName(v+1, end) >= 0
	if !named && !s.startsPhrase(v+1) {
		return mention{}
	}
	m := s.classify(v+1, end)
	if m.standing == standsNowhere && v > 0 && s.tokens[v-1].kind == quoteToken && s.tokens[v+1].is(classArticle|classPossessor) && !s.tokens[v+1].is(classIndefinite) {
		m.standing, m.kind = standsBody, sourceBody // "…,” said the announcer
	}
	return m
}

// beforeInsert returns the subject that stands before an insertion between
// commas or dashes: "Solheim, who runs the guild, said".
func (s *sentence) beforeInsert(v, closing int) mention {
	const longest = 30 // tokens
	for i := closing - 1; i > 0 && closing-i < longest; i-- {
		if s.tokens[i].quoted {
			continue
		}
		if w := s.surface(i); w != "," && w != "—" && w != "–" && w != "-" && w != "(" || s.tokens[i-1].kind > numberToken && !s.isInitialStop(i-1) {
			continue
		}
		from := s.phraseLeft(i)
		if from >= i || from > 1 && s.surface(from-1) == "," && s.tokens[from].is(classPreposition) {
			continue // "Brandt, 33, of Orlby, …, says"
		}
		m := s.classify(s.skipLeadIn(from, i), i)
		if m.standing < standsNamed && m.standing != standsNowhere || m.standing == standsPaper {
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
		if m.standing == standsNowhere || m.standing == standsVague || m.standing == standsAnonymous && m.from > 0 && s.tokens[m.from-1].is(classBe) {
			continue // "Brandt, who was a member of the guild, the oldest, said"
		}
		if k := m.from - 2; m.standing < standsNamed && k >= 0 && s.surface(k+1) == "," && s.isName(k) && (s.tokens[m.from].is(classArticle|classPossessor) || s.around(m.from, m.to, classPossessive)) {
			s.nameMention(&m, s.nameStart(k), k+1) // "Brandt, an analyst at the bank, the town's largest, said"
		}
		s.besideName(&m)
		return m
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
	tailed := s.around(described.from, described.to, classPreposition) // "a memo from the chief, Ada Brandt,"
	switch {
	case tailed && m.kind == sourcePerson && (described.kind == sourceDocument || described.standing == standsPaper):
		m.standing = standsPaper
	case described.standing == standsPaper:
		return m, false
	case described.kind == sourceDocument:
		m.standing, m.kind, m.name, m.source = standsPaper, sourceDocument, s.words(from, to), nil
	}
	return m, true
}
