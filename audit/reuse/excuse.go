package reuse

import (
	"fmt"

	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// excuses are what may excuse a match, in the order in which they are asked. The
// first that gives a reason decides the match's context.
var excuses = []struct {
	context record.Context
	of      among
	reason  func(*judge, pair) string // "" when it doesn't excuse the match
}{
	{record.ContextQuotation, anywhere, (*judge).quotation},
	{record.ContextBoilerplate, anywhere, (*judge).form},
	{record.ContextChance, anywhere, (*judge).chance},
	{record.ContextBoilerplate, within, (*judge).repeatedCredit},
	{record.ContextBoilerplate, between, (*judge).boilerplate},
	{record.ContextSyndicated, between, (*judge).creditedCopy},
	{record.ContextSyndicated, between, (*judge).sharedSource},
	{record.ContextSelf, between, (*judge).sharedAuthor},
}

// among is which matches an excuse is asked of.
type among func(pair) bool

var (
	anywhere among = func(pair) bool { return true }
	within   among = pair.within                              // of a passage that one article has twice
	between  among = func(p pair) bool { return !p.within() } // of two articles
)

// excuse returns a match's context and, unless it is none, the reason.
func (j *judge) excuse(p pair) (record.Context, string) {
	for _, e := range excuses {
		if !e.of(p) {
			continue
		}
		if reason := e.reason(j, p); reason != "" {
			return e.context, reason
		}
	}
	return record.ContextNone, ""
}

func (j *judge) quotation(p pair) string {
	switch {
	case !p.isQuotation():
		return ""
	case p.within():
		return "it is a quotation both times"
	}
	return "both articles print it as a quotation"
}

func (j *judge) form(p pair) string {
	if p.Form == 0 {
		return ""
	}
	return fmt.Sprintf("a form of words that %d articles fill in with other names and figures", p.Form)
}

func (j *judge) chance(p pair) string {
	if reason := p.byChance(); reason != "" {
		return reason
	}
	return j.phrases.reason(p)
}

func (j *judge) repeatedCredit(p pair) string {
	if name := p.creditedTwice(); name != "" {
		return fmt.Sprintf("it credits %s in the same words both times", name)
	}
	return ""
}

func (j *judge) boilerplate(p pair) string {
	if reason := j.notes.reason(p); reason != "" && !p.isMost() {
		return reason
	}
	return ""
}

func (j *judge) creditedCopy(p pair) string {
	if owner := p.a.Owner; owner != "" && j.credits(p.b.Document, owner) {
		return fmt.Sprintf("copy of %s, which the article credits", owner)
	}
	return ""
}

func (j *judge) sharedSource(p pair) string {
	if p.Kind != similarity.Reworded {
		return ""
	}
	if name := p.sharedSource(); name != "" {
		return fmt.Sprintf("both have it from %s", name)
	}
	return ""
}

func (j *judge) sharedAuthor(p pair) string {
	if name := sharedAuthor(p.a.Document, p.b.Document); name != "" && !p.isMost() {
		return fmt.Sprintf("both articles are by %s", name)
	}
	return ""
}
