package article

import "slices"

// candidate is a piece with what the rules look at.
type candidate struct {
	piece
	words  int
	plain  string // text with straight quotes and single spaces
	folded string // text as in [folded]
	reason string // why it is taken out, "" while it stays
	rule   *rule  // that gave the reason, if one did
}

// clean takes boilerplate out of the draft's pieces and completes its metadata
// from what it took out.
func clean(d *draft, rules []rule) (kept []piece, removed []Removed) {
	c := cleaner{rules: rules, meta: &d.meta}
	for _, p := range d.pieces {
		c.blocks = append(c.blocks, &candidate{
			piece:  p,
			words:  words(p.text),
			plain:  plainSigns.Replace(foldSpace(p.text)),
			folded: folded(p.text),
		})
	}
	c.fromHead()
	c.fromTail()
	c.lists()
	c.openers()
	c.titles()
	for _, b := range c.blocks {
		if b.reason == "" {
			kept = append(kept, b.piece)
		} else {
			removed = append(removed, Removed{b.text, b.reason})
		}
	}
	return kept, removed
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
		value, ok := r.fits(b)
		if !ok || !c.learn(r.Fills, value) {
			continue
		}
		b.reason, b.rule = r.Reason, r
		return
	}
}

// learn takes metadata from a block. It reports false when the value is not
// what the rule took it for; the block then stays.
func (c *cleaner) learn(field, value string) bool {
	switch field {
	case "byline":
		found := splitNames(value)
		if len(c.meta.byline) == 0 {
			c.meta.byline = found
		}
		return len(found) > 0
	case "published":
		date := normalDate(value)
		if c.meta.published == "" {
			c.meta.published = date
		}
	}
	return true
}

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

// maxFurniture is how many words may follow a heading of furniture for them to
// go with it.
const maxFurniture = 200

// openers takes out what follows a heading of furniture at the article's tail.
func (c *cleaner) openers() {
	for i, b := range c.blocks {
		if b.rule == nil || !b.rule.Opens {
			continue
		}
		rest := c.blocks[i+1:]
		total, stay := 0, 0
		for _, f := range rest {
			total += f.words
			if f.reason == "" && f.linked() < 0.8 {
				stay++
			}
		}
		if total > maxFurniture || 2*stay > len(rest) {
			continue
		}
		for _, f := range rest {
			if f.reason == "" {
				f.reason = b.reason
			}
		}
		return
	}
}

// titles takes out blocks that only repeat the title. When the input named no
// title, the first block that stays is it, if that is a heading; it keeps its
// place in the text.
func (c *cleaner) titles() {
	seen := c.meta.title != ""
	if !seen {
		i := slices.IndexFunc(c.blocks, func(b *candidate) bool { return b.reason == "" })
		if i < 0 || c.blocks[i].kind != Heading {
			return
		}
		c.meta.title = foldSpace(c.blocks[i].text)
	}
	title := folded(c.meta.title)
	for _, b := range c.blocks {
		if b.reason != "" || b.folded != title {
			continue
		}
		if seen {
			b.reason = "the title again"
		}
		seen = true
	}
}
