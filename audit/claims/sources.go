package claims

import (
	"net/url"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// source is whoever a sentence lets speak: its best attribution, after pronouns and
// descriptions have been resolved.
type source struct {
	attribution
	level   int // the sourcing level, 0 to 4
	carried int // sentences since it was named; 0: in this one

	carriedBy string // the rule by which it still speaks, if it is carried
}

// reachable reports whether a reader knows whom to ask.
func (v *source) reachable() bool { return v != nil && v.level >= 2 && v.strong }

// antecedents is who was last spoken of, for what later sentences point back at.
type antecedents struct {
	person, body, paper, speaker *attribution
	thing                        *attribution // the later of body and paper: "it"
	unnamed, thingAge            int          // sentences since person was left unnamed, since thing was named
}

// findSources resolves every sentence's attributions and carries them over. own is
// the source a sentence names itself, effective the one it stands under.
func (d *document) findSources() (own, effective []*source) {
	own = make([]*source, len(d.sentences))
	effective = make([]*source, len(d.sentences))
	var m antecedents
	link := 0
	for i := range d.sentences {
		s := &d.sentences[i]
		for link < len(d.Links) && d.Links[link].End <= s.Start {
			link++
		}
		own[i] = s.ownSource(&m)
		if link < len(d.Links) && d.Links[link].Start < s.End && d.Links[link].Href != "" {
			own[i] = s.linkSource(own[i], d.Links[link].Href)
			m.noteLink(own[i])
		}
		m.noteNames(s, own[i])
		effective[i] = own[i]
	}
	d.shareQuotes(own, effective)
	d.shareLists(own, effective)
	for i := range d.sentences {
		if effective[i] == nil || !effective[i].strong {
			if v := d.carry(i, effective); v != nil {
				effective[i] = v
			}
		}
	}
	return own, effective
}

// forgets is after how many sentences a pronoun no longer means somebody the
// article never named.
const forgets = 4

// fades is after how many sentences an "it" no longer means a body or document.
const fades = 2

// ownSource resolves the sentence's attributions and returns the best of them.
func (s *sentence) ownSource(m *antecedents) *source {
	m.unnamed++
	if m.thingAge++; m.thingAge > fades {
		m.thing = nil
	}
	best := -1
	for i := range s.attributions {
		m.resolve(s, s.attributions[i])
		if s.attributions[i].reference == refNone {
			continue
		}
		if best < 0 || s.attributions[i].rank() > s.attributions[best].rank() {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	m.remember(s.attributions[best])
	v := &source{attribution: *s.attributions[best]}
	v.level = s.level(&v.attribution)
	return v
}

// rank orders attributions by how well they answer "who says so?".
func (a *attribution) rank() int {
	r := int(a.reference)
	if a.strong {
		r += 16
	}
	if a.strong && a.after {
		r += 16 // "…, people familiar with the talks say": it governs the whole sentence
	}
	switch {
	case a.reference == refWriter:
		return 0
	case !a.strong && a.trade:
		r += 8 // "advisers want the king to sign": the advisers told it
	}
	return r
}

// resolve replaces a pronoun or a description by what it points back at.
func (m *antecedents) resolve(s *sentence, a *attribution) {
	switch a.reference {
	case refPronoun:
		a.pointTo(m.antecedent(s, a))
	case refDefinite:
		m.resolveDefinite(s, a)
	case refBody:
		if m.body != nil && s.isTheFirm(a) {
			a.name, a.kind, a.entry = m.body.name, m.body.kind, m.body.entry // "the company": the last one named
		}
	case refNamed, refPaper:
		if full := s.persons[a.name]; full != "" && a.entry == nil {
			a.name, a.kind = full, sourcePerson
		}
	}
	switch {
	case !a.documental:
	case a.kind == sourceDocument, a.reference == refPaper:
		a.strong = true
	default:
		a.reference = refNone // "Solheim counts loaves": no document speaks
	}
}

// resolveDefinite finds whom "its report", "the report" or "the critics" means.
func (m *antecedents) resolveDefinite(s *sentence, a *attribution) {
	switch {
	case a.possessed:
		a.own(m.owner(s, a))
	case a.kind == sourceDocument && m.paper != nil:
		a.pointTo(m.paper)
	case a.kind == sourceDocument || m.speaker != nil || !a.plural:
		a.pointTo(m.speaker)
	default:
		a.reference, a.kind = refVague, sourceVague
	}
}

// isTheFirm reports whether a phrase is "the company", "the firm".
func (s *sentence) isTheFirm(a *attribution) bool {
	return a.to-a.from == 2 && s.Tokens[a.from].Is(lang.Definite) && s.Tokens[a.from+1].Regards(lang.Firm) && !s.Tokens[a.from+1].Capital
}

// antecedent returns what a pronoun points back at, or nil: somebody named
// before it in its sentence, else whoever was last spoken of.
func (m *antecedents) antecedent(s *sentence, a *attribution) *attribution {
	switch {
	case a.plural:
		if m.speaker != nil && m.speaker.kind == sourceDocument {
			return nil
		}
		return m.speaker
	case s.Tokens[a.from].Is(lang.Thing):
		if a.documental {
			return m.thing
		}
		if named := s.subjectBody(a.from); named != nil {
			return named
		}
		return m.thing
	}
	if named := s.subjectPerson(a.from); named != nil {
		return named
	}
	if m.person != nil && m.person.reference == refAnonymous && m.unnamed > forgets {
		return nil
	}
	return m.person
}

// owner returns whom the possessive that opens a phrase means: "its", "her".
func (m *antecedents) owner(s *sentence, a *attribution) *attribution {
	switch {
	case !s.Tokens[a.from].Is(lang.Thing):
		if m.person != nil {
			return m.person
		}
		return m.speaker
	}
	if named := s.subjectBody(a.from); named != nil {
		return named
	}
	return m.body
}

// own makes a the document of its owner; of nobody known, it is a document
// that somebody in the article can be asked for.
func (a *attribution) own(owner *attribution) {
	a.reference = refBody
	if owner == nil || owner.reference < refBody {
		return
	}
	a.reference = refPaper
	if owner.reference > refBody || owner.from == 0 { // "the council", if the sentence is about it
		a.name, a.kind, a.entry = owner.name, owner.kind, owner.entry
	}
}

// remember notes who spoke, for what later sentences point back at.
func (m *antecedents) remember(a *attribution) {
	if a.reference < refAnonymous || a.reference == refWriter || !a.strong || a.credit {
		return
	}
	m.speaker = a
	m.unnamed = 0
	switch {
	case a.kind == sourcePerson || a.reference == refAnonymous && !a.plural:
		m.person = a
	case a.isDocument():
		m.paper, m.thing, m.thingAge = a, a, 0
	case a.reference == refNamed, a.reference == refBody && m.body != nil && m.body.name == a.name:
		m.body, m.thing, m.thingAge = a, a, 0
	case a.reference == refBody:
		m.thing, m.thingAge = a, 0
	}
}

// isDocument reports whether a document speaks, or an outlet, which is spoken of as one.
func (a *attribution) isDocument() bool {
	return a.reference == refPaper || a.reference == refDocument || a.kind == sourceOutlet || a.kind == sourceDocument
}

// pointTo takes over what to is. A "she" that points at nothing known still
// points at somebody the article has named; an "it" does not.
func (a *attribution) pointTo(to *attribution) {
	a.points = true
	if to == nil {
		switch {
		case a.thing && !a.strong:
			a.reference = refNone
		case a.thing:
			a.reference, a.kind = refBody, sourceBody
		case a.kind == "":
			a.reference, a.kind = refBody, sourcePerson
		default:
			a.reference = refBody
		}
		return
	}
	a.reference, a.kind, a.entry, a.name, a.link = to.reference, to.kind, to.entry, to.name, to.link
}

// noteLink remembers where the document a sentence speaks of is linked.
func (m *antecedents) noteLink(v *source) {
	if v != nil && m.paper != nil && v.name == m.paper.name && m.paper.link == "" {
		m.paper.link = v.link
	}
}

// noteNames remembers the person a sentence is about without letting them
// speak, and speakers it leaves unnamed: later pronouns may mean them.
func (m *antecedents) noteNames(s *sentence, v *source) {
	if paper := s.titledPaper(); paper != nil {
		if v != nil {
			paper.link = v.link
		}
		m.paper, m.thing, m.thingAge = paper, paper, 0
	}
	if v.reachable() && v.public && v.reference >= refBody && s.Around(0, v.at, lang.Document) {
		paper := v.attribution // "the study was carried out by the guild": whose it is
		paper.reference = refPaper
		m.paper, m.thing, m.thingAge = &paper, &paper, 0
	}
	if h := s.hit(lang.SignAnonymous); h != nil && !v.reachable() {
		m.person = &attribution{sourcePhrase: sourcePhrase{reference: refAnonymous, kind: sourceAnonymous, name: s.Words(h.From, h.To)}}
		m.speaker, m.unnamed = m.person, 0
		return
	}
	if v == nil || !v.strong {
		m.noteSubject(s)
	}
}

// noteSubject remembers the body and the person that a sentence without a source is
// about.
func (m *antecedents) noteSubject(s *sentence) {
	if body := s.subjectBody(len(s.Tokens)); body != nil && body.reference >= refNamed && (body.kind == sourceCompany || body.kind == sourceBody) {
		m.body = body
	}
	if named := s.subjectPerson(len(s.Tokens)); named != nil {
		m.person = named
	}
}

// level is the sourcing level of an attribution in its sentence.
func (s *sentence) level(a *attribution) int {
	if a.link != "" {
		return 4
	}
	switch a.reference {
	case refNamed, refBody:
		if s.hit(lang.SignOccasion) != nil || s.dated() {
			return 3
		}
		return 2
	case refPaper:
		return 3
	case refNone:
		return 0
	}
	return 1
}

// dated reports whether the sentence names a day or a month outside
// quotations.
func (s *sentence) dated() bool {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Capital && !t.Quoted && t.Is(lang.Weekday|lang.Month) {
			return true
		}
	}
	return false
}

// linkSource adds a link to a sentence's source; a link alone is a source too.
func (s *sentence) linkSource(v *source, href string) *source {
	if v == nil || v.level < 2 {
		name, kind := href, sourceDocument
		if e := s.Lexicon.Register.Linked(href); e != nil {
			name, kind = e.Name, e.Kind
		} else if u, err := url.Parse(href); err == nil && u.Host != "" {
			name = u.Host
		} else {
			return v // a link inside the page
		}
		v = &source{attribution: attribution{sourcePhrase: sourcePhrase{reference: refPaper, name: name, kind: kind}, strong: true}}
	}
	v.link, v.level = href, 4
	return v
}

// shareQuotes gives every sentence of a quotation the source of the one that
// names its speaker.
func (d *document) shareQuotes(own, effective []*source) {
	const paragraphs = 8 // of one speech, each with a mark of its own
	for n, q := range d.quotes {
		for k := n; d.quotes[k].open && k+1 < min(n+paragraphs, len(d.quotes)); k++ {
			q.last = d.quotes[k+1].last
		}
		share(own[q.first:q.last+1], effective[q.first:q.last+1], "another sentence of its quotation")
	}
}

// shareLists gives every part of a list the source of the one that names its
// source.
func (d *document) shareLists(own, effective []*source) {
	for first := 0; first < len(d.sentences); {
		next := first + 1
		for next < len(d.sentences) && d.sentences[next].GoesOn {
			next++
		}
		share(own[first:next], effective[first:next], "another part of its list")
		first = next
	}
}

// share gives sentences that belong together, of which some have no source, the
// best that one has, by the rule that says they do.
func share(own, effective []*source, rule string) {
	if len(own) == 1 {
		return
	}
	var v *source
	for i := len(own) - 1; i >= 0; i-- {
		if own[i] != nil && (v == nil || own[i].rank() > v.rank()) {
			v = own[i]
		}
	}
	for i := 0; v != nil && i < len(effective); i++ {
		if effective[i] == nil {
			shared := *v
			shared.carried, shared.carriedBy = 1, rule
			effective[i] = &shared
		}
	}
}

// carry returns the source that still speaks in sentence i though it isn't
// named there, or nil. It ends after two sentences, at the end of the block
// unless a quotation or a colon takes it over, and at any other source.
func (d *document) carry(i int, effective []*source) *source {
	if i == 0 {
		return nil
	}
	c := junction{document: d, i: i, before: effective[i-1]}
	c.quoted = d.sentences[i].opensQuoted()
	for k := i - 2; c.quoted && c.before == nil && k >= 0 && k >= i-longestCarry-1; k-- {
		c.before = effective[k]
	}
	if c.before == nil || !c.before.strong {
		return nil
	}
	counts, rule := first(carries, c)
	if rule == "" {
		return nil
	}
	v := *c.before
	if counts {
		v.carried++
	}
	v.carried, v.carriedBy = max(v.carried, 1), rule
	return &v
}

// longestCarry is for how many sentences a source speaks on. With 1, the training
// articles of claims-dev2 have 162 false alarms instead of 154 and no finding more.
const longestCarry = 2

// junction is a sentence without a source of its own, and the source before it.
type junction struct {
	*document
	i      int
	quoted bool // the sentence opens in quotation marks
	before *source
}

// carries say by what a source speaks on, and whether the sentence counts as one of
// those after which it ends.
var carries = []attempt[junction, bool]{
	{name: "a list that goes on", try: func(c junction) (counts, ok bool) {
		return false, c.kindOfBlock(c.i) == BlockListItem && c.kindOfBlock(c.i-1) == BlockListItem && c.before.carried > 0
	}},
	{name: "a quotation behind its speaker", try: func(c junction) (counts, ok bool) { return false, c.quoted }},
	{name: "a colon before it", try: func(c junction) (counts, ok bool) {
		s := &c.sentences[c.i-1]
		return true, endsWith(c.Text[s.Start:s.End], ':')
	}},
	{name: "the sentence before", try: func(c junction) (counts, ok bool) {
		return true, c.sentences[c.i].Block == c.sentences[c.i-1].Block && c.before.carried < longestCarry
	}},
}

func (d *document) kindOfBlock(i int) string { return d.blocks[d.sentences[i].Block].Kind }

// opensQuoted reports whether the sentence begins in quotation marks.
func (s *sentence) opensQuoted() bool {
	return len(s.Tokens) > 0 && (s.Tokens[0].Kind == segment.Quote || s.Tokens[0].Quoted)
}
