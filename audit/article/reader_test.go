package article

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
)

const openAgain = `The bridge over the Lamme is open again, the road office said on Thursday. Lorries may cross from noon.`

func TestRejected(t *testing.T) {
	for _, tt := range []struct {
		name, file, data string
		opts             Options
		reason           string
	}{
		{"empty", "a.txt", "", Options{}, "empty"},
		{"blank", "a.txt", " \n\t\n", Options{}, "empty"},
		{"image", "a.html", "\x89PNG\r\n\x1a\n....", Options{}, "not text but a PNG image"},
		{"document", "a.txt", "%PDF-1.7 ...", Options{}, "a damaged PDF document"},
		{"NUL bytes", "a.txt", "text\x00\x00\x00\x01\x02\x03text", Options{}, "not text but binary data (it holds NUL bytes)"},
		{"NUL bytes among others", "a.txt", strings.Repeat("caf\xe9 \x00\x01\x02", 50), Options{Raw: true}, "not text but binary data (it holds NUL bytes)"},
		{"signs", "a.txt", "a %%%% &&&& ==== ---- ////", Options{}, "not an article: only 1 of 21 characters are letters or digits"},
		{"large", "a.txt", strings.Repeat("word ", 100), Options{MaxBytes: 99}, "larger than 99 bytes; raise the limit or split it"},
		{"furniture", "a.txt", "Image Not Found\n\nAdvertisement\n", Options{}, "nothing left after cleaning"},
		{"page without text", "a.html", "<html><body><script>x()</script></body></html>", Options{}, "nothing left after cleaning"},
		{"nested page", "a.html", "<html>" + strings.Repeat("<div>", 600) + openAgain, Options{}, tooDeep},
		{"large page", "a.html", "<html>" + strings.Repeat("<p>a", maxElements), Options{}, "it has 100003 elements; more than 100000 are not read"},
		{"nested Markdown", "a.md", strings.Repeat(">", 200) + openAgain, Options{}, "quotes or lists nested 100 deep"},
		{"XML", "a.xml", `<?xml version="1.0"?><feed><title>x</title></feed>`, Options{}, "XML that is no web page; this kind is not read"},
		{"not UTF-8", "a.txt", "caf\xe9 au lait", Options{Raw: true}, "not UTF-8, so it cannot be taken exactly as it is; convert it, or leave out --raw"},
		{"panic", "a.html", "<p>" + openAgain, Options{Extractor: extractorFunc(func() { panic("boom") })}, "reading it failed"},
		{"slow", "a.html", "<p>" + openAgain, Options{Timeout: time.Millisecond, Extractor: extractorFunc(func() { select {} })}, "given up after 1ms; it is too large or too deeply nested"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := writeFile(t, tt.file, tt.data)
			_, err := readOne(t, tt.opts, source)
			if got := mustReject(t, err); got.Reason != tt.reason || got.Source != source {
				t.Errorf("got %q of %q, want %q", got.Reason, got.Source, tt.reason)
			}
		})
	}
}

// extractorFunc is an Extractor that misbehaves.
type extractorFunc func()

func (f extractorFunc) Extract(*html.Node, *url.URL) (Extraction, error) {
	f()
	return Extraction{}, nil
}

