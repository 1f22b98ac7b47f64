package article

import (
	"slices"
	"strings"
)

// An extractor says what it kept and is silent about the rest of the page. What
// follows finds the rest, so that it can be listed with its reasons.

// notArticle is the reason when nothing better is known.
const notArticle = "outside what was recognised as the article"

// maxBylineWords is how many words a line that begins with an author's name may
// have to be the byline.
const maxBylineWords = 12

// outsideReason says why a block that the extractor left out is not article. An
// element of furniture tells most; one that names a mere region, such as a
// footer, least.
func (c *cleaner) outsideReason(b *candidate) string {
	named := func(name string) bool { return strings.HasPrefix(b.folded, folded(name)) }
	switch {
	case b.furniture.removes():
		return b.furniture.Reason
	case c.meta.title != "" && b.folded == folded(c.meta.title):
		return titleAgain
	case b.words <= maxBylineWords && slices.ContainsFunc(c.meta.byline, named):
		return "byline"
	}
	for i := range c.rules {
		if _, ok := c.rules[i].fits(b); ok {
			return c.rules[i].Reason
		}
	}
	if b.furniture != nil {
		return b.furniture.Reason
	}
	return notArticle
}
