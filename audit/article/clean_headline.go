package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxOutletWords = 5
	// maxSectionWords is how many words the name of a section may have.
	maxSectionWords = 3
	// maxAbove is how many words may stand above a headline and go for that:
	// the description of a picture, a section's name. Pages name their title, so
	// that this and the next are for plain texts, of which no labelled set exists:
	// set by reading crawlers' texts.
	maxAbove = 60
	// minNamed is how many words a headline needs to be known by a breadcrumb's
	// end. Fewer are a section's name.
	minNamed = 3
)

var (
	// nameWord is a word in the name of an outlet.
	nameWord = regexp.MustCompile(`^(\p{Lu}.*|\d+|&|and|the|of|for|in|on|und|für|der|die|das|des|et|du|de|la|le|les|el|y|del)$`)
	// jobTitle is what a byline says about a person, not about an outlet.
	jobTitle = regexp.MustCompile(`(?i)\b(writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?|staff|photographers?|fellow|chief|redakteur(in)?|korrespondent(in)?|journaliste|redactora?)\b`)
)

// isOutlet reports whether a line that stands with a byline could be the name
// of who published the article.
func isOutlet(line string) bool {
	n := words(line)
	if n == 0 || n > maxOutletWords || jobTitle.MatchString(line) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(line); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	if r, _ := utf8.DecodeLastRuneInString(line); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	for w := range strings.FieldsSeq(line) {
		if !nameWord.MatchString(w) {
			return false
		}
	}
	return true
}

// betweenLines takes out a name that stands alone between byline and date, and
// a job title.
func (c *cleaner) betweenLines() {
	for i := 1; i+1 < len(c.blocks); i++ {
		b := c.blocks[i]
		if b.reason != "" || !c.blocks[i-1].beside() || !c.blocks[i+1].beside() {
			continue
		}
		switch outlet := isOutlet(b.text); {
		case outlet:
			c.meta.fill(metadata{outlet: b.text})
		case b.words > maxOutletWords || !jobTitle.MatchString(b.text):
			continue
		}
		b.reason = "between byline and date"
	}
}

// section takes out a first line that is the name of a section: the one that the
// page names, or one that it has outside its article, too, as a link or in
// furniture such as a menu.
func (c *cleaner) section(page []piece) {
	i := slices.IndexFunc(c.blocks, func(b *candidate) bool { return b.reason == "" })
	if i < 0 {
		return
	}
	first := c.blocks[i]
	if first.kind != Paragraph || first.words > maxSectionWords || first.folded == "" || first.folded == folded(c.meta.title) {
		return
	}
	label := " " + first.folded + " "
	if folded(c.meta.section) == first.folded || slices.ContainsFunc(page, func(p piece) bool {
		return p.outside && (p.linked() == 1 && folded(p.text) == first.folded ||
			p.furniture.removes() && strings.Contains(" "+folded(p.text)+" ", label))
	}) {
		first.reason = "name of a section"
	}
}

// beside reports whether an outlet's name may stand next to the block.
func (b *candidate) beside() bool { return b.rule != nil && b.rule.Beside }

// headline finds the block that is the article's title when the input names
// none. The end of a breadcrumb tells; else it is the first block if that is a
// heading, else a line that a byline or a date follows. What stands above such a
// line goes: crawlers leave descriptions of pictures there.
func (c *cleaner) headline() *candidate {
	first := slices.IndexFunc(c.blocks, func(b *candidate) bool { return b.reason == "" })
	if first < 0 {
		return nil
	}
	i := c.findHeadline(c.endsBreadcrumb)
	if i < 0 && c.blocks[first].kind == Heading {
		return c.blocks[first]
	}
	if i < 0 {
		i = c.findHeadline(c.beforeByline)
	}
	if i < 0 {
		return nil
	}
	for _, b := range c.blocks[:i] {
		if b.reason == "" {
			b.reason = "above the headline"
		}
	}
	return c.blocks[i]
}

// findHeadline returns the first line at the head that could be a headline and
// is one according to sure, or -1.
func (c *cleaner) findHeadline(sure func(i int) bool) int {
	above := 0
	for i, b := range c.blocks {
		if b.reason != "" {
			continue
		}
		if mayHead(b) && sure(i) {
			return i
		}
		if above += b.words; above > maxAbove {
			break
		}
	}
	return -1
}

// mayHead reports whether a block is as short as a headline and has no end of a
// sentence that is none.
func mayHead(b *candidate) bool {
	return (b.kind == Paragraph || b.kind == Heading) && b.words <= maxHeadingWords &&
		length(b.text) <= maxHeadingRunes && !strings.ContainsAny(b.plain[len(b.plain)-1:], ".,:;")
}

func (c *cleaner) endsBreadcrumb(i int) bool {
	b := c.blocks[i]
	return b.words >= minNamed && slices.ContainsFunc(c.blocks[:i], func(crumb *candidate) bool {
		return crumb.reason == breadcrumb && strings.HasSuffix(crumb.folded, b.folded)
	})
}

func (c *cleaner) beforeByline(i int) bool {
	return i+1 < len(c.blocks) && c.blocks[i+1].beside()
}

// breadcrumb is the reason that boilerplate.yaml gives for one.
const breadcrumb = "breadcrumb navigation"
