package claims

import (
	"fmt"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// The rules about sources that are named badly.

// vagueSource: "experts say", "according to reports", "it is believed".
var vagueSource = &rule{checkVague, []attempt[judged, *Problem]{
	excused("somebody is named", judged.named),
	excused("its source is linked", func(j judged) bool { return j.own != nil && j.own.link != "" }),
	excused("a numbered reference", func(j judged) bool { return j.s.referenced() }),
	excused("the next sentences say whose document it is", judged.resolved),
	excused("the next sentences name them", func(j judged) bool {
		return j.own != nil && j.own.reference == refVague && j.presented()
	}),
	// "most respondents said": those of the poll
	excused("they answered a poll", func(j judged) bool {
		v := j.own
		return v != nil && j.s.Regarding(v.from, v.to, lang.Poll) && !j.s.Around(v.from, v.to, lang.Document) && j.pollBefore(j.i)
	}),
	{name: "a vague source", try: func(j judged) (*Problem, bool) {
		v := j.own
		if v == nil || v.reference != refVague || !v.strong || !j.s.speaksVaguely(v) {
			return nil, false
		}
		return j.s.problem(checkVague, j.severityWithFigure(), min(v.from, v.at), max(v.to, v.at+1),
			fmt.Sprintf("%q names nobody a reader could ask.", v.name), ""), true
	}},
	excused("a source nearby", func(j judged) bool { return j.near(j.i) }),
	excused("a question", func(j judged) bool { return j.s.question }),
	{name: "a phrase of hearsay", try: func(j judged) (*Problem, bool) {
		h := j.s.hit(lang.SignHearsay)
		if h == nil {
			return nil, false
		}
		return j.hearsay(h.From, h.To), true
	}},
	{name: "an adverb of hearsay", try: func(j judged) (*Problem, bool) {
		k := j.s.find(lang.Hearsay)
		if k < 0 || j.s.Regarding(k-2, k, lang.For) || j.s.Regarding(0, len(j.s.Tokens), lang.Charge) {
			return nil, false
		}
		return j.hearsay(k, k+1), true
	}},
}}

// speaksVaguely reports whether several who are not named say something to the
// writer: they don't ask, promise or stay silent, and they are not the reader.
func (s *sentence) speaksVaguely(v *source) bool {
	cue := &s.Tokens[v.at]
	switch {
	case cue.Regards(lang.Asking), s.Tokens[v.from].Is(lang.Negation), s.Around(v.from, v.to, lang.Second), s.promises(v.at):
		return false
	}
	return v.trade || v.public || cue.Is(lang.Say|lang.Saying|lang.Shows)
}

// severityWithFigure is how grave it is that a source or a story can't be looked up:
// more where a figure hangs on it.
func (j judged) severityWithFigure() string {
	if j.s.statistic != nil {
		return high
	}
	return medium
}

func (j judged) hearsay(from, to int) *Problem {
	return j.s.problem(checkVague, j.severityWithFigure(), from, to,
		fmt.Sprintf("%q says that somebody said so, and not who.", j.s.Words(from, to)), "")
}

// anonymousSource: a particular speaker who isn't named, or a pronoun that points
// back at one.
var anonymousSource = &rule{checkAnonymous, []attempt[judged, *Problem]{
	excused("somebody is named", judged.named),
	// "they called an ambulance"
	excused("something done to somebody", func(j judged) bool {
		return j.own != nil && j.own.points && j.s.Around(j.own.at+1, j.own.at+2, lang.Article)
	}),
	// "More lawmakers have endorsed her than him", "1,409 teachers said"
	excused("a count of people", func(j judged) bool {
		const hundreds = 3 // digits
		if j.own == nil {
			return false
		}
		first := &j.s.Tokens[j.own.from]
		return first.Regards(lang.More) || first.Kind == segment.Number && j.own.plural && len(j.s.Surface(j.own.from)) >= hundreds
	}),
	// "This is a man who said"
	excused("somebody the reader knows", func(j judged) bool {
		return j.own != nil && j.own.related && j.own.from > 0 && j.s.Tokens[j.own.from-1].Is(lang.Be)
	}),
	excused("a promise or a refusal", func(j judged) bool { return j.ownAnonymous() && j.s.promises(j.own.at) }),
	excused("the next sentences name them", func(j judged) bool { return j.ownAnonymous() && j.presented() }),
	{name: "somebody who is not named", try: func(j judged) (*Problem, bool) {
		v := j.own
		if !j.ownAnonymous() || !v.strong && !v.trade || j.s.supposing(v.at) || j.s.general(v) || j.s.Tokens[v.at].Regards(lang.Asking) {
			return nil, false
		}
		return j.s.problem(checkAnonymous, medium, min(v.from, v.at), max(v.to, v.at+1),
			fmt.Sprintf("The reader isn't told who %q is.", j.s.Words(v.from, v.to)), ""), true
	}},
	{name: "a phrase that hides the speaker", try: func(j judged) (*Problem, bool) {
		h := j.s.hit(lang.SignAnonymous)
		if h == nil {
			return nil, false
		}
		return j.s.problem(checkAnonymous, medium, h.From, h.To,
			fmt.Sprintf("%q leaves the speaker unnamed.", j.s.Words(h.From, h.To)), ""), true
	}},
	{name: "a quotation that goes on", try: func(j judged) (*Problem, bool) {
		if v := j.effective; v == nil || v.reference != refAnonymous || v.carried == 0 || !j.s.mostlyQuoted() {
			return nil, false
		}
		return j.s.problem(checkAnonymous, low, 0, len(j.s.Tokens),
			"The quotation goes on from a speaker who isn't named.", ""), true
	}},
}}

// ownAnonymous reports whether the sentence itself lets somebody speak who isn't
// named.
func (j judged) ownAnonymous() bool { return j.own != nil && j.own.reference == refAnonymous }

// secondHand: what another outlet or a document said, too vague to find it.
var secondHand = &rule{checkSecondHand, []attempt[judged, *Problem]{
	excused("a numbered reference", func(j judged) bool { return j.s.referenced() }),
	excused("the next sentences say whose document it is", judged.resolved),
	excused("a source that can be looked up", func(j judged) bool {
		v := j.own
		return j.named() && (v.link != "" || v.entry != nil || v.kind == sourcePerson && v.reference == refPaper || j.retold() == nil)
	}),
	{name: "a phrase for what others reported", try: func(j judged) (*Problem, bool) {
		h := j.retold()
		if h == nil || j.own.reachable() && j.own.reference == refNamed {
			return nil, false
		}
		return j.s.problem(checkSecondHand, medium, h.From, h.To,
			fmt.Sprintf("%q can't be found from this: no outlet, title or day is named.", j.s.Words(h.From, h.To)), ""), true
	}},
	{name: "a document nobody could find", try: func(j judged) (*Problem, bool) {
		v := j.own
		if v == nil || v.reference != refDocument || v.link != "" || !v.strong || v.points || j.s.dated() || j.s.supposing(v.at) ||
			v.plural && j.s.Tokens[v.at].Is(lang.Saying) || j.s.relayed(v) { // not "made several statements affirming"
			return nil, false
		}
		return j.s.problem(checkSecondHand, medium, v.from, v.to,
			fmt.Sprintf("%q can't be found from this: whose it is and when it came out isn't said.", j.s.Words(v.from, v.to)), ""), true
	}},
}}

// retold returns the phrase for what others reported, or nil; in "the call for a
// report showed" it was the call.
func (j judged) retold() *lang.Hit {
	h := j.s.hit(lang.SignSecondhand)
	if h != nil && h.From > 0 && j.s.Tokens[h.From-1].Is(lang.Preposition) && j.s.Tokens[h.From].Is(lang.Indefinite) {
		return nil
	}
	return h
}

// ownStory: the writer's own client or firm is the evidence.
var ownStory = &rule{checkAnecdote, []attempt[judged, *Problem]{
	{name: "the writer's own client or firm", try: func(j judged) (*Problem, bool) {
		h := j.s.hit(lang.SignClient)
		if h == nil && j.anecdotes[j.i] {
			h = j.s.hit(lang.SignExperience)
		}
		if h == nil {
			return nil, false
		}
		return j.s.problem(checkAnecdote, j.severityWithFigure(), h.From, h.To,
			"The writer's own client or firm is the only evidence, and nobody else is named who could confirm it.", ""), true
	}},
	{name: "a figure of the story before", try: func(j judged) (*Problem, bool) {
		f := j.s.statistic
		if f == nil || j.own != nil || j.s.question || !j.goesOnWithStory() {
			return nil, false
		}
		return j.s.problem(checkAnecdote, j.severityWithFigure(), f.From, f.To,
			"The figure belongs to the writer's own story in the sentence before, and nobody else could confirm it.", ""), true
	}},
}}

// goesOnWithStory reports whether the sentence before, or the one before a question,
// tells of the writer's own client in the same block.
func (j judged) goesOnWithStory() bool {
	i := j.i
	if i == 0 || j.s.Block != j.sentences[i-1].Block {
		return false
	}
	return j.anecdotes[i-1] ||
		i > 1 && j.anecdotes[i-2] && j.sentences[i-1].question && j.s.Block == j.sentences[i-2].Block
}
