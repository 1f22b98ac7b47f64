package claims

import "strings"

// standing is how much a mention tells a reader about whom to ask.
type standing uint8

const (
	standsNowhere   standing = iota
	standsVague              // "experts", "reports"
	standsAnonymous          // "a senior official", "two people briefed on it"
	standsDocument           // "a recent study": a document nobody could find from this
	standsSelf               // the writer
	standsPronoun            // "she": the last fitting person
	standsDefinite           // "the report": the last fitting source
	standsBody               // "the ministry", "police": can be asked
	standsNamed              // a person, body or outlet by name
	standsPaper              // a named source's own document
)

// mention is a noun phrase in the place of a source.
type mention struct {
	standing  standing
	name      string  // for standsNamed and standsPaper; else the words of the phrase
	source    *source // its register entry, or nil
	kind      string
	from, to  int // tokens of the sentence
	plural    bool
	possessed bool // "its report": the document of whoever "its" means
	related   bool // the verb's clause hangs on it: "critics who argue"
	trade     bool // an expert's or an insider's, whose opinion is offered as a source
}

// words returns the text of tokens [from, to).
func (s *sentence) words(from, to int) string {
	if from >= to {
		return ""
	}
	return s.Text[s.tokens[from].start:s.tokens[to-1].end]
}

// surface returns a token as it stands in the text.
func (s *sentence) surface(i int) string { return s.Text[s.tokens[i].start:s.tokens[i].end] }

// isName reports whether token i is (part of) a proper name: a capital that
// is not only there because the sentence begins.
func (s *sentence) isName(i int) bool {
	t := &s.tokens[i]
	if !t.capital || t.kind != wordToken || t.is(classWeekday|classMonth|classFirst|classPronoun) || s.compound(i) {
		return false
	}
	if i > 0 && s.tokens[i-1].kind != quoteToken {
		return true
	}
	w := s.surface(i)
	if strings.ToUpper(w) == w && len(w) > 1 || s.names[w] {
		return true
	}
	if s.lexicon.register.named(w) != nil && !t.is(headClasses) { // "Reuters", not the people of "People say"
		return true
	}
	if i+1 < len(s.tokens) && s.tokens[i+1].capital && !t.is(classDefinite|classIndefinite|classPreposition|classClause|classAdverb) {
		return true
	}
	adjective := i+1 < len(s.tokens) && s.tokens[i+1].is(headClasses) // "Housing experts"
	return (t.word == unknownWord && !s.lexicon.ends(endPlural, w) || t.word.classes == classGiven) && !adjective
}

// endsCore reports whether token i ends the core of a noun phrase: a
// preposition, or a participle that isn't an adjective ("a leaked memo").
func (s *sentence) endsCore(i int) bool {
	t := &s.tokens[i]
	if t.capital || !t.is(classPreposition|classParticiple) {
		return false
	}
	return t.is(classPreposition) || !s.tokens[i-1].is(classIndefinite|classDefinite|classSome|classPossessive)
}

// insideName reports whether token i is a preposition between two capitals:
// "Bank of England".
func (s *sentence) insideName(i, to int) bool {
	return i > 0 && i+1 < to && s.tokens[i-1].capital && s.tokens[i+1].capital && s.tokens[i].is(classPreposition) && !s.tokens[i].is(classBelonging) &&
		!s.tokens[i+1].is(classWeekday|classMonth) // not "Brandt on Thursday"
}

// compound reports whether token i is a name made into an adjective:
// "Washington-based".
func (s *sentence) compound(i int) bool {
	w := s.surface(i)
	k := strings.LastIndexByte(w, '-')
	return k >= 0 && k+1 < len(w) && 'a' <= w[k+1] && w[k+1] <= 'z'
}

// headClasses are the classes that make a noun a source.
const headClasses = classCommentators | classCommentator | classInsiders | classInsider |
	classPeople | classPerson | classOffice | classBody | classDocument

