package audit

import (
	"fmt"
	"regexp"
	"slices"

	"copydesk.dev/audit/article"
	"copydesk.dev/similarity"
)

const (
	// boilerplateArticles is how many articles carry a passage that is an
	// outlet's own.
	boilerplateArticles = 3
	// edgeWords is how far from the end of an article a note may stand;
	// noteWords is how long the note may be, openerWords one at the start and
	// closingWords one that ends two articles only.
	edgeWords, noteWords, openerWords, closingWords = 25, 80, 25, 25
	// edgeShare is the share of a passage's places that are so.
	edgeShare = 0.75
)

// houseNotes knows which passages are an outlet's own: the same note under
// many articles. Where outlets are known, they say so. Where none is, a note
// is what stands at the edge of articles that share nothing else.
type houseNotes struct {
	*run
	groups  []groupPlaces
	related map[[2]int]bool // pairs of articles with copied words inside them
	matches map[[2]int]int  // of pairs of articles
	notes   []cover         // by article, what was found to be a note
}

// groupPlaces is where the passages of a group stand.
type groupPlaces struct {
	outlet   string // of all of them, or "" when they differ
	unknown  bool   // the outlet of none is known
	articles int
	atEdge   bool
}

func newHouseNotes(r *run) *houseNotes {
	h := &houseNotes{
		run: r, groups: make([]groupPlaces, len(r.reused.Groups)),
		related: make(map[[2]int]bool), matches: make(map[[2]int]int), notes: make([]cover, len(r.entries)),
	}
	for i, g := range r.reused.Groups {
		h.groups[i] = r.placesOf(g)
	}
	for _, m := range r.reused.Matches {
		h.matches[[2]int{m.A.Text, m.B.Text}]++
		if r.copied(m) && !h.groups[m.Group].recurs() {
			h.related[[2]int{m.A.Text, m.B.Text}] = true
		}
	}
	for _, m := range r.reused.Matches {
		if h.isNote(m) {
			h.notes[m.A.Text].add(m.A)
			h.notes[m.B.Text].add(m.B)
		}
	}
	return h
}

// recurs reports whether the passage opens or ends enough articles to be a
// note.
func (g groupPlaces) recurs() bool { return g.atEdge && g.articles >= boilerplateArticles }

func (r *run) placesOf(g similarity.Group) groupPlaces {
	first := r.entries[g[0].Text].outlet
	places := groupPlaces{outlet: first, unknown: first == ""}
	texts := make(map[int]bool)
	edges := 0
	for _, p := range g {
		e := r.entries[p.Text]
		texts[p.Text] = true
		if e.outlet != first {
			places.outlet, places.unknown = "", false
		}
		if e.atEdge(p) {
			edges++
		}
	}
	places.articles = len(texts)
	places.atEdge = float64(edges) >= edgeShare*float64(len(g))
	return places
}

// atEdge reports whether a passage ends an article or is a few words that open
// it.
func (e *entry) atEdge(p similarity.Passage) bool {
	before, words, after := e.around(p)
	return before == 0 && words <= openerWords || before > 0 && after <= edgeWords && words <= noteWords
}

// around counts the words before a passage, in it and after it.
func (e *entry) around(p similarity.Passage) (before, words, after int) {
	return len(e.tokensIn(0, p.Start)), len(e.tokensIn(p.Start, p.End)), len(e.tokensIn(p.End, len(e.Text)))
}

func (h *houseNotes) isNote(m similarity.Match) bool {
	g := h.groups[m.Group]
	if !h.copied(m) {
		return false
	}
	return g.outlet != "" && g.articles >= boilerplateArticles ||
		g.unknown && g.recurs() && m.Kind != similarity.Reworded && !h.related[[2]int{m.A.Text, m.B.Text}]
}

// endsBoth reports whether a passage is a short last paragraph of two articles
// whose outlets are unknown, and all that they share: who wrote them.
func (h *houseNotes) endsBoth(m similarity.Match) bool {
	return h.groups[m.Group].unknown && m.Kind == similarity.Verbatim && h.matches[[2]int{m.A.Text, m.B.Text}] == 1 &&
		h.entries[m.A.Text].endsWith(m.A) && h.entries[m.B.Text].endsWith(m.B)
}

// endsWith reports whether a few words are the last paragraph of an article.
func (e *entry) endsWith(p similarity.Passage) bool {
	_, words, after := e.around(p)
	return after == 0 && words <= closingWords && slices.ContainsFunc(e.Blocks, func(b article.Block) bool {
		return b.Start <= p.Start && p.Start < b.End && len(e.tokensIn(b.Start, p.Start)) == 0
	})
}

// of says why a match is an outlet's own, or "". A rewritten passage is, too,
// when all that was copied in it is such a note.
func (h *houseNotes) of(m similarity.Match) string {
	g := h.groups[m.Group]
	switch {
	case h.isNote(m) && g.outlet != "":
		return fmt.Sprintf("stands in %d articles of %s, and in no other outlet's", g.articles, h.entries[m.B.Text].Outlet)
	case h.isNote(m):
		return fmt.Sprintf("stands at the edge of %d articles that share nothing else", g.articles)
	case h.endsBoth(m):
		return "ends both articles, which share nothing else"
	case h.copied(m) && m.Words <= noteWords && h.writesTo(m.A) && h.writesTo(m.B):
		return "it gives readers an address to write to"
	case m.Kind == similarity.Reworded && m.Longest >= h.MinWords && h.restLongest(m) < h.MinWords/2:
		return "what is the same in it is a note under many articles"
	}
	return ""
}

// writesTo reports whether a passage holds an e-mail address.
func (h *houseNotes) writesTo(p similarity.Passage) bool {
	return emailAddress.MatchString(h.entries[p.Text].Text[p.Start:p.End])
}

var emailAddress = regexp.MustCompile(`[[:alnum:]]@[[:alnum:]-]+\.[[:alpha:]]`)

// restLongest is the longest run of words that a match has outside notes.
func (h *houseNotes) restLongest(m similarity.Match) int {
	_, n := similarity.LongestRun(h.outside(m.A), h.outside(m.B))
	return n
}

func (h *houseNotes) outside(p similarity.Passage) []similarity.Token {
	var rest []similarity.Token
	for _, t := range h.entries[p.Text].tokensIn(p.Start, p.End) {
		if h.notes[p.Text].share(similarity.Passage{Start: int(t.Start), End: int(t.End)}) == 0 {
			rest = append(rest, t)
		}
	}
	return rest
}
