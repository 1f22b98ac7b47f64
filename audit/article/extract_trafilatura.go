package article

import (
	"net/url"

	"github.com/go-shiori/dom"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// Trafilatura extracts with go-trafilatura. Given what Readability found, it
// chooses between that and its own when in doubt, instead of running Readability
// a second time.
type Trafilatura struct{ First []*html.Node }

// Extract implements [Extractor].
func (t Trafilatura) Extract(page *html.Node, base *url.URL) (Extraction, error) {
	opts := trafilatura.Options{
		OriginalURL:     base,
		EnableFallback:  true,
		IncludeLinks:    true,
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Fast,
	}
	if len(t.First) == 1 {
		// It changes what it compares with.
		opts.FallbackCandidates = &trafilatura.FallbackCandidates{Readability: dom.Clone(t.First[0], true)}
	}
	found, err := trafilatura.ExtractDocument(page, opts)
	if err != nil || found.ContentNode == nil {
		return Extraction{}, errNoArticle // it has no other error for these options
	}
	e := Extraction{
		Content: []*html.Node{found.ContentNode},
		Title:   found.Metadata.Title,
		Byline:  found.Metadata.Author,
		Outlet:  found.Metadata.Sitename,
	}
	if d := found.Metadata.Date; !d.IsZero() {
		e.Published = d.Format("2006-01-02")
	}
	return e, nil
}
