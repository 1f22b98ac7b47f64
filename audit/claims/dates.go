package claims

import (
	"fmt"
	"time"

	"copydesk.dev/audit/claims/lang"
)

// looksAhead returns the token from which the sentence looks ahead, as of the
// day it was written, or -1: "will", "is expected to", "predicts". A look ahead
// that is itself in the past ("was expected to") is history.
func (s *sentence) looksAhead() int {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Regards(lang.Future) && !t.Is(lang.Modal) && !t.Capital && !t.Quoted {
			return i
		}
	}
	if h := s.hit(lang.SignForecast); h != nil && !s.Regarding(h.From, h.To, lang.Past) {
		return h.From
	}
	for k := range s.attributions {
		if a := s.attributions[k]; a.looks && !s.Regarding(a.at, a.at+1, lang.Estimate) && !s.Lexicon.Ends(lang.EndPast, s.Surface(a.at)) && !s.Regarding(a.at-2, a.at, lang.Past) {
			return a.at
		}
	}
	return -1
}

// pastDue finds a look ahead to a day that had passed when the article came
// out, or, of an article without a date, when it is read.
func (r *reader) pastDue(i int) *Problem {
	s := &r.sentences[i]
	asOf, when := r.Published, "the article came out"
	if asOf.IsZero() {
		asOf, when = r.Now, "it was read"
	}
	if asOf.IsZero() || s.question {
		return nil
	}
	from := s.looksAhead()
	if from < 0 || s.supposing(from) {
		return nil
	}
	d, ok := s.reading().Due(from)
	if end := time.Date(d.To/12, time.Month(d.To%12+1), 1, 0, 0, 0, 0, time.UTC); !ok || end.After(asOf) {
		return nil
	}
	to := from + 1
	if h := s.hit(lang.SignForecast); h != nil && h.From == from {
		to = h.To
	}
	return s.problem(checkPastDue, medium, from, to,
		fmt.Sprintf("This was due in %s, before %s in %s.", d.Words(), when, asOf.Format("January 2006")),
		"Say what came of it, or give the forecast that holds today.")
}
