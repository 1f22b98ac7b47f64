package fetch

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// fakeClock stands still but when somebody sleeps.
type fakeClock struct {
	mu   sync.Mutex
	time time.Time
	naps []time.Duration
}

func (c *fakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

func (c *fakeClock) sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = c.time.Add(d)
	c.naps = append(c.naps, d)
	return ctx.Err()
}

// newTestClient returns a client that may fetch from this machine, and that
// waits without waiting.
func newTestClient(opts Options) (*Client, *fakeClock) {
	opts.AllowPrivateHosts = true
	c := New(opts)
	clock := &fakeClock{time: time.Date(2026, 10, 1, 3, 0, 0, 0, time.UTC)}
	c.clock = clock
	return c, clock
}

// site serves paths, and counts how often each was asked for. A path it doesn't
// know is not found: robots.txt, for one.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	hits map[string]int
}

func newSite(t testing.TB, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{hits: make(map[string]int)}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.hits[r.URL.Path]++
		s.mu.Unlock()
		if page := pages[r.URL.Path]; page != nil {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[path]
}

// says serves a text.
func says(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}
}

func leadsTo(location string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(http.StatusFound)
	}
}

func answers(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

func reason(t testing.TB, err error) string {
	t.Helper()
	failure, ok := err.(*Error)
	if !ok {
		t.Fatalf("error %v (%T), want an *Error", err, err)
	}
	return failure.Reason
}

// quietClient returns a client for which every address is that of one site,
// which has no robots.txt. In a bubble of testing/synctest, time passes as soon
// as all have to wait for it.
func quietClient(t testing.TB, opts Options, page http.HandlerFunc) *Client {
	t.Helper()
	p := pipes{conns: make(chan net.Conn)}
	p.closed, p.close = context.WithCancel(context.Background())
	pages := http.NewServeMux()
	pages.Handle("/robots.txt", http.NotFoundHandler())
	pages.Handle("/", page)
	server, served := &http.Server{Handler: pages}, make(chan error)
	go func() { served <- server.Serve(p) }()
	c, _ := newTestClient(opts)
	c.transport.DialContext = p.dial
	t.Cleanup(func() {
		c.transport.CloseIdleConnections()
		_ = server.Shutdown(context.Background()) // waits for the handlers
		<-served
	})
	return c
}

// pipes are the connections of a server without a network.
type pipes struct {
	conns  chan net.Conn
	closed context.Context
	close  context.CancelFunc
}

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	p.conns <- there
	return here, nil
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed.Done():
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { p.close(); return nil }
func (p pipes) Addr() net.Addr { return &net.UnixAddr{} }
