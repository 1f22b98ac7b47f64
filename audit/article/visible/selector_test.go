package visible

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// TestSelectors hides by one rule what says No, and nothing that says Yes.
func TestSelectors(t *testing.T) {
	for _, tt := range []struct{ selector, page string }{
		{"h2 + p", "<h2>Yes</h2><p>No</p><p>Yes</p>"},
		{"h2 ~ p", "<p>Yes</p><h2>Yes</h2><div>Yes</div><p>No</p><p>No</p>"},
		{"h2+p~p", "<h2>Yes</h2><p>Yes</p><p>No</p>"},
		{".a ~ .b + p", "<i class=a>Yes</i><i class=b>Yes</i><p>No</p><i>Yes</i><p>Yes</p>"},
		{"h2 ~ div p", "<div><p>Yes</p></div><h2>Yes</h2><div><p>No</p></div>"},
		{".a > .b .c", `<div class=a><div class=b><div class=b><p class=c>No</p></div></div></div>`},
		{".a .b > .c", `<div class=a><div class=b><div><div class=b><p class=c>No</p></div><p class=c>Yes</p></div></div></div>`},
		{"p.a.b", `<p class="b c a">No</p><p class=a>Yes</p>`},
		{".a, .b:unknown, #c", `<p class=a>No</p><p class=b>Yes</p><p id=c>No</p>`},
		{"P.a", `<p class=a>No</p><p class=A>Yes</p>`},
		{"*.a", `<p class=a>No</p>`},
		{`[data-x]`, `<p data-x>No</p><p>Yes</p>`},
		{`[data-x=""]`, `<p data-x=y>Yes</p><p data-x>No</p>`},
		{`[class*="secret"]`, `<p class=top-secret-1>No</p><p class=top>Yes</p>`},
		{`[class^=ad-]`, `<p class=ad-1>No</p><p class=bad-1>Yes</p>`},
		{`[id$='-ad']`, `<p id=x-ad>No</p><p id=ad-x>Yes</p>`},
		{`[class~=b]`, `<p class="a b">No</p><p class=ab>Yes</p>`},
		{`[lang|=en]`, `<p lang=en-GB>No</p><p lang=enx>Yes</p>`},
		{`[data-x="Y" i]`, `<p data-x=y>No</p>`},
		{`[data-x="a.b#c:d e>f"]`, `<p data-x="a.b#c:d e>f">No</p>`},
		{"p:not(.a)", `<p>No</p><p class=a>Yes</p>`},
		{"p:not(.a, #b)", `<p>No</p><p class=a>Yes</p><p id=b>Yes</p>`},
		{"p:not(:first-child)", `<p>Yes</p><p>No</p>`},
		{":is(h2, .a) p", `<h2><b>Yes</b></h2><div class=a><p>No</p></div>`},
		{"p:is(.a, .b)", `<p class=a>No</p><p class=b>No</p><p>Yes</p>`},
		{":where(.a, .b) > p", `<div class=b><p>No</p></div><p>Yes</p>`},
		{"p:nth-child(2n + 1)", `<p>No</p><p>Yes</p><p>No</p>`},
		{"p:last-of-type", `<p>Yes</p><p>No</p><div>Yes</div>`},
		{":root .a", `<p class=a>No</p>`},
		{`.md\:hidden`, `<p class=md:hidden>No</p>`},
		{`.\32xl\:x`, `<p class=2xl:x>No</p>`},
		// What no browser takes for a selector, or what no page shows unasked.
		{"p:hover", `<p>Yes</p>`},
		{"p::before", `<p>Yes</p>`},
		{"> p", `<p>Yes</p>`},
		{"div >", `<div>Yes</div>`},
		{"div > > p", `<div><p>Yes</p></div>`},
		{"p:contains(Yes)", `<p>Yes</p>`},
		{"p[class!=a]", `<p>Yes</p>`},
		{"p:not(div p)", `<p>Yes</p>`},
		{"p.", `<p>Yes</p>`},
	} {
		got := seenText(t, "<style>"+tt.selector+"{display:none}</style>"+tt.page)
		if strings.Contains(got, "No") || strings.Count(got, "Yes") != strings.Count(tt.page, "Yes") {
			t.Errorf("%s on %s: %q", tt.selector, tt.page, got)
		}
	}
}

// TestCascade has two rules for one element: the one that counts shows it.
func TestCascade(t *testing.T) {
	for _, sheet := range []string{
		"p{display:none} p:not(.x){display:block}",
		"p{display:none} h2 ~ p{display:block}",
		"p{display:none} p[class^=a]{display:block}",
		"p:not(#x){display:block} p.a.b{display:none}", // an ID within :not counts
		":is(#x, p){display:block} p.a.b{display:none}",
		"p.a{display:block} h2+p{display:none}",
		"p{display:block} p:where(.a.b){display:block} :where(#x,.a){display:none}",
	} {
		if got := seenText(t, "<style>"+sheet+`</style><h2>A</h2><p class="a b">Yes</p>`); got != "AYes" {
			t.Errorf("%s: %q", sheet, got)
		}
	}
}

// TestSelectorsAgree holds combinators against cascadia's own, which come back to
// every choice, on small random pages.
func TestSelectorsAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	matched := 0
	for range 5000 {
		var page strings.Builder
		for depth, n := 0, 1+random.IntN(14); n > 0; n-- {
			page.WriteString("<i class=" + pick("a", "b", "c") + ">")
			for depth++; depth > 0 && random.IntN(2) == 0; depth-- {
				page.WriteString("</i>")
			}
		}
		root, err := html.Parse(strings.NewReader(page.String()))
		if err != nil {
			t.Fatal(err)
		}
		text := pick(".a", ".b", ".c")
		for range 1 + random.IntN(4) {
			text += pick(" ", ">", "+", "~") + pick(".a", ".b", ".c", "i", ":first-child", ":not(.a)")
		}
		ours, ok := parseSelector(text)
		theirs, err := cascadia.Parse(text)
		if !ok || err != nil {
			t.Fatalf("%s: read %v, error %v", text, ok, err)
		}
		if ours.weight != theirs.Specificity() {
			t.Errorf("%s weighs %v, want %v", text, ours.weight, theirs.Specificity())
		}
		sheet := newStylesheet()
		for n := range root.Descendants() {
			want := theirs.Match(n)
			if got := sheet.selects(&ours, n); got != want {
				t.Fatalf("%s on %v in %s: %v, want %v", text, n.Attr, page.String(), got, want)
			}
			if want {
				matched++
			}
		}
	}
	if matched < 1000 {
		t.Errorf("only %d elements were selected", matched)
	}
}

// TestStepsOfASelector counts what a selector costs that fails in every way it can
// be tried: as much as there are elements before and above, not a power of it.
func TestStepsOfASelector(t *testing.T) {
	steps := func(compounds, deep int) int {
		page := "<body>" + strings.Repeat("<p></p><p></p><div>", deep) + "<b>x</b>"
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		sel, ok := parseSelector("h1 " + strings.Repeat("p ~ p + div ", compounds) + "b")
		if !ok {
			t.Fatal("the selector is not read")
		}
		sheet := newStylesheet()
		for n := range root.Descendants() {
			if sheet.selects(&sel, n) {
				t.Fatal("there is no h1")
			}
		}
		return sheet.steps
	}
	few, deeper, longer := steps(5, 100), steps(5, 200), steps(50, 100)
	if deeper > 3*few || longer > 11*few {
		t.Errorf("%d steps; %d on a page twice as deep, %d for ten times as many compounds", few, deeper, longer)
	}
}
