package claims

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
	credit     bool   // an agency or outlet in brackets, which no pronoun means
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
			begin := s.firstSpeaker(min(m.from, from))
			found = append(found, saying{mention: m, cue: s.words(from, to), at: from, strong: strong,
				after:      begin > 0 && !m.related && (s.tokens[begin-1].kind > numberToken || s.tokens[begin-1].is(classCounting)),
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
	if m, at := s.credit(); at >= 0 {
		add(m, at, at+1, true)
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
					m.kind == sourceDocument || m.standing == standsPaper || m.source != nil || m.standing >= standsBody && s.opensContent(i+1)
				add(m, i, i+1, strong)
			}
		case t.is(classPossessive) && i > 0, t.is(classPossessor):
			s.owned(i, add)
		case t.regards(topicPer) && (i == 0 || s.surface(i-1) == ",") && i+1 < len(s.tokens) && (s.tokens[i+1].capital || s.tokens[i+1].is(classDefinite)):
			if m := s.classifyPublic(i+1, s.phraseRight(i+1)); m.standing >= standsBody {
				add(m, i, i+1, true)
			}
		case t.kind == markToken && i > 1 && s.tokens[i-1].kind == quoteToken && isDash(s.surface(i)):
			to := i + 1
			for to < len(s.tokens) && s.isName(to) {
				to++
			}
			if m := (mention{from: i + 1, to: to}); to-i > 2 { // "“…” — Ada Brandt"
				s.nameMention(&m, i+1, to)
				add(m, i, i+1, true)
			}
		case t.kind == markToken && s.surface(i) == "(":
			if m, ok := s.credited(i); ok {
				add(m, i, i+1, true)
				found[len(found)-1].credit = true
			}
		case t.kind == markToken && s.surface(i) == ":" && i > 0 && i+1 < len(s.tokens):
			m := s.classify(s.skipLeadIn(s.phraseLeft(i), i), i)
			if known := m.standing >= standsNamed || m.standing >= standsDefinite && m.kind == sourceDocument; known && s.tokens[i+1].kind == quoteToken { // "From the report: “…”"
				add(m, i, i+1, true)
			}
		case t.kind == quoteToken && i > 0 && s.tokens[i-1].quoted && i+2 < len(s.tokens) && s.tokens[i+1].regards(topicBy) && s.startsPhrase(i+2) && s.hit(catUnowned) != nil:
			// "branded “a disgrace” by the guild"
			add(s.classifyPublic(i+2, s.phraseRight(i+2)), i+1, i+2, true)
		case len(found) == 0 && t.kind == quoteToken && i > 0 && i+1 < len(s.tokens) && s.tokens[i+1].quoted:
			// "Solheim sings: “…”": whoever does something before a
			// quotation is at least hinted at as its source.
			end := i
			if s.surface(i-1) == ":" {
				end-- // "She went on: “…”"
			}
			if m := s.clauseSubject(end); m.standing == standsPronoun || m.standing >= standsNamed {
				add(m, i, i+1, false)
			}
		}
	}
	return found
}

// firstSpeaker returns where the phrase at token i begins with those who speak
// before it: "Ada Holt and the mayor said", "the Bread and Oven Guild".
func (s *sentence) firstSpeaker(i int) int {
	if i < 2 || !s.tokens[i-1].regards(topicJoining) || !s.isName(i-2) && !s.tokens[i-2].is(headClasses) {
		return i
	}
	return s.phraseLeft(i - 1)
}

// classifyPublic is classify for a phrase after "according to", where a plural
// of the public names nobody: "according to attendees".
func (s *sentence) classifyPublic(from, to int) mention {
	m := s.classify(from, to)
	if m.standing == standsNowhere && s.around(from, to, classDocument) && !s.tokens[from].is(classIndefinite) {
		m.standing, m.kind = standsDefinite, sourceDocument // "the table in the report"
	}
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
		speaks := s.opensContent(j + 1)
		if t.is(classPaper) && s.speaksOn(j+1) {
			m.standing, speaks = standsPaper, true
		}
		add(m, j, j+1, speaks)
		return
	}
}

// speaksOn reports whether a document before token i is said to say something:
// not "his column appears on Thursdays".
func (s *sentence) speaksOn(i int) bool {
	if i >= len(s.tokens) || s.tokens[i].kind > numberToken {
		return true
	}
	t := &s.tokens[i]
	return t.capital || t.is(verbClasses|classDocumental|classBase|classAux|classAdverb|classClause|classPreposition|classParticiple)
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

func isDash(s string) bool { return s == "—" || s == "–" || s == "―" }

// credited returns the agency or outlet in the brackets that open at token i:
// "(Reuters)".
func (s *sentence) credited(i int) (mention, bool) {
	const longest = 8 // tokens
	if i+2 < len(s.tokens) && s.tokens[i+1].regards(topicSource) && s.surface(i+2) == ":" {
		to := s.phraseRight(i + 3)
		m := s.classifyPublic(i+3, to)
		return m, m.standing >= standsBody // "(Source: Census Bureau)"
	}
	for j := i + 1; j < len(s.tokens) && j <= i+longest; j++ {
		if s.surface(j) != ")" {
			continue
		}
		if e := s.lexicon.register.named(s.words(i+1, j)); e != nil && s.tokens[i+1].capital && (e.kind == sourceAgency || e.kind == sourceOutlet) {
			return mention{standing: standsPaper, name: e.name, source: e, kind: e.kind, from: i + 1, to: j}, true
		}
		break
	}
	return mention{}, false
}
