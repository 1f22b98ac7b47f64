package fetch

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

// busy is busy so many times, and then says "here".
func busy(times, status int, retry string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if times--; times < 0 {
			says("text/html", "here")(w, r)
			return
		}
		if retry != "" {
			w.Header().Set("Retry-After", retry)
		}
		w.WriteHeader(status)
	}
}

func TestGetTriesAgain(t *testing.T) {
	for _, c := range []struct {
		name   string
		page   http.HandlerFunc
		asked  int
		waited [2]time.Duration // from, to
		want   string           // the reason, or "" for a page
	}{
		{"once busy", busy(1, 503, ""), 2, [2]time.Duration{500 * time.Millisecond, time.Second}, ""},
		{"twice busy", busy(2, 429, ""), 3, [2]time.Duration{1500 * time.Millisecond, 3 * time.Second}, ""},
		{"as long as it says", busy(1, 429, "7"), 2, [2]time.Duration{7 * time.Second, 7 * time.Second}, ""},
		{"until the date it says", busy(1, 503, "Thu, 01 Oct 2026 03:01:30 GMT"), 2, [2]time.Duration{90 * time.Second, 90 * time.Second}, ""},
		{"at once", busy(1, 503, "0"), 2, [2]time.Duration{}, ""},
		{"nonsense", busy(1, 503, "soon"), 2, [2]time.Duration{500 * time.Millisecond, time.Second}, ""},
		{"longer than a run waits", busy(1, 429, "3600"), 1, [2]time.Duration{}, "the site asks to come back in 1h0m0s"},
		{"beyond all bounds", busy(1, 429, "18446744073709551615"), 1, [2]time.Duration{}, "the site asks to come back in 8760h0m0s"},
		{"longer in all than a page is waited for", busy(99, 503, "50"), 3, [2]time.Duration{100 * time.Second, 100 * time.Second},
			"the site asks to come back in 50s"},
		{"always busy", busy(99, 503, ""), 4, [2]time.Duration{3500 * time.Millisecond, 7 * time.Second}, "503 Service Unavailable"},
		{"not there", busy(99, 404, ""), 1, [2]time.Duration{}, "404 Not Found"},
		{"broken", busy(99, 500, ""), 1, [2]time.Duration{}, "500 Internal Server Error"},
		{"broken off", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "9")
			_, _ = w.Write([]byte("half"))
		}, 4, [2]time.Duration{3500 * time.Millisecond, 7 * time.Second}, "the connection broke off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/a": c.page})
			client, clock := newTestClient(Options{PerHost: rate.Inf})
			page, err := client.Get(t.Context(), s.URL+"/a")
			switch {
			case c.want == "" && (err != nil || string(page.Body) != "here"):
				t.Errorf("page %v, %v", page, err)
			case c.want != "" && (err == nil || reason(t, err) != c.want):
				t.Errorf("error %v, want %q", err, c.want)
			}
			if s.asked("/a") != c.asked {
				t.Errorf("asked %d times, want %d", s.asked("/a"), c.asked)
			}
			var waited time.Duration
			for _, nap := range clock.naps {
				waited += nap
			}
			if waited < c.waited[0] || waited > c.waited[1] {
				t.Errorf("waited %v, want %v to %v", waited, c.waited[0], c.waited[1])
			}
		})
	}
}

func TestGetLeavesABusyHostAlone(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": busy(1, 429, "3600"), "/b": says("text/html", "b")})
	c, _ := newTestClient(Options{PerHost: rate.Inf})
	for _, path := range []string{"/a", "/b"} {
		if _, err := c.Get(t.Context(), s.URL+path); !errors.Is(err, ErrBusy) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if s.asked("/b") > 0 {
		t.Error("the host was asked for another page while it wanted to be left alone")
	}
}

func TestGetGivesUpOnBusyHosts(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": busy(99, 503, "")})
	c, _ := newTestClient(Options{PerHost: rate.Inf, Retries: -1})
	for i := range maxFailures + 2 {
		_, err := c.Get(t.Context(), s.URL+"/a")
		if err == nil || errors.Is(err, ErrGivenUp) != (i >= maxFailures) {
			t.Errorf("page %d: %v", i, err)
		}
	}
	if s.asked("/a") != maxFailures {
		t.Errorf("asked %d times, want %d", s.asked("/a"), maxFailures)
	}
}

func TestBackoffStaysWithinBounds(t *testing.T) {
	for attempt := range 100 {
		if d := backoff(attempt); d < firstBackoff/2 || d > maxBackoff {
			t.Errorf("attempt %d: %v", attempt, d)
		}
	}
}
