package article

import (
	"fmt"
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

const (
	// maxOutside and maxOutsideBytes bound what is listed of a page beyond its
	// article: blocks, and bytes of their text.
	maxOutside      = 300
	maxOutsideBytes = 64 << 10
)

// outsideList counts the blocks beyond the article up to the bounds.
type outsideList struct {
	listed, listedBytes     int
	unlisted, unlistedBytes int
}

// admits reports whether one more block is to be listed.
func (l *outsideList) admits(text string) bool {
	if l.listed == maxOutside || l.listedBytes+len(text) > maxOutsideBytes {
		l.unlisted++
		l.unlistedBytes += len(text)
		return false
	}
	l.listed++
	l.listedBytes += len(text)
	return true
}

// rest says how much was not listed, if any.
func (l *outsideList) rest() []Removed {
	if l.unlisted == 0 {
		return nil
	}
	return []Removed{{fmt.Sprintf("… and %d more blocks of %d bytes", l.unlisted, l.unlistedBytes), notArticle}}
}
