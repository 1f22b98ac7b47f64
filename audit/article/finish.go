package article

import (
	"math"
	"strings"
)

// finish cleans a draft and makes an article of it.
func (r *Reader) finish(d *draft) (*Article, error) {
	a := &Article{Confidence: 1}
	if d.whole != "" {
		a.Text, a.Blocks = d.whole, d.spans
	} else {
		kept, removed := clean(d, r.rules)
		a.Text, a.Blocks, a.Links = assemble(kept)
		a.Removed = append(removed, d.aside...)
		a.Confidence = confidence(a)
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil, reject("nothing left after cleaning")
	}
	if err := rejectGarbage(a.Text); err != nil {
		return nil, err
	}
	m := d.meta
	a.Title, a.Byline, a.Outlet = m.title, m.byline, m.outlet
	a.Published, a.Modified = m.published, m.modified
	a.Canonical = m.canonical
	a.Language = m.language
	if a.Language == "" {
		a.Language = guessLanguage(a)
	}
	return a, nil
}

// fullLength is how many characters an article needs for its length to raise no
// doubt that more of it was meant to be found.
const fullLength = 600

// falseRemoval is the share of what the rules take out that is article after
// all; measured, it is between 0.09 and 0.25.
const falseRemoval = 0.2

// confidence is the share of the article that is likely to have been kept: of
// what rules took out a fifth counts as lost, of the prose that the extractor
// left behind all. It is lowered by up to half for articles of fewer than
// fullLength characters, and rounded to two decimals. What is taken exactly as it is has
// confidence 1.
func confidence(a *Article) float64 {
	lost := 0.0
	for _, r := range a.Removed {
		n := float64(length(r.Text))
		if r.Reason != notArticle {
			n *= falseRemoval
		}
		lost += n
	}
	kept := float64(length(a.Text))
	if kept == 0 {
		return 0
	}
	full := min(1, kept/fullLength)
	return math.Round(100*kept/(kept+lost)*(1+full)/2) / 100
}
