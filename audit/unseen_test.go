package audit

import "unicode/utf8"

// hiding is a way to keep text in a page from being seen.
type hiding struct {
	name         string
	begins, ends string // markup around the text
	head         string // what the page needs for it
	open         bool   // it is known not to be recognised
}

func (h hiding) around(text string) string { return h.begins + text + h.ends }

// floor is the least share of copies found that the hiding is held to.
func (h hiding) floor() float64 {
	if h.open {
		return 0
	}
	return floor
}

func unseenTricks(with func(hiding) trick) []trick {
	var list []trick
	for _, h := range hidings {
		list = append(list, with(h))
	}
	return list
}

func isRuneStart(s string, at int) bool { return at >= len(s) || utf8.RuneStart(s[at]) }

// styledAway hides by a style attribute.
func styledAway(style string) hiding {
	return hiding{name: "style: " + style, begins: `<span style="` + style + `">`, ends: "</span>"}
}

// ruled hides by a rule in the page's own style sheet.
func ruled(selector, style, attribute string) hiding {
	rule := selector + " { " + style + " }"
	return hiding{name: "rule in the page: " + rule, begins: "<span " + attribute + ">", ends: "</span>", head: "<style>\n" + rule + "\n</style>"}
}

var hidings = []hiding{
	styledAway("display:none"),
	styledAway("color:red; DISPLAY : none !important"),
	styledAway("visibility:hidden"),
	styledAway("visibility: collapse"),
	styledAway("opacity:0"),
	styledAway("opacity: 0.01"),
	styledAway("font-size:0"),
	styledAway("font-size: 1px"),
	styledAway("font: 0/0 a"),
	styledAway("color:transparent"),
	styledAway("color: rgba(0,0,0,0)"),
	styledAway("color:#fff; background-color:white"),
	styledAway("position:absolute; left:-9999px"),
	styledAway("position: fixed; top: -100vh"),
	styledAway("display:inline-block; text-indent:-9999px"),
	styledAway("position:absolute; clip: rect(0,0,0,0)"),
	styledAway("clip-path: inset(50%)"),
	styledAway("display:inline-block; width:0; height:0; overflow:hidden"),
	styledAway("max-height:0; overflow:hidden; display:block"),
	styledAway("transform: scale(0)"),
	styledAway("content-visibility: hidden"),
	styledAway("filter: opacity(0%)"),
	{name: "hidden", begins: "<span hidden>", ends: "</span>"},
	{name: "hidden=until-found", begins: "<span hidden=until-found>", ends: "</span>"},
	{name: "aria-hidden", begins: "<span aria-hidden=true>", ends: "</span>"},
	{name: "<template>", begins: "<template>", ends: "</template>"},
	{name: "<noscript>", begins: "<noscript>", ends: "</noscript>"},
	{name: "<script type=text/plain>", begins: "<script type=text/plain>", ends: "</script>"},
	{name: "comment", begins: "<!-- ", ends: " -->"},
	{name: "<datalist>", begins: "<datalist>", ends: "</datalist>"},
	{name: "closed <details>", begins: "<details><summary>More</summary>", ends: "</details>", open: true},
	ruled(".k3", "display:none", "class='a k3'"),
	ruled("#k4", "visibility: hidden", "id=k4"),
	ruled("body .a.k5", "position:absolute; left:-5000px", "class='k5 a'"),
	ruled("body > article .k6, .k7", "font-size:0", "class=k6"),
	ruled("[data-k]", "opacity:0", "data-k=1"),
	ruled("@media screen { .k8", "display:none }", "class=k8"),
	{name: "the page's own colour, white on white", begins: `<span style="color:white">`, ends: "</span>"},
	{name: "style sheet of its own file", begins: "<span class=k9>", ends: "</span>", head: "<link rel=stylesheet href=/a.css>", open: true},
	{name: "script that hides it", begins: "<span class=k9>", ends: "</span>", head: "<script>addEventListener('load',()=>document.querySelectorAll('.k9').forEach(e=>e.remove()))</script>", open: true},
}
