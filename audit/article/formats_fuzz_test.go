package article

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"
)

// fuzzFormat reads data as an input of that name and holds all that comes out to
// the types' promises. Containers have to come to an end.
func fuzzFormat(f *testing.F, ext string, seeds ...string) {
	fuzzWrapped(f, ext, func(_ testing.TB, data string) string { return data }, seeds...)
}

// fuzzWrapped is as [fuzzFormat], for data that is packed first.
func fuzzWrapped(f *testing.F, ext string, wrap func(testing.TB, string) string, seeds ...string) {
	for _, path := range seeds {
		data, err := os.ReadFile("testdata/formats/" + path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	r := newReader(f, Options{MaxBytes: 1 << 20, Timeout: time.Hour})
	f.Fuzz(func(t *testing.T, data []byte) {
		data = []byte(wrap(t, string(data)))
		s := newStream("fuzz"+ext, "fuzz"+ext, bytes.NewReader(data))
		s.file, s.size = bytes.NewReader(data), int64(len(data))
		n := 0
		r.read(context.Background(), s, func(a *Article, err error) bool {
			if n++; n > 2*len(data)+2 {
				t.Fatalf("%d results of %d bytes", n, len(data))
			}
			if err != nil {
				mustReject(t, err)
				return true
			}
			checkInvariants(t, a)
			return true
		})
		if n == 0 {
			t.Error("neither an article nor a rejection")
		}
	})
}

func FuzzJSON(f *testing.F) {
	fuzzFormat(f, ".json", "crawl.jsonl", "feed.json")
}

func FuzzNinjs(f *testing.F) {
	fuzzFormat(f, ".json", "ninjs.json")
}

func FuzzJSONLines(f *testing.F) {
	fuzzFormat(f, ".jsonl", "crawl.jsonl", "feed.json")
}

func FuzzFeed(f *testing.F) {
	fuzzFormat(f, ".xml", "rss.xml", "atom.xml")
}

func FuzzWordPress(f *testing.F) {
	fuzzFormat(f, ".xml", "wordpress.xml")
}

func FuzzNewsML(f *testing.F) {
	fuzzFormat(f, ".xml", "newsml.xml")
}

func FuzzNITF(f *testing.F) {
	fuzzFormat(f, ".nitf", "bridge.nitf")
}

func FuzzWARC(f *testing.F) {
	fuzzFormat(f, ".warc", "crawl.warc")
}

func FuzzMail(f *testing.F) {
	fuzzFormat(f, ".eml", "newsletter.eml")
}

func FuzzWord(f *testing.F) {
	fuzzFormat(f, ".docx", "bridge.docx")
}

// FuzzWordText is as [FuzzWord] behind the checksums of ZIP.
func FuzzWordText(f *testing.F) {
	f.Add([]byte(`<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>` + openAgain + `</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`))
	fuzzWrapped(f, ".docx", func(t testing.TB, data string) string {
		return zipped(t, entry{"[Content_Types].xml", ""}, entry{wordText, data})
	})
}

func FuzzPDF(f *testing.F) {
	fuzzFormat(f, ".pdf", "bridge.pdf")
}

// FuzzGzip is for what stands in gzip files, too: behind their checksum.
func FuzzGzip(f *testing.F) {
	f.Add([]byte(gzipped(f, tarred(f, entry{"a.txt", openAgain}))))
	f.Add([]byte(tarred(f, entry{"a.txt.gz", gzipped(f, openAgain)})))
	fuzzWrapped(f, ".gz", func(t testing.TB, data string) string { return gzipped(t, data) + data }, "crawl.warc.gz")
}

func FuzzZip(f *testing.F) {
	f.Add([]byte(zipped(f, entry{"a.jsonl", lineOfJSON}, entry{"b.zip", zipped(f, entry{"c.txt", openAgain})})))
	fuzzFormat(f, ".zip", "bridge.docx")
}

func FuzzTar(f *testing.F) {
	f.Add([]byte(tarred(f, entry{"a.txt", openAgain}, entry{"../../b.jsonl", lineOfJSON})))
	fuzzFormat(f, ".tar")
}
