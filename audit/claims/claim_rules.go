package claims

import (
	"fmt"
	"slices"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
)

// The rules about claims that nobody is named for.

// firmForecast: a forecast credited to nothing but the name of a firm that sells
// research.
var firmForecast = &rule{checkForecast, []attempt[judged, *Problem]{
	excused("a question", func(j judged) bool { return j.s.question }),
	{name: "a firm's name and no document", try: func(j judged) (*Problem, bool) {
		a := j.s.forecaster()
		if a == nil || j.documented(a) {
			return nil, false
		}
		severity := medium
		if a.entry.Kind == sourceResearch {
			severity = high
		}
		return j.s.problem(checkForecast, severity, min(a.from, a.at), max(a.to, a.at+1),
			fmt.Sprintf("%s is named, but no report, date, analyst or link: the forecast can't be looked up.", a.entry.Name),
			fmt.Sprintf("Give the title and date of %s's report, or link it; or leave the forecast out.", a.entry.Name)), true
	}},
}}

// forecaster returns the first firm to look ahead whose name alone is no source for
// it, or nil.
func (s *sentence) forecaster() *attribution {
	ahead := s.hit(lang.SignForecast) != nil || s.Has(lang.Forecasts)
	for k := range s.attributions {
		a := s.attributions[k]
		if a.entry != nil && a.entry.NeedsDocument && !a.points && (ahead || a.looks) {
			return a
		}
	}
	return nil
}

// lookAhead: a look ahead given as fact.
var lookAhead = &rule{checkForecast, []attempt[judged, *Problem]{
	needs(func(j judged) bool { return j.outlook() != nil }),
	excused("a question", func(j judged) bool { return j.s.question }),
	// "Brandt made a prediction that"
	excused("somebody's prediction", func(j judged) bool {
		h := j.outlook()
		return j.s.Tokens[h.From].Is(lang.Utterance) && j.s.lastName(0, h.From) >= 0
	}),
	excused("several say so", func(j judged) bool { return j.s.crowd() > j.outlook().From }),
	excused("somebody is named", judged.named),
	excused("a source nearby", func(j judged) bool { return j.near(j.i) }),
	excused("one source speaks before and after", func(j judged) bool { return j.between(j.i) }),
	excused("the writer's opinion", func(j judged) bool { return j.s.hit(lang.SignOpinion) != nil }),
	excused("advice to the reader", func(j judged) bool { return j.s.addressed() }),
	excused("the vague source is the graver fault", func(j judged) bool {
		return j.own != nil && j.own.reference == refVague || j.s.hit(lang.SignHearsay) != nil
	}),
	{name: "a look ahead as if it were known", try: func(j judged) (*Problem, bool) {
		h := j.outlook()
		return j.s.problem(checkForecast, medium, h.From, h.To,
			fmt.Sprintf("%q looks ahead as if it were known, and nobody is named who expects it.", j.s.Words(h.From, h.To)),
			"Name who expects it, and the report, the day or the interview; or say that it is the writer's own view."), true
	}},
}}

// outlook returns the phrase that looks ahead, or, behind a look ahead without a
// source, says what will come of it; or nil.
func (j judged) outlook() *lang.Hit {
	h := j.s.hit(lang.SignForecast)
	if h == nil && j.ahead[j.i] {
		h = j.s.hit(lang.SignConsequence)
	}
	return h
}

