package article

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/time/rate"

	"copydesk.dev/audit/article/fetch"
)

// TestPageOfServer reads a page whose encoding only the server names.
func TestPageOfServer(t *testing.T) {
	const sentence = "Zażółć gęślą jaźń, powiedział w czwartek burmistrz."
	page, err := charmap.ISO8859_2.NewEncoder().String("<html lang=pl><body><p>" + strings.Repeat(sentence+" ", 4))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=ISO-8859-2")
		fmt.Fprint(w, page)
	}))
	defer server.Close()
	web := fetch.New(fetch.Options{UserAgent: "copydesk-test", AllowPrivateHosts: true, PerHost: rate.Inf})
	a, err := readOne(t, Options{Web: web}, server.URL+"/burmistrz")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(a.Text, sentence) || a.Charset != "iso-8859-2" || a.CharsetFrom != "header" {
		t.Errorf("%s from %s: %q", a.Charset, a.CharsetFrom, a.Text)
	}
}

// TestAddresses reads what addresses lead to: pages, lists of pages, and what
// fails; a file may list addresses, too.
func TestAddresses(t *testing.T) {
	page := "<html lang=en><title>Open</title><body><p>" + strings.Repeat(openAgain+" ", 3)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a", "/b.txt":
			w.Header().Set("Content-Type", map[string]string{"/a": "text/html", "/b.txt": "text/plain"}[r.URL.Path])
			fmt.Fprint(w, map[string]string{"/a": page, "/b.txt": openAgain}[r.URL.Path])
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><item><link>http://%s/a</link></item><item><link>http://%[1]s/b.txt</link></item></channel></rss>`, r.Host)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	web := fetch.New(fetch.Options{UserAgent: "copydesk-test", AllowPrivateHosts: true, PerHost: rate.Inf})
	r := newReader(t, Options{Web: web})
	list := writeFile(t, "list.txt", server.URL+"/b.txt\n"+server.URL+"/gone\n")
	sources, rejected := r.Expand(context.Background(), []string{server.URL + "/feed", list})
	var got []string
	for _, s := range sources {
		got = append(got, s)
		for a, err := range r.Articles(context.Background(), s) {
			if err != nil {
				got = append(got, "rejected: "+mustReject(t, err).Reason)
				continue
			}
			got = append(got, a.Title+"|"+a.Canonical+"|"+a.Text[:10])
		}
	}
	for _, e := range rejected {
		got = append(got, "not expanded: "+e.Source+": "+e.Reason)
	}
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], server.URL, "")
	}
	if diff := cmp.Diff([]string{"/a", "Open|/a|The bridge", "/b.txt", "|/b.txt|The bridge", "not expanded: /gone: 404 Not Found"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	_, err := readOne(t, Options{}, server.URL+"/a")
	if got := mustReject(t, err).Reason; got != "addresses are not fetched; save the page and name the file" {
		t.Errorf("without the web: %q", got)
	}
}
