package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"
)

func zipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url><loc> /two?a=1&amp;b=2 </loc><image:image><image:loc>/picture.jpg</image:loc></image:image></url>
  <url><loc><![CDATA[https://example.org/one]]></loc><lastmod>2026-10-01</lastmod></url>
  <url><loc>/two?a=1&amp;b=2#again</loc></url>
  <url><loc>javascript:alert(1)</loc></url>
</urlset>`

const rss = `<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>News</title>
<item><title>Caf` + "\xe9" + `</title><link>https://example.org/b</link></item>
<item><title>B</title><link>/a</link></item>
<item><guid>https://example.org/c</guid></item>
<item><title>None</title></item></channel></rss>`

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><link rel="self" href="https://example.org/api/1"/><link rel="alternate" href="https://example.org/1"/></entry></feed>`

const jsonFeed = `{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "url": "https://example.org/j"}]}`

// listing is a Listing with reasons for errors, to be compared.
type listing struct {
	Kind   Kind
	URLs   []string
	Missed []string
}

func flat(l *Listing) listing {
	out := listing{Kind: l.Kind, URLs: l.URLs}
	for _, m := range l.Missed {
		out.Missed = append(out.Missed, m.Error())
	}
	return out
}

func TestExpand(t *testing.T) {
	var s *site
	here := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			says("application/xml", strings.ReplaceAll(text, "HERE", s.URL))(w, r)
		}
	}
	index := `<sitemapindex><sitemap><loc>HERE/sitemap.xml</loc></sitemap><sitemap><loc>HERE/none.xml</loc></sitemap>
		<sitemap><loc>HERE/index.xml</loc></sitemap><sitemap><loc>HERE/page</loc></sitemap><sitemap><loc>HERE/more.xml</loc></sitemap></sitemapindex>`
	s = newSite(t, map[string]http.HandlerFunc{
		"/page":           says("text/html", "<!DOCTYPE html><html><body>&nbsp;a page</body></html>"),
		"/sitemap.xml":    says("application/xml", sitemap),
		"/sitemap.xml.gz": says("application/gzip", zipped(t, sitemap)),
		"/cut.xml":        says("application/xml", sitemap[:strings.Index(sitemap, "<lastmod>")]),
		"/cut.xml.gz":     says("application/gzip", zipped(t, sitemap)[:200]),
		"/index.xml":      here(index),
		"/more.xml":       says("application/xml", `<urlset><url><loc>https://example.org/more</loc></url></urlset>`),
		"/rss":            says("application/rss+xml", rss),
		"/atom":           says("text/xml", "\uFEFF\n"+atom),
		"/feed.json":      says("application/feed+json", jsonFeed),
		"/data.json":      says("application/json", `{"version": 3, "items": []}`),
		"/list":           says("text/plain; charset=utf-8", "# tonight\nhttps://example.org/1\n\nhttps://example.org/2\n"),
		"/prose":          says("text/plain", "https://example.org/1 says so."),
		"/empty":          says("application/rss+xml", `<rss version="2.0"><channel></channel></rss>`),
		"/archive.gz":     says("application/gzip", zipped(t, "something else")),
		"/moved":          leadsTo("/rss"),
	})
	two := s.URL + "/two?a=1&b=2"
	unusable := ": 1 entries without an address that could be fetched"
	fromSitemap := []string{two, "https://example.org/one"}
	fromRSS := []string{"https://example.org/b", s.URL + "/a", "https://example.org/c"}
	for _, c := range []struct {
		path string
		want listing
	}{
		{"/page", listing{KindPage, []string{s.URL + "/page"}, nil}},
		{"/prose", listing{KindPage, []string{s.URL + "/prose"}, nil}},
		{"/data.json", listing{KindPage, []string{s.URL + "/data.json"}, nil}},
		{"/archive.gz", listing{KindPage, []string{s.URL + "/archive.gz"}, nil}},
		{"/sitemap.xml", listing{KindSitemap, fromSitemap, []string{s.URL + "/sitemap.xml" + unusable}}},
		{"/sitemap.xml.gz", listing{KindSitemap, fromSitemap, []string{s.URL + "/sitemap.xml.gz" + unusable}}},
		{"/cut.xml", listing{KindSitemap, fromSitemap, []string{s.URL + "/cut.xml: it breaks off before its end"}}},
		{"/index.xml", listing{KindSitemap, append(fromSitemap[:2:2], "https://example.org/more"), []string{
			s.URL + "/sitemap.xml" + unusable,
			s.URL + "/none.xml: 404 Not Found",
			s.URL + "/page: not a sitemap, though listed as one",
		}}},
		{"/rss", listing{KindFeed, fromRSS, []string{s.URL + "/rss" + unusable}}},
		{"/moved", listing{KindFeed, fromRSS, []string{s.URL + "/moved" + unusable}}},
		{"/atom", listing{KindFeed, []string{"https://example.org/1"}, nil}},
		{"/feed.json", listing{KindFeed, []string{"https://example.org/j"}, nil}},
		{"/list", listing{KindList, []string{"https://example.org/1", "https://example.org/2"}, nil}},
		{"/empty", listing{KindFeed, nil, []string{s.URL + "/empty: the feed lists no pages"}}},
	} {
		client, _ := newTestClient(Options{PerHost: rate.Inf})
		got, err := client.Expand(t.Context(), s.URL+c.path)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if diff := cmp.Diff(c.want, flat(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.path, diff)
		}
	}
	client, _ := newTestClient(Options{PerHost: rate.Inf})
	got, err := client.Expand(t.Context(), s.URL+"/cut.xml.gz")
	if err != nil || len(got.Missed) != 1 || got.Missed[0].Reason != "its compression is damaged; what follows is left out" {
		t.Errorf("a damaged sitemap: %+v, %v", got, err)
	}
}

