package fetch

import (
	"mime"
	"net/http"
	"strings"
	"sync"
)

// Page is what an address gave.
type Page struct {
	URL         string // where it was found in the end, after redirects
	ContentType string // from the header, lower case, without parameters: "text/html"; "" when it says none
	Charset     string // from the header, lower case; "" when it says none
	Body        []byte // decompressed
	Validators  Validators
}

// Validators are the marks by which a host recognises a version of a page.
type Validators struct {
	ETag         string // as sent, quotes included
	LastModified string // as sent
}

// Pages remembers pages between runs, so that a host sends only what changed.
// It is used from several goroutines.
type Pages interface {
	// KnownPage returns the page that was found at an address, nil for none.
	KnownPage(url string) *Page
	// KeepPage is given every page that can be asked about again, by its URL.
	KeepPage(page *Page)
}

// noPages remembers nothing.
type noPages struct{}

func (noPages) KnownPage(string) *Page { return nil }
func (noPages) KeepPage(*Page)         {}

func newPage(url string, header http.Header) *Page {
	p := &Page{
		URL:        url,
		Validators: Validators{ETag: header.Get("ETag"), LastModified: header.Get("Last-Modified")},
	}
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil { // of a damaged header, the type may still be legible
		kind, _, _ = strings.Cut(header.Get("Content-Type"), ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	p.ContentType, p.Charset = kind, strings.ToLower(params["charset"])
	return p
}

// larderBytes is what a larder holds at most. Pages beyond it are fetched
// again: slower, but the same.
const larderBytes = 64 << 20

// larder keeps pages that were fetched to see what they are, until somebody
// wants to read them.
type larder struct {
	mu    sync.Mutex
	pages map[string]*Page // by the address as given
	bytes int
}

func (l *larder) keep(address string, page *Page) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pages[address] != nil || l.bytes+len(page.Body) > larderBytes {
		return
	}
	if l.pages == nil {
		l.pages = make(map[string]*Page)
	}
	l.pages[address] = page
	l.bytes += len(page.Body)
}

func (l *larder) take(address string) *Page {
	l.mu.Lock()
	defer l.mu.Unlock()
	page := l.pages[address]
	if page != nil {
		delete(l.pages, address)
		l.bytes -= len(page.Body)
	}
	return page
}
