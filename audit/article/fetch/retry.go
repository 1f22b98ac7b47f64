package fetch

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"syscall"
	"time"
)

// Waits between attempts: 1, 2, 4 … seconds, less up to half of that by chance,
// so that many clients don't come back at once.
const (
	firstBackoff = time.Second
	maxBackoff   = 30 * time.Second
)

// try asks for an address until it answers, fails for good, or has failed often
// enough. Asking for a page changes nothing, so it may be asked for again.
func (c *Client) try(ctx context.Context, h *host, u *url.URL, t *trip) (*answer, error) {
	for attempt := 0; ; attempt++ {
		if err := c.turn(ctx, h); err != nil {
			return nil, err
		}
		a, err := c.exchange(ctx, u, t)
		if !temporary(a, err) {
			return a, err
		}
		pause, asked := backoff(attempt), false
		if err == nil {
			if after, ok := retryAfter(a.retry, c.clock.now()); ok {
				pause, asked = after, true
				h.until = c.clock.now().Add(after) // holds for its other pages too
			}
		}
		switch {
		case attempt >= c.opts.Retries || t.left <= 0:
			return a, err
		case pause > t.patience && asked:
			return nil, comeBack(pause)
		case pause > t.patience:
			return a, err
		}
		t.patience -= pause
		if asked {
			continue // to wait for its turn
		}
		if err := c.clock.sleep(ctx, pause); err != nil {
			return nil, err
		}
	}
}

// temporary reports whether a later attempt may fare better. Running out of
// time may not: there is none left.
func temporary(a *answer, err error) bool {
	if err != nil {
		var name *net.DNSError
		return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.ECONNREFUSED) ||
			errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
			errors.As(err, &name) && name.IsTemporary
	}
	switch a.status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

func backoff(attempt int) time.Duration {
	d := maxBackoff
	if attempt < 5 {
		d = min(firstBackoff<<attempt, maxBackoff)
	}
	return d - rand.N(d/2)
}

// retryAfter reads the header of that name: seconds, or a date. ok is false
// when it says nothing.
func retryAfter(header string, now time.Time) (pause time.Duration, ok bool) {
	const endless = 365 * 24 * time.Hour
	if seconds, err := strconv.ParseUint(header, 10, 64); err == nil {
		return time.Duration(min(seconds, uint64(endless/time.Second))) * time.Second, true
	}
	if date, err := http.ParseTime(header); err == nil {
		return min(max(date.Sub(now), 0), endless), true
	}
	return 0, false
}
