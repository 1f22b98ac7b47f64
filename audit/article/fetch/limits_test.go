package fetch

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
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
		for r.Context().Err() == nil {
			time.Sleep(time.Second)
			_, _ = io.WriteString(w, "x")
			w.(http.Flusher).Flush()
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, slow := range map[string]http.HandlerFunc{"drip": drip, "silent": silent} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var asked atomic.Int64
				c := quietClient(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
					asked.Add(1)
					slow(w, r)
				})
				for i := range maxFailures + 2 {
					begun := time.Now()
					_, err := c.Get(t.Context(), "http://example.org/slow")
					want, kind, took := "no answer within 20s", ErrTimeout, 20*time.Second
					if i >= maxFailures {
						want, kind, took = "the host had no answer to 3 pages in a row; not asked again", ErrGivenUp, 0
					}
					if !errors.Is(err, kind) || reason(t, err) != want || time.Since(begun) != took {
						t.Errorf("error %v after %v, want %q after %v", err, time.Since(begun), want, took)
					}
				}
				if n := asked.Load(); n != maxFailures {
					t.Errorf("asked %d times, want %d", n, maxFailures)
				}
			})
		})
	}
}

func TestGetSpendsItsTimeOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var hops atomic.Int64
		c := quietClient(t, Options{PerHost: rate.Inf}, func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(8 * time.Second)
			leadsTo(fmt.Sprintf("/%d", hops.Add(1)))(w, r)
		})
		begun := time.Now()
		if _, err := c.Get(t.Context(), "http://example.org/0"); !errors.Is(err, ErrTimeout) || time.Since(begun) != 20*time.Second {
			t.Errorf("error %v after %v; the time limit should hold for all redirects together", err, time.Since(begun))
		}
	})
}
