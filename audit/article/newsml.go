package article

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/article/split"
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
		root, err := parseXML(string(document))
		if err != nil {
			return nil, err
		}
		return f.draft(root.first("newsItem"))
	})
}

// draft reads an element newsItem.
func (f newsMLFormat) draft(it *element) (*draft, error) {
	about, content := it.first("itemMeta"), it.first("contentMeta")
	if class := about.first("itemClass").attr("qcode"); class != "" && !strings.HasSuffix(class, ":text") && !strings.HasSuffix(class, ":composite") {
		return nil, &RejectedError{Reason: "described as " + class + ", not as text", Skipped: true}
	}
	m := metadata{
		title:     cmp.Or(content.first("headline").content(), about.first("title").content()),
		outlet:    cmp.Or(named(about.first("provider")), named(content.first("infoSource"))),
		published: firstDate(content.first("contentCreated").content(), about.first("firstCreated").content(), about.first("versionCreated").content()),
		modified:  firstDate(content.first("contentModified").content(), about.first("versionCreated").content()),
		language:  normalLanguage(cmp.Or(content.first("language").attr("tag"), it.attr("lang"))),
		canonical: absolute(it.attr("guid")),
	}
	for by := range content.all("by") {
		m.byline = appendNew(m.byline, splitNames(by.content())...)
	}
	if len(m.byline) == 0 {
		for creator := range content.all("creator") {
			m.byline = appendNew(m.byline, splitNames(named(creator))...)
		}
	}
	set := it.first("contentSet")
	for inline := range set.all("inlineXML") {
		if nitf := inline.first("nitf"); nitf != nil {
			return f.html.nitf(nitf, m)
		}
		text := inline
		if body := inline.first("body"); body != nil {
			text = body
		}
		pieces, err := f.html.fragment(text.markup(map[string]string{"inlineXML": "div", "body": "div"}), m.canonical)
		return &draft{meta: m, pieces: pieces}, err
	}
	if data := set.first("inlineData"); data != nil {
		var raw strings.Builder
		data.write(&raw)
		return f.html.body(raw.String(), m)
	}
	return nil, reject("an item without text: its content is elsewhere")
}

// named is what a party is called.
func named(party *element) string {
	return cmp.Or(party.first("name").content(), party.attr("literal"))
}
