package audit

import (
	"fmt"
	"slices"
	"strings"

	"copydesk/audit/article"
	"copydesk/similarity"
)

// Contexts of a match: why it may be harmless.
const (
	contextNone        = "none"
	contextQuotation   = "quotation"
	contextBoilerplate = "boilerplate"
	contextSyndicated  = "syndicated"
	contextSelf        = "self"
)

const (
	// quotedShare is the share of a passage's words inside quotation marks
	// from which it counts as a quotation.
	quotedShare = 0.8
	// boilerplateArticles is how many articles of one outlet carry a passage
	// that is the outlet's own.
	boilerplateArticles = 3
)

// matchContext is a match's context and, unless it is none, the reason.
type matchContext struct{ name, reason string }

func (c matchContext) excused() bool { return c.name != contextNone }

// contexts judges matches; it knows which outlets share each group.
type contexts struct {
	*run
	groups []groupOutlets
}

// groupOutlets is who printed the passages of a group.
type groupOutlets struct {
	outlet   string // of all of them, or "" when they differ
	articles int
}

func newContexts(r *run) *contexts {
	c := &contexts{run: r, groups: make([]groupOutlets, len(r.reused.Groups))}
	for i, g := range r.reused.Groups {
		texts := make(map[int]bool)
		outlet := r.entries[g[0].Text].outlet
		for _, p := range g {
			texts[p.Text] = true
			if r.entries[p.Text].outlet != outlet {
				outlet = ""
			}
		}
		c.groups[i] = groupOutlets{outlet, len(texts)}
	}
	return c
}

// of judges one match.
func (c *contexts) of(m similarity.Match) matchContext {
	a, b := c.entries[m.A.Text], c.entries[m.B.Text]
	group := c.groups[m.Group]
	switch {
	case a.quotes(m.A) && b.quotes(m.B):
		return matchContext{contextQuotation, "both articles print it as a quotation"}
	case a == b:
		return matchContext{name: contextNone}
	case group.outlet != "" && group.articles >= boilerplateArticles && !a.mostOf(m.A) && !b.mostOf(m.B):
		return matchContext{contextBoilerplate, fmt.Sprintf("stands in %d articles of %s, and in no other outlet's", group.articles, b.Outlet)}
	case a.owner != "" && b.credits(a.owner):
		return matchContext{contextSyndicated, fmt.Sprintf("copy of %s, which the article credits", a.owner)}
	case m.Kind == similarity.Reworded && creditedIn(a, b, m) != "":
		return matchContext{contextSyndicated, fmt.Sprintf("the passage itself credits %s", creditedIn(a, b, m))}
	case sharedAuthor(a.Article, b.Article) != "" && !a.mostOf(m.A) && !b.mostOf(m.B):
		return matchContext{contextSelf, fmt.Sprintf("both articles are by %s", sharedAuthor(a.Article, b.Article))}
	}
	return matchContext{name: contextNone}
}

// mostOf reports whether a passage is so much of an article that neither its
// outlet nor its author excuses printing it again.
func (e *entry) mostOf(p similarity.Passage) bool {
	return 2*e.wordsIn(p) >= len(e.tokens)
}

// quotes reports whether a passage of e is, for the most part, inside
// quotation marks.
func (e *entry) quotes(p similarity.Passage) bool {
	words, quoted := 0, 0
	spans := e.quotationsIn(p.Start, p.End)
	for _, t := range e.tokens {
		if int(t.Start) < p.Start || int(t.End) > p.End {
			continue
		}
		words++
		if slices.ContainsFunc(spans, func(q [2]int) bool { return q[0] <= int(t.Start) && int(t.End) <= q[1] }) {
			quoted++
		}
	}
	return float64(quoted) >= quotedShare*float64(words)
}

// quotationsIn returns the spans inside quotation marks that touch a span.
func (e *entry) quotationsIn(start, end int) [][2]int {
	var spans [][2]int
	for _, s := range e.sentences {
		if s.End <= start || s.Start >= end {
			continue
		}
		for _, q := range s.Quotations {
			spans = append(spans, [2]int{q.Start, q.End})
		}
	}
	return spans
}

