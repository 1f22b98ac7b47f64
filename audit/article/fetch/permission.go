package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

const (
	maxRobotsBytes = 512 << 10 // RFC 9309 wants 500 KiB at least to be read
	robotsTimeout  = 10 * time.Second
)

// permitted asks the host's robots.txt about an address. It is fetched once:
// who fetches it holds the host's slot, and everybody else waits for that.
func (c *Client) permitted(ctx context.Context, h *host, u *url.URL, t *trip) error {
	if h.rules == nil && h.barred == nil {
		if err := c.learn(ctx, h, u, t); err != nil {
			return err
		}
	}
	switch {
	case h.barred != nil:
		return h.barred
	case !h.rules.allow(u):
		return fail(ErrRobots, "the site's robots.txt forbids it")
	}
	return nil
}

// learn fetches a host's robots.txt. Its time is the trip's, but it has always
// enough of it: what it learns is for others too.
func (c *Client) learn(ctx context.Context, h *host, u *url.URL, t *trip) error {
	robotsURL := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	limit := min(robotsTimeout, c.opts.Timeout)
	errand := newTrip(limit, maxRobotsBytes)
	errand.cut, errand.robots = true, true
	page, err := c.follow(ctx, robotsURL.String(), errand)
	t.left -= limit - errand.left
	var failure *Error
	switch {
	case err == nil:
		h.rules = parseRobots(page.Body, product(c.opts.UserAgent))
	case !errors.As(err, &failure):
		return err // the context's
	case failure.Status == http.StatusTooManyRequests || failure.Status >= 500:
		h.barred = fail(ErrRobots, "the site's robots.txt cannot be read now (%s), so nothing may be fetched from it", failure.Reason)
	case failure.Status > 0, errors.Is(err, ErrRedirects):
		h.rules = &robots{} // it has none
	default: // nobody there, or nobody to be asked: the page would fare no better
		h.barred = failure
	}
	if h.rules != nil && h.rules.delay > 0 {
		h.pace.SetLimitAt(c.clock.now(), min(h.pace.Limit(), rate.Every(h.rules.delay)))
	}
	return nil
}

// product is the name by which a robots.txt calls us.
func product(userAgent string) string {
	name, _, _ := strings.Cut(userAgent, "/")
	name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
	return name
}
