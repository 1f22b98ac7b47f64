package article

import "strings"

// draft is an article as a format reader leaves it: nothing cleaned away yet.
type draft struct {
	meta   metadata
	pieces []piece
	doubt  float64 // share of the text that extractors do not agree on, 0 to 1
	// whole and spans are set instead of the above when the text has to stay
	// exactly as it is.
	whole string
	spans []Block
}

// metadata is what an input says about itself.
type metadata struct {
	title     string
	byline    []string
	outlet    string
	published string // as in [Article.Published]
	modified  string
	language  string // ISO 639-1 or ""
	canonical string
	section   string // of the outlet, as the page calls it
}

// fill takes from other what m does not know, and a byline that names somebody
// where m's does not.
func (m *metadata) fill(other metadata) {
	for _, f := range []struct{ to, from *string }{
		{&m.title, &other.title},
		{&m.outlet, &other.outlet},
		{&m.published, &other.published},
		{&m.modified, &other.modified},
		{&m.language, &other.language},
		{&m.canonical, &other.canonical},
		{&m.section, &other.section},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if len(m.byline) == 0 || !namesSomebody(m.byline) && namesSomebody(other.byline) {
		m.byline = other.byline
	}
}

// piece is one block before it has a place in the text.
type piece struct {
	kind  BlockKind
	text  string // not empty, white space folded unless preformatted
	links []Link // offsets into text
	list  int    // number of the list an item belongs to, from 1; 0 none

	outside   bool         // no extractor took it for article
	disputed  bool         // only one of two extractors did
	furniture *elementRule // of the element it stands in, nil none
}

// linked is the share of p's bytes that are anchor text, 0 to 1.
func (p piece) linked() float64 {
	n := 0
	for _, l := range p.links {
		n += l.End - l.Start
	}
	return float64(n) / float64(len(p.text))
}

// assemble joins the pieces to one text and moves their offsets along.
func assemble(pieces []piece) (text string, blocks []Block, links []Link) {
	const gap = "\n\n"
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteString(gap)
		}
		start := b.Len()
		b.WriteString(p.text)
		blocks = append(blocks, Block{p.kind, start, b.Len()})
		for _, l := range p.links {
			links = append(links, Link{start + l.Start, start + l.End, l.Href})
		}
	}
	return b.String(), blocks, links
}
