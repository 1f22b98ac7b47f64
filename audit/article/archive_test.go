package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entry is a file to be packed.
type entry struct{ name, data string }

func zipped(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err == nil {
			_, err = io.WriteString(f, e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range entries {
		err := w.WriteHeader(&tar.Header{Name: e.name, Size: int64(len(e.data)), Mode: 0o644, Typeflag: tar.TypeReg})
		if err == nil {
			_, err = io.WriteString(w, e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const lineOfJSON = `{"title": "Bridge opens", "text": "` + openAgain + `", "language": "en"}` + "\n"

// brief leaves of what came of a source the articles' and rejections' lines.
func brief(t testing.TB, opts Options, source string) []string {
	t.Helper()
	var out []string
	for _, line := range outcome(t, opts, source) {
		if !strings.HasPrefix(line, "  ") {
			line, _, _ = strings.Cut(line, " (.")
			out = append(out, line)
		}
	}
	return out
}

func TestArchives(t *testing.T) {
	page := "<html lang=en><title>Open</title><p>" + openAgain
	const read = "Bridge opens |  |  |  |  | en |  | utf-8"
	const text = " |  |  |  |  | en |  | utf-8"
	for _, tt := range []struct {
		name, file, data string
		want             []string
	}{
		{"gzip", "a.html.gz", gzipped(t, page), []string{"article : Open" + text}},
		{"gzip of many members", "a.jsonl.gz", gzipped(t, lineOfJSON) + gzipped(t, lineOfJSON), []string{"article #item-1: " + read, "article #item-2: " + read}},
		{"zip", "night.zip", zipped(t,
			entry{"a/b.html", page}, entry{"c.jsonl", lineOfJSON}, entry{"d.txt.gz", gzipped(t, openAgain)},
			entry{"logo.png", "\x89PNG"}, entry{"__MACOSX/a.txt", "x"}, entry{"empty.txt", ""}, entry{"picture.txt", "\x89PNG\r\n\x1a\n"}),
			[]string{
				"article #a/b.html: Open" + text, "article #c.jsonl#item-1: " + read, "article #d.txt.gz: " + text,
				"skipped #logo.png: not a format read from folders", "skipped #__MACOSX/a.txt: hidden file",
				"rejected #empty.txt: empty", "rejected #picture.txt: not text but a PNG image"}},
		{"tar", "night.tar", tarred(t, entry{"a/b.html", page}, entry{"c.jsonl", lineOfJSON}),
			[]string{"article #a/b.html: Open" + text, "article #c.jsonl#item-1: " + read}},
		{"tar.gz in zip", "night.zip", zipped(t, entry{"in.tgz", gzipped(t, tarred(t, entry{"c.jsonl", lineOfJSON}))}, entry{"in.zip", zipped(t, entry{"b.html", page})}),
			[]string{"article #in.tgz#c.jsonl#item-1: " + read, "article #in.zip#b.html: Open" + text}},
		{"known by content", "night.dat", gzipped(t, tarred(t, entry{"b.html", page})), []string{"article #b.html: Open" + text}},
		{"names that lead elsewhere", "slip.zip", zipped(t, entry{"../../etc/cron.txt", openAgain}, entry{"/abs.txt", openAgain}, entry{`C:\x\..\y.txt`, openAgain}, entry{"a#b\n.txt", openAgain}),
			[]string{"article #etc/cron.txt: " + text, "article #abs.txt: " + text, "article #C:/y.txt: " + text, "article #a_b_.txt: " + text}},
		{"names that lead elsewhere, tar", "slip.tar", tarred(t, entry{"../../etc/cron.txt", openAgain}), []string{"article #etc/cron.txt: " + text}},
		{"workbook", "a.zip", zipped(t, entry{"[Content_Types].xml", "x"}, entry{"xl/workbook.xml", "x"}), []string{"rejected : not text but an Excel workbook"}},
		{"cut zip", "a.zip", zipped(t, entry{"b.html", page})[:90], []string{"rejected : damaged or cut off ZIP archive"}},
		{"empty zip", "a.zip", zipped(t), []string{"rejected : empty: there is nothing in it"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := writeFile(t, tt.file, tt.data)
			if diff := cmp.Diff(tt.want, brief(t, Options{}, source)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestCutGzip wants what could be read, and a rejection.
func TestCutGzip(t *testing.T) {
	var lines strings.Builder
	for i := range 400 {
		fmt.Fprintf(&lines, `{"title": "Bridge %d opens", "text": "%s %x"}`+"\n", i, openAgain, i*i*7919)
	}
	packed := gzipped(t, lines.String())
	got := brief(t, Options{}, writeFile(t, "a.jsonl.gz", packed[:len(packed)*3/4]))
	last := got[len(got)-1]
	if len(got) < 200 || len(got) > 400 || last != "rejected : cut off: its gzip data ends too early; what is there is read" {
		t.Errorf("%d lines, at last %q", len(got), last)
	}
	page := gzipped(t, "<html><p>"+strings.Repeat(openAgain+" ", 50))
	got = brief(t, Options{}, writeFile(t, "a.html.gz", page[:len(page)-8]))
	if len(got) != 2 || !strings.HasPrefix(got[0], "article : ") || !strings.HasPrefix(got[1], "rejected : cut off") {
		t.Errorf("of a page: %q", got)
	}
	broken := []byte(packed)
	copy(broken[len(broken)/2:], "xxxxxxxxxxxxxxxxxxxx")
	got = brief(t, Options{}, writeFile(t, "a.jsonl.gz", string(broken)))
	if last := got[len(got)-1]; len(got) < 100 || !strings.HasPrefix(last, "rejected : damaged gzip data") {
		t.Errorf("of a damaged one: %d lines, at last %q", len(got), last)
	}
}

// TestBombs become no larger than allowed, and cost little time.
func TestBombs(t *testing.T) {
	blanks := strings.Repeat(" ", 64<<20)
	nested := gzipped(t, openAgain)
	for range maxDepth {
		nested = gzipped(t, nested)
	}
	limit := fmt.Sprintf("larger than %d bytes; raise the limit or split it", defaultMaxBytes)
	const bomb = "a decompression bomb: it becomes more than 200 times as large"
	for _, tt := range []struct {
		name, file, data string
		want             []string
	}{
		{"text in zip", "a.zip", zipped(t, entry{"a.txt", blanks}, entry{"b.txt", openAgain}), []string{"rejected #a.txt: " + limit, "article #b.txt:  |  |  |  |  | en |  | utf-8"}},
		{"text in gzip", "a.txt.gz", gzipped(t, blanks), []string{"rejected : " + limit}},
		{"JSON in gzip", "a.jsonl.gz", gzipped(t, `{"text": "`+blanks), []string{"rejected #item-1: " + limit, "rejected : " + bomb}},
		{"gzip in gzip", "a.gz", nested, []string{"rejected : archives nested more than 6 deep"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, brief(t, Options{}, writeFile(t, tt.file, tt.data))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOverlappingZip has a directory that names the same packed bytes over and
// over, which is how a small archive claims petabytes.
func TestOverlappingZip(t *testing.T) {
	one := zipped(t, entry{"a.txt", strings.Repeat(openAgain, 100)})
	start := strings.Index(one, "PK\x01\x02")
	end := strings.Index(one, "PK\x05\x06")
	const times = 50
	directory := strings.Repeat(one[start:end], times)
	tail := []byte(one[end:])
	binary.LittleEndian.PutUint16(tail[8:], times)
	binary.LittleEndian.PutUint16(tail[10:], times)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(directory)))
	got := brief(t, Options{}, writeFile(t, "a.zip", one[:start]+directory+string(tail)))
	if len(got) != 1 || !strings.HasPrefix(got[0], "rejected : a decompression bomb: its members claim") {
		t.Errorf("got %q", got)
	}
}

// TestArchiveOnStandardInput cannot be read in any order.
func TestArchiveOnStandardInput(t *testing.T) {
	for data, want := range map[string]string{
		zipped(t, entry{"c.jsonl", lineOfJSON}):    "article #c.jsonl#item-1: Bridge opens |  |  |  |  | en |  | utf-8",
		gzipped(t, lineOfJSON):                     "article #item-1: Bridge opens |  |  |  |  | en |  | utf-8",
		zipped(t, entry{"c.txt", noise(20 << 20)}): fmt.Sprintf("rejected : larger than %d bytes; raise the limit or split it", defaultMaxBytes),
	} {
		got := brief(t, Options{Stdin: strings.NewReader(data)}, "-")
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestInterruptedContainer tells of the interruption once.
func TestInterruptedContainer(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	source := writeFile(t, "a.jsonl", strings.Repeat(lineOfJSON, 5))
	n := 0
	for _, err := range newReader(t, Options{}).Articles(ctx, source) {
		switch n++; n {
		case 1:
			cancel()
		case 2:
			if e := mustReject(t, err); e.Reason != "not read to its end: the run was ended" || !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		default:
			t.Errorf("%d results", n)
		}
	}
}

// TestStopping reads no more than is asked for.
func TestStopping(t *testing.T) {
	source := writeFile(t, "a.zip", zipped(t, entry{"a.jsonl", lineOfJSON + lineOfJSON}, entry{"b.jsonl", lineOfJSON}))
	for range newReader(t, Options{}).Articles(context.Background(), source) {
		break // the iterator panics if it goes on
	}
}

// TestNothingIsWritten reads an archive that names files elsewhere.
func TestNothingIsWritten(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	source := writeFile(t, "slip.zip", zipped(t, entry{"../out.txt", openAgain}, entry{filepath.Join(root, "abs.txt"), openAgain}))
	outcome(t, Options{}, source)
	if entries, err := os.ReadDir(root); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}

// TestArchivesWithinArchives gives up on a source whose archives each hold the
// next several times.
func TestArchivesWithinArchives(t *testing.T) {
	data := openAgain
	for range maxDepth + 2 {
		var copies []entry
		for i := range 4 {
			copies = append(copies, entry{fmt.Sprintf("%d.zip", i), data})
		}
		data = zipped(t, copies...)
	}
	got := brief(t, Options{}, writeFile(t, "a.zip", data))
	if len(got) > maxArchives {
		t.Errorf("%d rejections", len(got))
	}
	if last := got[len(got)-1]; !strings.HasSuffix(last, "more than 1000 archives within archives; from here on, the source is not read") {
		t.Errorf("it ends with %q", last)
	}
}
