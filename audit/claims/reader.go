package claims

import "strings"

// reader judges a document's sentences as an editor reads them: in order,
// knowing the ones around.
type reader struct {
	*document
	own, effective []*voice
	covered        map[figureKey]bool // figures some sourced sentence gives
	anecdotes      []bool             // sentences that tell of the writer's own client
	data           []bool             // sentences whose figures go on in data a neighbour names the source of
	released       []bool             // sentences whose figures go on in an office's release
	results        bool               // the article tells of a company's results
	ahead          []bool             // sentences that follow a look ahead without a source
	conflicts      map[int]Problem    // by sentence, what does not agree with the rest
	glossed        [][]string         // by sentence, the product names it explains
	explained      map[string]bool    // those of all sentences
	neighbours     map[string]neighbour
	listed         map[string]bool      // checks that have fired in the list that is read
	values         map[string][]float64 // the article's figures by unit, sorted; nil until they are asked for
}

// figureKey is a figure by what it says.
type figureKey struct {
	value float64
	unit  string
}

func newReader(d *document) *reader {
	r := &reader{
		document:   d,
		covered:    map[figureKey]bool{},
		anecdotes:  make([]bool, len(d.sentences)),
		ahead:      make([]bool, len(d.sentences)),
		data:       make([]bool, len(d.sentences)),
		released:   make([]bool, len(d.sentences)),
		glossed:    make([][]string, len(d.sentences)),
		explained:  map[string]bool{},
		neighbours: map[string]neighbour{},
		listed:     map[string]bool{},
	}
	r.own, r.effective = d.voices()
	r.readReleases()
	r.results = r.tellsResults()
	r.readConflicts()
	for i := range d.sentences {
		s := &d.sentences[i]
		r.glossed[i] = s.glosses()
		for _, name := range r.glossed[i] {
			r.explained[name] = true
		}
		if r.effective[i].reachable() || s.plainEvent() {
			for _, f := range s.figures {
				if !r.spokenFor(i, f.from) {
					continue
				}
				r.covered[figureKey{f.Value, f.Unit}] = true
			}
		}
		r.anecdotes[i] = s.hit(catClient) != nil || s.hit(catExperience) != nil && s.claimsResult()
	}
	return r
}

// read returns what is to be said of sentence i.
func (r *reader) read(i int) Sentence {
	s := &r.sentences[i]
	out := Sentence{Start: s.Start, End: s.End, Block: s.Block, Explains: r.glossed[i]}
	for _, h := range s.weasel {
		out.Weasel = append(out.Weasel, s.words(h.from, h.to))
	}
	for _, f := range s.figures {
		out.Figures = append(out.Figures, f.Figure)
	}
	r.addQuotations(&out, i)
	if !s.heading {
		if p, ok := r.gravest(i); ok {
			out.Problems = append(out.Problems, p)
		}
		if p, ok := r.conflicts[i]; ok {
			out.Problems = append(out.Problems, p)
		}
		if p, ok := r.pastDue(i); ok {
			out.Problems = append(out.Problems, p)
		}
		out.Problems = append(out.Problems, r.names(i)...)
	}
	out.Kind = r.kind(i, &out)
	if out.Kind == KindForecast {
		if d, ok := s.due(max(0, s.looksAhead())); ok {
			out.Due = d.String()
		}
	}
	if v := r.effective[i]; v != nil && !s.heading && v.standing != standsNowhere && (r.own[i] == v || out.Kind != KindNone) {
		out.Attribution = &Attribution{Name: v.name, SourceKind: v.kind, Cue: v.cue, Link: v.link, Level: v.level, Carried: v.carried > 0, Own: s.ofItself(v)}
	} else if !s.heading {
		out.Attribution = s.hint(out.Kind == KindNone && len(out.Problems) == 0)
	}
	return out
}

// gravest returns the gravest problem of sentence i. In the parts of a list each
// check fires once: what is wrong with a table is wrong with all its rows.
func (r *reader) gravest(i int) (Problem, bool) {
	if !r.sentences[i].goesOn {
		clear(r.listed)
	}
	for _, rule := range rules {
		if p, ok := rule(r, i); ok {
			again := r.listed[p.Check]
			r.listed[p.Check] = true
			return p, !again
		}
	}
	return Problem{}, false
}

// ofItself reports whether a body that speaks in the sentence speaks of itself:
// "Brandt said its pumps …", "“We lead the market,” Brandt said", "Brandt's pumps
// are best, Brandt said". A person is not asked for whom they speak.
func (s *sentence) ofItself(v *voice) bool {
	if v.kind == sourceSelf {
		return true
	}
	if v.kind != sourceCompany && v.kind != sourceBody || v.standing < standsBody {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(Fold(v.name), "the "), " ")
	for i := range s.tokens {
		t := &s.tokens[i]
		named := v.carried == 0 && v.from <= i && i < v.to
		switch {
		case named || t.kind != wordToken:
		case t.is(classThing) && i > v.from && !t.quoted, t.is(classFirst) && t.is(classPlural) && t.quoted:
			return true
		case t.capital && Fold(s.surface(i)) == name:
			return true
		}
	}
	return false
}