// classify says who is meant by the noun phrase of tokens [from, to).
func (s *sentence) classify(from, to int) mention {
	for from < to && (s.tokens[from].kind > numberToken || s.tokens[from].is(classClause) || s.leadingAdverb(from, to)) {
		from++
	}
	for from < to && (s.tokens[to-1].kind > numberToken || to-1 > from && s.tokens[to-1].regards(topicSuffix)) {
		to--
	}
	m := mention{from: from, to: to}
	if from >= to {
		return m
	}
	m.name = s.words(from, to)
	core := from + 1 // the phrase up to its first preposition or participle
	for core < to && (s.insideName(core, to) || !s.endsCore(core)) && (s.tokens[core].kind <= numberToken || s.isInitialStop(core)) {
		core++
	}
	first, last := &s.tokens[from], &s.tokens[core-1]
	if core == from+1 && first.is(classPronoun) {
		m.standing = standsPronoun
		m.plural = first.is(classPlural)
		return m
	}
	if first.is(classFirst) || core == from+1 && first.is(classSecond) {
		m.standing, m.kind = standsSelf, sourceSelf
		return m
	}
	inName := core-1 > from && s.isName(core-2) || s.lexicon.register.named(s.surface(core-1)) != nil
	const trades = classCommentator | classInsider | classPerson
	surname := from > 0 && core == from+1 && last.is(trades) && s.surface(from-1) == "," // "Indeed, Baker says"
	if s.isName(core-1) && (inName || surname || !last.is(headClasses)) {                // "Business Insider", not "one CEO"
		s.nameMention(&m, from, s.personEnd(from, core))
		return m
	}
	owner := s.lastName(from, core-1)
	if owner < 0 && !last.is(headClasses) {
		owner = s.lastName(core-1, core)
	}
	if owner < 0 && core < to {
		owner = s.tailName(core, to)
	}
	if core == from+1 && first.is(classIndefinite) && core < to { // "one of two witnesses"
		core = to
	}
	head := class(0)
	for i := core - 1; i >= from && head == 0 && !s.tokens[i].is(classPossessive); i-- { // "the firm's launch": not the firm
		head = s.tokens[i].word.classes & headClasses
	}
	s.headMention(&m, head, first, owner, core)
	return m
}

// leadingAdverb reports whether token i only leads up to the phrase: "even the
// organiser".
func (s *sentence) leadingAdverb(i, to int) bool {
	return i+1 < to && s.tokens[i].is(classAdverb) && !s.tokens[i].is(classSome|classIndefinite) &&
		s.tokens[i+1].is(classArticle|classDefinite|classSome)
}

// personEnd returns where the person's name ends with which the capitalised
// phrase of tokens [from, to) opens, "Ada Holt of Orlby"; or to, where none does:
// "Bank of Orlby". A name behind an article is no person's.
func (s *sentence) personEnd(from, to int) int {
	for i := from + 2; i < to; i++ {
		if t := &s.tokens[i]; t.capital || !t.is(classPreposition) {
			continue
		}
		start := s.nameStart(i - 1)
		if i-start > 1 && s.personal(start, i) && !s.tokens[i-1].is(classOffice) && (start == 0 || !s.tokens[start-1].is(classArticle)) && !s.tokens[start].is(classArticle) {
			return i
		}
		break
	}
	return to
}

