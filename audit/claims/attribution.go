package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// attribution is one place of a sentence that says who says so.
type attribution struct {
	sourcePhrase
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

	rule string // which rule found the cue, and which the subject
}

// verbClasses are the verbs whose subject is a source.
const verbClasses = lang.Say | lang.Think | lang.Wants | lang.Forecasts | lang.Shows | lang.Saying | lang.Thinking

// findAttributions finds every attribution of a sentence outside its quotations: those of
// phrases, then those of the line's opening, then the others in order.
func (s *sentence) findAttributions() []*attribution {
	var found []*attribution
	add := func(a *attribution, rule string) {
		if a != nil {
			if a.rule == "" {
				a.rule = rule
			}
			found = append(found, a)
		}
	}
	for _, h := range s.hits {
		if h.Category == lang.SignAccording && h.To < len(s.Tokens) {
			if a := s.attribution(s.classifyPublic(h.To, s.phraseRight(h.To)), h.From, h.To, true); a != nil {
				a.after, a.public = true, true
				add(a, "according to")
			}
		}
	}
	if m, at := s.credit(); at >= 0 {
		add(s.attribution(m, at, at+1, true), "the line's speaker")
	}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Quoted || !s.mayTie(t) {
			continue
		}
		table := wordCues
		if t.Kind > segment.Number {
			table = markCues
		}
		add(first(table, cue{sentence: s, at: i, alone: len(found) == 0}))
	}
	return found
}

// attribution is the attribution to m by the cue of tokens [from, to), or nil if m
// refers to nobody.
func (s *sentence) attribution(m sourcePhrase, from, to int, strong bool) *attribution {
	if m.reference == refNone {
		return nil
	}
	begin := s.firstSpeaker(min(m.from, from))
	return &attribution{sourcePhrase: m, cue: s.Words(from, to), at: from, strong: strong,
		after:      begin > 0 && !m.related && (s.Tokens[begin-1].Kind > segment.Number || s.Tokens[begin-1].Is(lang.Counting)),
		looks:      s.Tokens[to-1].Is(lang.Forecasts),
		documental: !s.Tokens[from].Is(verbClasses) && s.Tokens[from].Is(lang.Documental),
		thing:      m.reference == refPronoun && s.Tokens[m.from].Is(lang.Thing)}
}

// cue is a token that may tie a source to what its sentence says.
type cue struct {
	*sentence
	at    int
	alone bool // no source has been found before it
}

// mayTie reports whether a token is one of the few that cues are made of: all
// others need not be looked at one attempt after the other.
func (s *sentence) mayTie(t *lang.Token) bool {
	if t.Kind <= segment.Number {
		return t.Is(verbClasses|lang.Documental|lang.Possessive|lang.Possessor) || t.Regards(lang.Per)
	}
	return s.Text[t.Start] != ',' && s.Text[t.Start] != '.'
}

func (c cue) token() *lang.Token { return &c.Tokens[c.at] }

// by is the attribution to m by the cue, or nil if m refers to nobody.
func (c cue) by(m sourcePhrase, strong bool) *attribution {
	return c.attribution(m, c.at, c.at+1, strong)
}

// between reports whether the cue is the mark and has something on either side.
func (c cue) between(mark string) bool {
	return c.token().Kind == segment.Mark && c.Surface(c.at) == mark && c.at > 0 && c.at+1 < len(c.Tokens)
}

// wordCues are the words that may name a source.
var wordCues = []attempt[cue, *attribution]{
	{name: "a verb of saying", try: func(c cue) (*attribution, bool) {
		t := c.token()
		if t.Kind != segment.Word || t.Capital || !t.Is(verbClasses|lang.Documental) {
			return nil, false
		}
		m, rule := c.subject(c.at)
		strong := t.Is(lang.Say|lang.Saying|lang.Think|lang.Forecasts) ||
			m.kind == sourceDocument || m.reference == refPaper || m.entry != nil || m.reference >= refBody && c.opensContent(c.at+1)
		a := c.by(m, strong)
		if a != nil {
			a.rule = rule
		}
		return a, true
	}},
	// "Solheim's memo", "his claim"
	{name: "an owner", try: func(c cue) (*attribution, bool) {
		if !(c.token().Is(lang.Possessive) && c.at > 0) && !c.token().Is(lang.Possessor) {
			return nil, false
		}
		return c.owned(c.at), true
	}},
	// "…, per the guild"
	{name: "per", try: func(c cue) (*attribution, bool) {
		i := c.at
		if !c.token().Regards(lang.Per) || i > 0 && c.Surface(i-1) != "," || i+1 >= len(c.Tokens) || !c.Tokens[i+1].Capital && !c.Tokens[i+1].Is(lang.Definite) {
			return nil, false
		}
		m := c.classifyPublic(i+1, c.phraseRight(i+1))
		if m.reference < refBody {
			return nil, true
		}
		return c.by(m, true), true
	}},
}

