package claims

import (
	"slices"
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// reader judges a document's sentences as an editor reads them: in order,
// knowing the ones around.
type reader struct {
	*document
	own, effective []*source
	covered        map[figureKey]bool // figures some sourced sentence gives
	anecdotes      []bool             // sentences that tell of the writer's own client
	data           []bool             // sentences whose figures go on in data a neighbour names the source of
	released       []bool             // sentences whose figures go on in an office's release
	results        bool               // the article tells of a company's results
	ahead          []bool             // sentences that follow a look ahead without a source
	conflicts      map[int]*Problem   // by sentence, what does not agree with the rest
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
	r.own, r.effective = d.findSources()
	r.readNamesExplained()
	r.readSourcedFigures()
	r.readStories()
	r.readConflicts()
	r.readReleases()
	r.results = r.tellsResults()
	r.readOutlooks()
	r.readData()
	return r
}

// readNamesExplained notes the product names that the article says something of.
func (r *reader) readNamesExplained() {
	for i := range r.sentences {
		r.glossed[i] = r.sentences[i].glosses()
		for _, name := range r.glossed[i] {
			r.explained[name] = true
		}
	}
}

// readSourcedFigures notes the figures that some sentence gives with a source.
func (r *reader) readSourcedFigures() {
	for i := range r.sentences {
		s := &r.sentences[i]
		if !r.effective[i].reachable() && !s.plainEvent() {
			continue
		}
		for _, f := range s.figures {
			if r.spokenFor(i, f.From) {
				r.covered[figureKey{f.Value, f.Unit}] = true
			}
		}
	}
}

// readStories marks the sentences that tell of the writer's own client, or of an
// experience that something came of.
func (r *reader) readStories() {
	for i := range r.sentences {
		s := &r.sentences[i]
		r.anecdotes[i] = s.hit(lang.SignClient) != nil || s.hit(lang.SignExperience) != nil && s.claimsResult()
	}
}

// readOutlooks marks the sentences that follow a look ahead without a source: what
// they say will come of it looks ahead as well.
func (r *reader) readOutlooks() {
	for i := range r.ahead[:max(0, len(r.ahead)-1)] {
		j := r.judge(i)
		if j.outlook() == nil || j.s.heading || j.graver(lookAhead) {
			continue
		}
		p, _ := first(lookAhead.attempts, j)
		r.ahead[i+1] = p != nil
	}
}

// readData marks the sentences whose figure goes on in data that a neighbour names
// the source of: from sentence to sentence, as long as they have no other source
// and no graver fault.
func (r *reader) readData() {
	for i := range r.data {
		j := r.judge(i)
		f := j.s.statistic
		if f == nil || j.s.heading {
			continue
		}
		if _, decided := first(figureReasons, j); decided != "" || j.graver(bareStatistic) {
			continue
		}
		r.data[i] = r.released[i] || r.sameData(i, f) || r.polled(i, f)
	}
}

// graver reports whether a rule that is asked before x finds a fault.
func (j judged) graver(x *rule) bool {
	return j.gravest(gravity[:slices.Index(gravity, x)]) != nil
}

// gravest returns the first fault that rules find in the sentence, or nil.
func (j judged) gravest(rules []*rule) *Problem {
	for _, x := range rules {
		if p, _ := first(x.attempts, j); p != nil {
			return p
		}
	}
	return nil
}

// read returns what is to be said of sentence i.
func (r *reader) read(i int) Sentence {
	s := &r.sentences[i]
	out := Sentence{Start: s.Start, End: s.End, Block: s.Block, Explains: r.glossed[i]}
	for _, h := range s.weasel {
		out.Weasel = append(out.Weasel, s.Words(h.From, h.To))
	}
	for _, f := range s.figures {
		out.Figures = append(out.Figures, f.Figure)
	}
	r.addQuotations(&out, i)
	if !s.heading {
		r.addProblems(&out, i)
	}
	out.Kind, _ = r.kind(i, &out)
	if out.Kind == KindForecast {
		if d, ok := s.reading().Due(max(0, s.looksAhead())); ok {
			out.Due = d.String()
		}
	}
	if !s.heading {
		out.Attribution = r.describeSource(i, &out)
	}
	return out
}

// addProblems adds what is wrong with sentence i. In the parts of a list each check
// fires once: what is wrong with a table is wrong with all its rows.
func (r *reader) addProblems(out *Sentence, i int) {
	if !r.sentences[i].GoesOn {
		clear(r.listed)
	}
	if p := r.judge(i).gravest(gravity); p != nil && !r.listed[p.Check] {
		r.listed[p.Check] = true
		out.Problems = append(out.Problems, *p)
	}
	if p := r.conflicts[i]; p != nil {
		out.Problems = append(out.Problems, *p)
	}
	if p := r.pastDue(i); p != nil {
		out.Problems = append(out.Problems, *p)
	}
	out.Problems = append(out.Problems, r.names(i)...)
}

// describeSource returns how sentence i, which says what out has, names its source, or
// nil.
func (r *reader) describeSource(i int, out *Sentence) *Attribution {
	if !r.hasSource(i, out) {
		a, _ := r.sentences[i].attitudeSource(out.Kind == KindNone && len(out.Problems) == 0)
		return a
	}
	v := r.effective[i]
	return &Attribution{Name: v.name, SourceKind: v.kind, Cue: v.cue, Link: v.link, Level: v.level, Carried: v.carried > 0, Own: r.sentences[i].ofItself(v)}
}

// hasSource reports whether sentence i, which says what out has, has a source: one of
// its own, or, where it claims something, one that speaks on.
func (r *reader) hasSource(i int, out *Sentence) bool {
	v := r.effective[i]
	return v != nil && v.reference != refNone && (r.own[i] == v || out.Kind != KindNone)
}

// ofItself reports whether a body that speaks in the sentence speaks of itself:
// "Brandt said its pumps …", "“We lead the market,” Brandt said", "Brandt's pumps
// are best, Brandt said". A person is not asked for whom they speak.
func (s *sentence) ofItself(v *source) bool {
	if v.kind == sourceSelf {
		return true
	}
	if v.kind != sourceCompany && v.kind != sourceBody || v.reference < refBody {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(segment.Normal(v.name), "the "), " ")
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if own := v.carried == 0 && v.from <= i && i < v.to; own || t.Kind != segment.Word {
			continue
		}
		its := t.Is(lang.Thing) && i > v.from && !t.Quoted
		if its || quotedWe(t) || t.Capital && segment.Normal(s.Surface(i)) == name {
			return true
		}
	}
	return false
}

