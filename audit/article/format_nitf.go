package article

import (
	"cmp"
	"regexp"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/split"
	"copydesk.dev/audit/article/xmltree"
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
	root, err := xmltree.Parse(d.Text)
	if err != nil {
		return nil, err
	}
	return f.html.nitf(root.First("nitf"), metadata{})
}

// asHTML says what HTML calls the elements of NITF.
var asHTML = map[string]string{
	"hl1": "h1", "hl2": "h2", "block": "div", "bq": "blockquote", "media-caption": "figcaption",
	"media": "figure", "media-reference": "", "media-metadata": "", "media-object": "", "media-producer": "",
	"fn": "p", "credit": "p", "nitf-table": "table", "nitf-table-metadata": "", "style": "", "script": "",
}

// nitf reads an element nitf. What known says wins.
func (f htmlFormat) nitf(root *xmltree.Element, known metadata) (*draft, error) {
	head, data := root.First("body", "body.head"), root.First("head", "docdata")
	m := metadata{
		title:     cmp.Or(oneLine(head.First("hedline", "hl1")), oneLine(root.First("head", "title"))),
		outlet:    cmp.Or(root.First("head", "pubdata").Attr("name"), oneLine(head.First("distributor")), data.First("doc.copyright").Attr("holder")),
		published: firstDate(basicDate(data.First("date.issue").Attr("norm")), basicDate(head.First("story.date").Attr("norm")), basicDate(root.First("head", "pubdata").Attr("date.publication"))),
		modified:  firstDate(basicDate(root.First("head", "revision-history").Attr("norm"))),
		language:  normalLanguage(cmp.Or(root.Attr("lang"), root.First("body").Attr("lang"))),
		canonical: absolute(cmp.Or(root.First("head", "pubdata").Attr("ex-ref"), data.First("doc-id").Attr("id-string"))),
	}
	for by := range head.All("byline") {
		m.byline = appendNew(m.byline, bylineNames(by)...)
	}
	known.fill(m)
	text := root.First("body", "body.content")
	if text == nil {
		return nil, reject("no body.content in it: an item without text")
	}
	out := &draft{meta: known}
	for _, part := range []*xmltree.Element{head.First("hedline", "hl2"), head.First("dateline"), head.First("abstract")} {
		out.pieces = append(out.pieces, aside(part)...)
	}
	if len(out.pieces) > 0 && head.First("hedline", "hl2") != nil {
		out.pieces[0].kind, out.pieces[0].outside = Heading, false
	}
	body, err := f.fragment(text.Markup(asHTML), known.canonical)
	out.pieces = append(append(out.pieces, body...), aside(root.First("body", "body.end"))...)
	return out, err
}

// oneLine is the text below an element, white space folded.
func oneLine(e *xmltree.Element) string { return foldSpace(e.Text()) }

// aside is what stands beside the text, to be listed as removed.
func aside(e *xmltree.Element) []piece {
	if text := oneLine(e); text != "" {
		return []piece{{kind: Paragraph, text: text, outside: true}}
	}
	return nil
}

// bylineNames are the persons in a byline, or all of it but the job titles.
func bylineNames(by *xmltree.Element) (names []string) {
	for p := range by.All("person") {
		names = append(names, splitNames(oneLine(p))...)
	}
	if names != nil {
		return names
	}
	plain := &xmltree.Element{Name: by.Name}
	for _, c := range by.Children {
		if c.Name != "byttl" {
			plain.Children = append(plain.Children, c)
		}
	}
	return splitNames(oneLine(plain))
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
