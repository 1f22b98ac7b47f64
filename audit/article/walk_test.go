package article

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"copydesk.dev/audit/article/visible"
)

func TestPieces(t *testing.T) {
	base, _ := url.Parse("https://paper.example/news/a")
	for _, tt := range []struct {
		name, page string
		want       []string // "kind: text", links marked [like this](target)
	}{
		{"neighbours are not glued", "<p>One.</p><p>Two.</p><ul><li>a</li><li>b</li></ul>",
			[]string{"paragraph: One.", "paragraph: Two.", "list-item: a", "list-item: b"}},
		{"text between blocks", "<div>One.<p>Two.</p>Three.</div>",
			[]string{"paragraph: One.", "paragraph: Two.", "paragraph: Three."}},
		{"white space", "<p>  One\n\t<b>two</b>three&nbsp;four\u00ad teen </p>",
			[]string{"paragraph: One twothree four teen"}},
		{"breaks", "<p>One<br>two<br> <br>three</p>",
			[]string{"paragraph: One two", "paragraph: three"}},
		{"lines of a list", "<p>May 9: Holm<br>May 10: Querrow<br>http://a.example/</p>",
			[]string{"paragraph: May 9: Holm", "paragraph: May 10: Querrow", "paragraph: http://a.example/"}},
		{"prose broken at a width", "<p>The council met again on Monday to talk about the bridge that<br>Querrow wants to build, and about the<br>ferry.</p>",
			[]string{"paragraph: The council met again on Monday to talk about the bridge that Querrow wants to build, and about the ferry."}},
		{"break in a heading", "<h2>One<br>Two</h2>", []string{"heading: One Two"}},
		{"break in a link", `<p><a href="/x">One.<br>Two</a></p>`,
			[]string{"paragraph: [One.](https://paper.example/x)", "paragraph: [Two](https://paper.example/x)"}},
		{"kinds", "<h2>H</h2><blockquote><p>Q</p></blockquote><pre>a\n  b\n</pre><figure><figcaption>C</figcaption></figure><dl><dt>T</dt><dd>D</dd></dl>",
			[]string{"heading: H", "quote: Q", "preformatted: a\n  b", "caption: C", "list-item: T", "list-item: D"}},
		{"table", "<table><caption>Walls</caption><tr><th>Year</th><th></th><th>Metres</th></tr><tr><td><p>2024</p><p>May</p></td><td>6</td></tr></table>",
			[]string{"caption: Walls", "row: Year | Metres", "row: 2024 May | 6"}},
		{"table of a layout", "<table><tr><td><div>One.</div><div>Two.</div></td><td>Three.</td></tr></table>",
			[]string{"paragraph: One.", "paragraph: Two.", "paragraph: Three."}},
		{"links", `<p>See <a href="/docs/x.pdf"> the <i>report</i></a>, <a href="https://b.example/">b</a> and <a href="#c">c</a>.</p>`,
			[]string{"paragraph: See [the report](https://paper.example/docs/x.pdf), [b](https://b.example/) and [c](https://paper.example/news/a#c)."}},
		{"link over blocks", `<a href="/x"><h3>One</h3><p>Two</p></a><p>Three</p>`,
			[]string{"heading: [One](https://paper.example/x)", "paragraph: [Two](https://paper.example/x)", "paragraph: Three"}},
		{"links that lead nowhere", `<p><a href="javascript:x()">a</a> <a>b</a> <a href="">c</a> <a href=":bad">d</a></p>`,
			[]string{"paragraph: a b c d"}},
		{"hidden", `<p>One.</p><p hidden>x</p><p style="color:red; DISPLAY : none">x</p><p aria-hidden="true">x</p><script>x</script><p>Two <span style="visibility:hidden">x</span>.</p>`,
			[]string{"paragraph: One.", "paragraph: Two ."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := html.Parse(strings.NewReader(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			visible.Show(page)
			for _, p := range pieces(page, base, nil) {
				s := p.text
				for i := len(p.links) - 1; i >= 0; i-- {
					l := p.links[i]
					s = s[:l.Start] + "[" + s[l.Start:l.End] + "](" + l.Href + ")" + s[l.End:]
				}
				got = append(got, string(p.kind)+": "+s)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestRelativeLinksWithoutBase leaves out what cannot be made absolute.
func TestRelativeLinksWithoutBase(t *testing.T) {
	page, err := html.Parse(strings.NewReader(`<p><a href="/x">a</a> <a href="https://b.example/">b</a></p>`))
	if err != nil {
		t.Fatal(err)
	}
	got := pieces(page, nil, nil)
	want := []piece{{kind: Paragraph, text: "a b", links: []Link{{2, 3, "https://b.example/"}}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(piece{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
