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

const (
	// surelySame is how many words two blocks of the same text need to be taken
	// for one block wherever they stand. A menu's "Sport" is not the heading
	// "Sport" that comes later.
	surelySame = 6
	// maxRewritten is how many bytes of rewritten blocks the page's blocks are
	// looked for in. It bounds a search that is quadratic.
	maxRewritten = 64 << 10
)

// withOutside puts the blocks of a page that an extractor left out into their
// places among those it kept. Extractors join and split blocks; what is found
// within a kept block that the page does not have counts as kept.
func withOutside(kept, page []piece) []piece {
	onPage := map[string]bool{}
	for _, p := range page {
		onPage[p.text] = true
	}
	places := map[string][]int{} // indices into kept, by text
	rewritten := ""
	for i, p := range kept {
		places[p.text] = append(places[p.text], i)
		if !onPage[p.text] && len(rewritten) < maxRewritten {
			rewritten += p.text + "\n"
		}
	}
	var out []piece
	next := 0 // the first kept block that is not in out
	isNext := func(place int) bool {
		return !slices.ContainsFunc(kept[next:max(next, place)], func(p piece) bool { return onPage[p.text] })
	}
	for _, p := range page {
		if at := places[p.text]; !p.furniture.removes() {
			if len(at) > 0 && (words(p.text) >= surelySame || isNext(at[0])) {
				places[p.text] = at[1:]
				end := max(next, at[0]+1)
				out = append(out, kept[next:end]...)
				next = end
				continue
			}
			if strings.Contains(rewritten, p.text) {
				continue
			}
		}
		p.outside, p.list = true, 0 // lists are counted anew in kept
		out = append(out, p)
	}
	return append(out, kept[next:]...)
}

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
