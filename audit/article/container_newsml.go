package article

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/article/split"
	"copydesk.dev/audit/article/xmltree"
)

// newsMLFormat reads NewsML-G2: a message with items, or an item alone.
type newsMLFormat struct {
	html htmlFormat
	raw  bool
	max  int64 // bytes of one item
}

func (newsMLFormat) extensions() []string { return []string{".xml"} }

func (f newsMLFormat) holds(s *stream) bool {
	if s.takenRaw(f.raw) {
		return false
	}
	name, _ := split.Root(asciiHead(s.head))
	return split.Local(name) == "newsMessage" || split.Local(name) == "newsItem"
}

func (f newsMLFormat) open(s *stream) (members, error) {
	return xmlMembers(s, f.max, []string{"newsItem"}, func(document []byte) (*draft, error) {
		root, err := xmltree.Parse(string(document))
		if err != nil {
			return nil, err
		}
		return f.draft(root.First("newsItem"))
	})
}

// draft reads an element newsItem.
func (f newsMLFormat) draft(it *xmltree.Element) (*draft, error) {
	about, content := it.First("itemMeta"), it.First("contentMeta")
	if class := about.First("itemClass").Attr("qcode"); class != "" && !strings.HasSuffix(class, ":text") && !strings.HasSuffix(class, ":composite") {
		return nil, &RejectedError{Reason: "described as " + class + ", not as text", Skipped: true}
	}
	m := metadata{
		title:     cmp.Or(oneLine(content.First("headline")), oneLine(about.First("title"))),
		outlet:    cmp.Or(named(about.First("provider")), named(content.First("infoSource"))),
		published: firstDate(oneLine(content.First("contentCreated")), oneLine(about.First("firstCreated")), oneLine(about.First("versionCreated"))),
		modified:  firstDate(oneLine(content.First("contentModified")), oneLine(about.First("versionCreated"))),
		language:  normalLanguage(cmp.Or(content.First("language").Attr("tag"), it.Attr("lang"))),
		canonical: absolute(it.Attr("guid")),
	}
	for by := range content.All("by") {
		m.byline = appendNew(m.byline, splitNames(oneLine(by))...)
	}
	if len(m.byline) == 0 {
		for creator := range content.All("creator") {
			m.byline = appendNew(m.byline, splitNames(named(creator))...)
		}
	}
	set := it.First("contentSet")
	for inline := range set.All("inlineXML") {
		if nitf := inline.First("nitf"); nitf != nil {
			return f.html.nitf(nitf, m)
		}
		text := inline
		if body := inline.First("body"); body != nil {
			text = body
		}
		pieces, err := f.html.fragment(text.Markup(map[string]string{"inlineXML": "div", "body": "div"}), m.canonical)
		return &draft{meta: m, pieces: pieces}, err
	}
	if data := set.First("inlineData"); data != nil {
		return f.html.body(data.Text(), m)
	}
	return nil, reject("an item without text: its content is elsewhere")
}

// named is what a party is called.
func named(party *xmltree.Element) string {
	return cmp.Or(oneLine(party.First("name")), party.Attr("literal"))
}
