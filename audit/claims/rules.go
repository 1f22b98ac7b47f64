package claims

import (
	"fmt"
	"strings"
)

// The checks this package fires, by their readable names.
const (
	checkStatistic   = "statistic-without-source"
	checkForecast    = "forecast-without-document"
	checkVague       = "vague-attribution"
	checkAnonymous   = "anonymous-source"
	checkAnecdote    = "self-reported-anecdote"
	checkQuotation   = "untraceable-quotation"
	checkSecondHand  = "second-hand-report"
	checkName        = "unrecognised-name"
	checkSuperlative = "superlative-without-source"

	checkInconsistent = "inconsistent-figures"
	checkPastDue      = "forecast-past-due"
)

// Checks returns the names of all checks that a [Problem] can be about.
func Checks() []string {
	return []string{
		checkStatistic, checkForecast, checkVague, checkAnonymous, checkAnecdote, checkQuotation,
		checkSecondHand, checkName, checkSuperlative, checkInconsistent, checkPastDue,
	}
}

const (
	high   = "high"
	medium = "medium"
	low    = "low"
)

// rules are asked of every sentence that is no heading, the graver fault first:
// one finding a sentence is enough to send an editor there.
var rules = []func(*reader, int) (Problem, bool){
	(*reader).anecdote,
	(*reader).forecast,
	(*reader).secondHand,
	(*reader).anonymous,
	(*reader).vague,
	(*reader).quotation,
	(*reader).statistic,
	(*reader).superlative,
}

// problem makes a Problem whose trigger is tokens [from, to) of the sentence.
func (s *sentence) problem(check, severity string, from, to int, why, fix string) Problem {
	start, end := s.tokens[from].start, s.tokens[max(from, to-1)].end
	return Problem{Check: check, Severity: severity, Trigger: s.Text[start:end], Start: start, End: end, Why: why, Fix: fix}
}

// named reports whether the sentence itself names somebody who said, wrote or
// showed it.
func (r *reader) named(i int) bool {
	v := r.own[i]
	return v.reachable() && v.strong
}

// vague: "experts say", "according to reports", "it is believed".
func (r *reader) vague(i int) (Problem, bool) {
	s := &r.sentences[i]
	if r.named(i) || r.own[i] != nil && r.own[i].link != "" || s.referenced() || r.resolved(i) || r.own[i] != nil && r.own[i].standing == standsVague && r.presented(i) {
		return Problem{}, false
	}
	severity := medium
	if s.statistic != nil {
		severity = high
	}
	if v := r.own[i]; v != nil && s.regarding(v.from, v.to, topicPoll) && !s.around(v.from, v.to, classDocument) && r.pollBefore(i) {
		return Problem{}, false // "most respondents said": those of the poll
	}
	if v := r.own[i]; v != nil && v.standing == standsVague && v.strong && !s.tokens[v.at].regards(topicAsking) && !s.tokens[v.from].is(classNegation) && !s.around(v.from, v.to, classSecond) && !s.promises(v.at) && (v.trade || v.public || s.tokens[v.at].is(classSay|classSaying|classShows)) {
		from, to := min(v.from, v.at), max(v.to, v.at+1)
		return s.problem(checkVague, severity, from, to,
			fmt.Sprintf("%q names nobody a reader could ask.", v.name), ""), true
	}
	if h := s.hit(catHearsay); h != nil && !r.near(i) && !s.question {
		return s.problem(checkVague, severity, h.from, h.to,
			fmt.Sprintf("%q says that somebody said so, and not who.", s.words(h.from, h.to)), ""), true
	}
	if k := s.find(classHearsay); k >= 0 && !s.regarding(k-2, k, topicFor) && !r.near(i) && !s.question && !s.regarding(0, len(s.tokens), topicCharge) {
		return s.problem(checkVague, severity, k, k+1,
			fmt.Sprintf("%q says that somebody said so, and not who.", s.surface(k)), ""), true
	}
	return Problem{}, false
}

// hundreds is how long a number in digits is from a hundred on.
const hundreds = 3

// anonymous: a particular speaker who isn't named, or a pronoun that points
// back at one.
func (r *reader) anonymous(i int) (Problem, bool) {
	s, v := &r.sentences[i], r.effective[i]
	if r.named(i) {
		return Problem{}, false
	}
	own := r.own[i]
	if own != nil && own.points && own.at+1 < len(s.tokens) && s.tokens[own.at+1].is(classArticle) {
		return Problem{}, false // "they called an ambulance"
	}
	if own != nil && (s.tokens[own.from].regards(topicMore) || s.tokens[own.from].kind == numberToken && own.plural && len(s.surface(own.from)) >= hundreds) {
		return Problem{}, false // "More lawmakers have endorsed her than him", "1,409 teachers said": a count
	}
	if own != nil && own.related && own.from > 0 && s.tokens[own.from-1].is(classBe) {
		return Problem{}, false // "This is a man who said": somebody the reader knows
	}
	if own != nil && own.standing == standsAnonymous && (s.promises(own.at) || r.presented(i)) {
		return Problem{}, false
	}
	if own != nil && own.standing == standsAnonymous && !s.supposing(own.at) && (own.strong || own.trade) && !s.general(own) && !s.tokens[own.at].regards(topicAsking) {
		return s.problem(checkAnonymous, medium, min(own.from, own.at), max(own.to, own.at+1),
			fmt.Sprintf("The reader isn't told who %q is.", s.words(own.from, own.to)), ""), true
	}
	if h := s.hit(catAnonymous); h != nil {
		return s.problem(checkAnonymous, medium, h.from, h.to,
			fmt.Sprintf("%q leaves the speaker unnamed.", s.words(h.from, h.to)), ""), true
	}
	if v != nil && v.standing == standsAnonymous && v.carried > 0 && s.mostlyQuoted() {
		return s.problem(checkAnonymous, low, 0, len(s.tokens),
			"The quotation goes on from a speaker who isn't named.", ""), true
	}
	return Problem{}, false
}

