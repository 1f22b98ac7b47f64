package reuse

import (
	"fmt"

	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// excuses are what may excuse a match, in the order in which they are asked. The
// first that gives a reason decides the match's context. A passage that an
// article has twice is excused by the first four only.
var excuses = []struct {
	context record.Context
	reason  func(*judge, pair) string // "" when it doesn't excuse the match
}{
	{record.ContextQuotation, (*judge).quotation},
	{record.ContextBoilerplate, (*judge).form},
	{record.ContextChance, (*judge).chance},
	{record.ContextBoilerplate, (*judge).repeatedCredit},
	{record.ContextBoilerplate, between((*judge).boilerplate)},
	{record.ContextSyndicated, between((*judge).creditedCopy)},
	{record.ContextSyndicated, between((*judge).sharedSource)},
	{record.ContextSelf, between((*judge).sharedAuthor)},
}

// excuse returns a match's context and, unless it is none, the reason.
func (j *judge) excuse(p pair) (record.Context, string) {
	for _, e := range excuses {
		if reason := e.reason(j, p); reason != "" {
			return e.context, reason
		}
	}
	return record.ContextNone, ""
}

// between makes an excuse one of two articles.
func between(reason func(*judge, pair) string) func(*judge, pair) string {
	return func(j *judge, p pair) string {
		if p.within() {
			return ""
		}
		return reason(j, p)
	}
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
	if !p.within() {
		return ""
	}
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
