package article

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden cleans every sample in testdata and compares all that comes out.
func TestGolden(t *testing.T) {
	for _, source := range glob(t, "testdata/*.*") {
		if filepath.Ext(source) == ".golden" {
			continue
		}
		for mode, opts := range map[string]Options{"": {}, ".raw": {Raw: true}} {
			golden := filepath.Join("testdata", "golden", filepath.Base(source)+mode+".json")
			if mode != "" && strings.HasSuffix(source, ".html") {
				continue // raw means nothing for pages
			}
			t.Run(filepath.Base(golden), func(t *testing.T) {
				a := mustRead(t, opts, source)
				checkInvariants(t, a)
				var got bytes.Buffer
				enc := json.NewEncoder(&got)
				enc.SetEscapeHTML(false)
				enc.SetIndent("", "  ")
				if err := enc.Encode(a); err != nil {
					t.Fatal(err)
				}
				if *update {
					if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got.String()); diff != "" {
					t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestEmptyListsAreNotNull(t *testing.T) {
	got, err := json.Marshal(Article{})
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(got, []byte("null")) {
		t.Errorf("null in %s", got)
	}
}

// TestReadingIsDeterministic reads one page many times.
func TestReadingIsDeterministic(t *testing.T) {
	first := mustRead(t, Options{}, "testdata/page.html")
	for range 20 {
		if diff := cmp.Diff(first, mustRead(t, Options{}, "testdata/page.html")); diff != "" {
			t.Fatalf("differs (-first +later):\n%s", diff)
		}
	}
}

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	r := newReader(t, Options{})
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for _, err := range r.Articles(context.Background(), "testdata/page.html") {
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func newReader(t testing.TB, opts Options) *Reader {
	t.Helper()
	r, err := NewReader(opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readOne reads a source that holds one article.
func readOne(t testing.TB, opts Options, source string) (*Article, error) {
	t.Helper()
	var articles []*Article
	for a, err := range newReader(t, opts).Articles(context.Background(), source) {
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	if len(articles) != 1 {
		t.Fatalf("%s: %d articles and no error, want 1 article", source, len(articles))
	}
	return articles[0], nil
}

func mustRead(t testing.TB, opts Options, source string) *Article {
	t.Helper()
	a, err := readOne(t, opts, source)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// readText reads what is given as standard input.
func readText(t testing.TB, opts Options, text string) (*Article, error) {
	t.Helper()
	opts.Stdin = strings.NewReader(text)
	return readOne(t, opts, "-")
}

// writeFile puts data into a new file of that name and returns its path.
func writeFile(t testing.TB, name, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// checkInvariants holds an article to what its types promise.
func checkInvariants(t testing.TB, a *Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Error("the text is not UTF-8")
	}
	if strings.TrimSpace(a.Text) == "" {
		t.Error("the text is empty")
	}
	if a.Confidence < 0 || a.Confidence > 1 {
		t.Errorf("confidence %v is not between 0 and 1", a.Confidence)
	}
	span := func(what string, start, end, after int) {
		switch {
		case start < after || end <= start || end > len(a.Text):
			t.Fatalf("%s [%d, %d) after %d in a text of %d bytes", what, start, end, after, len(a.Text))
		case !utf8.RuneStart(a.Text[start]) || end < len(a.Text) && !utf8.RuneStart(a.Text[end]):
			t.Fatalf("%s [%d, %d) cuts a character", what, start, end)
		case strings.TrimSpace(a.Text[start:end]) == "":
			t.Fatalf("%s [%d, %d) is blank", what, start, end)
		}
	}
	after := 0
	for _, b := range a.Blocks {
		span("block", b.Start, b.End, after)
		after = b.End
	}
	after = 0
	for _, l := range a.Links {
		span("link", l.Start, l.End, after)
		after = l.End
	}
	for _, r := range a.Removed {
		if r.Text == "" || r.Reason == "" {
			t.Errorf("removed without text or reason: %+v", r)
		}
	}
}

// mustReject is err as a RejectedError.
func mustReject(t testing.TB, err error) *RejectedError {
	t.Helper()
	rejected := new(RejectedError)
	if !errors.As(err, &rejected) {
		t.Fatalf("error %v is no RejectedError", err)
	}
	return rejected
}