// quotedWe reports whether a token is "we", "our" or the like in quotation marks.
func quotedWe(t *lang.Token) bool { return t.Quoted && t.Is(lang.First) && t.Is(lang.Plural) }

// addQuotations lists the parts of quotations that lie in sentence i.
func (r *reader) addQuotations(out *Sentence, i int) {
	for _, q := range r.quotesIn(i) {
		part := Quotation{Start: max(q.start, out.Start), End: min(q.end, out.End)}
		if v := r.effective[i]; v != nil && (v.strong || v.reference >= refNamed && !v.points) {
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
	for k := range s.attributions {
		if a := s.attributions[k]; a.strong && a.kind == sourcePerson && a.reference >= refNamed {
			return a.name
		}
	}
	return ""
}

// kind decides what kind of claim sentence i makes: the kind of its gravest
// problem, or of what is said in it; and says by which rule.
func (r *reader) kind(i int, out *Sentence) (Kind, string) {
	for _, p := range out.Problems {
		if k := kindOf[p.Check]; k != KindNone {
			return k, "what is wrong with it"
		}
	}
	return first(kinds, claim{r.judge(i), len(out.Problems) > 0})
}

// claim is a sentence that is asked what it claims.
type claim struct {
	judged
	faulty bool // something is wrong with it
}

// speaks reports whether somebody other than the writer says, thinks or shows
// something in the sentence.
func (c claim) speaks() bool {
	return c.own != nil && c.own.strong && c.own.reference != refWriter && !c.s.general(c.own)
}

// kinds says what a sentence claims. Reported speech is a quotation only where words
// stand in quotation marks; else it is what it says.
var kinds = []attempt[claim, Kind]{
	unless[claim, Kind]("a heading or a question", func(c claim) bool { return c.s.heading || c.s.question }),
	{name: "a source's words in quotation marks", try: func(c claim) (Kind, bool) {
		return KindQuotation, c.effective != nil && c.quotes(c.i)
	}},
	unless[claim, Kind]("the writer's opinion", func(c claim) bool { return c.s.hit(lang.SignOpinion) != nil && !c.speaks() }),
	{name: "a look ahead", try: func(c claim) (Kind, bool) {
		return KindForecast, c.s.hit(lang.SignForecast) != nil || c.speaks() && c.s.foretold()
	}},
	{name: "an accusation", try: func(c claim) (Kind, bool) { return KindAllegation, c.s.alleges() >= 0 }},
	{name: "what research found", try: func(c claim) (Kind, bool) {
		v := c.effective
		return KindResearchFinding, c.speaks() && (v.kind == sourceResearch || v.kind == sourceAcademic ||
			c.s.Regarding(v.from, max(v.to, v.at+1), lang.Research))
	}},
	{name: "a figure that must have been counted", try: func(c claim) (Kind, bool) { return KindStatistic, c.s.statistic != nil }},
	{name: "a superlative", try: func(c claim) (Kind, bool) { return KindSuperlative, c.s.hit(lang.SignSuperlative) != nil }},
	{name: "something that happened or was said", try: func(c claim) (Kind, bool) {
		return KindEvent, c.speaks() || c.faulty || c.s.plainEvent()
	}},
}

// foretold reports whether somebody in the sentence is said to expect something.
func (s *sentence) foretold() bool {
	for k := range s.attributions {
		if a := s.attributions[k]; a.looks && a.reference >= refVague {
			return true
		}
	}
	return false
}

// alleges returns the word that accuses somebody, outside quotations, or -1.
func (s *sentence) alleges() int {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Regards(lang.Allegation) && !t.Quoted {
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
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Kind <= segment.Number {
			all++
			if t.Quoted {
				in++
			}
		}
	}
	return in*2 > all
}

// near reports whether a reachable source stands in sentence i or speaks on
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
	return next.reachable() && (next.public || next.reference == refPaper || next.kind == sourceOutlet || next.kind == sourceAgency)
}

// between reports whether sentence i stands between two in which one source
// speaks: what is said there is its as well, as a report on one person or one
// document is written.
func (r *reader) between(i int) bool {
	const reach = 2 // sentences to either side
	if r.own[i] != nil {
		return false
	}
	var before, after *source
	for k := i - 1; before == nil && k >= max(0, i-reach); k-- {
		before = r.own[k]
	}
	for k := i + 1; after == nil && k <= min(i+reach, len(r.sentences)-1); k++ {
		after = r.own[k]
	}
	return before.reachable() && after.reachable() && before.name == after.name && before.reference >= refNamed
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
	return v.reachable() && v.after && next.Tokens[0].Is(lang.Pronoun) && !next.Tokens[0].Quoted
}
