package article

import (
	"os"
	"testing"
	"unicode/utf8"
)

// fuzzReader feeds data to a format and holds what comes out to the types'
// promises. Rejecting is always allowed, panicking never: a panic comes back as
// a rejection that wraps it.
func fuzzReader(f *testing.F, ext string, seeds ...string) {
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	clean, raw := newReader(f, Options{}), newReader(f, Options{Raw: true})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, r := range []*Reader{clean, raw} {
			a, err := r.article(&input{source: "fuzz" + ext, ext: ext, data: data})
			if err != nil {
				rejection(t, err)
				continue
			}
			checkInvariants(t, a)
		}
	})
}

func FuzzHTML(f *testing.F) {
	fuzzReader(f, ".html", "testdata/page.html", "testdata/windows.html")
}

func FuzzText(f *testing.F) {
	fuzzReader(f, ".txt", "testdata/furniture.txt", "testdata/wrapped.txt")
}

func FuzzMarkdown(f *testing.F) {
	fuzzReader(f, ".md", "testdata/notes.md")
}

func FuzzCharset(f *testing.F) {
	f.Add([]byte("\xFF\xFEa\x00"))
	f.Add([]byte("caf\xE9"))
	f.Add([]byte(`<meta charset="shift_jis">` + "\x83\x65"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := decode(data)
		if err != nil {
			rejection(t, err)
			return
		}
		if !utf8.ValidString(d.text) || d.charset == "" || d.from == "" {
			t.Errorf("%s from %s: %q", d.charset, d.from, d.text)
		}
	})
}
