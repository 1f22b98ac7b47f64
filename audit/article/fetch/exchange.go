package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// trip is what one page's requests share.
type trip struct {
	total    time.Duration // for requests
	left     time.Duration // of it
	patience time.Duration // for waiting before further attempts
	limit    int64         // of the body, in bytes
	cut      bool          // read limit bytes of a larger body instead of refusing it
	robots   bool          // it fetches a robots.txt, which needs no permission
}

func newTrip(total time.Duration, limit int64) *trip {
	return &trip{total: total, left: total, patience: maxPause, limit: limit}
}

// answer is a page, or what stands in its way.
type answer struct {
	page     *Page
	status   int
	location string // where a redirect leads
	retry    string // Retry-After
}

// exchange makes one request and reads the answer, within what is left of the
// trip's time and its size.
func (c *Client) exchange(ctx context.Context, u *url.URL, t *trip) (*answer, error) {
	start := time.Now() // by the wall: the network doesn't go by the tests' clock
	defer func() { t.left -= time.Since(start) }()
	inner, cancel := context.WithTimeout(ctx, t.left)
	defer cancel()
	a, err := c.request(inner, u, t)
	switch {
	case err == nil:
		return a, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case inner.Err() != nil:
		err = inner.Err() // the transport has several ways to say so
	}
	return nil, explain(err, t.total)
}

func (c *Client) request(ctx context.Context, u *url.URL, t *trip) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fail(ErrAddress, "not a web address")
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	var known *Page
	if !t.robots {
		known = c.opts.Pages.KnownPage(u.String())
	}
	if known != nil {
		setIf(req.Header, "If-None-Match", known.Validators.ETag)
		setIf(req.Header, "If-Modified-Since", known.Validators.LastModified)
	}

	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{
		page:     newPage(u.String(), resp.Header),
		status:   resp.StatusCode,
		location: resp.Header.Get("Location"),
		retry:    resp.Header.Get("Retry-After"),
	}
	switch {
	case a.status == http.StatusNotModified && known != nil:
		a.page, a.status = known, http.StatusOK
		return a, nil
	case a.status < 200 || a.status > 299:
		return a, nil // whatever its body says is for a person at a browser
	}
	a.page.Body, err = readBody(resp, t)
	if err == nil && !t.robots && !t.cut && a.page.Validators != (Validators{}) {
		c.opts.Pages.KeepPage(a.page)
	}
	return a, err
}

func setIf(header http.Header, key, value string) {
	if value != "" {
		header.Set(key, value)
	}
}

// readBody reads no more than the trip's limit. The transport has undone gzip
// by then, so that the limit holds for what comes out of it.
func readBody(resp *http.Response, t *trip) ([]byte, error) {
	switch strings.ToLower(resp.Header.Get("Content-Encoding")) {
	case "", "identity", "gzip", "x-gzip":
	default:
		return nil, fail(nil, "it is compressed in a way nobody asked for (%s)", resp.Header.Get("Content-Encoding"))
	}
	if resp.ContentLength > t.limit && !t.cut {
		return nil, tooLarge(t.limit)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, t.limit+1))
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return nil, &Error{Reason: "its compression is damaged", Err: err}
	case err != nil:
		return nil, err
	case int64(len(data)) <= t.limit:
		return data, nil
	case t.cut:
		return data[:t.limit], nil
	}
	return nil, tooLarge(t.limit)
}

func tooLarge(limit int64) error {
	return fail(ErrTooLarge, "larger than %d bytes", limit)
}
