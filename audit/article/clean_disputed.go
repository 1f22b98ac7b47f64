package article

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// disputedReason is the reason for a block that only one extractor took, when
// nothing better is known.
const disputedReason = "only one of two extractors took it for the article"

const (
	// maxRun is how many blocks in a row may be in dispute between blocks that
	// are not. Half changes two of 181 pages (F1 -.0001), twice as many none.
	maxRun = 4
	// minSentence is how many words a disputed block next to the article needs
	// to be taken for its first or last paragraph. Half and twice as many change
	// two of 181 pages each (F1 +-.0001).
	minSentence = 12
)

// disputed decides about the blocks that only one extractor took. On 181 pages four
// in five of those between two blocks that both took were article, and of those
// with no such block next to them one in a hundred. So the first stay, and so
// does a paragraph directly before the first or after the last agreed block; the
// others go, with their reason.
func (c *cleaner) disputed() {
	for i := 0; i < len(c.blocks); {
		if !c.blocks[i].disputed {
			i++
			continue
		}
		end := i
		for end < len(c.blocks) && c.blocks[end].disputed {
			end++
		}
		c.settle(c.blocks[i:end], i > 0, end < len(c.blocks))
		i = end
	}
}

// settle decides about disputed blocks in a row, with an agreed one before or
// after them or not.
func (c *cleaner) settle(run []*candidate, before, after bool) {
	last := len(run) - 1
	for i, b := range run {
		between := before && after && (len(run) <= maxRun || b.kind == Quote)
		next := before && i == 0 || after && i == last
		if between || next && b.isSentence() {
			continue
		}
		if b.reason = c.outsideReason(b); b.reason == notArticle {
			b.reason = disputedReason
		}
	}
}

// isSentence reports whether a block reads like a paragraph of an article.
func (b *candidate) isSentence() bool {
	if b.kind != Paragraph && b.kind != Quote || b.furniture != nil || b.words < minSentence || b.linked() >= maxLinked {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(strings.TrimRight(b.plain, `"')]»`))
	return slices.Contains([]rune(".!?…。"), end)
}

// isProse reports whether a block is a paragraph of the article.
func (b *candidate) isProse() bool { return b.reason == "" && b.isSentence() }
