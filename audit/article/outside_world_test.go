package article

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/time/rate"

	"copydesk.dev/audit/article/fetch"
)

// TestNothingIsFetched reads inputs that ask for other files and addresses:
// nothing is asked for, and no file of the machine gets into an article.
func TestNothingIsFetched(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("hunter2 "+openAgain), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const entity = `<?xml version="1.0"?><!DOCTYPE x SYSTEM "URL/x.dtd" [<!ENTITY a SYSTEM "file://FILE"><!ENTITY b SYSTEM "URL/b"><!ENTITY % c SYSTEM "URL/c"> %c;]>`
	for name, text := range map[string]string{
		"page.html": `<html><head><link rel=stylesheet href="URL/a.css"><style>@import "URL/b.css"; p{background:url(URL/c.png)}</style><base href="URL/"><meta http-equiv=refresh content="0;url=URL/d"></head>` +
			`<body><p>` + openAgain + ` ` + openAgain + `</p><img src="URL/e.png"><img src="file://FILE"><iframe src="file://FILE"></iframe><object data="file://FILE"></object><script src="URL/f.js"></script><!--#include file="FILE" --></body></html>`,
		"feed.xml":    entity + `<rss version="2.0"><channel><title>Post</title><item><title>Open</title><link>URL/item</link><description>&a; &b; ` + openAgain + `</description></item></channel></rss>`,
		"story.nitf":  entity + `<nitf><body><body.content><p>&a; ` + openAgain + `</p></body.content></body></nitf>`,
		"news.xml":    entity + `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>Open</headline></contentMeta><contentSet><inlineXML>&a; ` + openAgain + `</inlineXML></contentSet></newsItem>`,
		"story.md":    "![x](URL/a.png) [secret](file://FILE)\n\n" + openAgain + "\n\n<iframe src='file://FILE'></iframe>",
		"mail.eml":    "From: a@example.org\r\nSubject: Open\r\nContent-Type: text/html\r\n\r\n<p>" + openAgain + "</p><img src='URL/track.gif'>",
		"object.json": `{"title":"Open","url":"URL/x","text":"` + openAgain + `","image":"URL/y"}`,
	} {
		text = strings.NewReplacer("URL", server.URL, "FILE", secret).Replace(text)
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		web := fetch.New(fetch.Options{UserAgent: "copydesk-test", AllowPrivateHosts: true, PerHost: rate.Inf})
		for a, err := range newReader(t, Options{Web: web}).Articles(t.Context(), path) {
			if err != nil {
				t.Logf("%s: %v", name, err)
			} else if strings.Contains(a.Text+a.Title, "hunter2") {
				t.Errorf("%s: a file of the machine stands in the article", name)
			}
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests were made", n)
	}
}
