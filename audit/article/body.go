package article

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/rejection"
	"copydesk.dev/audit/article/visible"
)

// markup is a tag that a text would not hold by chance.
var markup = regexp.MustCompile(`(?i)</?(?:p|div|br|a|h[1-6]|ul|ol|li|blockquote|span|strong|em|b|i|article|section|figure|img|table)(?:\s[^<>]*)?/?>`)

// body reads what a format holds as the text of an article: a whole page, a
// fragment of one, or plain text. What known says about the article wins over
// what the body says.
func (f htmlFormat) body(text string, known metadata) (*draft, error) {
	text = strings.ReplaceAll(text, "\x00", " ")
	switch {
	case isPage(text):
		d, err := f.read(&input{}, charset.Decoded{Text: text})
		if err != nil {
			return nil, err
		}
		known.fill(d.meta)
		d.meta = known
		return d, nil
	case markup.MatchString(text):
		pieces, err := f.fragment(text, known.canonical)
		return &draft{meta: known, pieces: pieces}, err
	}
	pieces, err := textPieces(html.UnescapeString(text))
	return &draft{meta: known, pieces: pieces}, err
}

// fragment reads HTML that is article already. Nothing is guessed: what the
// elements do not show to be furniture stays. base is what relative links are
// relative to, "" unknown. What prepare does comes first.
func (f htmlFormat) fragment(text, base string, prepare ...func(root *html.Node)) ([]piece, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, &RejectedError{Reason: tooDeep, Err: err}
	}
	if n := countElements(root); n > maxElements {
		return nil, rejection.TooMany(n, maxElements, "elements")
	}
	var address *url.URL
	if u, err := url.Parse(base); err == nil && u.IsAbs() {
		address = u
	}
	for _, p := range prepare {
		p(root)
	}
	visible.Show(root)
	all := pieces(root, address, furniture(root, f.elements))
	for i := range all {
		if all[i].furniture.removes() {
			all[i].outside = true
		}
	}
	return all, nil
}

// textPieces reads plain text.
func textPieces(text string) ([]piece, error) {
	if n := strings.Count(text, "\n"); n > maxLines {
		return nil, rejection.TooMany(n, maxLines, "lines")
	}
	var out []piece
	text = visible.Text(text)
	for _, p := range layOut(text, false) {
		if s := p.content(text); s != "" {
			out = append(out, piece{kind: p.kind, text: s, list: p.list})
		}
	}
	return out, nil
}