// markCues are the marks that may have a source beside them.
var markCues = []attempt[cue, *attribution]{
	// "“…” — Ada Brandt"
	{name: "a dash behind a quotation", try: func(c cue) (*attribution, bool) {
		if c.token().Kind != segment.Mark || c.at < 2 || c.Tokens[c.at-1].Kind != segment.Quote || !lang.IsDash(c.Surface(c.at)) {
			return nil, false
		}
		from, to := c.at+1, c.at+1
		for to < len(c.Tokens) && c.isName(to) {
			to++
		}
		if to-from < 2 {
			return nil, true
		}
		m := sourcePhrase{from: from, to: to}
		c.namePhrase(&m, from, to)
		return c.by(m, true), true
	}},
	// "(Reuters)"
	{name: "a credit in brackets", try: func(c cue) (*attribution, bool) {
		if c.token().Kind != segment.Mark || c.Surface(c.at) != "(" {
			return nil, false
		}
		m, ok := c.credited(c.at)
		if !ok {
			return nil, true
		}
		a := c.by(m, true)
		if a != nil {
			a.credit = true
		}
		return a, true
	}},
	// "From the report: “…”"
	{name: "a colon before a quotation", try: func(c cue) (*attribution, bool) {
		if !c.between(":") {
			return nil, false
		}
		m := c.classify(c.skipLeadIn(c.phraseLeft(c.at), c.at), c.at)
		if known := m.reference >= refNamed || m.reference >= refDefinite && m.kind == sourceDocument; !known || c.Tokens[c.at+1].Kind != segment.Quote {
			return nil, true
		}
		return c.by(m, true), true
	}},
	// "branded “a disgrace” by the guild"
	{name: "an agent behind a quotation", try: func(c cue) (*attribution, bool) {
		i := c.at
		if c.token().Kind != segment.Quote || i == 0 || !c.Tokens[i-1].Quoted || i+2 >= len(c.Tokens) ||
			!c.Tokens[i+1].Regards(lang.By) || !c.startsPhrase(i+2) || c.hit(lang.SignUnowned) == nil {
			return nil, false
		}
		return c.attribution(c.classifyPublic(i+2, c.phraseRight(i+2)), i+1, i+2, true), true
	}},
	// "Solheim sings: “…”": whoever does something before a quotation is at least
	// hinted at as its source.
	{name: "a subject before a quotation", try: func(c cue) (*attribution, bool) {
		i := c.at
		if !c.alone || c.token().Kind != segment.Quote || i == 0 || i+1 >= len(c.Tokens) || !c.Tokens[i+1].Quoted {
			return nil, false
		}
		end := i
		if c.Surface(i-1) == ":" {
			end-- // "She went on: “…”"
		}
		m := c.clauseSubject(end)
		if m.reference != refPronoun && m.reference < refNamed {
			return nil, true
		}
		return c.by(m, false), true
	}},
}

// firstSpeaker returns where the phrase at token i begins with those who speak
// before it: "Ada Holt and the mayor said", "the Bread and Oven Guild".
func (s *sentence) firstSpeaker(i int) int {
	if i < 2 || !s.Tokens[i-1].Regards(lang.Joining) || !s.isName(i-2) && !s.Tokens[i-2].Is(headClasses) {
		return i
	}
	return s.phraseLeft(i - 1)
}

