package article

import (
	"encoding/json"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"copydesk.dev/audit/article/visible"
)

// The targets of this file take single parts of the readers, which is far
// quicker than whole inputs: see formats_fuzz_test.go for those.

// FuzzWalk holds the walk over a page against the letters that stand in it.
func FuzzWalk(f *testing.F) {
	page, err := os.ReadFile("testdata/page.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(page))
	f.Add(`<p>a <a href="/b">link<p>over <br><br>two</a> blocks<ul><li>x<ul><li>y</ul><pre> k
  <a href="mailto:a@b">z</a> </pre><table><tr><td>1<td><a href=//h>2</a><tr><td><div>3</div></table><p hidden>no`)
	base, err := url.Parse("https://news.example/a/b")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page string) {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip("no page")
		}
		visible.Show(root)
		got, want := 0, lettersSeen(root)
		for _, p := range pieces(root, base, nil) {
			if strings.TrimSpace(p.text) == "" || utf8.ValidString(page) && !utf8.ValidString(p.text) {
				t.Fatalf("block %q", p.text)
			}
			if p.kind != Preformatted && foldSpace(p.text) != p.text {
				t.Fatalf("white space in %q", p.text)
			}
			after := 0
			for _, l := range p.links {
				if l.Start < after || l.End <= l.Start || l.End > len(p.text) {
					t.Fatalf("link [%d, %d) after %d in %q", l.Start, l.End, after, p.text)
				}
				after = l.End
				if u, err := url.Parse(l.Href); err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
					t.Fatalf("link to %q (%v)", l.Href, err)
				}
			}
			if share := p.linked(); !(share >= 0 && share <= 1) {
				t.Fatalf("%v of %q is linked", share, p.text)
			}
			got += countLetters(p.text)
		}
		if got != want {
			t.Fatalf("%d of %d letters", got, want)
		}
	})
}

// lettersSeen counts the letters of a page, what its readers don't see gone.
func lettersSeen(root *html.Node) int {
	n := 0
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			n += countLetters(c.Data)
		case c.Type == html.ElementNode && (silentTags[c.Data] || c.Data == "br"):
		case c.Type == html.ElementNode || c.Type == html.DocumentNode:
			n += lettersSeen(c)
		}
	}
	return n
}

// FuzzClean holds the rules for boilerplate to marking and not deleting: what is
// kept stands in the text, in its order, and what is removed has a reason.
func FuzzClean(f *testing.F) {
	for _, path := range []string{"testdata/furniture.txt", "testdata/wrapped.txt", "testdata/notes.md"} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data), "")
	}
	f.Add("By Ann Lee, Staff Writer\n\nApril 3, 2026\n\nNewsletter\n\nSign up\n\n• Home • AI •\n\nAll of it.", "All of it.")
	rules, err := loadRules()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, title string) {
		if !utf8.ValidString(text + title) {
			t.Skip("decoded text is valid")
		}
		found, err := textPieces(text)
		if err != nil {
			mustReject(t, err)
			return
		}
		d := &draft{meta: metadata{title: title}, pieces: found}
		out := clean(d, rules)
		next, kept := 0, 0
		for _, p := range out.kept {
			for next < len(found) && found[next].text != p.text {
				next++
			}
			if next == len(found) {
				t.Fatalf("%q is kept, and was not there", p.text)
			}
			next++
			kept += countLetters(p.text)
		}
		removed, all := 0, 0
		for _, r := range out.removed {
			if strings.TrimSpace(r.Text) == "" || r.Reason == "" {
				t.Fatalf("removed %q: %q", r.Text, r.Reason)
			}
			removed += countLetters(r.Text)
		}
		for _, p := range found {
			all += countLetters(p.text)
		}
		if kept+removed > all || len(out.kept) == len(found) && removed > 0 {
			t.Fatalf("%d letters kept, %d removed, of %d", kept, removed, all)
		}
		if out.lost < 0 || out.lost > float64(len(text)) {
			t.Fatalf("%v characters lost of %d", out.lost, len(text))
		}
		if p := d.meta.published; p != "" && normalDate(p) != p {
			t.Fatalf("published %q", p)
		}
		for _, name := range d.meta.byline {
			if !isName(name) {
				t.Fatalf("byline %q", name)
			}
		}
	})
}

