package article

import (
	"os"
	"testing"
	"unicode"
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
				mustReject(t, err)
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

// FuzzLayout holds the blocks of plain text to standing in its order, and to
// losing no letter.
func FuzzLayout(f *testing.F) {
	for _, path := range []string{"testdata/furniture.txt", "testdata/wrapped.txt", "testdata/notes.md"} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("decoded text is valid")
		}
		for _, markdown := range []bool{false, true} {
			after, letters := 0, 0
			for _, p := range layOut(text, markdown) {
				if len(p.lines) == 0 {
					t.Fatal("a block without lines")
				}
				for _, l := range p.lines {
					if l.start < after || l.end <= l.start || l.end > len(text) {
						t.Fatalf("line [%d, %d) after %d in a text of %d bytes", l.start, l.end, after, len(text))
					}
					after = l.end
					letters += countLetters(l.in(text))
				}
			}
			if want := countLetters(text); letters != want {
				t.Fatalf("%d of %d letters", letters, want)
			}
		}
	})
}

func countLetters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
