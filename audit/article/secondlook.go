package article

import "golang.org/x/net/html"

// Extraction libraries fail without an error on some pages: they return a
// caption, or a part of the article. What follows notices it.

const (
	// minProse is how many characters of prose an extraction needs to be
	// believed without a second look.
	minProse = 500
	// maxLinked is the share of running text that may be links.
	maxLinked = 0.3
)

// densest returns the element that holds the most prose directly in its
// paragraphs, or the page when it has none. Comments and teasers, however many,
// stand in elements of their own.
func densest(page *html.Node) *html.Node {
	best, most := page, 0
	held := map[*html.Node]int{}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.Data != "p" {
			continue
		}
		held[n.Parent] += length(textOf(n))
		if held[n.Parent] > most {
			best, most = n.Parent, held[n.Parent]
		}
	}
	return best
}

// prose counts the characters in blocks of running text.
func prose(blocks []piece) int {
	n := 0
	for _, p := range blocks {
		if p.kind != Caption && p.kind != Heading && p.linked() < maxLinked {
			n += length(p.text)
		}
	}
	return n
}
