package article

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// attr returns an attribute's value, "" when it is not there.
func attr(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

var unseen = regexp.MustCompile(`(?i)(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)`)

// hidden reports whether an element says of itself that readers do not see it.
// The page's root and body are never hidden: scripts show them when they have
// loaded.
func hidden(n *html.Node) bool {
	if n.Data == "html" || n.Data == "body" {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		case "style":
			if unseen.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// removeHidden takes hidden elements out of the page, so that no library can
// choose one as the article.
func removeHidden(page *html.Node) {
	var gone []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && hidden(n) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// textOf is the text below n, white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return foldSpace(b.String())
}