// secondHand: what another outlet or a document said, too vague to find it.
func (r *reader) secondHand(i int) (Problem, bool) {
	s := &r.sentences[i]
	if s.referenced() || r.resolved(i) {
		return Problem{}, false
	}
	h := s.hit(catSecondhand)
	if h != nil && h.from > 0 && s.tokens[h.from-1].is(classPreposition) && s.tokens[h.from].is(classIndefinite) {
		h = nil // "the call for a report showed": the call did
	}
	v := r.own[i]
	if v.reachable() && v.strong && (v.link != "" || h == nil || v.source != nil || v.kind == sourcePerson && v.standing == standsPaper) {
		return Problem{}, false
	}
	if h != nil && !(v.reachable() && v.standing == standsNamed) {
		return s.problem(checkSecondHand, medium, h.from, h.to,
			fmt.Sprintf("%q can't be found from this: no outlet, title or day is named.", s.words(h.from, h.to)), ""), true
	}
	if v != nil && v.standing == standsDocument && v.link == "" && v.strong && !v.points && !s.dated() && !s.supposing(v.at) &&
		!(v.plural && s.tokens[v.at].is(classSaying)) && !s.relayed(v) { // not "made several statements affirming"
		return s.problem(checkSecondHand, medium, v.from, v.to,
			fmt.Sprintf("%q can't be found from this: whose it is and when it came out isn't said.", s.words(v.from, v.to)), ""), true
	}
	return Problem{}, false
}

// relayed reports whether somebody named tells of the document that v is: "Reuters
// reported that, according to an analysis of the books, …".
func (s *sentence) relayed(v *voice) bool {
	for k := range s.said {
		if a := &s.said[k]; a.strong && a.standing >= standsBody && a.at < v.at {
			return true
		}
	}
	return false
}

// anecdote: the writer's own client or firm is the evidence.
func (r *reader) anecdote(i int) (Problem, bool) {
	s := &r.sentences[i]
	h := s.hit(catClient)
	if h == nil && r.anecdotes[i] {
		h = s.hit(catExperience)
	}
	severity := medium
	if s.statistic != nil {
		severity = high
	}
	switch {
	case h != nil:
		return s.problem(checkAnecdote, severity, h.from, h.to,
			"The writer's own client or firm is the only evidence, and nobody else is named who could confirm it.", ""), true
	case i > 0 && s.Block == r.sentences[i-1].Block && r.own[i] == nil && !s.question &&
		(r.anecdotes[i-1] || i > 1 && r.anecdotes[i-2] && r.sentences[i-1].question && s.Block == r.sentences[i-2].Block):
		if f := s.statistic; f != nil {
			r.anecdotes[i] = false // it goes no further
			return s.problem(checkAnecdote, severity, f.from, f.to,
				"The figure belongs to the writer's own story in the sentence before, and nobody else could confirm it.", ""), true
		}
	}
	return Problem{}, false
}

// claimsResult reports whether the sentence says that something came of it: a
// figure, or a measure that rose or fell.
func (s *sentence) claimsResult() bool {
	return s.statistic != nil || s.trend() >= 0
}

// forecast: a look ahead given as fact, or credited to nothing but the name of
// a firm that sells research.
func (r *reader) forecast(i int) (Problem, bool) {
	s, v := &r.sentences[i], r.own[i]
	if s.question {
		return Problem{}, false
	}
	if p, ok := r.firmForecast(i); ok {
		return p, true
	}
	h := s.hit(catForecast)
	if h == nil && r.ahead[i] {
		h = s.hit(catConsequence)
	}
	if h != nil && s.tokens[h.from].is(classUtterance) && s.lastName(0, h.from) >= 0 {
		h = nil // "Brandt made a prediction that"
	}
	if h == nil || s.crowd() > h.from || v.reachable() && v.strong || r.near(i) || r.between(i) || s.hit(catOpinion) != nil || s.addressed() {
		return Problem{}, false
	}
	if v != nil && v.standing == standsVague || s.hit(catHearsay) != nil {
		return Problem{}, false // the vague source is the graver fault
	}
	if i+1 < len(r.sentences) {
		r.ahead[i+1] = true
	}
	return s.problem(checkForecast, medium, h.from, h.to,
		fmt.Sprintf("%q looks ahead as if it were known, and nobody is named who expects it.", s.words(h.from, h.to)),
		"Name who expects it, and the report, the day or the interview; or say that it is the writer's own view."), true
}

