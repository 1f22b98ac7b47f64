package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       bool
	}{
		{"", "/a", true},
		{"<html><body>Not: found</body></html>", "/a", true},
		{"User-agent: *\nDisallow:", "/a", true},
		{"User-agent: *\nDisallow: /", "/a", false},
		{"\uFEFFUser-agent: *\r\nDisallow: /a # private\r\n", "/abc", false},
		{"user-AGENT :*\rdisallow: a", "/a", false},
		{"Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true}, // a rule for nobody

		// Who is meant.
		{"User-agent: *\nDisallow: /\n\nUser-agent: Copydesk/1.0\nDisallow:", "/a", true},
		{"User-agent: copydesk\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", true},
		{"User-agent: copy\nDisallow: /", "/a", true},
		{"User-agent: copydeskbot\nDisallow: /", "/a", true},
		{"User-agent: other\nUser-agent: copydesk\n\nDisallow: /", "/a", false},
		{"User-agent: *\nDisallow:\nUser-agent: bad\nDisallow: /", "/a", true},
		{"User-agent: *\nDisallow: /a\nUser-agent: bad\nAllow: /\nUser-agent: *\nDisallow: /b", "/b", false},
		{"User-agent: *\nSitemap: http://x/s.xml\nDisallow: /a", "/a", false},
		{"User-agent: *\nCrawl-delay: soon\nDisallow: /a", "/a", false},

		// The longest pattern, and of equals the kinder.
		{"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
		{"User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false},
		{"User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
		{"User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false},

		// Patterns.
		{"User-agent: *\nDisallow: /*.php", "/x/index.php?id=1", false},
		{"User-agent: *\nDisallow: /*.php$", "/index.php?id=1", true},
		{"User-agent: *\nDisallow: /*.php$", "/a.php/b.php", false},
		{"User-agent: *\nDisallow: /a*b", "/x/a/b", true},
		{"User-agent: *\nDisallow: /a$", "/a", false},
		{"User-agent: *\nDisallow: /a$", "/ab", true},
		{"User-agent: *\nDisallow: /$", "/", false},
		{"User-agent: *\nDisallow: /a*b*c$", "/abbc", false},
		{"User-agent: *\nDisallow: /ab*b$", "/ab", true},
		{"User-agent: *\nDisallow: *print=", "/a?print=1", false},

		// One spelling.
		{"User-agent: *\nDisallow: /café", "/caf%c3%a9", false},
		{"User-agent: *\nDisallow: /%7Ejoe", "/~joe", false},
		{"User-agent: *\nDisallow: /a%2Fb", "/a/b", true},
	} {
		u, err := url.Parse("http://example.org" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := parseRobots([]byte(c.text), "copydesk").allow(u); got != c.want {
			t.Errorf("%q permits %s: %v, want %v", c.text, c.path, got, c.want)
		}
	}
}

func TestGetObeysRobots(t *testing.T) {
	moved := newSite(t, map[string]http.HandlerFunc{"/rules": says("text/plain", "User-agent: *\nDisallow: /a")})
	for _, c := range []struct {
		name   string
		robots http.HandlerFunc
		want   string // the reason, or "" for a page
	}{
		{"none", http.NotFound, ""},
		{"not for us to see", answers(http.StatusForbidden), ""},
		{"permits", says("text/plain", "User-agent: *\nDisallow: /b"), ""},
		{"forbids", says("text/plain", "User-agent: *\nDisallow: /a"), "the site's robots.txt forbids it"},
		{"forbids us", says("text/plain", "User-agent: *\nAllow: /\nUser-agent: copydesk\nDisallow: /"), "the site's robots.txt forbids it"},
		{"out of order", answers(http.StatusInternalServerError),
			"the site's robots.txt cannot be read now (500 Internal Server Error), so nothing may be fetched from it"},
		{"too busy", answers(http.StatusTooManyRequests),
			"the site's robots.txt cannot be read now (429 Too Many Requests), so nothing may be fetched from it"},
		{"elsewhere", leadsTo(moved.URL + "/rules"), "the site's robots.txt forbids it"},
		{"nowhere", leadsTo("/robots.txt"), ""},
		{"long", says("text/plain", "User-agent: *\nDisallow: /a\n"+strings.Repeat("# etc.\n", maxRobotsBytes/5)), "the site's robots.txt forbids it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": c.robots, "/a": says("text/html", "a")})
			client, _ := newTestClient(Options{UserAgent: UserAgent("1.0", ""), Retries: -1})
			for range 2 {
				_, err := client.Get(t.Context(), s.URL+"/a")
				if c.want == "" && err != nil || c.want != "" && (!errors.Is(err, ErrRobots) || reason(t, err) != c.want) {
					t.Errorf("error %v, want %q", err, c.want)
				}
			}
			if s.asked("/robots.txt") != 1 {
				t.Errorf("robots.txt fetched %d times", s.asked("/robots.txt"))
			}
			if c.want != "" && s.asked("/a") > 0 {
				t.Error("the page was asked for")
			}
		})
	}
}

func TestGetObeysCrawlDelay(t *testing.T) {
	for _, c := range []struct {
		delay  string
		waited []time.Duration
		fails  bool
	}{
		{"10", []time.Duration{10 * time.Second}, false},
		{"0.1", []time.Duration{time.Second}, false}, // our own pace is slower
		{"86400", nil, true},
	} {
		s := newSite(t, map[string]http.HandlerFunc{
			"/robots.txt": says("text/plain", "User-agent: *\nCrawl-delay: "+c.delay),
			"/a":          says("text/html", "a"),
		})
		client, clock := newTestClient(Options{PerHost: rate.Limit(1)})
		if _, err := client.Get(t.Context(), s.URL+"/a"); err != nil {
			t.Error(err)
		}
		_, err := client.Get(t.Context(), s.URL+"/a")
		if c.fails != errors.Is(err, ErrBusy) || !slices.Equal(clock.naps, c.waited) {
			t.Errorf("Crawl-delay %s: waited %v, %v", c.delay, clock.naps, err)
		}
	}
}
