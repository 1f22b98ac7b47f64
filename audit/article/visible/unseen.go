package visible

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// sight is how the text of an element is seen, as far as elements within it
// inherit that.
type sight struct {
	hidden         bool // visibility
	tiny           bool // size of the font
	turned         bool // letters run from right to left, whatever they are
	ink            colour
	paper          colour
	noInk, noPaper bool // it is not known
}

// plain is how text is seen that no style says anything about.
var plain = sight{ink: black, paper: white}

// mayHide reports whether a style by itself, or with others, can keep text from
// being seen.
func mayHide(style []declaration) bool {
	d := looks{}
	d.take(style, false)
	d.take(style, true)
	tiny, _ := d.fontSize()
	for _, paper := range []string{d["background"], d["background-color"]} {
		switch c, ok := parseColour(paper); {
		case paper == "" || paper == "none" || paper == "inherit":
		case !ok || c.alpha > 0 && white.on(c):
			return true
		}
	}
	ink := cmp.Or(d["-webkit-text-fill-color"], d["color"])
	c, ok := parseColour(ink)
	return tiny || ink != "" && (!ok && ink != "inherit" || ok && !c.on(white)) ||
		d["visibility"] != "" || d["unicode-bidi"] != "" || d.gone()
}

// none reports whether text is not seen.
func (s sight) none() bool {
	return s.hidden || s.tiny || s.ink.alpha < leastOpacity || !s.noInk && !s.noPaper && !s.ink.on(s.paper)
}

// Show makes a page's text what a reader sees of it: text that is hidden
// goes, and what is turned around is turned back. No library can then choose
// hidden text as the article, hidden words break up no copied passage, and
// nobody is blamed for a passage that was planted. The page's root and body
// are never hidden: scripts show them when they have loaded.
func Show(page *html.Node) {
	sheet := styles(page)
	seen := map[*html.Node]sight{} // of elements that differ from the plain
	var gone, turned []*html.Node
	for n := range page.Descendants() {
		at, ok := seen[n.Parent]
		if !ok {
			at = plain
		}
		switch n.Type {
		case html.TextNode:
			if at.none() {
				gone = append(gone, n)
			} else {
				n.Data = Text(n.Data)
			}
		case html.ElementNode:
			within, away := sheet.look(n, at)
			if away && n.Data != "html" && n.Data != "body" {
				gone = append(gone, n)
			}
			if within.turned && !at.turned {
				turned = append(turned, n)
			}
			if within != plain {
				seen[n] = within
			}
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
	for _, n := range turned {
		turnBack(n)
	}
}

// look says how an element's own text is seen, when it stands in one that is
// seen as given, and whether it is away with all that is in it.
func (s *stylesheet) look(n *html.Node, at sight) (within sight, away bool) {
	if hidden(n) {
		return at, true
	}
	d := s.looks(n, at != plain)
	if n.Data == "bdo" && strings.EqualFold(dom.GetAttribute(n, "dir"), "rtl") {
		at.turned = true
	}
	root := n.Data == "html" || n.Data == "body"
	if d == nil {
		return at, false
	}
	switch d["visibility"] {
	case "hidden", "collapse":
		at.hidden = !root
	case "visible":
		at.hidden = false
	}
	if tiny, ok := d.fontSize(); ok {
		at.tiny = tiny && !root
	}
	if strings.Contains(d["unicode-bidi"], "override") {
		at.turned = d["direction"] == "rtl"
	}
	if ink := cmp.Or(d["-webkit-text-fill-color"], d["color"]); ink != "" && ink != "inherit" {
		var ok bool
		if at.ink, ok = parseColour(ink); !ok {
			at.ink = black
		}
		at.noInk = !ok
	}
	if d["background"] != "" || d["background-color"] != "" {
		c, ok := ground(d)
		switch {
		case !ok:
			at.noPaper = true
		case c.alpha > 0.5:
			at.paper, at.noPaper = c, false
		}
	}
	return at, d.gone()
}

// hidden reports whether an element says of itself that it is no part of what
// readers see.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		}
	}
	return false
}

// turnBack turns the text of an element around.
func turnBack(n *html.Node) {
	var nodes []*html.Node
	var all strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			nodes = append(nodes, d)
			all.WriteString(d.Data)
		}
	}
	if len(nodes) == 0 {
		return
	}
	nodes[0].Data = backwards(all.String())
	for _, d := range nodes[1:] {
		d.Data = ""
	}
}

func backwards(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}