// headMention classifies a phrase by its head noun.
func (s *sentence) headMention(m *mention, head class, first *token, owner, core int) {
	indefinite := first.is(classIndefinite) || first.kind == numberToken
	definite := first.is(classDefinite)
	m.trade = head&(classCommentators|classCommentator|classInsiders|classInsider) != 0
	ownerIn := owner >= m.from && owner < core // "Austria's minister", not "critics of Austria"
	switch {
	case owner >= core && s.tokens[core].regards(topicPoll) && core+1 < m.to && s.tokens[core+1].regards(topicBy):
		s.nameMention(m, s.nameStart(owner), owner+1)
		m.standing = standsPaper // "bakers surveyed by Bakewell": its survey
	case head&classOffice != 0:
		m.standing, m.kind = standsBody, sourceBody
	case head&classDocument != 0:
		s.documentMention(m, first, owner, core)
	case first.is(classSome) && (head != 0 || core == m.from+1):
		m.standing, m.kind, m.plural = standsVague, sourceVague, true
		if head&(classInsiders) != 0 {
			m.standing, m.kind = standsAnonymous, sourceAnonymous
		}
	case head&classInsider != 0, head&classInsiders != 0:
		m.plural = head&classInsiders != 0
		m.standing, m.kind = standsAnonymous, sourceAnonymous
		switch {
		case definite && !m.plural && core < m.to && s.tokens[core].regards(topicOf):
			m.standing, m.kind = standsBody, sourceBody // "the organiser of the fair": one in a role
		case definite && !ownerIn:
			m.standing = standsDefinite
		}
		if !m.plural && ownerIn {
			s.nameMention(m, s.nameStart(owner), owner+1)
		}
	case head&(classCommentators|classCommentator) != 0:
		m.plural = head&classCommentators != 0
		switch {
		case !m.plural && indefinite:
			m.standing, m.kind = standsAnonymous, sourceAnonymous
		case owner >= 0:
			s.nameMention(m, s.nameStart(owner), owner+1)
		case definite:
			m.standing = standsDefinite
		case m.plural:
			m.standing, m.kind = standsVague, sourceVague
		default:
			m.standing, m.kind = standsAnonymous, sourceAnonymous
		}
	case head&(classPerson) != 0 && first.is(classPossessor):
		m.standing, m.kind = standsBody, sourcePerson // "her mother": of somebody named
	case head&(classPerson) != 0:
		m.standing, m.kind = standsAnonymous, sourceAnonymous
		if definite {
			m.standing = standsDefinite
		}
	case head&classPeople != 0 && (indefinite || core < m.to && s.tokens[core].is(classParticiple)): // "people familiar with it"
		m.standing, m.kind, m.plural = standsAnonymous, sourceAnonymous, true
	case head&classBody != 0:
		m.standing, m.kind = standsBody, sourceBody
		if indefinite && owner < 0 {
			m.standing, m.kind = standsAnonymous, sourceAnonymous
		}
	case ownerIn && s.around(owner+1, core-1, classPossessive): // "Brandt's bread": not Brandt
	case owner >= 0 && (ownerIn || s.lexicon.register.named(s.words(s.nameStart(owner), owner+1)) != nil):
		s.nameMention(m, s.nameStart(owner), owner+1)
	}
}

// nameMention makes m the name that ends at token to-1, without the title or
// office before it.
func (s *sentence) nameMention(m *mention, from, to int) {
	start := max(from, s.nameStart(to-1))
	for i := start; i < to-1; i++ {
		titled := s.tokens[i].is(classTitle) && s.personal(i+1, to) // not "General Motors"
		if titled || s.tokens[i].is(classOffice|classInsider|classCommentator) {
			start = i + 1
		}
	}
	m.standing, m.name = standsNamed, s.words(start, to)
	m.source = s.lexicon.register.named(m.name)
	switch {
	case m.source != nil:
		m.name, m.kind = m.source.name, m.source.kind
	case s.personal(start, to):
		m.kind = sourcePerson
	default:
		m.kind = sourceBody
	}
}

// personal reports whether a name looks like a person's: two to four words,
// with initials between, none of which ends the name of a body and none of which is all capitals.
func (s *sentence) personal(from, to int) bool {
	if n := to - from; n < 2 || n > 5 {
		return n == 1 && s.persons[s.surface(from)] != ""
	}
	if s.tokens[to-1].regards(topicPoll | topicResearch) {
		return false // "the Bakers' Poll"
	}
	for i := from; i < to; i++ {
		w := s.surface(i)
		if w == "." {
			continue // an initial's
		}
		acronym := len(w) > 2 && strings.ToUpper(w) == w
		if acronym || s.tokens[i].is(classOrgword) || s.tokens[i].kind != wordToken || strings.IndexFunc(w, isDigit) >= 0 {
			return false
		}
	}
	return s.tokens[from].is(classGiven) || !s.places[s.words(from, to)]
}