// classifyPublic is classify for a phrase after "according to", where a plural
// of the public names nobody: "according to attendees".
func (s *sentence) classifyPublic(from, to int) sourcePhrase {
	m := s.classify(from, to)
	if m.reference != refNone || from >= to {
		return m
	}
	indefinite := s.Tokens[from].Is(lang.Indefinite)
	switch {
	case s.Around(from, to, lang.Document) && !indefinite: // "the table in the report"
		m.reference, m.kind, m.rule = refDefinite, sourceDocument, "a part of a document"
	case s.Around(from, to, lang.People):
		m.reference, m.kind, m.rule = refVague, sourceVague, "the public"
	case s.Tokens[from].Is(lang.Article|lang.Possessor) && !indefinite: // "according to the guild"
		m.reference, m.kind, m.rule = refBody, sourceBody, "the one who says it"
	}
	return m
}

// owned returns the attribution to the possessive at token i with a document or an
// utterance after it: "Solheim's memo", "his claim".
func (s *sentence) owned(i int) *attribution {
	j := s.ownedNoun(i)
	switch {
	case j < 0:
		return nil
	case s.Tokens[i].Is(lang.Possessor):
		if !s.Tokens[j].Is(lang.Utterance) {
			return nil
		}
		return s.attribution(sourcePhrase{reference: refPronoun, name: s.Surface(i), plural: true, from: i, to: j, rule: "a pronoun"}, j, j+1, s.opensContent(j+1))
	case !s.isName(i - 1):
		return nil
	}
	m := sourcePhrase{from: s.nameStart(i - 1), to: j + 1}
	s.namePhrase(&m, m.from, i)
	strong := s.opensContent(j + 1)
	if s.Tokens[j].Is(lang.Paper) && s.speaksOn(j+1) {
		m.reference, strong = refPaper, true
	}
	return s.attribution(m, j, j+1, strong)
}

// ownedNoun returns the document or utterance that the possessive at token i owns,
// or -1.
func (s *sentence) ownedNoun(i int) int {
	const reach = 4 // words between owner and document
	for j := i + 1; j < len(s.Tokens) && j <= i+reach; j++ {
		t := &s.Tokens[j]
		if t.Quoted || t.Kind > segment.Number || t.Is(lang.Aux|lang.Preposition|lang.Clause) {
			return -1
		}
		if t.Is(lang.Paper|lang.Utterance) && !t.Capital {
			return j
		}
	}
	return -1
}

// speaksOn reports whether a document before token i is said to say something:
// not "his column appears on Thursdays".
func (s *sentence) speaksOn(i int) bool {
	if i >= len(s.Tokens) || s.Tokens[i].Kind > segment.Number {
		return true
	}
	t := &s.Tokens[i]
	return t.Capital || t.Is(verbClasses|lang.Documental|lang.Base|lang.Aux|lang.Adverb|lang.Clause|lang.Preposition|lang.Participle)
}

// opensContent reports whether what was said follows at token i: "that …",
// "to …", "“…".
func (s *sentence) opensContent(i int) bool {
	if i >= len(s.Tokens) {
		return false
	}
	t := &s.Tokens[i]
	return t.Kind == segment.Quote || t.Is(lang.Content)
}

// credited returns the agency or outlet in the brackets that open at token i:
// "(Reuters)".
func (s *sentence) credited(i int) (sourcePhrase, bool) {
	const longest = 8 // tokens
	if i+2 < len(s.Tokens) && s.Tokens[i+1].Regards(lang.Source) && s.Surface(i+2) == ":" {
		to := s.phraseRight(i + 3)
		m := s.classifyPublic(i+3, to)
		return m, m.reference >= refBody // "(Source: Census Bureau)"
	}
	for j := i + 1; j < len(s.Tokens) && j <= i+longest; j++ {
		if s.Surface(j) != ")" {
			continue
		}
		if e := s.Lexicon.Register.Named(s.Words(i+1, j)); e != nil && s.Tokens[i+1].Capital && (e.Kind == sourceAgency || e.Kind == sourceOutlet) {
			return sourcePhrase{reference: refPaper, name: e.Name, entry: e, kind: e.Kind, from: i + 1, to: j}, true
		}
		break
	}
	return sourcePhrase{}, false
}
