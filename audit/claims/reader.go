package claims

// reader judges a document's sentences as an editor reads them: in order,
// knowing the ones around.
type reader struct {
	*document
	own, effective []*voice
	covered        map[figureKey]bool // figures some sourced sentence gives
	anecdotes      []bool             // sentences that tell of the writer's own client
	data           []bool             // sentences whose figures go on in data a neighbour names the source of
	explained      map[string]bool    // product names the article explains somewhere
	neighbours     map[string]neighbour
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
		data:       make([]bool, len(d.sentences)),
		explained:  d.glossed(),
		neighbours: map[string]neighbour{},
	}
	r.own, r.effective = d.voices()
	for i := range d.sentences {
		s := &d.sentences[i]
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
	out := Sentence{Start: s.Start, End: s.End, Block: s.Block}
	for _, h := range s.weasel {
		out.Weasel = append(out.Weasel, s.words(h.from, h.to))
	}
	for _, f := range s.figures {
		out.Figures = append(out.Figures, f.Figure)
	}
	r.addQuotations(&out, i)
	if !s.heading {
		for _, rule := range rules {
			if p, ok := rule(r, i); ok {
				out.Problems = append(out.Problems, p)
				break
			}
		}
		out.Problems = append(out.Problems, r.names(i)...)
	}
	out.Kind = r.kind(i, &out)
	if v := r.effective[i]; v != nil && v.standing != standsNowhere && (r.own[i] == v || out.Kind != KindNone) {
		out.Attribution = &Attribution{Name: v.name, SourceKind: v.kind, Cue: v.cue, Link: v.link, Level: v.level, Carried: v.carried > 0}
	}
	return out
}

// addQuotations lists the parts of quotations that lie in sentence i.
func (r *reader) addQuotations(out *Sentence, i int) {
	for _, q := range r.quotesIn(i) {
		part := Quotation{Start: max(q.start, out.Start), End: min(q.end, out.End)}
		if v := r.effective[i]; v != nil {
			part.Speaker = v.name
		}
		out.Quotations = append(out.Quotations, part)
	}
}

// kind decides what kind of claim sentence i makes: the kind of its gravest
// problem, or of what it carries.
func (r *reader) kind(i int, out *Sentence) Kind {
	s := &r.sentences[i]
	for _, p := range out.Problems {
		if k := kindOf[p.Check]; k != KindNone {
			return k
		}
	}
	v := r.effective[i]
	switch {
	case s.heading || s.question:
		return KindNone
	case v != nil && s.mostlyQuoted():
		return KindQuotation
	case s.hit(catForecast) != nil || v != nil && v.carried == 0 && v.looks:
		return KindForecast
	case v != nil && v.carried == 0 && (v.kind == sourceResearch || v.kind == sourceAcademic || v.kind == sourceDocument || v.standing == standsPaper):
		return KindResearchFinding
	case s.statistic() != nil:
		return KindStatistic
	case s.hit(catSuperlative) != nil:
		return KindSuperlative
	case s.plainEvent():
		return KindEvent
	case v != nil && v.carried == 0 && v.strong:
		return KindQuotation
	}
	return KindNone
}

var kindOf = map[string]Kind{
	checkStatistic: KindStatistic, checkForecast: KindForecast, checkQuotation: KindQuotation,
	checkAnecdote: KindAnecdote, checkSuperlative: KindSuperlative,
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

// near reports whether a reachable voice stands in sentence i, speaks on from
// before it, or a report that follows at once, in the same block or after the
// lede, gives the sentence's source.
func (r *reader) near(i int) bool {
	if r.effective[i].reachable() {
		return true
	}
	if i+1 < len(r.sentences) && (r.sentences[i].Block == r.sentences[i+1].Block || i == 0) {
		next := r.own[i+1]
		return next.reachable() && (next.public || next.standing == standsPaper || next.kind == sourceOutlet || next.kind == sourceAgency)
	}
	return false
}