func TestExpandKeepsThePageForGet(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/page": says("text/html", "a page")})
	c, _ := newTestClient(Options{PerHost: rate.Inf})
	for range 2 {
		if _, err := c.Expand(t.Context(), s.URL+"/page"); err != nil {
			t.Fatal(err)
		}
	}
	asked := s.asked("/page")
	page, err := c.Get(t.Context(), s.URL+"/page")
	if err != nil || string(page.Body) != "a page" || s.asked("/page") != asked {
		t.Errorf("page %+v, %v, asked for %d times more", page, err, s.asked("/page")-asked)
	}
	if _, err := c.Get(t.Context(), s.URL+"/page"); err != nil || s.asked("/page") != asked+1 || c.kept.bytes != 0 {
		t.Errorf("a page once taken: asked for %d times, %d bytes kept", s.asked("/page"), c.kept.bytes)
	}
}

func TestExpandIsBounded(t *testing.T) {
	var s *site
	many := func(item, around string, n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, item, s.URL, i)
			}
			says("application/xml", fmt.Sprintf(around, b.String()))(w, r)
		}
	}
	empty := says("application/xml", "<urlset></urlset>")
	pages := map[string]http.HandlerFunc{
		"/sitemap": many("<url><loc>%s/%d</loc></url>", "<urlset>%s</urlset>", 9),
		"/feed":    many("<item><link>%s/%d</link></item>", "<rss><channel>%s</channel></rss>", 9),
		"/index":   many("<sitemap><loc>%s/s%d</loc></sitemap>", "<sitemapindex>%s</sitemapindex>", 2000),
		"/deep":    says("application/xml", strings.Repeat("<urlset>", 100_000)),
	}
	for i := range 2 * maxSitemaps {
		pages[fmt.Sprintf("/s%d", i)] = empty
	}
	s = newSite(t, pages)
	c, _ := newTestClient(Options{PerHost: rate.Inf, MaxLinks: 5})
	for path, want := range map[string]listing{
		"/sitemap": {KindSitemap, nil, []string{s.URL + "/sitemap: lists more than 5 pages; the rest is left out"}},
		"/feed":    {KindFeed, nil, []string{s.URL + "/feed: lists more than 5 pages; the rest is left out"}},
		"/index":   {KindSitemap, nil, []string{s.URL + "/index: lists more than 50 sitemaps; the rest is left out"}},
		"/deep":    {KindSitemap, nil, []string{s.URL + "/deep: it breaks off before its end"}},
	} {
		got, err := c.Expand(t.Context(), s.URL+path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if len(got.URLs) > 5 || (path == "/sitemap" || path == "/feed") != (len(got.URLs) == 5) {
			t.Errorf("%s: %d addresses", path, len(got.URLs))
		}
		got.URLs = nil
		if diff := cmp.Diff(want, flat(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestExpandFails(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/broken": says("application/rss+xml", `<rss version="2.0"><channel><item></channel>`),
		"/index":  says("application/xml", `<sitemapindex><sitemap><loc>/a</loc></sitemap></sitemapindex>`),
	})
	c, _ := newTestClient(Options{PerHost: rate.Inf})
	for path, want := range map[string]string{"/broken": "the feed cannot be read", "/none": "404 Not Found"} {
		if _, err := c.Expand(t.Context(), s.URL+path); err == nil || reason(t, err) != want {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Expand(ctx, s.URL+"/index"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		text string
		want int // -1 for no list
	}{
		{"https://example.org/a\nhttp://example.org/b", 2},
		{"\uFEFF# tonight\r\n\r\n  https://example.org/a  \r\n", 1},
		{"", -1},
		{"# nothing", -1},
		{"https://example.org/a and more", -1},
		{"Minister resigns\nhttps://example.org/a", -1},
		{"ftp://example.org/a", -1},
	} {
		got, ok := Addresses([]byte(c.text))
		if ok != (c.want > 0) || len(got) != max(c.want, 0) {
			t.Errorf("%q: %q, %v", c.text, got, ok)
		}
	}
}

// FuzzContents looks for lists that crash, hang, or give what may not be
// fetched.
func FuzzContents(f *testing.F) {
	for _, text := range []string{sitemap, rss, atom, jsonFeed, zipped(f, sitemap), "https://example.org/1\n",
		"<sitemapindex><sitemap><loc>/a</loc></sitemap></sitemapindex>", "<rdf:RDF><item><link>a</link></item></rdf:RDF>"} {
		f.Add([]byte(text), "text/plain")
	}
	const limit = 3
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		page := &Page{URL: "https://example.org/list", ContentType: contentType, Body: data}
		got, err := parseContents(page, limit)
		if err != nil {
			_ = reason(t, err)
			return
		}
		if got.kind != KindList && len(got.links) > limit || len(got.sitemaps) > maxSitemaps+1 {
			t.Errorf("%d links, %d sitemaps", len(got.links), len(got.sitemaps))
		}
		for _, link := range append(got.links, got.sitemaps...) {
			if _, err := parseAddress(link); err != nil {
				t.Errorf("link %q: %v", link, err)
			}
		}
	})
}

// FuzzRobots looks for rules that crash, or that don't end.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 2\n", "/ab")
	f.Fuzz(func(t *testing.T, text, path string) {
		rules := parseRobots([]byte(text), "copydesk")
		rules.allow(&url.URL{Path: path})
		if rules.delay < 0 {
			t.Errorf("delay %v", rules.delay)
		}
	})
}
