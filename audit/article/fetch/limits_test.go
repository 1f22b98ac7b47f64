package fetch

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

const kilobyte = 1 << 10

// endless writes until nobody listens.
func endless(w io.Writer) {
	for chunk := []byte(strings.Repeat("x", kilobyte)); ; {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

func TestGetRefusesLargePages(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/announced": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(kilobyte+1))
			_, _ = io.WriteString(w, strings.Repeat("x", kilobyte+1))
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) { endless(w) },
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			zip := gzip.NewWriter(w)
			endless(zip)
		},
		"/exact": says("text/plain", strings.Repeat("x", kilobyte)),
	})
	c, _ := newTestClient(Options{MaxBytes: kilobyte, PerHost: rate.Inf})
	for _, path := range []string{"/announced", "/endless", "/bomb"} {
		_, err := c.Get(t.Context(), s.URL+path)
		if !errors.Is(err, ErrTooLarge) || reason(t, err) != "larger than 1024 bytes" {
			t.Errorf("%s: %v", path, err)
		}
	}
	if page, err := c.Get(t.Context(), s.URL+"/exact"); err != nil || len(page.Body) != kilobyte {
		t.Errorf("a page of just the size: %v", err)
	}
}

func TestGetGivesUpOnSlowHosts(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) { // a byte now and then
		for {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(5 * time.Millisecond):
				_, _ = io.WriteString(w, "x")
				w.(http.Flusher).Flush()
			}
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, slow := range map[string]http.HandlerFunc{"drip": drip, "silent": silent} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/slow": slow})
			c, _ := newTestClient(Options{Timeout: 50 * time.Millisecond})
			for i := range maxFailures + 2 {
				_, err := c.Get(t.Context(), s.URL+"/slow")
				want, kind := "no answer within 50ms", ErrTimeout
				if i >= maxFailures {
					want, kind = "the host had no answer to 3 pages in a row; not asked again", ErrGivenUp
				}
				if !errors.Is(err, kind) || reason(t, err) != want {
					t.Errorf("error %v, want %q", err, want)
				}
			}
			if s.asked("/slow") != maxFailures {
				t.Errorf("asked %d times, want %d", s.asked("/slow"), maxFailures)
			}
		})
	}
}

func TestGetSpendsItsTimeOnce(t *testing.T) {
	hops := 0
	s := newSite(t, map[string]http.HandlerFunc{})
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		time.Sleep(40 * time.Millisecond)
		hops++
		leadsTo(fmt.Sprintf("/%d", hops))(w, r)
	})
	c, _ := newTestClient(Options{Timeout: 100 * time.Millisecond, PerHost: rate.Inf})
	if _, err := c.Get(t.Context(), s.URL+"/0"); !errors.Is(err, ErrTimeout) {
		t.Errorf("error %v; the time limit should hold for all redirects together", err)
	}
}
