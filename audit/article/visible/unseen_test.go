package visible

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// seenText is what is left of a page's body.
func seenText(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	Show(root)
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" {
			b.WriteString(n.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestShown holds what pages do all the time, and hide nothing by.
func TestShown(t *testing.T) {
	for _, page := range []string{
		`<body style="opacity:0; visibility:hidden"><p>Yes</p>`,
		`<div style="visibility:hidden"><p style="visibility:visible">Yes</p></div>`,
		`<div style="font-size:0"><p style="font-size:16px">Yes</p></div>`,
		`<p style="font-size:0.8em">Yes</p>`,
		`<p style="font: 700 14px/1.4 serif">Yes</p>`,
		`<p style="opacity:.5">Yes</p>`,
		`<p style="color:#fff;background:#204060">Yes</p>`,
		`<div style="background:#000"><p style="color:white">Yes</p></div>`,
		`<div style="background:url(x.png)"><p style="color:white">Yes</p></div>`,
		`<style>.hero{background-image:none;background:var(--dark)}</style><div class=hero><p style="color:white">Yes</p></div>`,
		`<p style="color:var(--ink)">Yes</p>`,
		`<p style="margin-left:-20px; left:-9999px">Yes</p>`,
		`<p style="position:relative; left:-12px">Yes</p>`,
		`<p style="overflow:hidden; width:100%">Yes</p>`,
		`<p style="height:0">Yes</p>`,
		`<p style="transform:translate(-50%,-50%)">Yes</p>`,
		`<style>@media print{p{display:none}}</style><p>Yes</p>`,
		`<style media=print>p{display:none}</style><p>Yes</p>`,
		`<style>@media (max-width: 600px){p{display:none}}</style><p>Yes</p>`,
		`<style>p{display:none} p.on{display:block}</style><p class=on>Yes</p>`,
		`<style>#a p{display:block} p{display:none}</style><div id=a><p>Yes</p></div>`,
		`<style>p{display:none}</style><p style="display:block">Yes</p>`,
		`<style>p{display:block!important}</style><p style="display:none">Yes</p>`,
		`<style>p:hover{display:none} p::before{display:none} a p{display:none} div>p{display:none}</style><section><p>Yes</p></section>`,
		`<style>@keyframes x{from{opacity:0}} @font-face{src:url("a;b{c}")} @import "x.css"; /* p{display:none} */</style><p>Yes</p>`,
		`<style>.menu{display:none}</style><p class="menu-item">Yes</p>`,
		`<p dir=rtl>Yes</p>`,
	} {
		if got := seenText(t, page); got != "Yes" {
			t.Errorf("%s: %q", page, got)
		}
	}
}

// TestUnseen holds what nobody sees.
func TestUnseen(t *testing.T) {
	for _, page := range []string{
		`<style>.a .b>p{display:none}</style><div class="x a"><div class=b><p>No</p></div></div>`,
		`<style>@supports (display:grid){@media screen and (min-width:40em){p{display:none}}}</style><p>No</p>`,
		`<style>p[data-x=y]{visibility:hidden}</style><p data-x=y>No <b>No</b></p>`,
		`<style>p{display:block} p{display:none}</style><p>No</p>`,
		`<style>body{background:#111} p{color:#121212}</style><p>No</p>`,
		`<p style="background:#eee"><span style="color:#efefef">No</span></p>`,
		`<p style="color:#ffffff01">No</p>`,
		`<p style="/* display:block */ display:none /* ; */">No</p>`,
		`<p style="position:absolute;clip:rect(1px,1px,1px,1px)">No</p>`,
		`<p style="-webkit-text-fill-color:transparent">No</p>`,
		`<p style="transform:translateX(-200vw)">No</p>`,
		`<p style="font-size:0"><b style="font-size:3em">No</b></p>`,
	} {
		if got := seenText(t, page); got != "" {
			t.Errorf("%s: %q", page, got)
		}
	}
}

func TestText(t *testing.T) {
	for s, want := range map[string]string{
		"plain text":                  "plain text",
		"The \u202elicnuoc\u202c met": "The council met",
		"\u202eשלום\u202c":            "שלום\u202c",
		"\u202eone\u202etwo":          "enoowt",
		"t\u200ah\u200ae c\u200ao\u200au\u200an\u200ac\u200ai\u200al m\u200ae\u200at, o\u200an": "the council met, on",
		"c\u00a0o\u00a0u\u00a0n\u00a0c\u00a0i\u00a0l\u00a0\u00a0\u00a0m\u00a0e\u00a0t":          "council\u00a0\u00a0\u00a0met",
		"c o u n c i l \u00a0 m e t":    "council \u00a0 met",
		"options a b c d":               "options a b c d",
		"options a\u00a0b c\u00a0d":     "options a\u00a0b c\u00a0d",
		"10\u202f000 m\u00a0a":          "10\u202f000 m\u00a0a",
		"5\u00a0% of w\u00a0Z i\u00a0z": "5\u00a0% of w\u00a0Z i\u00a0z",
	} {
		if got := strings.ReplaceAll(Text(s), "\u202c", ""); got != strings.ReplaceAll(want, "\u202c", "") {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestStyleSheetsAreBounded reads style sheets made to take long.
func TestStyleSheetsAreBounded(t *testing.T) {
	for name, page := range map[string]string{
		"many rules for many elements": "<style>" + strings.Repeat("p{color:#fff}", 60_000) + "</style>" + strings.Repeat("<p>x", 20_000),
		"deep selectors":               "<style>" + strings.Repeat("div div div div div div b{display:none}", 20_000) + "</style>" + strings.Repeat("<div>", 400) + strings.Repeat("<b>x</b>", 5_000),
		"rules within rules":           "<style>" + strings.Repeat("@supports (x){", 100_000) + "p{display:none}",
		"many classes":                 "<style>" + strings.Repeat(".a{display:block}", 10_000) + `</style><p class="` + strings.Repeat("a ", 100_000) + `">x`,
		"a bracket that never closes":  "<style>" + strings.Repeat("p{color:rgb((((", 100_000),
		"a long style":                 `<p style="` + strings.Repeat("color:red;", 200_000) + `">x`,
	} {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		sheet := styles(root)
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				sheet.look(n, plain)
			}
		}
		const oneElement = 20 * maxStyleRules
		if len(sheet.rules) > maxStyleRules || sheet.steps > maxStyleSteps+oneElement {
			t.Errorf("%s: %d rules, %d steps", name, len(sheet.rules), sheet.steps)
		}
	}
}
