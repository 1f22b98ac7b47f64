package reuse

import (
	"fmt"
	"regexp"
	"slices"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// The thresholds of an outlet's own notes were set on the same news texts as those
// of chance, with outlets and without; see chance.go.
var (
	// boilerplateArticles is how many articles carry a passage that is an
	// outlet's own.
	boilerplateArticles = 3
	// edgeWords is how far from the end of an article a note may stand, and how
	// long one may be that opens an article, or that ends two only.
	edgeWords = 25
	// noteWords is how long any other note may be.
	noteWords = 80
	// edgeShare is the share of a passage's places that are so.
	edgeShare = 0.75
)

// boilerplate knows which passages are an outlet's own: the same note under
// many articles. Where outlets are known, they say so. Where none is, a note
// is what stands at the edge of articles that share nothing else.
type boilerplate struct {
	minWords int
	groups   []groupPlaces
	related  map[[2]int]bool // pairs of documents with copied words inside them
	matches  map[[2]int]int  // of pairs of documents
	notes    []text.Cover    // by document, what was found to be a note
}

// groupPlaces is where the passages of a group stand.
type groupPlaces struct {
	outlet   string // of all of them, or "" when they differ
	unknown  bool   // the outlet of none is known
	articles int
	atEdge   bool
}

func newBoilerplate(j *judge, found *similarity.Result) *boilerplate {
	n := &boilerplate{
		minWords: j.minWords, groups: make([]groupPlaces, len(found.Groups)),
		related: make(map[[2]int]bool), matches: make(map[[2]int]int), notes: make([]text.Cover, len(j.corpus)),
	}
	for i, g := range found.Groups {
		n.groups[i] = placesOf(j.corpus, g)
	}
	for _, m := range found.Matches {
		p := j.pair(m)
		n.matches[p.documents()]++
		if p.copied && !n.groups[m.Group].recurs() {
			n.related[p.documents()] = true
		}
	}
	for _, m := range found.Matches {
		if n.isNote(j.pair(m)) {
			n.notes[m.A.Text].Add(m.A)
			n.notes[m.B.Text].Add(m.B)
		}
	}
	return n
}

func (p pair) documents() [2]int { return [2]int{p.A.Text, p.B.Text} }

// recurs reports whether the passage opens or ends enough articles to be a
// note.
func (g groupPlaces) recurs() bool { return g.atEdge && g.articles >= boilerplateArticles }

func placesOf(corpus text.Corpus, g similarity.Group) groupPlaces {
	first := corpus[g[0].Text].OutletKey
	places := groupPlaces{outlet: first, unknown: first == ""}
	documents := make(map[int]bool)
	edges := 0
	for _, p := range g {
		s := side{corpus[p.Text], p}
		documents[p.Text] = true
		if s.OutletKey != first {
			places.outlet, places.unknown = "", false
		}
		if s.isAtEdge() {
			edges++
		}
	}
	places.articles = len(documents)
	places.atEdge = float64(edges) >= edgeShare*float64(len(g))
	return places
}

// isAtEdge reports whether the passage ends a document or is a few words that
// open it.
func (s side) isAtEdge() bool {
	before, words, after := s.around()
	return before == 0 && words <= edgeWords || before > 0 && after <= edgeWords && words <= noteWords
}

// around counts the words before the passage, in it and after it.
func (s side) around() (before, words, after int) {
	return len(s.TokensIn(0, s.at.Start)), len(s.words()), len(s.TokensIn(s.at.End, len(s.Text)))
}

func (n *boilerplate) isNote(p pair) bool {
	g := n.groups[p.Group]
	if !p.copied {
		return false
	}
	return g.outlet != "" && g.articles >= boilerplateArticles ||
		g.unknown && g.recurs() && p.Kind != similarity.Reworded && !n.related[p.documents()]
}

// endsBoth reports whether a passage is a short last paragraph of two articles
// whose outlets are unknown, and all that they share: who wrote them.
func (n *boilerplate) endsBoth(p pair) bool {
	return n.groups[p.Group].unknown && p.Kind == similarity.Verbatim && n.matches[p.documents()] == 1 &&
		p.a.isLastParagraph() && p.b.isLastParagraph()
}

// isLastParagraph reports whether a few words are the document's last paragraph.
func (s side) isLastParagraph() bool {
	_, words, after := s.around()
	return after == 0 && words <= edgeWords && slices.ContainsFunc(s.Blocks, func(b article.Block) bool {
		return b.Start <= s.at.Start && s.at.Start < b.End && len(s.TokensIn(b.Start, s.at.Start)) == 0
	})
}

// reason says why a match is an outlet's own, or "". A rewritten passage is, too,
// when all that was copied in it is such a note.
func (n *boilerplate) reason(p pair) string {
	g := n.groups[p.Group]
	switch {
	case n.isNote(p) && g.outlet != "":
		return fmt.Sprintf("stands in %d articles of %s, and in no other outlet's", g.articles, p.b.Outlet)
	case n.isNote(p):
		return fmt.Sprintf("stands at the edge of %d articles that share nothing else", g.articles)
	case n.endsBoth(p):
		return "ends both articles, which share nothing else"
	case p.copied && p.Words <= noteWords && p.a.hasAddress() && p.b.hasAddress():
		return "it gives readers an address to write to"
	case p.Kind == similarity.Reworded && p.run && n.restLongest(p) < n.minWords/2:
		return "what is the same in it is a note under many articles"
	}
	return ""
}

// hasAddress reports whether the passage holds an e-mail address.
func (s side) hasAddress() bool { return emailAddress.MatchString(s.Text[s.at.Start:s.at.End]) }

var emailAddress = regexp.MustCompile(`[[:alnum:]]@[[:alnum:]-]+\.[[:alpha:]]`)

// restLongest is the longest run of words that a match has outside notes.
func (n *boilerplate) restLongest(p pair) int {
	_, words := similarity.LongestRun(n.outside(p.a), n.outside(p.b))
	return words
}

func (n *boilerplate) outside(s side) []similarity.Token {
	var rest []similarity.Token
	for _, t := range s.words() {
		if n.notes[s.at.Text].Share(similarity.Passage{Start: int(t.Start), End: int(t.End)}) == 0 {
			rest = append(rest, t)
		}
	}
	return rest
}