// FuzzDate reads dates: what comes back is one, or nothing, and reads as itself.
func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"April 3, 2026 at 5:04 pm EST", "2026-04-03T05:04:03Z", "Montag, 14. April 2026", "3rd of May 2026", "03/04/2026",
		"1775192643", "Fri, 03 Apr 2026 05:04:03 +0200", "20260403", "le 1er août 2026",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 300 {
			t.Skip("no date")
		}
		got := normalDate(s)
		if got == "" {
			return
		}
		day, err := time.Parse(time.DateOnly, got)
		if err != nil {
			day, err = time.Parse(time.RFC3339, got)
		}
		if err != nil || day.Year() < 1699 || day.Year() > 2200 {
			t.Fatalf("%q is read as %q (%v)", s, got, err)
		}
		if again := normalDate(got); again != got {
			t.Fatalf("%q is read as %q, and that as %q", s, got, again)
		}
	})
}

// FuzzFrontMatter checks that what stands above a text is taken off whole, or
// not at all.
func FuzzFrontMatter(f *testing.F) {
	f.Add("---\ntitle: A\nauthors: [B, {name: C}]\ndate: 2026-04-03\n---\nText")
	f.Add("\ufeff---\r\nby: &a [*a]\r\n--- \r\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, start := frontMatter(text)
		if start < 0 || start > len(text) {
			t.Fatalf("the text begins at %d of %d", start, len(text))
		}
		if head := strings.TrimPrefix(text[:start], "\ufeff"); start > 0 &&
			(!strings.HasPrefix(head, "---") || !strings.HasSuffix(strings.TrimRight(head, " \t\r\n"), "---")) {
			t.Fatalf("%q was taken off", head)
		}
	})
}

// FuzzMemberName checks that names from archives can be shown, and would stay
// below a folder.
func FuzzMemberName(f *testing.F) {
	for _, s := range []string{"a/b.txt", `..\..\etc\passwd`, "/\x1b[31m#\xff/./..", strings.Repeat("ü/", 150)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := memberName(name)
		if got == "" || len(got) > maxName+len("…") || !utf8.ValidString(got) || strings.HasPrefix(got, "/") ||
			strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsPrint(r) || r == '#' || r == '\\' }) {
			t.Errorf("%q became %q", name, got)
		}
		for part := range strings.SplitSeq(got, "/") {
			if part == ".." || part == "." {
				t.Errorf("%q became %q", name, got)
			}
		}
	})
}

// FuzzBylines checks that names are names, each once, and are read as
// themselves.
func FuzzBylines(f *testing.F) {
	f.Add("By Ann Lee, Bo Chan and Cy Diaz")
	f.Add("posted by: \u200b von Öhr & a@b.example; http://x | and und et 3")
	f.Fuzz(func(t *testing.T, byline string) {
		seen := map[string]bool{}
		for _, name := range splitNames(byline) {
			if !isName(name) || seen[name] || foldSpace(name) != name {
				t.Errorf("%q has the name %q", byline, name)
			}
			seen[name] = true
		}
	})
}

// FuzzFoldSpace checks that folding folds all there is.
func FuzzFoldSpace(f *testing.F) {
	f.Add(" a\u00a0\u00adb\t\n\ufeffc\x85 ")
	f.Add("“A’s” …\u2060 !")
	f.Fuzz(func(t *testing.T, s string) {
		got := foldSpace(s)
		if foldSpace(got) != got || strings.ContainsFunc(got, func(r rune) bool { return invisible(r) || r != ' ' && unicode.IsSpace(r) }) {
			t.Errorf("%q became %q", s, got)
		}
		if countLetters(got) != countLetters(s) {
			t.Errorf("%q lost letters in %q", s, got)
		}
		if again := folded(folded(s)); again != folded(s) {
			t.Errorf("%q folds to %q, and that to %q", s, folded(s), again)
		}
	})
}

// FuzzFields checks that what an object says does not depend on the order in
// which a map gives its keys.
func FuzzFields(f *testing.F) {
	f.Add(`{"title":"a","Title":"b","TITLE":["c",1e9,{"name":"d"}],"html":{"Source_Info":"e"},"source":"https://x.example"}`)
	f.Fuzz(func(t *testing.T, text string) {
		var object map[string]any
		if json.Unmarshal([]byte(text), &object) != nil {
			t.Skip("no object")
		}
		first := fields(object)
		for range 4 {
			if again := fields(object); !reflect.DeepEqual(first, again) {
				t.Fatalf("%v, and then %v", first, again)
			}
		}
	})
}
