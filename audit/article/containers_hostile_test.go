package article

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// laughs declares an entity that becomes a billion words.
const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`

// TestHostileContainers reads what nobody sends by accident: each gives its
// rejection and what is sound beside it, in little memory.
func TestHostileContainers(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds under the race detector")
	}
	const feed = `<rss version="2.0"><channel><title>Post</title>`
	good := "<item><title>Open</title><description>" + openAgain + "</description></item>"
	const text = "Open |  | Post |  |  | en |  | utf-8"
	const object = `{"title": "Open", "text": "` + openAgain + `"}`
	const fromJSON = "Open |  |  |  |  | en |  | utf-8"
	sound := "article #item-2: " + text
	large := fmt.Sprintf("larger than %d bytes; raise the limit or split it", defaultMaxBytes)
	const record = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: text/html\r\nContent-Length: "
	for _, tt := range []struct {
		name, file, data string
		want             []string
	}{
		{"billion laughs in a feed", "a.xml", laughs + feed + "<item><title>&c;</title><description>&c; &c; &c; &c; &c;</description></item>" + good,
			[]string{"rejected #item-1: not an article: only 5 of 15 characters are letters or digits", sound}},
		{"billion laughs in NITF", "a.nitf", laughs + "<nitf><body><body.content><p>&c;</p></body.content></body></nitf>", []string{"rejected : no sound XML"}},
		{"billion laughs in NewsML", "a.xml", laughs + "<newsItem><contentMeta><headline>&c;</headline></contentMeta></newsItem>", []string{"rejected : no sound XML"}},
		{"nested XML", "a.nitf", "<nitf>" + strings.Repeat("<p>", 1000), []string{"rejected : its XML is nested more than 400 deep or has more than 500000 parts"}},
		{"nested item", "a.xml", feed + "<item><description><![CDATA[<p>" + strings.Repeat("<div>", 5000) + "]]></description></item>" + good, []string{"rejected #item-1: " + tooDeep, sound}},
		{"large item", "a.xml", feed + "<item><title>" + strings.Repeat("a ", 6<<20) + "</title></item>" + good, []string{"rejected #item-1: " + large, sound}},
		{"large item, not closed", "a.xml", feed + "<item><title>" + strings.Repeat("a ", 6<<20) + good, []string{"rejected #item-1: not closed before the next one begins", sound}},
		{"cut feed", "a.xml", feed + good + "<item><title>Cut", []string{"article #item-1: " + text, "rejected : cut off: it ends in the midst of an article"}},
		{"empty feed", "a.xml", feed + "</channel></rss>", []string{"rejected : empty: there is nothing in it"}},
		{"signs in an item", "a.xml", feed + "<item><title>Open</title><description>1 < 2 & 3 > 2. " + openAgain + "</description></item>" + good, []string{"rejected #item-1: an item that is no sound XML", sound}},
		{"nested JSON", "a.json", `[{"a":` + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + `}, ` + object + `]`, []string{"rejected #item-1: not a JSON object", "article #item-2: " + fromJSON}},
		{"large JSON", "a.json", `[{"text": "` + strings.Repeat("a ", 6<<20) + `"}, ` + object + `]`, []string{"rejected #item-1: " + large, "article #item-2: " + fromJSON}},
		{"cut JSON", "a.json", `[` + object + `, {"title": "Cu`, []string{"article #item-1: " + fromJSON, "rejected : cut off: it ends in the midst of an article"}},
		{"JSON and more", "a.json", `[` + object + `] and more`, []string{"article #item-1: " + fromJSON, "rejected : not JSON between one object and the next"}},
		{"WARC without end", "a.warc", record + "99999999999\r\n\r\n<p>" + openAgain, []string{"article #item-1:  |  |  |  |  | en |  | utf-8", "rejected : cut off: it ends in the midst of an article"}},
		{"WARC with a false length", "a.warc", record + "9\r\n\r\n<p>" + openAgain, []string{"article #item-1:  |  |  |  |  |  |  | utf-8", "rejected : damaged web archive: no record begins where the last one ends"}},
		{"picture", "a.xml", "\x89PNG\r\n\x1a\n", []string{"rejected : not text but a PNG image"}},
		{"pages in circles", "a.pdf", circles, []string{"rejected : a PDF document with more than 3000 pages, or a damaged one"}},
		{"Word bomb", "a.docx", zipped(t, entry{"[Content_Types].xml", ""}, entry{"word/document.xml", strings.Repeat(" ", 64<<20)}), []string{"rejected : " + large}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := brief(t, Options{Timeout: time.Hour}, writeFile(t, tt.file, tt.data))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > 1500<<20 {
		t.Errorf("%d MB of memory", m.Sys>>20)
	}
}

// circles is a document whose pages are their own parents.
var circles = func() string {
	doc := "%PDF-1.4\n"
	first := len(doc)
	doc += "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	second := len(doc)
	doc += "2 0 obj\n<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>\nendobj\n"
	return doc + fmt.Sprintf("xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", first, second, len(doc))
}()

// TestUTF16Feed has two bytes a character, which tags are not to be looked for
// in.
func TestUTF16Feed(t *testing.T) {
	const feed = `<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>Café</title><item><title>Open</title><description>` + openAgain + `</description></item></channel></rss>`
	data, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(feed)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"article #item-1: Open |  | Café |  |  | en |  | utf-16le"}
	if diff := cmp.Diff(want, brief(t, Options{}, writeFile(t, "a.xml", data))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
