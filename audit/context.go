package audit

import (
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

const (
	// quotedShare is the share of a passage's words inside quotation marks from
	// which it counts as a quotation.
	quotedShare = 0.8
	// quotedRun is how many words in a row two reworded quotations share if they
	// are one, and not two on one subject.
	quotedRun = 4
	// creditWords is the most words of a source's credit.
	creditWords = 30
)

// matchContext is a match's context and, unless it is none, the reason.
type matchContext struct {
	name   record.Context
	reason string
}

func (c matchContext) excused() bool { return c.name != record.ContextNone }

// judge returns the contexts of all matches.
func (r *run) judge() []matchContext {
	house, stock := newHouseNotes(r), newStockPhrases(r)
	contexts := make([]matchContext, len(r.reused.Matches))
	for i, m := range r.reused.Matches {
		contexts[i] = r.contextOf(m, house, stock)
	}
	return contexts
}

// contextOf judges one match by itself.
func (r *run) contextOf(m similarity.Match, house *houseNotes, stock stockPhrases) matchContext {
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	within := a == b
	if r.quotation(m) {
		if within {
			return matchContext{record.ContextQuotation, "it is a quotation both times"}
		}
		return matchContext{record.ContextQuotation, "both articles print it as a quotation"}
	}
	if m.Form > 0 {
		return matchContext{record.ContextBoilerplate, fmt.Sprintf("a form of words that %d articles fill in with other names and figures", m.Form)}
	}
	if chance := r.byChance(m, stock); chance != "" {
		return matchContext{record.ContextChance, chance}
	}
	if within {
		if name := a.creditedTwice(m); name != "" {
			return matchContext{record.ContextBoilerplate, fmt.Sprintf("it credits %s in the same words both times", name)}
		}
		return matchContext{record.ContextNone, ""}
	}
	whole := a.mostOf(m.A) || b.mostOf(m.B)
	if !whole {
		if reason := house.of(m); reason != "" {
			return matchContext{record.ContextBoilerplate, reason}
		}
	}
	if a.owner != "" && r.credits(b, a.owner) {
		return matchContext{record.ContextSyndicated, fmt.Sprintf("copy of %s, which the article credits", a.owner)}
	}
	if m.Kind == similarity.Reworded {
		if name := creditedIn(a, b, m); name != "" {
			return matchContext{record.ContextSyndicated, fmt.Sprintf("both have it from %s", name)}
		}
	}
	if name := sharedAuthor(a.Article, b.Article); name != "" && !whole {
		return matchContext{record.ContextSelf, fmt.Sprintf("both articles are by %s", name)}
	}
	return matchContext{record.ContextNone, ""}
}

// mostOf reports whether a passage is so much of an article that neither its
// outlet nor its author excuses printing it again.
func (e *entry) mostOf(p similarity.Passage) bool {
	return 2*e.wordsIn(p) >= e.wordCount
}

// quotation reports whether two passages print the same words as a quotation:
// they are quotations for the most part, or what they share is, but for a few
// words of who said it.
func (r *run) quotation(m similarity.Match) bool {
	if m.Kind == similarity.Reworded && m.Longest < quotedRun {
		return false
	}
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	insideA, insideB := a.quotedIn(m.A), b.quotedIn(m.B)
	if len(insideA) == 0 || len(insideB) == 0 {
		return false
	}
	if a.mostly(m.A, insideA) && b.mostly(m.B, insideB) {
		return true
	}
	all := shared(a.vocabularyOf(m.A).plain, b.vocabularyOf(m.B).plain)
	quoted := shared(a.vocabularyOf(insideA...).plain, b.vocabularyOf(insideB...).plain)
	around := all - quoted
	return quoted >= fewPlain && (around < fewPlain || around < 2*fewPlain && 2*around < quoted)
}

// mostly reports whether parts of a passage hold most of its words.
func (e *entry) mostly(p similarity.Passage, parts []similarity.Passage) bool {
	return float64(e.wordsIn(parts...)) >= quotedShare*float64(e.wordsIn(p))
}

// quotedIn returns what of a passage stands inside quotation marks.
func (e *entry) quotedIn(p similarity.Passage) []similarity.Passage {
	var inside []similarity.Passage
	for _, s := range e.sentencesAt(p) {
		for _, q := range s.Quotations {
			if start, end := max(q.Start, p.Start), min(q.End, p.End); start < end {
				inside = append(inside, similarity.Passage{Text: p.Text, Start: start, End: end})
			}
		}
	}
	return inside
}

// sentencesAt returns the sentences that a passage touches.
func (e *entry) sentencesAt(p similarity.Passage) []claims.Sentence {
	first := max(0, e.sentenceAt(p.Start))
	last := e.sentenceAt(p.End - 1)
	if first <= last && e.sentences[first].End <= p.Start {
		first++
	}
	return e.sentences[min(first, last+1) : last+1]
}

// creditedIn returns whom a reworded sentence names as its source: the outlet it
// is like, or a source that the other names, too. It returns "" when it names
// neither, and for longer passages.
func creditedIn(a, b *entry, m similarity.Match) string {
	if b.sentenceAt(m.B.Start) != b.sentenceAt(m.B.End-1) {
		return ""
	}
	named := b.sourcesIn(m.B)
	for _, name := range append(a.sourcesIn(m.A), a.Outlet) {
		if name != "" && slices.ContainsFunc(named, func(other string) bool { return sameName(name, other) }) {
			return name
		}
	}
	return ""
}

// sameName reports whether one name is part of the other, or the same.
func sameName(a, b string) bool {
	a, b = " "+folded(a)+" ", " "+folded(b)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// creditedTwice returns whom two passages of an article name as their source, if
// that is what they are: "according to a poll conducted for …". It returns ""
// if they say more.
func (e *entry) creditedTwice(m similarity.Match) string {
	credit := func(p similarity.Passage) string {
		touched := e.sentencesAt(p)
		if len(touched) != 1 || touched[0].Attribution == nil || m.Words > creditWords {
			return ""
		}
		by, words := touched[0].Attribution, folded(e.Text[p.Start:p.End])
		if by.Cue == "" || by.Name == "" || !strings.HasPrefix(words, folded(by.Cue)) || !strings.Contains(words, folded(by.Name)) {
			return ""
		}
		return by.Name
	}
	if name := credit(m.A); name != "" && name == credit(m.B) {
		return name
	}
	return ""
}

// sourcesIn returns the names of the sources that the sentences of a passage
// have.
func (e *entry) sourcesIn(p similarity.Passage) []string {
	var names []string
	for _, s := range e.sentencesAt(p) {
		if s.Attribution != nil && s.Attribution.Level > int(record.LevelVague) && s.Attribution.Name != "" {
			names = append(names, s.Attribution.Name)
		}
	}
	return names
}

// credits reports whether an article names an owner of copy, by any name the
// register has for it: in its byline, as its outlet, or in its text.
func (r *run) credits(e *entry, owner string) bool {
	if e.credited == nil {
		e.credited = make(map[string]bool)
	}
	credited, known := e.credited[owner]
	if !known {
		places := folded(strings.Join(append(slices.Clone(e.Byline), e.Outlet, e.Text), "\n"))
		credited = slices.ContainsFunc(append(r.assessor.SourceNames(owner), owner), func(name string) bool {
			return strings.Contains(places, folded(name))
		})
		e.credited[owner] = credited
	}
	return credited
}

// sharedAuthor returns an author of both articles, or "". A desk is none.
func sharedAuthor(a, b *article.Article) string {
	for _, name := range a.Byline {
		if isNobody(name, a.Outlet) {
			continue
		}
		for _, other := range b.Byline {
			if folded(name) == folded(other) {
				return name
			}
		}
	}
	return ""
}
