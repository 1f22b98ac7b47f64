package article

const (
	// minLinkRun is how many blocks in a row that are hardly more than links make a
	// list of pointers. Two may be products or documents an article lists. Of 181
	// pages one in a row would change 8 texts (F1 -.0004), six 1 (-.0002).
	minLinkRun = 3
	// minPointer is how many words each of them has; one of fewer is a name. One
	// and six change none of 181 pages.
	minPointer = 3
)

// linkRuns takes out pointers to other articles that stand one after the other
// without being marked up as a list.
func (c *cleaner) linkRuns() {
	for i := 0; i < len(c.blocks); {
		end := i
		for end < len(c.blocks) && c.blocks[end].isPointer() {
			end++
		}
		if end-i >= minLinkRun {
			for _, b := range c.blocks[i:end] {
				b.reason = "list of links"
			}
		}
		i = max(i+1, end)
	}
}

// isPointer reports whether the block may be the headline of another article: a
// link of some words, not an address.
func (b *candidate) isPointer() bool {
	return b.reason == "" && (b.kind == Paragraph || b.kind == Heading) &&
		b.linked() >= mostlyLinked && b.words >= minPointer
}
