package article

import "slices"

const (
	// maxFurniture is how many words may follow a heading of furniture for them
	// to go with it. Half and twice as many change none of 181 pages.
	maxFurniture = 200
	// teaser is the share of a list's item that is anchor text from which on it
	// can be a pointer to another article, with a word about it. Half changes none
	// of 181 pages, twice as much two (F1 -.0003).
	teaser = 0.3
	// mostlyLinked is the same for other blocks. Half changes none of 181 pages,
	// .9 two (F1 -.0004).
	mostlyLinked = 0.8
)

// openers takes out what follows a heading of furniture: the pointers directly
// after it, and at the article's tail all that follows if most of it is
// furniture.
func (c *cleaner) openers() {
	for i, b := range c.blocks {
		if b.rule == nil || !b.rule.Opens {
			continue
		}
		rest := c.blocks[i+1:]
		if prose := slices.IndexFunc(rest, (*candidate).isProse); prose >= 0 || !mostlyFurniture(rest) {
			rest = rest[:pointers(rest)]
		}
		for _, f := range rest {
			if f.reason == "" {
				f.reason = b.reason
			}
		}
	}
}

// pointers counts the blocks at the beginning of rest that are links and
// furniture.
func pointers(rest []*candidate) int {
	n := slices.IndexFunc(rest, func(b *candidate) bool { return b.reason == "" && !b.isTeaser() })
	if n < 0 {
		return len(rest)
	}
	return n
}

// mostlyFurniture reports whether rules know more than half of a short rest of an
// article.
func mostlyFurniture(rest []*candidate) bool {
	total, stay := 0, 0
	for _, b := range rest {
		total += b.words
		if b.reason == "" && !b.isTeaser() {
			stay++
		}
	}
	return total <= maxFurniture && 2*stay <= len(rest)
}

// isTeaser reports whether the block may point to another article.
func (b *candidate) isTeaser() bool {
	return b.linked() >= mostlyLinked || b.kind == ListItem && b.linked() >= teaser
}
