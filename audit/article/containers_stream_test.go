package article

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless yields a part over and over until so many bytes are out.
type endless struct {
	part string
	left int
	at   int
}

// Read implements [io.Reader].
func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, e.part[e.at:])
	e.at = (e.at + n) % len(e.part)
	e.left -= n
	return n, nil
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// streams reads a container of so many copies of part through standard input and
// holds it to a ceiling of memory well below its size.
func streams(t *testing.T, part string, copies int, wrap func(io.Reader) io.Reader) {
	t.Helper()
	const ceiling = 8 << 20
	r := newReader(t, Options{Stdin: wrap(&endless{part: part, left: copies * len(part)})})
	before, most, n := heap(), uint64(0), 0
	for a, err := range r.Articles(context.Background(), "-") {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%50 == 0 {
			most = max(most, heap())
		}
		if a.Source != "-#item-"+fmt.Sprint(n) {
			t.Fatalf("source %q of the %dth", a.Source, n)
		}
	}
	if n != copies {
		t.Errorf("%d articles, want %d", n, copies)
	}
	if most > before+ceiling {
		t.Errorf("%d MB in use while reading %d MB", (most-before)>>20, copies*len(part)>>20)
	}
}

// packing compresses on the way.
func packing(r io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		w, _ := gzip.NewWriterLevel(in, gzip.BestSpeed)
		_, err := io.Copy(w, r)
		w.Close()
		in.CloseWithError(err)
	}()
	return out
}

// bulky is a large JSON article with little text, to make a large container fast
// to read.
var bulky = `{"title": "Bridge opens", "text": "` + openAgain + `", "vector": "` + noise(100<<10) + `"}` + "\n"

// noise is a text that does not compress well.
func noise(n int) string {
	var b strings.Builder
	x := uint32(1)
	for b.Len() < n {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "%08x", x)
	}
	return b.String()
}

func TestContainersStream(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds under the race detector")
	}
	const copies = 160 // 16 MB
	plain := func(r io.Reader) io.Reader { return r }
	t.Run("lines", func(t *testing.T) { streams(t, bulky, copies, plain) })
	t.Run("lines in gzip", func(t *testing.T) { streams(t, bulky, copies, packing) })
	t.Run("array", func(t *testing.T) {
		streams(t, strings.TrimSpace(bulky)+",", copies, func(r io.Reader) io.Reader {
			return io.MultiReader(strings.NewReader("["), r, strings.NewReader("]"))
		})
	})
}

// TestXMLAndWARCStream is as [TestContainersStream].
func TestXMLAndWARCStream(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds under the race detector")
	}
	const copies = 160
	item := "<item><title>Open</title><description>" + openAgain + "</description><x>" + noise(100<<10) + "</x></item>\n"
	t.Run("feed", func(t *testing.T) {
		streams(t, item, copies, func(r io.Reader) io.Reader {
			return io.MultiReader(strings.NewReader(`<rss version="2.0"><channel><title>Post</title>`), r, strings.NewReader("</channel></rss>"))
		})
	})
	page := "<html><head><!--" + noise(100<<10) + "--></head><body><p>" + openAgain
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(page), page)
	t.Run("WARC in gzip", func(t *testing.T) { streams(t, record, copies, packing) })
}