// firmForecast finds forecasts whose only source is a firm's name.
func (r *reader) firmForecast(i int) (Problem, bool) {
	s := &r.sentences[i]
	ahead := s.hit(catForecast) != nil || s.has(classForecasts)
	for k := range s.said {
		a := &s.said[k]
		if a.source == nil || !a.source.needsDocument || a.points || !ahead && !a.looks {
			continue
		}
		if r.documented(i, a) {
			return Problem{}, false
		}
		severity := medium
		if a.source.kind == sourceResearch {
			severity = high
		}
		return s.problem(checkForecast, severity, min(a.from, a.at), max(a.to, a.at+1),
			fmt.Sprintf("%s is named, but no report, date, analyst or link: the forecast can't be looked up.", a.source.name),
			fmt.Sprintf("Give the title and date of %s's report, or link it; or leave the forecast out.", a.source.name)), true
	}
	return Problem{}, false
}

// documented reports whether the forecast of a firm can be looked up: by a
// link, a day or month, a person who says it, or a title.
func (r *reader) documented(i int, a *saying) bool {
	s := &r.sentences[i]
	if r.own[i] != nil && r.own[i].link != "" || s.dated() {
		return true
	}
	for k := range s.said {
		if s.said[k].kind == sourcePerson && s.said[k].standing >= standsNamed {
			return true
		}
	}
	const title = 3 // capitalised words in a row beside the firm's name
	run := 0
	for k := range s.tokens {
		t := &s.tokens[k]
		if t.capital && !t.quoted && (k < a.from || k >= a.to) && k > 0 {
			if run++; run >= title {
				return true
			}
		} else if !t.is(classPreposition) {
			run = 0
		}
	}
	return false
}

// superlative: somebody must have compared.
func (r *reader) superlative(i int) (Problem, bool) {
	s := &r.sentences[i]
	h := s.hit(catSuperlative)
	if h == nil || s.question || r.near(i) || s.addressed() || s.hit(catOpinion) != nil || s.personalView() {
		return Problem{}, false
	}
	return s.problem(checkSuperlative, low, h.from, h.to,
		fmt.Sprintf("For %q somebody must have compared, and nobody is named who did.", s.words(h.from, h.to)), ""), true
}

// personalView reports whether the writer speaks of themselves: "the best loaf
// I ever ate". "We own the longest wall" is a claim all the same.
func (s *sentence) personalView() bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.is(classFirst) && !t.is(classPlural) && !t.quoted {
			return true
		}
	}
	return false
}

// addressed reports whether the sentence is advice: it speaks to the reader,
// or opens with an instruction.
func (s *sentence) addressed() bool {
	if s.has(classSecond) {
		return true
	}
	return len(s.tokens) > 0 && s.tokens[0].is(classImperative) && s.tokens[0].capital && len(s.tokens) > 1 && !s.tokens[1].is(classAux)
}

// find returns the first token of the classes outside quotation marks, or -1.
func (s *sentence) find(c class) int {
	for i := range s.tokens {
		if s.tokens[i].is(c) && !s.tokens[i].quoted {
			return i
		}
	}
	return -1
}

// referenced reports whether the sentence ends in a numbered reference, "(12)"
// or "[3]": the list at the article's end names the source.
func (s *sentence) referenced() bool {
	n := len(s.tokens)
	for n > 0 && s.surface(n-1) == "." {
		n--
	}
	if n < 3 || s.tokens[n-2].kind != numberToken && s.surface(n-2) != "," {
		return false
	}
	closing := s.surface(n - 1)
	for i := n - 2; i > 0 && (s.tokens[i].kind == numberToken || s.surface(i) == ","); i-- {
		if opening := s.surface(i - 1); opening == "(" && closing == ")" || opening == "[" && closing == "]" {
			return s.tokens[n-2].end-s.tokens[n-2].start <= 3 // a year has four digits
		}
	}
	return false
}

// plainEvent reports whether the sentence is the outlet's own report of a
// public act: a name, a verb of acting and a day or month. Its who, what and
// when are what a reader needs to check it.
func (s *sentence) plainEvent() bool {
	if !s.dated() {
		return false
	}
	named := false
	for i := range s.tokens {
		if t := &s.tokens[i]; named && !t.quoted && t.is(classActs) {
			return true
		}
		named = named || s.isName(i)
	}
	return false
}

// quotedWords returns how a quotation is shown in a sentence of ours.
func quotedWords(s string) string {
	const longest = 60 // bytes, before the cut
	if len(s) <= longest {
		return s
	}
	if i := strings.LastIndexByte(s[:longest], ' '); i > 0 {
		return s[:i] + " …"
	}
	return s
}