// figureReasons are all that a figure's own sentence and its neighbours say for it, or
// against it where it has none.
var figureReasons = []attempt[judged, *Problem]{
	excused("a question", func(j judged) bool { return j.s.question }),
	excused("somebody's words", func(j judged) bool { return j.s.mostlyQuoted() }),
	excused("a numbered reference", func(j judged) bool { return j.s.referenced() }),
	excused("a public act with its day", func(j judged) bool { return j.s.plainEvent() }),
	excused("the writer's own", func(j judged) bool { return j.s.Has(lang.First) }),
	excused("the vague source is the graver fault", func(j judged) bool {
		return j.own != nil && j.own.reference < refPronoun && j.own.reference != refNone
	}),
	{name: "a change nobody measured", try: func(j judged) (*Problem, bool) {
		k := j.unmeasured()
		if k < 0 {
			return nil, false
		}
		return j.s.problem(checkStatistic, low, k-1, k+1,
			"Somebody must have measured the change, and nobody is named who did.", ""), true
	}},
	needs(func(j judged) bool { return j.s.statistic != nil }),
	excused("a source that answers for it", func(j judged) bool {
		return j.effective.reachable() && j.spokenFor(j.i, j.s.statistic.From)
	}),
	excused("advice to the reader", func(j judged) bool {
		return j.s.Around(0, j.s.statistic.From, lang.Second) || j.s.addressed() && j.s.Tokens[0].Is(lang.Imperative)
	}),
	excused("a company's results", func(j judged) bool {
		return j.results && j.s.statistic.Money && j.s.ofResults()
	}),
	excused("the next sentence ends in its source", func(j judged) bool { return j.leadsIn(j.i) }),
	excused("several say so", func(j judged) bool { return j.s.crowd() > j.s.statistic.From }),
	excused("sourced elsewhere in the article", func(j judged) bool {
		return j.covered[figureKey{j.s.statistic.Value, j.s.statistic.Unit}]
	}),
}

// bareStatistic: a figure nobody is named for.
var bareStatistic = &rule{checkStatistic, slices.Concat(figureReasons, []attempt[judged, *Problem]{
	excused("data whose source is named once", func(j judged) bool { return j.data[j.i] }),
	excused("one source speaks before and after", func(j judged) bool { return j.between(j.i) }),
	{name: "a figure nobody is named for", try: func(j judged) (*Problem, bool) {
		from, to := j.s.wholeFigure(j.s.statistic)
		return j.s.problem(checkStatistic, j.s.severityOf(j.s.statistic), from, to,
			"The sentence gives the figure "+j.s.Words(from, to)+" and names nobody who counted, measured or published it.", ""), true
	}},
})}

// unmeasured returns the token at which the sentence says, without a figure here or
// in the next, that something measured rose or fell; or -1.
func (j judged) unmeasured() int {
	if j.s.statistic != nil || len(j.s.figures) > 0 || j.near(j.i) || j.s.addressed() {
		return -1
	}
	if next := j.i + 1; next < len(j.sentences) && len(j.sentences[next].figures) > 0 {
		return -1
	}
	k := j.s.trend()
	if k >= 0 && (j.s.supposed(k) || j.s.hit(lang.SignForecast) != nil) {
		return -1
	}
	return k
}

// severityOf is how grave it is that nobody is named for a figure; with somebody
// before it who could at least be asked, less so.
func (s *sentence) severityOf(f *figures.Found) string {
	const billion = 1e9
	telling := f.Unit == figures.UnitPercent || f.Unit == figures.UnitTimes || f.Money && f.Value >= billion
	if telling && s.lastName(0, f.From) < 0 {
		return high
	}
	return medium
}

// wholeFigure returns the tokens of a figure with the rest of its range, or of the
// share it is: "one in six", "eight out of ten".
func (s *sentence) wholeFigure(f *figures.Found) (from, to int) {
	from, to = f.Whole[0], f.Whole[1]
	if f.Unit == "" && s.share(f) {
		for to++; !s.Tokens[to].Is(lang.Number); to++ {
		}
		to++
	}
	return from, to
}

// bareSuperlative: somebody must have compared.
var bareSuperlative = &rule{checkSuperlative, []attempt[judged, *Problem]{
	needs(func(j judged) bool { return j.s.hit(lang.SignSuperlative) != nil }),
	excused("a question", func(j judged) bool { return j.s.question }),
	excused("a source nearby", func(j judged) bool { return j.near(j.i) }),
	excused("advice to the reader", func(j judged) bool { return j.s.addressed() }),
	excused("the writer's opinion", func(j judged) bool { return j.s.hit(lang.SignOpinion) != nil || j.s.personalView() }),
	{name: "a superlative nobody is named for", try: func(j judged) (*Problem, bool) {
		h := j.s.hit(lang.SignSuperlative)
		return j.s.problem(checkSuperlative, low, h.From, h.To,
			fmt.Sprintf("For %q somebody must have compared, and nobody is named who did.", j.s.Words(h.From, h.To)), ""), true
	}},
}}
