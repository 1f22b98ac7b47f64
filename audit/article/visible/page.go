package visible

import (
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// appearance is how the text of an element is seen, as far as elements within it
// inherit that.
type appearance struct {
	hidden                     bool // visibility
	tiny                       bool // size of the font
	turned                     bool // letters run from right to left, whatever they are
	foreground                 colour
	background                 colour
	noForeground, noBackground bool // it is not known
}

// initial is how text is seen that no style says anything about.
var initial = appearance{foreground: black, background: white}

// mayHide reports whether a style by itself, or with others, can keep text from
// being seen.
func mayHide(style []declaration) bool {
	d := properties{}
	d.take(style, false)
	d.take(style, true)
	tiny, _ := d.fontSize()
	return tiny || d["visibility"] != "" || d["unicode-bidi"] != "" ||
		mayBeDark(d["background"]) || mayBeDark(d["background-color"]) || mayBePale(d.foreground()) || d.hides()
}

// mayBeDark reports whether the text that a page has by itself may not be told
// from a background.
func mayBeDark(background string) bool {
	if background == "" || background == "none" || background == "inherit" {
		return false
	}
	c, ok := parseColour(background)
	return !ok || c.alpha > 0 && white.on(c)
}

// mayBePale reports whether text of a colour may not be told from the background
// that a page has by itself.
func mayBePale(foreground string) bool {
	if foreground == "" || foreground == "inherit" {
		return false
	}
	c, ok := parseColour(foreground)
	return !ok || !c.on(white)
}

// unseen reports whether nobody sees the text.
func (s appearance) unseen() bool {
	return s.hidden || s.tiny || s.foreground.alpha < leastOpacity || !s.noForeground && !s.noBackground && !s.foreground.on(s.background)
}

// Show makes a page's text what a reader sees of it: text that is hidden
// goes, and what is turned around is turned back. No library can then choose
// hidden text as the article, hidden words break up no copied passage, and
// nobody is blamed for a passage that was planted. The page's root and body
// are never hidden: scripts show them when they have loaded.
func Show(page *html.Node) {
	sheet := styles(page)
	seen := map[*html.Node]appearance{} // of elements that differ from the initial
	var gone, turned []*html.Node
	for n := range page.Descendants() {
		at, ok := seen[n.Parent]
		if !ok {
			at = initial
		}
		switch n.Type {
		case html.TextNode:
			if at.unseen() {
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
			if within != initial {
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
func (s *stylesheet) look(n *html.Node, at appearance) (within appearance, away bool) {
	if hidden(n) {
		return at, true
	}
	d := s.cascade(n, at != initial)
	if n.Data == "bdo" && strings.EqualFold(dom.GetAttribute(n, "dir"), "rtl") {
		at.turned = true
	}
	if d == nil {
		return at, false
	}
	at.show(d, n.Data == "html" || n.Data == "body")
	at.order(d)
	at.colour(d)
	return at, d.hides()
}

// show takes in what declarations say of whether text is shown at all. Nothing
// hides the text of a page's root.
func (s *appearance) show(d properties, root bool) {
	switch d["visibility"] {
	case "hidden", "collapse":
		s.hidden = !root
	case "visible":
		s.hidden = false
	}
	if tiny, ok := d.fontSize(); ok {
		s.tiny = tiny && !root
	}
}

// order takes in what declarations say of the order of letters.
func (s *appearance) order(d properties) {
	if strings.Contains(d["unicode-bidi"], "override") {
		s.turned = d["direction"] == "rtl"
	}
}

// colour takes in the colours of declarations.
func (s *appearance) colour(d properties) {
	if name := d.foreground(); name != "" && name != "inherit" {
		c, ok := parseColour(name)
		if !ok {
			c = black
		}
		s.foreground, s.noForeground = c, !ok
	}
	if d["background"] == "" && d["background-color"] == "" {
		return
	}
	switch c, ok := d.background(); {
	case !ok:
		s.noBackground = true
	case c.alpha > 0.5:
		s.background, s.noBackground = c, false
	}
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
