package fetch

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/time/rate"
)

// Options says how pages are fetched. The zero value is safe and polite.
type Options struct {
	// UserAgent says who is asking; [UserAgent] makes one. What stands before
	// its first slash is the name that a robots.txt knows us by. "" means
	// "copydesk".
	UserAgent string
	// AllowPrivateHosts permits addresses that are not on the public internet:
	// this machine, the newsroom's network.
	AllowPrivateHosts bool
	MaxBytes          int64 // of one page, decompressed; 0 means 10 MB
	// Timeout is for all requests that one page takes, with redirects and
	// retries. Waiting for a host's sake doesn't count. 0 means 20 seconds.
	Timeout  time.Duration
	PerHost  rate.Limit // requests a second to one host; 0 means 1
	Retries  int        // after a temporary failure; 0 means 3, below 0 none
	MaxLinks int        // that [Client.Expand] returns for one address; 0 means 1000
	Pages    Pages      // what was fetched before; nil means nothing
}

const (
	defaultMaxBytes = 10 << 20
	defaultTimeout  = 20 * time.Second
	defaultPerHost  = rate.Limit(1)
	defaultRetries  = 3
	defaultMaxLinks = 1000
)

// UserAgent is how a version of this program introduces itself, with an
// address under which its owner can be reached: a web page or "mailto:…".
// Either may be empty. What cannot stand in a request's header is left out.
func UserAgent(version, contact string) string {
	agent := "copydesk"
	if version = only(version, ".-_+"); version != "" {
		agent += "/" + version
	}
	if contact = only(contact, ".-_+:/?&=#%@~"); contact != "" {
		agent += " (+" + contact + ")"
	}
	return agent
}

// only is s without what is neither an ASCII letter, a digit nor in marks.
func only(s, marks string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune(marks, r) {
			return r
		}
		return -1
	}, s)
}

// Client fetches pages. It is safe for concurrent use, and made for one run:
// what it learns about hosts it doesn't forget.
type Client struct {
	opts      Options
	transport *http.Transport
	clock     clock

	mu    sync.Mutex
	hosts map[string]*host // by scheme and authority
	kept  larder
}

// New returns a Client.
func New(opts Options) *Client {
	opts.UserAgent = cmp.Or(opts.UserAgent, UserAgent("", ""))
	opts.MaxBytes = cmp.Or(opts.MaxBytes, defaultMaxBytes)
	opts.Timeout = cmp.Or(opts.Timeout, defaultTimeout)
	opts.PerHost = cmp.Or(opts.PerHost, defaultPerHost)
	opts.Retries = max(cmp.Or(opts.Retries, defaultRetries), 0)
	opts.MaxLinks = cmp.Or(opts.MaxLinks, defaultMaxLinks)
	if opts.Pages == nil {
		opts.Pages = noPages{}
	}
	return &Client{
		opts:      opts,
		transport: newTransport(opts.AllowPrivateHosts),
		clock:     realClock{},
		hosts:     make(map[string]*host),
	}
}

// Get fetches one page. A page that [Client.Expand] came upon is not fetched
// twice.
func (c *Client) Get(ctx context.Context, address string) (*Page, error) {
	if page := c.kept.take(address); page != nil {
		return page, nil
	}
	return c.follow(ctx, address, newTrip(c.opts.Timeout, c.opts.MaxBytes))
}
