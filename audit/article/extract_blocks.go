package article

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// blockTags end the running block where they open and where they close. Every
// other element is taken as part of the line it stands in.
var blockTags = set(`address article aside blockquote body caption center dd details dialog div dl dt
	fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre
	section summary table tbody td tfoot th thead tr ul`)

// silentTags hold nothing that is read as text.
var silentTags = set(`audio button canvas datalist embed head iframe input map math meter noscript
	object option picture progress script select style svg template textarea title video`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		m[name] = true
	}
	return m
}

// pieces reads the text below root as blocks. It walks without recursion: depth
// of nesting is the page's choice, the size of our stack is not. Relative links
// are resolved against base; those that cannot be are left out. What stands in
// an element of furniture gets its reason.
func pieces(root *html.Node, base *url.URL, furniture map[*html.Node]*elementRule) []piece {
	w := walker{base: base, furniture: furniture}
	for n := root; n != nil; {
		descend := w.enter(n)
		if descend && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		if descend {
			w.leave(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			w.leave(n)
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	w.flush()
	return w.out
}

// walker collects the running block.
type walker struct {
	base      *url.URL
	furniture map[*html.Node]*elementRule
	within    []*html.Node // open elements of furniture, innermost last

	out    []piece
	asides []piece      // of the running block
	open   []*html.Node // elements that decide a block's kind, innermost last
	lists  int          // lists seen so far
	list   []int        // numbers of the open lists, innermost last

	text   strings.Builder
	gap    bool // white space is due before the next character
	broken bool // a single line break is due
	line   int  // where the running line of the block begins
	links  []Link
	href   string // of the open anchor, "" none
	start  int    // where the open anchor's text began, -1 not yet
	cells  bool   // the running block is a table row, and a cell of it has text
}

// enter takes n in and reports whether its children belong to the text.
func (w *walker) enter(n *html.Node) bool {
	if n.Type == html.TextNode {
		w.write(n.Data)
		return false
	}
	if n.Type != html.ElementNode {
		return n.Type == html.DocumentNode
	}
	if silentTags[n.Data] {
		return false
	}
	switch n.Data {
	case "br":
		w.lineBreak(n)
		return false
	case "a":
		w.href, w.start = w.resolve(attr(n.Attr, "href")), -1
	case "td", "th":
		if w.inRow() {
			w.endCell()
			return true
		}
	case "ul", "ol", "dl", "menu":
		w.lists++
		w.list = append(w.list, w.lists)
	}
	if w.aside(n) {
		return false
	}
	if blockTags[n.Data] {
		w.boundary()
	}
	if w.furniture[n] != nil {
		w.within = append(w.within, n)
	}
	if _, decides := kinds[n.Data]; decides && (n.Data != "tr" || plainRow(n)) {
		w.open = append(w.open, n)
	}
	return true
}

// aside reads an element of furniture within a line by itself and reports whether
// n is one. Its blocks come after the line's.
func (w *walker) aside(n *html.Node) bool {
	r := w.furniture[n]
	if r == nil || !r.Inline || blockTags[n.Data] {
		return false
	}
	for _, p := range pieces(n, w.base, nil) {
		p.furniture = r
		w.asides = append(w.asides, p)
	}
	return true
}

func (w *walker) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if n.Data == "a" {
		w.closeLink()
		w.href = ""
	}
	last := len(w.open) - 1
	switch {
	case last >= 0 && w.open[last] == n:
		w.flush()
		w.open = w.open[:last]
	case blockTags[n.Data]:
		w.boundary()
	}
	switch n.Data {
	case "ul", "ol", "dl", "menu":
		w.list = w.list[:len(w.list)-1]
	}
	if last := len(w.within) - 1; last >= 0 && w.within[last] == n {
		w.within = w.within[:last]
	}
}

// boundary ends the running block; a table row goes on to its end.
func (w *walker) boundary() {
	if w.inRow() {
		w.gap = true
		return
	}
	w.flush()
}

// kinds says what kind of block an element makes of the text in it.
var kinds = map[string]BlockKind{
	"h1": Heading, "h2": Heading, "h3": Heading, "h4": Heading, "h5": Heading, "h6": Heading,
	"li": ListItem, "dt": ListItem, "dd": ListItem,
	"blockquote": Quote, "tr": Row, "pre": Preformatted,
	"figcaption": Caption, "caption": Caption,
}

// kind is that of the innermost element that decides.
func (w *walker) kind() BlockKind {
	if len(w.open) == 0 {
		return Paragraph
	}
	return kinds[w.open[len(w.open)-1].Data]
}

func (w *walker) inRow() bool { return w.kind() == Row }

// plainRow reports whether a table row holds cells of running text, not a
// page's layout.
func plainRow(tr *html.Node) bool {
	for n := range tr.Descendants() {
		if n.Type == html.ElementNode && n.Data != "td" && n.Data != "th" && blockTags[n.Data] && n.Data != "p" {
			return false
		}
	}
	return true
}

func (w *walker) endCell() {
	w.closeLink()
	w.cells = w.text.Len() > 0
}

// lineBreak ends the block at the second of two breaks. What one means shows in
// the text after it.
func (w *walker) lineBreak(n *html.Node) {
	w.gap, w.broken = true, linesApart[w.kind()] && w.text.Len() > 0
	if w.kind() == Preformatted {
		w.text.WriteByte('\n')
		return
	}
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) == "" {
		next = next.NextSibling
	}
	if next != nil && next.Type == html.ElementNode && next.Data == "br" && !w.inRow() {
		w.flush()
	}
}

// maxLine is how many words a line may have that ends without punctuation and is
// a line for a reason, such as a heading or a part of an address; maxEntry is the
// same for one with figures, such as the date of a tour. Longer ones are prose
// broken at a width, of which 181 pages have next to none: of 4,343 paragraphs,
// 4,141 are one block with these limits, 4,143 without the first, 4,141 without
// the second; 4,135 with half of the first and 4,083 with half of the second.
const (
	maxLine  = 10
	maxEntry = 16
)

// linesApart are the kinds of block that a single line break may end.
var linesApart = map[BlockKind]bool{Paragraph: true, ListItem: true, Quote: true}

// newLine reports whether text after a single line break is a
// block of its own: authors break lines between paragraphs and in lists. In the
// middle of a sentence a break is white space.
func (w *walker) newLine(next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) && !strings.HasPrefix(next, "http") || strings.ContainsRune(",;.:!?)]", r) {
		return false
	}
	line := w.text.String()[w.line:]
	end, _ := utf8.DecodeLastRuneInString(line)
	limit := maxLine
	if strings.ContainsFunc(line, unicode.IsDigit) {
		limit = maxEntry
	}
	return strings.ContainsRune(`.!?:;…。！？"'”’»)]`, end) || words(line) <= limit
}

