package article

import (
	"math"
	"strings"
)

// finish cleans a draft and makes an article of it.
func (r *Reader) finish(d *draft) (*Article, error) {
	a := &Article{Confidence: 1}
	raw := d.whole != ""
	if raw {
		a.Text, a.Blocks = d.whole, d.spans
	} else {
		c := clean(d, r.rules)
		a.Text, a.Blocks, a.Links = assemble(c.kept)
		a.Removed = c.removed
		a.Confidence = min(confidence(length(a.Text), c.lost), agreed(d.doubt))
	}
	if strings.TrimSpace(a.Text) == "" {
		return nil, reject("nothing left after cleaning")
	}
	if err := rejectGarbage(a.Text); err != nil && !raw {
		return nil, err
	}
	if err := checkWords(a.Text); err != nil {
		return nil, err
	}
	m := d.meta
	a.Title, a.Byline, a.Outlet = m.title, tidyByline(m.byline, m.outlet), m.outlet
	a.Published, a.Modified = m.published, m.modified
	a.Canonical = m.canonical
	a.Language = languageOf(a, m.language)
	return a, nil
}

// fullLength is how many characters an article needs for its length to raise no
// doubt that more of it was meant to be found.
const fullLength = 600

// confidence is the share of the article that is likely to have been kept, of
// which kept characters are there and lost ones probably not. It is lowered by
// up to half for articles of fewer than fullLength characters, and rounded to
// two decimals. What is taken exactly as it is has confidence 1.
func confidence(kept int, lost float64) float64 {
	if kept == 0 {
		return 0
	}
	n := float64(kept)
	full := min(1, n/fullLength)
	return math.Round(100*n/(n+lost)*(1+full)/2) / 100
}

// agreed is the confidence that extractors' agreement allows: the share of the
// text they agree on, rounded to two decimals.
func agreed(doubt float64) float64 { return math.Round(100*(1-doubt)) / 100 }
