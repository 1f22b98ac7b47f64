package fetch

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

func TestGet(t *testing.T) {
	var agent string
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		w.Header().Set("ETag", `"v1"`)
		says("text/HTML; charset=ISO-8859-1", "<p>Gr\xfc\xdfe")(w, r)
	}})
	c, _ := newTestClient(Options{UserAgent: UserAgent("1.2", "mailto:desk@example.org")})
	page, err := c.Get(t.Context(), s.URL+"/a#top")
	if err != nil {
		t.Fatal(err)
	}
	if page.URL != s.URL+"/a" || page.ContentType != "text/html" || page.Charset != "iso-8859-1" ||
		string(page.Body) != "<p>Gr\xfc\xdfe" || page.Validators.ETag != `"v1"` {
		t.Errorf("page %+v", page)
	}
	if want := "copydesk/1.2 (+mailto:desk@example.org)"; agent != want {
		t.Errorf("User-Agent %q, want %q", agent, want)
	}
}

func TestGetAsksConditionally(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/old": leadsTo("/new"),
		"/new": func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Thu, 01 Oct 2026 00:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Thu, 01 Oct 2026 00:00:00 GMT")
			says("text/html", "changed")(w, r)
		},
		"/liar": answers(http.StatusNotModified),
	})
	pages := knownPages{}
	c, _ := newTestClient(Options{PerHost: rate.Inf, Pages: pages})
	for _, want := range []string{"changed", "from before"} {
		page, err := c.Get(t.Context(), s.URL+"/old")
		if err != nil || page.URL != s.URL+"/new" || string(page.Body) != want {
			t.Fatalf("page %+v, %v; want %q", page, err, want)
		}
		pages[page.URL].Body = []byte("from before")
	}
	if _, err := c.Get(t.Context(), s.URL+"/liar"); err == nil || reason(t, err) != "304 Not Modified" {
		t.Errorf("error %v for a 304 nobody asked for", err)
	}
}

// knownPages remembers pages in a map.
type knownPages map[string]*Page

func (k knownPages) KnownPage(url string) *Page { return k[url] }
func (k knownPages) KeepPage(page *Page)        { k[page.URL] = page }

func TestGetSaysWhatIsWrong(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/gone": answers(http.StatusGone), "/odd": answers(599), "/brotli": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			says("text/html", "x")(w, r)
		},
	})
	closed := newSite(t, nil)
	closed.Close()
	for _, c := range []struct{ address, want string }{
		{s.URL + "/none", "404 Not Found"},
		{s.URL + "/gone", "410 Gone"},
		{s.URL + "/odd", "answers with the status 599"},
		{s.URL + "/brotli", "it is compressed in a way nobody asked for (br)"},
		{closed.URL, "the host refuses connections"},
		{"ftp://example.org/", "only http and https addresses are fetched"},
		{"file:///etc/passwd", "only http and https addresses are fetched"},
		{"http://user:secret@example.org/", "addresses with a user name or password are not fetched"},
		{"http:///a", "an address without a host"},
		{"http://[::1", "not a web address"},
		{"http://example.org/" + strings.Repeat("a", maxAddress), "an address of more than 8192 bytes"},
	} {
		client, _ := newTestClient(Options{PerHost: rate.Inf})
		_, err := client.Get(t.Context(), c.address)
		if err == nil || reason(t, err) != c.want {
			t.Errorf("Get(%.40q): %v, want %q", c.address, err, c.want)
			continue
		}
		if failure := err.(*Error); failure.URL != c.address {
			t.Errorf("Get(%.40q): error about %q", c.address, failure.URL)
		}
	}
}

func TestGetPacesEachHost(t *testing.T) {
	pages := map[string]http.HandlerFunc{"/a": says("text/html", "a")}
	one, two := newSite(t, pages), newSite(t, pages)
	c, clock := newTestClient(Options{PerHost: rate.Every(2 * time.Second)})
	for range 3 {
		for _, s := range []*site{one, two} {
			if _, err := c.Get(t.Context(), s.URL+"/a"); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The second host's turn is due when the first's is.
	if want := []time.Duration{2 * time.Second, 2 * time.Second}; !slices.Equal(clock.naps, want) {
		t.Errorf("waited %v, want %v", clock.naps, want)
	}
}

func TestGetAsksAHostOneAtATime(t *testing.T) {
	var mu sync.Mutex
	now, most := 0, 0
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
		says("text/html", "a")(w, r)
	}})
	c, _ := newTestClient(Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), s.URL+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most != 1 || s.asked("/robots.txt") != 1 {
		t.Errorf("%d requests at a time, %d for robots.txt; want 1 and 1", most, s.asked("/robots.txt"))
	}
}

func TestGetStopsWithItsContext(t *testing.T) {
	arrived := make(chan bool)
	s := newSite(t, map[string]http.HandlerFunc{"/slow": func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	}})
	c, _ := newTestClient(Options{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if _, err := c.Get(ctx, s.URL+"/slow"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if _, err := c.Get(ctx, s.URL+"/slow"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestUserAgent(t *testing.T) {
	for _, c := range [][3]string{
		{"", "", "copydesk"},
		{"1.2", "https://example.org/desk?x=1", "copydesk/1.2 (+https://example.org/desk?x=1)"},
		{"(devel)", "desk@example.org\r\nCookie: a)", "copydesk/devel (+desk@example.orgCookie:a)"},
	} {
		if got := UserAgent(c[0], c[1]); got != c[2] {
			t.Errorf("UserAgent(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
