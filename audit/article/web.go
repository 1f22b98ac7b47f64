package article

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/article/fetch"
)

const (
	// maxListBytes is the size up to which a text file may be a list of
	// addresses.
	maxListBytes = 1 << 20
	// webJobs is how many addresses are asked about at once; no host gets more
	// than one request at a time whatever it is.
	webJobs = 16
)

// openPage fetches a page.
func (r *Reader) openPage(ctx context.Context, source string) (*stream, error) {
	if r.opts.Web == nil {
		return nil, reject("addresses are not fetched; save the page and name the file")
	}
	page, err := r.opts.Web.Get(ctx, source)
	if err != nil {
		return nil, rejectPage(err)
	}
	name := ""
	switch u, err := url.Parse(page.URL); {
	case page.ContentType == "text/html", page.ContentType == "application/xhtml+xml":
		name = "page.html" // whatever the address ends in
	case err == nil:
		name = u.Path
	}
	body := bytes.NewReader(page.Body)
	s := newStream(source, name, body)
	s.file, s.size = bytes.NewReader(page.Body), int64(len(page.Body))
	s.address, s.charset = page.URL, page.Charset
	return s, nil
}

// rejectPage keeps the fetcher's words, and lets the context's error pass.
func rejectPage(err error) error {
	var failure *fetch.Error
	if !errors.As(err, &failure) {
		return err
	}
	return &RejectedError{Source: failure.URL, Reason: failure.Reason, Err: failure.Err}
}

// expandAddresses replaces each address that is a feed, a sitemap or a list by
// the pages in it.
func (r *Reader) expandAddresses(ctx context.Context, addresses []string) (sources []string, rejected []*RejectedError) {
	if r.opts.Web == nil {
		return addresses, nil // to be rejected one by one
	}
	listings, errs := make([]*fetch.Listing, len(addresses)), make([]error, len(addresses))
	var g errgroup.Group
	g.SetLimit(webJobs)
	for i, address := range addresses {
		g.Go(func() error {
			listings[i], errs[i] = r.opts.Web.Expand(ctx, address)
			return nil
		})
	}
	_ = g.Wait() // nobody fails: each has its own error
	for i, address := range addresses {
		if errs[i] != nil {
			rejected = append(rejected, name(rejectPage(errs[i]), address).(*RejectedError))
			continue
		}
		sources = append(sources, listings[i].URLs...)
		for _, missed := range listings[i].Missed {
			rejected = append(rejected, rejectPage(missed).(*RejectedError))
		}
	}
	return sources, rejected
}

// listed returns the addresses in a file, if it is a list of addresses.
func listed(path string) ([]string, bool) {
	f, size, err := openFile(path)
	if err != nil {
		return nil, false // whoever reads it will say so
	}
	defer f.Close()
	if size > maxListBytes {
		return nil, false
	}
	text, err := io.ReadAll(io.LimitReader(f, maxListBytes))
	if err != nil {
		return nil, false
	}
	return fetch.Addresses(text)
}
