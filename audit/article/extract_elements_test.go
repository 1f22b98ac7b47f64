package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// inPage is a page in which box stands between paragraphs of an article.
func inPage(box string) string {
	paragraph := "<p>" + strings.Repeat("The council met again and talked about the bridge until midnight. ", 3) + "</p>"
	return "<html><body><div class=story>" + paragraph + paragraph + box + paragraph + paragraph + "</div></body></html>"
}

// TestElements has boxes that go for what their element is called, and boxes
// like them that stay.
func TestElements(t *testing.T) {
	const line = "The clerk who wrote it all down has kept her pencil."
	for _, tt := range []struct{ element, reason string }{
		{`<div class="newsletter-signup">`, "newsletter sign-up"},
		{`<section id="SubscribeBox">`, "newsletter sign-up"},
		{`<div class="box author_card">`, "about the author"},
		{`<div class="promo-box">`, "advertising or media kit"},
		{`<div class="relatedArticles">`, "pointer to other articles"},
		{`<div class="read-also">`, "pointer to other articles"},
		{`<div id="cookie-banner">`, "cookie or privacy notice"},
		{`<div class="share-bar">`, "share buttons"},
		{`<div class="photo-gallery">`, "picture gallery"},
		{`<div role="navigation">`, "navigation"},
		{`<nav>`, "navigation"},
		{`<form>`, "input form"},
		{`<div class="comment-list">`, "reader comments"},
		{`<div class="story-body">`, ""},
		{`<div class="shareholders">`, ""},
		{`<div class="advice">`, ""},
		{`<div class="newsroom">`, ""},
		{`<article class="newsletter">`, ""},
	} {
		name := strings.FieldsFunc(tt.element, func(r rune) bool { return strings.ContainsRune("< >", r) })[0]
		page := inPage(fmt.Sprintf("%s<p>%s</p></%s>", tt.element, line, name))
		a, err := readText(t, Options{}, page)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if i := slices.IndexFunc(a.Removed, func(r Removed) bool { return r.Text == line }); i >= 0 {
			got = a.Removed[i].Reason
		}
		if got != tt.reason || strings.Contains(a.Text, line) == (tt.reason != "") {
			t.Errorf("%s: reason %q, want %q; text %q", tt.element, got, tt.reason, a.Text)
		}
	}
}

// TestArticleInFurniture keeps an article that stands in an element of
// furniture.
func TestArticleInFurniture(t *testing.T) {
	for _, wrap := range []string{`<form>%s</form>`, `<div class="newsletter">%s</div>`, `<div role="dialog">%s</div>`} {
		a, err := readText(t, Options{}, fmt.Sprintf(wrap, inPage("")))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(a.Text, "The council met again"); n != 12 {
			t.Errorf("%s: %d of 12 sentences kept", wrap, n)
		}
	}
}

// TestArticleOfBoxes keeps an article every paragraph of which stands in an
// element of furniture.
func TestArticleOfBoxes(t *testing.T) {
	page := "<html><body>" + strings.Repeat(`<div class="newsletter"><p>`+body+`</p></div>`, 5)
	a, err := readText(t, Options{}, page)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(a.Text, body); n != 5 {
		t.Errorf("%d of 5 paragraphs kept", n)
	}
}

// TestRestOfPageIsListed finds every block of a page in the text or among what
// was removed, in the page's order.
func TestRestOfPageIsListed(t *testing.T) {
	page := `<html><body><header><a href="/">The Estuary Post</a></header>
		<nav><a href="/">Home</a></nav>` + inPage(`<aside>By the way</aside>`) + `
		<div class="extra"><p>A teaser of another story.</p></div>
		<footer><p>The Estuary Post belongs to its readers.</p></footer></body></html>`
	a, err := readText(t, Options{}, page)
	if err != nil {
		t.Fatal(err)
	}
	want := []Removed{
		{"The Estuary Post", "page header"},
		{"Home", "navigation"},
		{"By the way", "side column"},
		{"A teaser of another story.", notArticle},
		{"The Estuary Post belongs to its readers.", "page footer"},
	}
	if diff := cmp.Diff(want, a.Removed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestListIsBounded counts what no longer fits on the list.
func TestListIsBounded(t *testing.T) {
	a, err := readText(t, Options{}, inPage("")+"<nav>"+strings.Repeat("<p>Menu</p>", maxOutside+7)+"</nav>")
	if err != nil {
		t.Fatal(err)
	}
	if n, most := len(a.Removed), maxOutside*len("Menu\n")/(maxTogether-len("Menu\n"))+2; n > most {
		t.Errorf("%d entries, want %d at most", n, most)
	}
	if got, want := a.Removed[len(a.Removed)-1].Text, "… and 7 more blocks of 28 bytes"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestNeighboursAreOneEntry has blocks that go for the same reason next to each
// other, and apart.
func TestNeighboursAreOneEntry(t *testing.T) {
	a, err := readText(t, Options{}, "<nav><p>Home</p><p>Sport</p></nav><footer><p>Imprint</p></footer>"+inPage("")+"<nav><p>More</p></nav>")
	if err != nil {
		t.Fatal(err)
	}
	want := []Removed{{"Home\nSport", "navigation"}, {"Imprint", "page footer"}, {"More", "navigation"}}
	if diff := cmp.Diff(want, a.Removed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var long removedList
	for range 3 {
		long.add(strings.Repeat("a", maxTogether/2+1), "navigation")
	}
	if n := len(long.list()); n != 3 {
		t.Errorf("%d entries, want 3: they would be too long together", n)
	}
}

// TestLongComments takes a thread of comments out that is longer than the
// article.
func TestLongComments(t *testing.T) {
	page := inPage("") + `<ul class="comment-list">` + strings.Repeat("<li class=comment><p>"+body+"</p></li>", 9) + "</ul>"
	a, err := readText(t, Options{}, page)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(a.Text, "The council met again"); n != 12 {
		t.Errorf("%d sentences, want the 12 of the article", n)
	}
}

// TestPopUp takes an explanation out of the line it stands in.
func TestPopUp(t *testing.T) {
	const line = "The mayor asked Ole Brandvik to stay until the wall was built."
	a, err := readText(t, Options{}, inPage(strings.Replace("<p>"+line+"</p>", "Brandvik",
		`Brandvik<span class="tooltip-text">Harbour master since 2011</span>`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, line) {
		t.Errorf("text %q", a.Text)
	}
	if diff := cmp.Diff([]Removed{{"Harbour master since 2011", "explanation that pops up"}}, a.Removed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCaptionByAlt knows a caption by the picture's description.
func TestCaptionByAlt(t *testing.T) {
	a, err := readText(t, Options{}, inPage(`<div><img src="/w.jpg" alt="The eastern wall in May"><span>The eastern wall in May</span></div>`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Removed{{"The eastern wall in May", "picture caption"}}, a.Removed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
