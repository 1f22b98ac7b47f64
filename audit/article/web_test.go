package article

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/time/rate"

	"copydesk/audit/article/fetch"
)

// TestPageOfServer reads a page whose encoding only the server names.
func TestPageOfServer(t *testing.T) {
	const sentence = "Zażółć gęślą jaźń, powiedział w czwartek burmistrz."
	page := "<html lang=pl><body><p>" + strings.Repeat(sentence+" ", 4)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=ISO-8859-2")
		fmt.Fprint(w, encode(t, charmap.ISO8859_2, page))
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
