package fetch

import (
	"context"
	"errors"
	"net/url"
	"time"

	"golang.org/x/time/rate"
)

const (
	// maxPause is the longest wait that a host may ask for, and the longest
	// that one page is waited for in all. A host that asks for more gets it,
	// and the page is given up.
	maxPause = 2 * time.Minute
	// maxFailures is after how many pages in a row that it had no answer for a
	// host is given up, so that a thousand addresses of a dead one don't take a
	// night.
	maxFailures = 3
)

// host is what is known about one site. All but slot belongs to who holds the
// slot.
type host struct {
	slot     chan struct{} // one request at a time
	pace     *rate.Limiter
	rules    *robots   // nil until asked for
	barred   *Error    // why its robots.txt lets nothing through
	until    time.Time // it asks to be left alone so long
	failures int       // pages in a row that it had no answer for
}

func (c *Client) host(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	h := c.hosts[key]
	if h == nil {
		h = &host{slot: make(chan struct{}, 1), pace: rate.NewLimiter(c.opts.PerHost, 1)}
		c.hosts[key] = h
	}
	return h
}

// visit makes the requests that one address takes, when its host permits it.
func (c *Client) visit(ctx context.Context, u *url.URL, t *trip) (*answer, error) {
	if t.robots {
		return c.try(ctx, &host{}, u, t) // who fetches it holds the slot
	}
	h := c.host(u)
	select {
	case h.slot <- struct{}{}:
		defer func() { <-h.slot }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if h.failures >= maxFailures {
		return nil, fail(ErrGivenUp, "the host had no answer to %d pages in a row; not asked again", maxFailures)
	}
	if err := c.permitted(ctx, h, u, t); err != nil {
		return nil, err
	}
	a, err := c.try(ctx, h, u, t)
	switch {
	case errors.Is(err, ErrTimeout), temporary(a, err):
		h.failures++
	case err == nil:
		h.failures = 0
	}
	return a, err
}

// turn waits until the host may be asked again.
func (c *Client) turn(ctx context.Context, h *host) error {
	now := c.clock.now()
	if err := c.wait(ctx, h.until.Sub(now)); err != nil || h.pace == nil {
		return err
	}
	now = c.clock.now()
	reservation := h.pace.ReserveN(now, 1)
	err := c.wait(ctx, reservation.DelayFrom(now))
	if err != nil {
		reservation.CancelAt(now)
	}
	return err
}

func (c *Client) wait(ctx context.Context, d time.Duration) error {
	switch {
	case d <= 0:
		return ctx.Err()
	case d > maxPause:
		return comeBack(d)
	}
	return c.clock.sleep(ctx, d)
}

func comeBack(in time.Duration) error {
	return fail(ErrBusy, "the site asks to come back in %v", in.Round(time.Second))
}