func TestUnreadableFiles(t *testing.T) {
	folder := t.TempDir()
	missing := filepath.Join(folder, "missing.txt")
	locked := writeFile(t, "locked.txt", openAgain)
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		source, reason string
		cause          error
	}{
		{missing, "no such file", fs.ErrNotExist},
		{locked, "no permission to read it", fs.ErrPermission},
		{folder, "a folder; its files have to be listed first", nil},
		{"https://paper.example/a", "addresses are not fetched; save the page and name the file", nil},
	} {
		_, err := readOne(t, Options{}, tt.source)
		if err == nil && tt.source == locked && os.Getuid() == 0 {
			continue // root may read everything
		}
		got := mustReject(t, err)
		if got.Reason != tt.reason || tt.cause != nil && !errors.Is(err, tt.cause) {
			t.Errorf("%s: got %v, want %q", tt.source, err, tt.reason)
		}
		if n := strings.Count(err.Error(), tt.source); n != 1 {
			t.Errorf("%q names its source %d times, want once", err, n)
		}
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stuck := extractorFunc(func() { cancel(); select {} })
	source := writeFile(t, "a.html", "<p>"+openAgain)
	for _, err := range newReader(t, Options{Extractor: stuck}).Articles(ctx, source) {
		if got := mustReject(t, err); got.Reason != "not read to its end: the run was ended" || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

// TestFormatIsKnownByContent gives names that say something else than the data.
func TestFormatIsKnownByContent(t *testing.T) {
	page := "<!DOCTYPE html><html><body><p>" + openAgain + "</p></body></html>"
	for _, tt := range []struct{ name, data, want string }{
		{"page.txt", page, openAgain},
		{"page.dat", page, openAgain},
		{"text.html", openAgain, openAgain},
		{"text", openAgain, openAgain},
		{"fragment.html", "Preface <i>in</i> italics. " + openAgain, "Preface in italics. " + openAgain},
		{"heart.txt", "<3 is a heart. " + openAgain, "<3 is a heart. " + openAgain},
		{"tags.txt", "<b> makes bold. " + openAgain, "<b> makes bold. " + openAgain},
	} {
		a, err := readOne(t, Options{}, writeFile(t, tt.name, tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Text != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, a.Text, tt.want)
		}
	}
}

func TestStandardInput(t *testing.T) {
	for _, text := range []string{openAgain, "<html><body><p>" + openAgain, "  <p>" + openAgain + "</p>"} {
		a, err := readText(t, Options{}, text)
		if err != nil {
			t.Fatal(err)
		}
		if a.Text != openAgain || a.Source != "-" {
			t.Errorf("got %q from %q", a.Text, a.Source)
		}
	}
	if _, err := readOne(t, Options{}, "-"); mustReject(t, err).Reason != "empty" {
		t.Errorf("without standard input: %v", err)
	}
}

// TestStrayNULs are white space.
func TestStrayNULs(t *testing.T) {
	for _, name := range []string{"a.txt", "a.md", "a.html"} {
		text := strings.Replace(openAgain, " on ", "\x00on\x00", 1)
		if name == "a.html" {
			text = "<p>" + text
		}
		a, err := readOne(t, Options{}, writeFile(t, name, text+strings.Repeat(" And again.", 10)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(a.Text, openAgain) {
			t.Errorf("%s: %q", name, a.Text)
		}
	}
}

// TestRawKeepsBytes is the promise of Options.Raw.
func TestRawKeepsBytes(t *testing.T) {
	for _, text := range []string{
		"\uFEFFBy Ann Lee\r\n\r\n  Two  spaces.\tAnd a tab.\r\n\r\n\r\nSubscribe",
		"one line",
		"---\ntitle: T\n---\nBody text.\n",
		openAgain + "\x00" + openAgain,
		"a %%%% &&&& ==== ---- ////",
		`<?xml version="1.0"?><feed><title>x</title></feed>`,
	} {
		a, err := readText(t, Options{Raw: true}, text)
		if err != nil {
			t.Fatal(err)
		}
		if a.Text != text || len(a.Removed) != 0 || a.Confidence != 1 {
			t.Errorf("got %q, removed %v", a.Text, a.Removed)
		}
		checkInvariants(t, a)
	}
}

// TestHopelessEncoding rejects noise, one way or another.
func TestHopelessEncoding(t *testing.T) {
	var b strings.Builder
	for i := range 4000 {
		b.WriteByte(byte(0x80 + i*i*7%0x80))
	}
	if d, err := charset.Decode([]byte(b.String()), ""); err == nil && rejectGarbage(d.Text) == nil {
		t.Errorf("noise was read as %s from %s: %.80q", d.Charset, d.From, d.Text)
	}
}