// addQuotations lists the parts of quotations that lie in sentence i.
func (r *reader) addQuotations(out *Sentence, i int) {
	for _, q := range r.quotesIn(i) {
		part := Quotation{Start: max(q.start, out.Start), End: min(q.end, out.End)}
		if v := r.effective[i]; v != nil && (v.strong || v.standing >= standsNamed && !v.points) {
			part.Speaker = v.name
		}
		if speaker := r.sentences[i].speaker(); speaker != "" {
			part.Speaker = speaker
		}
		out.Quotations = append(out.Quotations, part)
	}
}

// speaker returns the person whom the sentence itself lets speak, or "": of
// "Brandt said, according to the transcript", Brandt.
func (s *sentence) speaker() string {
	for k := range s.said {
		if a := &s.said[k]; a.strong && a.kind == sourcePerson && a.standing >= standsNamed {
			return a.name
		}
	}
	return ""
}

// kind decides what kind of claim sentence i makes: the kind of its gravest
// problem, or of what is said in it. Reported speech is a quotation only where
// words stand in quotation marks; else it is what it says.
func (r *reader) kind(i int, out *Sentence) Kind {
	s, v := &r.sentences[i], r.effective[i]
	for _, p := range out.Problems {
		if k := kindOf[p.Check]; k != KindNone {
			return k
		}
	}
	speaks := r.own[i] != nil && r.own[i].strong && r.own[i].standing != standsSelf && !s.general(r.own[i])
	switch {
	case s.heading || s.question:
		return KindNone
	case v != nil && r.quotes(i):
		return KindQuotation
	case s.hit(catOpinion) != nil && !speaks:
		return KindNone
	case s.hit(catForecast) != nil || speaks && s.foretold():
		return KindForecast
	case s.alleges() >= 0:
		return KindAllegation
	case speaks && (v.kind == sourceResearch || v.kind == sourceAcademic || s.regarding(v.from, max(v.to, v.at+1), topicResearch)):
		return KindResearchFinding
	case s.statistic != nil:
		return KindStatistic
	case s.hit(catSuperlative) != nil:
		return KindSuperlative
	case speaks || len(out.Problems) > 0 || s.plainEvent():
		return KindEvent
	}
	return KindNone
}

// foretold reports whether somebody in the sentence is said to expect something.
func (s *sentence) foretold() bool {
	for k := range s.said {
		if a := &s.said[k]; a.looks && a.standing >= standsVague {
			return true
		}
	}
	return false
}

// alleges returns the word that accuses somebody, outside quotations, or -1.
func (s *sentence) alleges() int {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.regards(topicAllegation) && !t.quoted {
			return i
		}
	}
	return -1
}

// quotes reports whether sentence i gives somebody's words in quotation marks:
// most of the sentence, or as many as no term or title has.
func (r *reader) quotes(i int) bool {
	const several = 4 // words
	s := &r.sentences[i]
	if s.mostlyQuoted() {
		return true
	}
	for _, q := range r.quotesIn(i) {
		if q.words >= several && !q.title {
			return true
		}
	}
	return false
}

var kindOf = map[string]Kind{
	checkStatistic: KindStatistic, checkForecast: KindForecast, checkQuotation: KindQuotation,
	checkAnecdote: KindAnecdote, checkSuperlative: KindSuperlative, checkPastDue: KindForecast,
}

// mostlyQuoted reports whether more than half of the sentence's words stand in
// quotation marks.
func (s *sentence) mostlyQuoted() bool {
	in, all := 0, 0
	for i := range s.tokens {
		if t := &s.tokens[i]; t.kind <= numberToken {
			all++
			if t.quoted {
				in++
			}
		}
	}
	return in*2 > all
}

// near reports whether a reachable voice stands in sentence i or speaks on
// from before it, or whether what follows at once gives its source: a report
// named in the same block or after the lede.
func (r *reader) near(i int) bool {
	if r.effective[i].reachable() || r.leadsIn(i) {
		return true
	}
	if i+1 == len(r.sentences) || r.sentences[i].Block != r.sentences[i+1].Block && i > 0 {
		return false
	}
	next := r.own[i+1]
	return next.reachable() && (next.public || next.standing == standsPaper || next.kind == sourceOutlet || next.kind == sourceAgency)
}

// between reports whether sentence i stands between two in which one source
// speaks: what is said there is its as well, as a report on one person or one
// document is written.
func (r *reader) between(i int) bool {
	const reach = 2 // sentences to either side
	if r.own[i] != nil {
		return false
	}
	var before, after *voice
	for k := i - 1; before == nil && k >= max(0, i-reach); k-- {
		before = r.own[k]
	}
	for k := i + 1; after == nil && k <= min(i+reach, len(r.sentences)-1); k++ {
		after = r.own[k]
	}
	return before.reachable() && after.reachable() && before.name == after.name && before.standing >= standsNamed
}

// leadsIn reports whether sentence i opens a paragraph whose second sentence
// speaks on of the same thing and ends in its source: "A server starts 4,300
// tests. They belong to the bakery, says its owner."
func (r *reader) leadsIn(i int) bool {
	s := &r.sentences[i]
	if i > 0 && r.sentences[i-1].Block == s.Block || i+1 == len(r.sentences) || r.sentences[i+1].Block != s.Block {
		return false
	}
	next, v := &r.sentences[i+1], r.own[i+1]
	return v.reachable() && v.after && next.tokens[0].is(classPronoun) && !next.tokens[0].quoted
}
