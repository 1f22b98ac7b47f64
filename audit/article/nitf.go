package article

import (
	"cmp"
	"regexp"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/split"
)

// nitfFormat reads the News Industry Text Format.
type nitfFormat struct {
	html htmlFormat
	raw  bool
}

func (nitfFormat) extensions() []string { return []string{".nitf"} }

func (f nitfFormat) claims(in *input, text string) bool {
	if (&stream{ext: in.ext}).takenRaw(f.raw) {
		return false
	}
	name, _ := split.Root([]byte(text[:min(len(text), sniffWindow)]))
	return split.Local(name) == "nitf"
}

func (f nitfFormat) read(_ *input, d charset.Decoded) (*draft, error) {
	root, err := parseXML(d.Text)
	if err != nil {
		return nil, err
	}
	return f.html.nitf(root.first("nitf"), metadata{})
}

// asHTML says what HTML calls the elements of NITF.
var asHTML = map[string]string{
	"hl1": "h1", "hl2": "h2", "block": "div", "bq": "blockquote", "media-caption": "figcaption",
	"media": "figure", "media-reference": "", "media-metadata": "", "media-object": "", "media-producer": "",
	"fn": "p", "credit": "p", "nitf-table": "table", "nitf-table-metadata": "", "style": "", "script": "",
}

// nitf reads an element nitf. What known says wins.
func (f htmlFormat) nitf(root *element, known metadata) (*draft, error) {
	head, data := root.first("body", "body.head"), root.first("head", "docdata")
	m := metadata{
		title:     cmp.Or(head.first("hedline", "hl1").content(), root.first("head", "title").content()),
		outlet:    cmp.Or(root.first("head", "pubdata").attr("name"), head.first("distributor").content(), data.first("doc.copyright").attr("holder")),
		published: firstDate(basicDate(data.first("date.issue").attr("norm")), basicDate(head.first("story.date").attr("norm")), basicDate(root.first("head", "pubdata").attr("date.publication"))),
		modified:  firstDate(basicDate(root.first("head", "revision-history").attr("norm"))),
		language:  normalLanguage(cmp.Or(root.attr("lang"), root.first("body").attr("lang"))),
		canonical: absolute(cmp.Or(root.first("head", "pubdata").attr("ex-ref"), data.first("doc-id").attr("id-string"))),
	}
	for by := range head.all("byline") {
		m.byline = appendNew(m.byline, bylineNames(by)...)
	}
	known.fill(m)
	text := root.first("body", "body.content")
	if text == nil {
		return nil, reject("no body.content in it: an item without text")
	}
	out := &draft{meta: known}
	for _, part := range []*element{head.first("hedline", "hl2"), head.first("dateline"), head.first("abstract")} {
		out.pieces = append(out.pieces, aside(part)...)
	}
	if len(out.pieces) > 0 && head.first("hedline", "hl2") != nil {
		out.pieces[0].kind, out.pieces[0].outside = Heading, false
	}
	body, err := f.fragment(text.markup(asHTML), known.canonical)
	out.pieces = append(append(out.pieces, body...), aside(root.first("body", "body.end"))...)
	return out, err
}

// aside is what stands beside the text, to be listed as removed.
func aside(e *element) []piece {
	if text := e.content(); text != "" {
		return []piece{{kind: Paragraph, text: text, outside: true}}
	}
	return nil
}

// bylineNames are the persons in a byline, or all of it but the job titles.
func bylineNames(by *element) (names []string) {
	for p := range by.all("person") {
		names = append(names, splitNames(p.content())...)
	}
	if names != nil {
		return names
	}
	plain := &element{name: by.name}
	for _, c := range by.children {
		if c.name != "byttl" {
			plain.children = append(plain.children, c)
		}
	}
	return splitNames(plain.content())
}

// basic is a date and time without signs between its parts.
var basic = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$`)

// basicDate puts signs between the parts of a date that has none.
func basicDate(s string) string {
	m := basic.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	date := m[1] + "-" + m[2] + "-" + m[3]
	if m[4] == "" {
		return date
	}
	zone := m[7]
	if len(zone) == len("+0200") {
		zone = zone[:3] + ":" + zone[3:]
	}
	return date + "T" + m[4] + ":" + m[5] + ":" + cmp.Or(m[6], "00") + zone
}
