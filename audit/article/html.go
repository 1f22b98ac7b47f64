package article

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/rejection"
	"copydesk.dev/audit/article/visible"
)

// tooDeep is why html.Parse fails: it refuses more than 512 open elements, and
// reading from a string cannot go wrong otherwise.
const tooDeep = "its HTML is nested too deeply"

// htmlFormat reads web pages.
type htmlFormat struct {
	extractor Extractor
	elements  []elementRule
	timeout   time.Duration // for a whole page
}

func (htmlFormat) extensions() []string { return []string{".html", ".htm", ".xhtml"} }

// claims takes what is called HTML and has at least one tag, and what is
// unmistakably a page whatever it is called.
func (f htmlFormat) claims(in *input, text string) bool {
	if isPage(text) {
		return true
	}
	switch {
	case slices.Contains(f.extensions(), in.ext):
		return tagAt(text, strings.IndexByte(text, '<'))
	case slices.Contains(textFormat{}.extensions(), in.ext), slices.Contains(markdownFormat{}.extensions(), in.ext):
		return false
	}
	return tagAt(text, leading(text))
}

// isPage reports whether the first kilobyte opens a page.
func isPage(text string) bool {
	start := leading(text)
	head := strings.ToLower(text[start:min(len(text), start+1024)])
	if !strings.HasPrefix(head, "<") {
		return false
	}
	for _, mark := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if strings.Contains(head, mark) {
			return true
		}
	}
	return false
}

// leading is the offset of the first visible character.
func leading(text string) int {
	return len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
}

// tagAt reports whether an element or a comment opens at offset i.
func tagAt(text string, i int) bool {
	if i < 0 || i+1 >= len(text) || text[i] != '<' {
		return false
	}
	c := text[i+1] | 0x20 // lower case
	return 'a' <= c && c <= 'z' || text[i+1] == '!'
}

func (f htmlFormat) read(in *input, d charset.Decoded) (*draft, error) {
	page, err := html.Parse(strings.NewReader(d.Text))
	if err != nil {
		return nil, &RejectedError{Reason: tooDeep, Err: err}
	}
	elements := countElements(page)
	if elements > maxElements {
		return nil, rejection.TooMany(elements, maxElements, "elements")
	}
	meta := pageMetadata(page)
	base := baseURL(page, cmp.Or(meta.canonical, in.address))
	visible.Show(page)
	// Libraries keep boxes that stand between paragraphs; they go beforehand.
	boxes := furniture(page, f.elements)
	all := pieces(page, base, boxes)
	markCaptions(page, all)
	removeFurniture(boxes)
	found, err := f.extractor.Extract(page, base)
	if err != nil && !errors.Is(err, errNoArticle) {
		return nil, &RejectedError{Reason: "extraction failed", Err: err}
	}
	meta.fill(found.metadata())
	opinions := [][]piece{found.blocks(base)}
	if second := f.secondOpinion(page, base, found.Content, len(d.Text), elements); second != nil {
		meta.published = betterDate(meta.published, second.Published, meta.canonical)
		meta.fill(second.metadata())
		opinions = append(opinions, second.blocks(base))
	}
	meta.title = withoutOutlet(meta.title, meta.outlet)
	out := &draft{meta: meta}
	doubt := judge(all, opinions...)
	out.pieces, out.doubt = rescue(all, doubt, func() []piece { return f.statedBody(page) }, opinions...)
	return out, nil
}

func countElements(page *html.Node) int {
	n := 0
	for d := range page.Descendants() {
		if d.Type == html.ElementNode {
			n++
		}
	}
	return n
}

// baseURL is what relative links are relative to: the <base> element if there
// is one, else the page's own address. nil when neither is known.
func baseURL(page *html.Node, canonical string) *url.URL {
	base, err := url.Parse(canonical)
	if err != nil {
		base = new(url.URL)
	}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.Data != "base" {
			continue
		}
		if u, err := url.Parse(attr(n.Attr, "href")); err == nil {
			base = base.ResolveReference(u)
		}
		break
	}
	if !base.IsAbs() {
		return nil
	}
	return base
}