// creditedIn returns whom a reworded sentence credits: the outlet it is like, or
// a source that both articles name. It returns "" when it credits neither, and
// for longer passages.
func creditedIn(a, b *entry, m similarity.Match) string {
	if b.sentenceAt(m.B.Start) != b.sentenceAt(m.B.End-1) {
		return ""
	}
	words := folded(b.sentencesIn(m.B))
	if a.outlet != "" && strings.Contains(words, folded(a.outlet)) {
		return a.Outlet
	}
	for _, name := range a.sourcesIn(m.A) {
		if strings.Contains(words, folded(name)) {
			return name
		}
	}
	return ""
}

// sourcesIn returns the names of the sources that the sentences of a passage
// have.
func (e *entry) sourcesIn(p similarity.Passage) []string {
	var names []string
	for _, s := range e.sentences {
		if s.Start < p.End && p.Start < s.End && s.Attribution != nil && s.Attribution.Level > 1 && s.Attribution.Name != "" {
			names = append(names, s.Attribution.Name)
		}
	}
	return names
}

// sentencesIn returns the text from the start of the first sentence that a
// passage touches to the end of the last.
func (e *entry) sentencesIn(p similarity.Passage) string {
	for _, s := range e.sentences {
		if s.Start < p.End && p.Start < s.End {
			p.Start, p.End = min(p.Start, s.Start), max(p.End, s.End)
		}
	}
	return e.Text[p.Start:p.End]
}

// credits reports whether an article names an owner of copy: in its byline,
// as its outlet, or in its text.
func (e *entry) credits(owner string) bool {
	for _, name := range append(slices.Clone(e.Byline), e.Outlet, e.Text) {
		if strings.Contains(folded(name), folded(owner)) {
			return true
		}
	}
	return false
}

// sharedAuthor returns an author of both articles, or "".
func sharedAuthor(a, b *article.Article) string {
	for _, name := range a.Byline {
		for _, other := range b.Byline {
			if strings.TrimSpace(name) != "" && folded(name) == folded(other) {
				return name
			}
		}
	}
	return ""
}

// owner returns the agency or the sender of a press release whose copy an
// article is, or "".
func (a *Auditor) owner(art *article.Article) string {
	for _, name := range append(slices.Clone(art.Byline), art.Outlet) {
		if a.assessor.SourceKind(name) == "agency" {
			return name
		}
	}
	head := art.Text[:min(len(art.Text), headBytes)]
	if agency := a.dateline(head); agency != "" {
		return agency
	}
	if isRelease(head) || slices.ContainsFunc(art.Removed, func(r article.Removed) bool { return isRelease(r.Text) }) {
		return sender(art, head)
	}
	return ""
}

// headBytes is how much of a text may hold its dateline.
const headBytes = 400

// dateline returns the agency credited in brackets near the start of a text,
// as in "PORT CALDER, April 14 (Reuters) -", or "".
func (a *Auditor) dateline(head string) string {
	for {
		_, rest, ok := strings.Cut(head, "(")
		if !ok {
			return ""
		}
		name, after, ok := strings.Cut(rest, ")")
		if !ok {
			return ""
		}
		after = strings.TrimLeft(after, " ")
		dash := strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—")
		if dash && a.assessor.SourceKind(name) == "agency" {
			return name
		}
		head = rest
	}
}

// releaseMarks are the words that press releases open with, folded.
var releaseMarks = []string{" press release ", " for immediate release ", " news release ", " media release "}

func isRelease(head string) bool {
	words := folded(head)
	return slices.ContainsFunc(releaseMarks, func(mark string) bool { return strings.Contains(words, mark) })
}

// sender returns who sent a press release: its outlet or byline, or the first
// line that is not itself the mark of a release.
func sender(art *article.Article, head string) string {
	if art.Outlet != "" {
		return art.Outlet
	}
	if len(art.Byline) > 0 {
		return art.Byline[0]
	}
	for line := range strings.Lines(head) {
		if strings.TrimSpace(line) != "" && !isRelease(line) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