// nameStart walks back from the last word of a name to its first.
func (s *sentence) nameStart(i int) int {
	for {
		if i > 2 && s.isInitialStop(i-1) && s.tokens[i-2].end-s.tokens[i-2].start == 1 && s.isName(i-3) {
			i -= 2 // "Ada B. Brandt"
			continue
		}
		if s.ofBody(i) {
			i -= 2
			continue
		}
		if i == 0 || !s.isName(i-1) || s.tokens[i-1].is(classClause|classPreposition|classDefinite|classIndefinite) {
			return i
		}
		i--
	}
}

// ofBody reports whether token i goes on with the name of a body: "Statistics"
// in "Office for Statistics".
func (s *sentence) ofBody(i int) bool {
	return i > 1 && s.tokens[i-1].regards(topicNaming) && !s.tokens[i-1].capital && s.tokens[i].capital &&
		s.tokens[i-2].capital && s.tokens[i-2].is(classOrgword) && !s.tokens[i-2].quoted
}

// lastName returns the last name token in [from, to), or -1.
func (s *sentence) lastName(from, to int) int {
	for i := to - 1; i >= from; i-- {
		if s.isName(i) && !s.tokens[i].is(classDefinite|classIndefinite|classSome) {
			return i
		}
	}
	return -1
}

// tailName returns the last token of the first name in the tail of a phrase
// that says where the head belongs: "at", "from", "with", "in", "by" a name,
// or -1. "Critics of Amazon" don't belong to Amazon.
func (s *sentence) tailName(from, to int) int {
	belongs := false
	for i := from; i < to; i++ {
		if s.tokens[i].is(classPreposition) && !s.tokens[i].capital {
			belongs = s.tokens[i].is(classBelonging) || s.tokens[i].regards(topicFor) && s.tokens[i-1].is(classParticiple)
			continue
		}
		if belongs && s.isName(i) {
			for i+1 < to && s.isName(i+1) {
				i++
			}
			return i
		}
	}
	return -1
}

// startsPhrase reports whether a source may begin at token i.
func (s *sentence) startsPhrase(i int) bool {
	if i >= len(s.tokens) || s.tokens[i].quoted || s.tokens[i].kind > numberToken {
		return false
	}
	t := &s.tokens[i]
	return t.capital && !t.is(classWeekday|classMonth) ||
		t.is(classDefinite|classIndefinite|classSome|classPronoun|classFirst|classTitle|headClasses) && !t.is(classPreposition)
}

// phraseRight returns the end of the noun phrase that begins at token i.
func (s *sentence) phraseRight(i int) int {
	const longest = 16 // tokens
	j := i
	for ; j < len(s.tokens) && j-i < longest; j++ {
		t := &s.tokens[j]
		if t.quoted || t.kind > numberToken && !s.isInitialStop(j) {
			break
		}
		if j > i && !t.capital && t.is(classClause|classAux|classSay|classSaying) && !t.is(classNounlike|classParticiple) {
			break
		}
	}
	return j
}

// phraseLeft returns the start of the noun phrase that ends before token end.
func (s *sentence) phraseLeft(end int) int {
	const longest = 24 // tokens
	i := end
	for i > 0 && end-i < longest {
		t := &s.tokens[i-1]
		if i > 2 && s.surface(i-1) == "," && s.tokens[i].kind == numberToken && s.compound(i) && s.tokens[i-3].is(classArticle) {
			i -= 3 // "the bearded, 71-year-old baker"
			continue
		}
		if t.quoted || t.kind > numberToken && !s.isInitialStop(i-1) {
			break
		}
		if !t.capital && t.is(classClause|classAux|classSay|classSaying|classThink) && !t.is(classNounlike|classParticiple|headClasses|classPreposition) {
			break
		}
		if i-1 == 0 && t.is(classClause) {
			break
		}
		i--
	}
	return i
}

// isInitialStop reports whether token i is a full stop inside a name: "J. K.",
// "Brandt Jr., the mayor".
func (s *sentence) isInitialStop(i int) bool {
	return i > 0 && i+1 < len(s.tokens) && s.surface(i) == "." && s.tokens[i-1].capital &&
		s.tokens[i].start == s.tokens[i-1].end && (s.tokens[i+1].kind == wordToken || s.surface(i+1) == ",")
}
