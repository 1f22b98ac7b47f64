package article

import (
	"regexp"
	"slices"
)

// candidate is a piece with what the rules look at.
type candidate struct {
	piece
	words  int
	plain  string // text with straight quotes and single spaces
	cased  string // plain in one case
	folded string // text as in [folded]
	reason string // why it is taken out, "" while it stays
	rule   *rule  // that gave the reason, if one did
}

func newCandidate(p piece) *candidate {
	plain := plainSigns.Replace(foldSpace(p.text))
	return &candidate{
		piece:  p,
		words:  words(p.text),
		plain:  plain,
		cased:  inOneCase(plain),
		folded: folded(p.text),
	}
}

// clean takes boilerplate out of the draft's pieces and completes its metadata
// from what it took out.
func clean(d *draft, rules []rule) cleaned {
	c := cleaner{rules: rules, meta: &d.meta}
	for _, p := range d.pieces {
		if !p.outside {
			c.blocks = append(c.blocks, newCandidate(p))
		}
	}
	c.disputed()
	c.section(d.pieces)
	c.fromHead()
	c.fromTail()
	c.lists()
	c.linkRuns()
	c.openers()
	c.betweenLines()
	c.titles()
	return c.result(d.pieces)
}

// cleaned is what became of a draft's pieces.
type cleaned struct {
	kept    []piece
	removed []Removed
	lost    float64 // characters of article that were probably removed
}

const (
	// falseRemoval is the share of what the rules take out that is article
	// after all; measured, it is between 0.09 and 0.25. It decides about the
	// confidence only.
	falseRemoval = 0.2
	// lostProse is how many words a paragraph outside the article needs to
	// count as lost; menus and teasers are shorter. It decides about the confidence
	// only.
	lostProse = 25
)

// result sorts the pieces into what is kept and what is removed. Of what rules
// took out of the article a fifth counts as lost, of the prose beyond it what no
// rule knows a reason for.
func (c *cleaner) result(pieces []piece) (out cleaned) {
	var removed removedList
	inside := c.blocks
	for _, p := range pieces {
		if p.outside {
			prose := p.kind == Paragraph && p.linked() < maxLinked && words(p.text) >= lostProse
			listed := removed.admits(p.text)
			if !listed && !prose {
				continue
			}
			b := newCandidate(p)
			b.reason = c.outsideReason(b)
			if prose {
				out.lost += b.lost()
			}
			if listed {
				removed.add(p.text, b.reason)
			}
			continue
		}
		b := inside[0]
		inside = inside[1:]
		if b.reason == "" {
			out.kept = append(out.kept, b.piece)
			removed.apart = true
			continue
		}
		out.lost += b.lost()
		removed.add(p.text, b.reason)
	}
	out.removed = removed.list()
	return out
}

// lost is how many characters of article probably went with a removed block.
func (b *candidate) lost() float64 {
	n := float64(length(b.text))
	if b.reason == notArticle {
		return n
	}
	return falseRemoval * n
}

type cleaner struct {
	rules  []rule
	meta   *metadata
	blocks []*candidate
}

// fromHead tries the rules that hold anywhere or at the head.
func (c *cleaner) fromHead() {
	before := 0
	for _, b := range c.blocks {
		c.try(b, func(w place) bool { return w.head(before) })
		if b.reason == "" {
			before += b.words
		}
	}
}

// fromTail tries the rules that hold at the tail.
func (c *cleaner) fromTail() {
	after := 0
	for _, b := range slices.Backward(c.blocks) {
		c.try(b, func(w place) bool { return w.tail(after) })
		if b.reason == "" {
			after += b.words
		}
	}
}

func (c *cleaner) try(b *candidate, holds func(place) bool) {
	if b.reason != "" {
		return
	}
	for i := range c.rules {
		r := &c.rules[i]
		if !holds(r.Where) {
			continue
		}
		groups, ok := r.fits(b)
		if !ok || r.Fills != "" && !c.learn(r.Fills, groups) {
			continue
		}
		b.reason, b.rule = r.Reason, r
		return
	}
}

// learn takes metadata from what a rule captured. It reports false when that is
// not what the rule took it for; the block then stays.
func (c *cleaner) learn(field string, groups []string) bool {
	if field == "published" {
		c.meta.fill(metadata{published: normalDate(groups[0])})
		return true
	}
	found := splitNames(groups[0])
	c.meta.fill(metadata{byline: found})
	if len(groups) > 1 {
		c.learnRest(groups[1])
	}
	return len(found) > 0
}

// learnRest takes an outlet and a date from what stands beside a byline.
func (c *cleaner) learnRest(line string) {
	for _, s := range lineDivider.Split(line, -1) {
		if date := normalDate(s); date != "" {
			c.meta.fill(metadata{published: date})
		} else if isOutlet(s) {
			c.meta.fill(metadata{outlet: s})
		}
	}
}

// lineDivider stands between a byline and what else is on its line.
var lineDivider = regexp.MustCompile(`\s+[|•·-]\s+`)

// lists makes rules for lists hold for whole lists: at the head the first item
// decides, and elsewhere all items have to go, or those that such a rule took
// out stay too.
func (c *cleaner) lists() {
	for i := 0; i < len(c.blocks); {
		end := i + 1
		for end < len(c.blocks) && c.blocks[i].list > 0 && c.blocks[end].list == c.blocks[i].list {
			end++
		}
		list := c.blocks[i:end]
		i = end
		first := list[0]
		switch {
		case first.byList() && first.rule.Where == head:
			for _, b := range list {
				b.reason = first.reason
			}
		case len(list) == 1 || slices.ContainsFunc(list, func(b *candidate) bool { return b.reason == "" }):
			for _, b := range list {
				if b.byList() {
					b.reason, b.rule = "", nil
				}
			}
		}
	}
}

// byList reports whether a rule for lists took the block out.
func (b *candidate) byList() bool { return b.rule != nil && b.rule.List }

const titleAgain = "the title again"

// titles takes out blocks that only repeat the title. When the input names none,
// the headline in the text is it, and keeps its place there.
func (c *cleaner) titles() {
	var headline *candidate
	if c.meta.title == "" {
		if headline = c.headline(); headline == nil {
			return
		}
		headline.kind = Heading
		c.meta.title = foldSpace(headline.text)
	}
	title := folded(c.meta.title)
	for _, b := range c.blocks {
		if b != headline && b.reason == "" && b.folded == title {
			b.reason = titleAgain
		}
	}
}
