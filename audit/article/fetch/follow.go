package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// maxRedirects is more than honest sites need: http to https, to www, past a
// consent page and back.
const maxRedirects = 10

// follow fetches the page at an address, or at the address it leads to. Every
// stop on the way is asked about like the first.
func (c *Client) follow(ctx context.Context, address string, t *trip) (*Page, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, at(address, nil, err)
	}
	start := u
	visited := make(map[string]bool)
	for {
		visited[u.String()] = true
		a, err := c.visit(ctx, u, t)
		if err != nil {
			return nil, at(address, redirected(start, u), err)
		}
		next, err := a.next(u)
		switch {
		case err != nil:
		case next == nil:
			return a.page, nil
		case visited[next.String()]:
			err = fail(ErrRedirects, "redirects in a circle")
		case len(visited) > maxRedirects:
			err = fail(ErrRedirects, "redirects more than %d times", maxRedirects)
		}
		if err != nil {
			return nil, at(address, redirected(start, u), err)
		}
		u = next
	}
}

// next is where the answer redirects to, nil when it is the page, and an error
// when it is neither.
func (a *answer) next(from *url.URL) (*url.URL, error) {
	if a.status >= 200 && a.status < 300 {
		return nil, nil
	}
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, failStatus(a.status)
	}
	if a.location == "" {
		return nil, fail(ErrRedirects, "redirects, but doesn't say where to")
	}
	next, err := from.Parse(a.location)
	if err != nil || len(a.location) > maxAddress {
		return nil, fail(ErrRedirects, "redirects to something that is no address")
	}
	if err := vet(next); err != nil {
		return nil, at("", next, err)
	}
	return next, nil
}

// redirected is where u stands when it isn't the start, and nil when it is.
func redirected(start, u *url.URL) *url.URL {
	if u == start {
		return nil
	}
	return u
}

// at makes err an error of the address, and says where that led when it led
// elsewhere.
func at(address string, led *url.URL, err error) error {
	var e *Error
	if !errors.As(err, &e) {
		return err // the context's
	}
	named := *e // it may be many pages' error
	named.URL = address
	if led != nil {
		named.Reason = fmt.Sprintf("redirects to %s: %s", led.Redacted(), e.Reason)
	}
	return &named
}
