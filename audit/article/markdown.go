package article

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
)

// markdownFormat reads Markdown. It is rendered to HTML and read like a page
// without furniture, so that blocks and links are found by the same walk, HTML
// inside Markdown included.
type markdownFormat struct{ raw bool }

func (markdownFormat) extensions() []string { return []string{".md", ".markdown"} }

func (f markdownFormat) claims(in *input, _ string) bool {
	return slices.Contains(f.extensions(), in.ext)
}

// maxNesting is how many quotes and lists may stand within each other.
// goldmark's parser recurses, and a stack that overflows cannot be recovered
// from.
const maxNesting = 100

var nested = regexp.MustCompile(fmt.Sprintf(`(?m)^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){%d}`, maxNesting))

func (f markdownFormat) read(in *input, d charset.Decoded) (*draft, error) {
	if f.raw {
		return readRaw(in, true)
	}
	if !readsAsMarkdown(d.Text) {
		return textFormat{}.read(in, d)
	}
	if nested.MatchString(d.Text) {
		return nil, reject(fmt.Sprintf("quotes or lists nested %d deep", maxNesting))
	}
	meta, start := frontMatter(d.Text)
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote),
		goldmark.WithRendererOptions(html.WithUnsafe()), // nothing is shown, only read
	)
	var page bytes.Buffer
	if err := md.Convert([]byte(d.Text[start:]), &page); err != nil {
		return nil, &RejectedError{Reason: "the Markdown cannot be read", Err: err}
	}
	root, err := xhtml.Parse(&page)
	if err != nil {
		return nil, &RejectedError{Reason: tooDeep, Err: err}
	}
	var base *url.URL
	if meta.canonical != "" {
		base, _ = url.Parse(meta.canonical)
	}
	return &draft{meta: meta, pieces: pieces(root, base, nil)}, nil
}
