package article

import (
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
