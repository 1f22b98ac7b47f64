package article

import (
	"errors"
	"net/url"

	readability "github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
)

// Extractor finds the article within an HTML page. It stands between this
// package and the library that does it, so that a change of library is a change
// of one file.
type Extractor interface {
	// Extract must leave page as it is. base is the page's address, nil when
	// unknown.
	Extract(page *html.Node, base *url.URL) (Extraction, error)
}

// Extraction is what an extractor found. Its metadata is a second opinion:
// what the page says in its own metadata comes first.
type Extraction struct {
	Content []*html.Node // the article's elements, in the order of the page
	Title   string
	Byline  string
	Outlet  string

	Published string // YYYY-MM-DD, "" unknown
}

// Readability extracts with go-readability. Its TextContent is never used: that
// glues neighbouring paragraphs together. The module names
// codeberg.org/readeck/go-readability/v2, whose interface differs, as its
// successor.
type Readability struct{}

var errNoArticle = errors.New("no article found in the page")

// Extract implements [Extractor].
func (Readability) Extract(page *html.Node, base *url.URL) (Extraction, error) {
	parser := readability.NewParser() // one a page: a shared one races
	found, err := parser.ParseDocument(page, base)
	if err != nil {
		return Extraction{}, err
	}
	if found.Node == nil {
		return Extraction{}, errNoArticle
	}
	return Extraction{
		Content: []*html.Node{found.Node},
		Title:   found.Title,
		Byline:  found.Byline,
		Outlet:  found.SiteName,
	}, nil
}

// metadata is what the extractor says about the article.
func (e Extraction) metadata() metadata {
	return metadata{
		title:     foldSpace(e.Title),
		byline:    splitNames(e.Byline),
		outlet:    outletName(e.Outlet),
		published: e.Published,
	}
}
