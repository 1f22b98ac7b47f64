package article

import (
	"bytes"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestVotes looks for the blocks of a page in what an extractor took.
func TestVotes(t *testing.T) {
	const (
		long  = "The council met again and talked about the bridge until midnight."
		other = "Nobody on the quay had seen the ferry leave without its crew."
	)
	for _, tt := range []struct {
		name       string
		took, page []string
		want       string // the page's blocks, those not taken in parentheses
	}{
		{"in order", []string{"a", "b"}, []string{"x", "a", "y", "b", "z"}, "(x) a (y) b (z)"},
		{"a menu before the heading of the same name", []string{long, "a"}, []string{"a", long, "a"}, "(a) " + long + " a"},
		{"blocks joined by the extractor", []string{"a c d", "b"}, []string{"a", "c", "d", "b", "x"}, "a c d b (x)"},
		{"a block split by the extractor", []string{long[:30], long[30:]}, []string{long}, long},
		{"other signs and spaces", []string{strings.ToUpper(long)}, []string{long}, long},
		{"moved", []string{"a", long}, []string{long, "a"}, long + " (a)"},
		{"half of a block", []string{long[:30]}, []string{long}, "(" + long + ")"},
		{"twice on the page, taken once", []string{other, long}, []string{long, other, long}, "(" + long + ") " + other + " " + long},
		{"nothing taken", nil, []string{"a"}, "(a)"},
		{"no words", []string{"a"}, []string{"—", "a"}, "(—) a"},
	} {
		page := paragraphs(tt.page...)
		judge(page, paragraphs(tt.took...))
		var got []string
		for _, p := range page {
			if p.outside {
				p.text = "(" + p.text + ")"
			}
			got = append(got, p.text)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, s, tt.want)
		}
	}
}

func TestDoubt(t *testing.T) {
	for _, tt := range []struct {
		one, two string // what each extractor took of the page "a b c d"
		want     float64
	}{
		{"a b c d", "a b c d", 0},
		{"a b", "a b", 0},
		{"a b c d", "a b", 0.5},
		{"a", "b c d", 1},
		{"", "", 1},
	} {
		page := paragraphs("a", "b", "c", "d")
		took := func(s string) []piece { return paragraphs(strings.Fields(s)...) }
		if got := judge(page, took(tt.one), took(tt.two)); got != tt.want {
			t.Errorf("%q and %q: doubt %v, want %v", tt.one, tt.two, got, tt.want)
		}
	}
}

// opinionated is an extractor that takes the elements with one class for the
// article, and knows of one that takes those with another.
type opinionated struct{ class, other string }

func (o opinionated) Extract(page *html.Node, _ *url.URL) (e Extraction, err error) {
	if o.class == "panic" {
		panic("boom")
	}
	for n := range page.Descendants() {
		if slices.Contains(strings.Fields(attr(n.Attr, "class")), o.class) {
			e.Content = append(e.Content, n)
		}
	}
	return e, nil
}

func (o opinionated) second([]*html.Node) Extractor { return opinionated{class: o.other} }

// TestTwoOpinions keeps what two extractors agree on and decides about the rest
// by where it stands.
func TestTwoOpinions(t *testing.T) {
	sentence := func(subject string) string {
		return subject + " met again and talked about the bridge by the old mill until long after midnight."
	}
	page := `<p class="one">` + sentence("Teaser one") + `</p>
		<p class="one">A date</p>
		<p class="one">` + sentence("The mayor") + `</p>
		<p class="one two">` + sentence("The council") + `</p>
		<p class="two">Yes.</p>
		<blockquote><p>` + sentence("A post that") + `</p></blockquote>
		<p class="one two">` + sentence("The harbour board") + `</p>
		<p class="one two">` + strings.Repeat(sentence("Everyone"), 5) + `</p>
		<p class="two">` + sentence("The last one") + `</p>
		<p class="two">Your opinion counts</p>
		<p>` + sentence("Nobody’s") + `</p>`
	a, err := readText(t, Options{Extractor: opinionated{"one", "two"}}, "<html><body>"+page)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{sentence("The mayor"), sentence("The council"), "Yes.", sentence("A post that"),
		sentence("The harbour board"), strings.Repeat(sentence("Everyone"), 5), sentence("The last one")}, "\n\n")
	if a.Text != want {
		t.Errorf("got\n%s\nwant\n%s", a.Text, want)
	}
	reasons := map[string]string{}
	for _, r := range a.Removed {
		for line := range strings.SplitSeq(r.Text, "\n") {
			reasons[line] = r.Reason
		}
	}
	for text, want := range map[string]string{
		sentence("Teaser one"): disputedReason,
		"A date":               disputedReason,
		"Your opinion counts":  disputedReason,
		sentence("Nobody’s"):   notArticle,
	} {
		if reasons[text] != want {
			t.Errorf("%q: reason %q, want %q", text, reasons[text], want)
		}
	}
}

// TestOneExtractorFails believes the extractor that found more when the other
// found a caption, whichever it is, and says that it is not sure.
func TestOneExtractorFails(t *testing.T) {
	page := `<html><body><p class="few">A view of the wall.</p>` + strings.Repeat(`<p class="many">`+body+`</p>`, 6)
	for _, e := range []opinionated{{"few", "many"}, {"many", "few"}} {
		a, err := readText(t, Options{Extractor: e}, page)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(a.Text, body); n != 6 || a.Confidence >= 0.5 {
			t.Errorf("%v: %d of 6 paragraphs kept, confidence %v", e, n, a.Confidence)
		}
	}
}

// TestExtractorsLeaveThePage compares a page before and after.
func TestExtractorsLeaveThePage(t *testing.T) {
	source, err := os.ReadFile("testdata/page.html")
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	render := func() string {
		var b strings.Builder
		if err := html.Render(&b, page); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	before := render()
	first, err := Readability{}.Extract(page, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Readability{}).second(first.Content).Extract(page, nil); err != nil {
		t.Fatal(err)
	}
	if after := render(); after != before {
		t.Errorf("the page changed from\n%s\nto\n%s", before, after)
	}
}

// TestSecondOpinionFails reads a page on which the second extractor panics.
func TestSecondOpinionFails(t *testing.T) {
	a, err := readText(t, Options{Extractor: opinionated{"story", "panic"}}, inPage(""))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(a.Text, "The council met again"); n != 12 {
		t.Errorf("%d of 12 sentences kept", n)
	}
}

// TestArticleInData finds an article that a page has only in its data for
// machines.
func TestArticleInData(t *testing.T) {
	a, err := readText(t, Options{}, `<html><head><script type="application/ld+json">{"@type": "NewsArticle",
		"headline": "Bridge", "articleBody": "`+body+`"}</script></head>
		<body><div id="app"><p>Please enable scripts.</p></div></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, body) || strings.Contains(a.Text, "scripts") || a.Confidence != 0.8 {
		t.Errorf("confidence %v, text %q", a.Confidence, a.Text)
	}
}
