package article

import (
	"context"
	"net/url"

	"golang.org/x/net/html"
)

// Extraction libraries fail without an error on some pages: they return a
// caption, or a part of the article. So two are asked, and each block of the
// page is looked for in what they found. Where they agree is the article; what
// only one of them took is decided by where it stands (clean_disputed.go); and how far
// they agree is how far the result is to be trusted.

const (
	// maxSecond and maxSecondElements bound the pages that the second extractor
	// is asked about, in bytes and elements. It takes time that grows faster than
	// the page: a minute for 50 MB.
	maxSecond         = 2 << 20
	maxSecondElements = 30_000
	// minProse is how many characters of prose an extraction needs to be
	// believed when another has more than twice as many. Half changes none of 181
	// pages, twice as many one, for the worse (F1 -.0018).
	minProse = 500
	// maxLinked is the share of running text that may be links. Half and twice as
	// much change one of 181 pages.
	maxLinked = 0.3
)

// seconder is an extractor that knows whom to ask for a second opinion. first is
// what it found itself.
type seconder interface {
	second(first []*html.Node) Extractor
}

func (Readability) second(first []*html.Node) Extractor { return Trafilatura{First: first} }

// secondOpinion asks the second extractor, within limits: it may take half of
// the page's time, and usually takes 5 ms. Its failure is no failure of the
// page: nil then.
func (f htmlFormat) secondOpinion(page *html.Node, base *url.URL, first []*html.Node, bytes, elements int) *Extraction {
	library, ok := f.extractor.(seconder)
	if !ok || bytes > maxSecond || elements > maxSecondElements {
		return nil
	}
	found, err := within(context.Background(), f.timeout/2, func() (Extraction, error) {
		return library.second(first).Extract(page, base)
	})
	if err != nil {
		return nil
	}
	return &found
}

// blocks reads what an extractor found.
func (e Extraction) blocks(base *url.URL) (out []piece) {
	for _, node := range e.Content {
		out = append(out, pieces(node, base, nil)...)
	}
	return out
}

// judge marks the blocks of a page by how many opinions took them. doubt is the
// share of the words taken that not every opinion took. Opinions that agree on
// less than half are of no use together: extractors fail by leaving out, so the
// one that took more is then believed.
func judge(page []piece, opinions ...[]piece) (doubt float64) {
	known := lexicon{}
	numbered := make([][]int32, len(page))
	for i, p := range page {
		if !p.furniture.removes() {
			numbered[i] = known.number(p.text)
		}
	}
	took := make([]int, len(page))
	var fullest []bool // the votes of the opinion that took most
	most := -1
	for _, blocks := range opinions {
		votes := newOpinion(blocks, known).votes(numbered)
		size := 0
		for i, yes := range votes {
			if yes {
				took[i]++
				size += len(numbered[i])
			}
		}
		if size > most {
			fullest, most = votes, size
		}
	}
	quotes(page, took)
	some, all := 0, 0
	for i := range page {
		if took[i] > 0 {
			some += len(numbered[i])
		}
		if took[i] == len(opinions) {
			all += len(numbered[i])
		}
	}
	doubt = 1 - float64(all)/float64(max(1, some))
	for i := range page {
		if doubt > maxDoubt && fullest[i] {
			took[i] = len(opinions)
		}
		page[i].outside, page[i].disputed = took[i] == nobody, took[i] != nobody && took[i] < len(opinions)
	}
	return doubt
}

// maxDoubt is the doubt up to which two opinions together are better than one. At
// half of it three of 181 pages change for the worse (F1 -.0017); with no limit
// none changes.
const maxDoubt = 0.5

const (
	nobody = 0
	// ours stands for an opinion of neither extractor: the block is in dispute.
	ours = -1
)

// quotes brings back quotations that nobody took although they stand between
// blocks that somebody took. Libraries drop embedded posts, which articles are
// about.
func quotes(page []piece, took []int) {
	last := false // somebody took the last block that is no such quotation
	for i := 0; i < len(page); i++ {
		if page[i].furniture.removes() {
			continue
		}
		if page[i].kind != Quote || took[i] != nobody {
			last = took[i] != nobody
			continue
		}
		end := i
		for end < len(page) && (page[end].furniture.removes() || page[end].kind == Quote && took[end] == nobody) {
			end++
		}
		if last && end < len(page) && took[end] != nobody {
			for j := i; j < end; j++ {
				if !page[j].furniture.removes() {
					took[j] = ours
				}
			}
		}
		i = end - 1
	}
}

// markCaptions marks blocks that repeat the description of a picture on the page.
func markCaptions(root *html.Node, page []piece) {
	known := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "img" {
			if alt := attr(n.Attr, "alt"); words(alt) >= minAlt {
				known[folded(alt)] = true
			}
		}
	}
	for i := range page {
		if p := &page[i]; p.kind == Paragraph && p.linked() < maxLinked && known[folded(p.text)] {
			p.kind = Caption
		}
	}
}

// minAlt is how many words the description of a picture has. One of fewer can
// be a name that the article's text has too. One and six change no text of 181
// pages.
const minAlt = 3

// prose counts the characters in blocks of running text that somebody took for
// article.
func prose(blocks []piece) int {
	n := 0
	for _, p := range blocks {
		if !p.outside && p.kind != Caption && p.kind != Heading && p.linked() < maxLinked {
			n += length(p.text)
		}
	}
	return n
}

// rescue replaces what was taken of a page with an opinion that has much more,
// or with what the page's data for machines say: pages that scripts put together
// have their article nowhere else. The page's own blocks are then all outside.
func rescue(page []piece, before float64, data func() []piece, opinions ...[]piece) ([]piece, float64) {
	n := prose(page)
	if n >= minProse {
		return page, before
	}
	doubt := dataDoubt
	for _, found := range append([][]piece{data()}, opinions...) {
		if prose(found) <= 2*n {
			doubt = maxDoubt // one opinion against none
			continue
		}
		for i := range page {
			page[i].outside, page[i].disputed = true, false
		}
		return append(found[:len(found):len(found)], page...), doubt
	}
	return page, before
}

// dataDoubt is the doubt about a text that a page's data for machines state to
// be the article: its publisher says so, but the page shows nothing of it.
const dataDoubt = 0.2
