package fetch

import (
	"context"
	"errors"
	"net/url"
)

// Kind is what an address turned out to be.
type Kind string

const (
	KindPage    Kind = "page"
	KindFeed    Kind = "feed"    // RSS, Atom or JSON Feed
	KindSitemap Kind = "sitemap" // or an index of sitemaps
	KindList    Kind = "list"    // plain text, one address a line
)

// Listing is the pages that an address stands for.
type Listing struct {
	Kind Kind
	URLs []string // in the order given, without duplicates; of a page, its address as given
	// Missed says what may be missing from URLs: a sitemap that could not be
	// read, entries that are no addresses, more pages than a listing may have.
	Missed []*Error
}

// maxSitemaps bounds how many sitemaps an index makes us fetch.
const maxSitemaps = 50

// Expand fetches what an address leads to and returns the pages it lists, when
// it is a feed, a sitemap (or an index of them, or compressed) or a text of
// addresses. Of any other page it returns the address itself, and keeps the
// page for [Client.Get].
func (c *Client) Expand(ctx context.Context, address string) (*Listing, error) {
	page, err := c.follow(ctx, address, newTrip(c.opts.Timeout, c.opts.MaxBytes))
	if err != nil {
		return nil, err
	}
	contents, err := parseContents(page, c.opts.MaxLinks)
	if err != nil {
		return nil, at(address, nil, err)
	}
	if contents.kind == KindPage {
		c.kept.keep(address, page)
		return &Listing{Kind: KindPage, URLs: []string{address}}, nil
	}
	e := expansion{client: c, listing: &Listing{Kind: contents.kind}, seen: make(map[string]bool), fetched: map[string]bool{page.URL: true}}
	if err := e.add(ctx, address, contents); err != nil {
		return nil, err
	}
	if len(e.listing.URLs) == 0 && len(e.listing.Missed) == 0 {
		e.miss(address, fail(nil, "the %s lists no pages", contents.kind))
	}
	return e.listing, nil
}

// expansion is the state of one Expand.
type expansion struct {
	client  *Client
	listing *Listing
	seen    map[string]bool // of listing.URLs
	fetched map[string]bool // sitemaps
	full    bool
}

// add adds the contents of the list at address, and of the sitemaps it lists.
func (e *expansion) add(ctx context.Context, address string, contents *contents) error {
	if contents.unusable > 0 {
		e.miss(address, fail(nil, "%d entries without an address that could be fetched", contents.unusable))
	}
	if contents.broken != nil {
		e.miss(address, contents.broken)
	}
	for _, link := range contents.links {
		if e.seen[link] {
			continue
		}
		if len(e.listing.URLs) == e.client.opts.MaxLinks {
			e.overflow(address)
			break
		}
		e.seen[link] = true
		e.listing.URLs = append(e.listing.URLs, link)
	}
	if contents.more {
		e.overflow(address)
	}
	for _, sitemap := range contents.sitemaps {
		switch {
		case e.full:
			return nil
		case e.fetched[sitemap]:
			continue
		case len(e.fetched) > maxSitemaps:
			e.full = true
			e.miss(address, fail(ErrTooLarge, "lists more than %d sitemaps; the rest is left out", maxSitemaps))
			return nil
		}
		e.fetched[sitemap] = true
		if err := e.addSitemap(ctx, sitemap); err != nil {
			return err
		}
	}
	return nil
}

// addSitemap fails only when the context is done: one sitemap that cannot be
// read is missed, and the others are not.
func (e *expansion) addSitemap(ctx context.Context, address string) error {
	opts := e.client.opts
	page, err := e.client.follow(ctx, address, newTrip(opts.Timeout, opts.MaxBytes))
	var nested *contents
	if err == nil {
		nested, err = parseContents(page, opts.MaxLinks)
	}
	if err == nil && nested.kind == KindPage {
		err = fail(nil, "not a sitemap, though listed as one")
	}
	if err == nil {
		return e.add(ctx, address, nested)
	}
	var failure *Error
	if !errors.As(err, &failure) {
		return err
	}
	e.miss(address, failure)
	return nil
}

func (e *expansion) overflow(address string) {
	if !e.full {
		e.full = true
		e.miss(address, fail(ErrTooLarge, "lists more than %d pages; the rest is left out", e.client.opts.MaxLinks))
	}
}

func (e *expansion) miss(address string, why *Error) {
	missed := *why
	missed.URL = address
	e.listing.Missed = append(e.listing.Missed, &missed)
}

// contents is what a list says, before any of it is fetched.
type contents struct {
	kind     Kind
	links    []string // absolute
	sitemaps []string // absolute
	unusable int      // entries that are neither
	more     bool     // links were left out
	broken   *Error   // why it could not be read to its end
}

// link adds an entry that stands in a document at base.
func (c *contents) link(to *[]string, base *url.URL, href string) {
	u, err := base.Parse(href)
	if err != nil || href == "" || len(href) > maxAddress || vet(u) != nil {
		c.unusable++
		return
	}
	*to = append(*to, u.String())
}