func (w *walker) write(s string) {
	pre := w.kind() == Preformatted
	for i, r := range s {
		switch {
		case pre && (r == '\n' || r == '\t' || r == ' '):
			w.text.WriteRune(r)
		case invisible(r):
		case unicode.IsSpace(r):
			w.gap = true
		default:
			w.part(s[i:], pre)
			w.text.WriteRune(r)
		}
	}
}

// part writes what is due before the next visible character: the end of a block,
// a divider of cells or a space.
func (w *walker) part(next string, pre bool) {
	if w.broken {
		w.broken = false
		if w.newLine(next) {
			w.flush()
		}
		w.line = w.text.Len()
	}
	switch {
	case w.cells:
		w.text.WriteString(" | ")
	case w.gap && w.text.Len() > 0 && !pre:
		w.text.WriteByte(' ')
	}
	w.gap, w.cells = false, false
	if w.href != "" && w.start < 0 {
		w.start = w.text.Len()
	}
}

func (w *walker) closeLink() {
	if w.href != "" && w.start >= 0 && w.start < w.text.Len() {
		w.links = append(w.links, Link{w.start, w.text.Len(), w.href})
	}
	w.start = -1
}

// flush ends the running block. An anchor that goes on opens again in the next.
func (w *walker) flush() {
	w.closeLink()
	text, links := w.text.String(), w.links
	w.text.Reset()
	w.links, w.gap, w.cells = nil, false, false
	w.broken, w.line = false, 0
	kind := w.kind()
	if kind == Preformatted {
		text, links = trimLines(text, links)
	}
	asides := w.asides
	w.asides = nil
	defer func() { w.out = append(w.out, asides...) }()
	if strings.TrimSpace(text) == "" {
		return
	}
	p := piece{kind: kind, text: text, links: links}
	if len(w.within) > 0 {
		p.furniture = w.furniture[w.within[len(w.within)-1]]
	}
	if kind == ListItem && len(w.list) > 0 {
		p.list = w.list[len(w.list)-1]
	}
	w.out = append(w.out, p)
}

// trimLines drops blank lines and spaces around preformatted text.
func trimLines(text string, links []Link) (string, []Link) {
	trimmed := strings.TrimLeft(text, " \t\n")
	cut := len(text) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\n")
	kept := links[:0]
	for _, l := range links {
		l.Start, l.End = max(0, l.Start-cut), min(len(trimmed), l.End-cut)
		if l.Start < l.End {
			kept = append(kept, l)
		}
	}
	return trimmed, kept
}

// resolve makes a link's target absolute; "" when that is not possible or it
// leads nowhere.
func (w *walker) resolve(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return ""
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return u.String()
	}
	return ""
}
