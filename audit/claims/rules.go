package claims

import (
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
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

// judged is a sentence of which the rules are asked.
type judged struct {
	*reader
	i         int
	s         *sentence
	own       *source // whom it names itself, or nil
	effective *source // under whom it stands, or nil
}

func (r *reader) judge(i int) judged {
	return judged{r, i, &r.sentences[i], r.own[i], r.effective[i]}
}

// rule is a check and how it is decided: each attempt finds the fault, excuses the
// sentence, or leaves it to the next.
type rule struct {
	check    string
	attempts []attempt[judged, *Problem]
}

// excused is a reason for which a sentence is not at fault.
func excused(why string, holds func(judged) bool) attempt[judged, *Problem] {
	return unless[judged, *Problem](why, holds)
}

// needs is what a rule needs in order to have anything to say.
func needs(holds func(judged) bool) attempt[judged, *Problem] {
	return unless[judged, *Problem]("", func(j judged) bool { return !holds(j) })
}

// gravity is the order in which the rules are asked of every sentence that is no
// heading: one finding a sentence is enough to send an editor there.
var gravity = []*rule{
	ownStory,
	firmForecast,
	lookAhead,
	secondHand,
	anonymousSource,
	vagueSource,
	unownedQuotation,
	bareStatistic,
	bareSuperlative,
}

// problem makes a Problem whose trigger is tokens [from, to) of the sentence.
func (s *sentence) problem(check, severity string, from, to int, why, fix string) *Problem {
	start, end := s.Tokens[from].Start, s.Tokens[max(from, to-1)].End
	return &Problem{Check: check, Severity: severity, Trigger: s.Text[start:end], Start: start, End: end, Why: why, Fix: fix}
}

// named reports whether the sentence itself names somebody who said, wrote or
// showed it.
func (j judged) named() bool { return j.own.reachable() }

// relayed reports whether somebody named tells of the document that v is: "Reuters
// reported that, according to an analysis of the books, …".
func (s *sentence) relayed(v *source) bool {
	for k := range s.attributions {
		if a := s.attributions[k]; a.strong && a.reference >= refBody && a.at < v.at {
			return true
		}
	}
	return false
}

// claimsResult reports whether the sentence says that something came of it: a
// figure, or a measure that rose or fell.
func (s *sentence) claimsResult() bool {
	return s.statistic != nil || s.trend() >= 0
}

// documented reports whether the forecast of a firm can be looked up: by a
// link, a day or month, a person who says it, or a title.
func (j judged) documented(a *attribution) bool {
	s := j.s
	if j.own != nil && j.own.link != "" || s.dated() {
		return true
	}
	for k := range s.attributions {
		if s.attributions[k].kind == sourcePerson && s.attributions[k].reference >= refNamed {
			return true
		}
	}
	const title = 3 // capitalised words in a row beside the firm's name
	run := 0
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Capital && !t.Quoted && (k < a.from || k >= a.to) && k > 0 {
			if run++; run >= title {
				return true
			}
		} else if !t.Is(lang.Preposition) {
			run = 0
		}
	}
	return false
}

// personalView reports whether the writer speaks of themselves: "the best loaf
// I ever ate". "We own the longest wall" is a claim all the same.
func (s *sentence) personalView() bool {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Is(lang.First) && !t.Is(lang.Plural) && !t.Quoted {
			return true
		}
	}
	return false
}

// addressed reports whether the sentence is advice: it speaks to the reader,
// or opens with an instruction.
func (s *sentence) addressed() bool {
	if s.Has(lang.Second) {
		return true
	}
	return len(s.Tokens) > 0 && s.Tokens[0].Is(lang.Imperative) && s.Tokens[0].Capital && len(s.Tokens) > 1 && !s.Tokens[1].Is(lang.Aux)
}

// find returns the first token of the classes outside quotation marks, or -1.
func (s *sentence) find(c lang.Class) int {
	for i := range s.Tokens {
		if s.Tokens[i].Is(c) && !s.Tokens[i].Quoted {
			return i
		}
	}
	return -1
}

// referenced reports whether the sentence ends in a numbered reference, "(12)"
// or "[3]": the list at the article's end names the source.
func (s *sentence) referenced() bool {
	n := len(s.Tokens)
	for n > 0 && s.Surface(n-1) == "." {
		n--
	}
	if n < 3 || s.Tokens[n-2].Kind != segment.Number && s.Surface(n-2) != "," {
		return false
	}
	closing := s.Surface(n - 1)
	for i := n - 2; i > 0 && (s.Tokens[i].Kind == segment.Number || s.Surface(i) == ","); i-- {
		if opening := s.Surface(i - 1); opening == "(" && closing == ")" || opening == "[" && closing == "]" {
			return s.Tokens[n-2].End-s.Tokens[n-2].Start <= 3 // a year has four digits
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
	for i := range s.Tokens {
		if t := &s.Tokens[i]; named && !t.Quoted && t.Is(lang.Acts) {
			return true
		}
		named = named || s.isName(i)
	}
	return false
}

// shortened returns how a quotation is shown in a sentence of ours.
func shortened(s string) string {
	const longest = 60 // bytes, before the cut
	if len(s) <= longest {
		return s
	}
	if i := strings.LastIndexByte(s[:longest], ' '); i > 0 {
		return s[:i] + " …"
	}
	return s
}
