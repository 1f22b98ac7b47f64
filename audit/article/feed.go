package article

import (
	"bytes"
	"strings"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"

	"copydesk.dev/audit/article/rejection"
	"copydesk.dev/audit/article/split"
)

// feedFormat reads RSS, Atom and WordPress's export, which is RSS with more in
// it. JSON Feed is read by [jsonFormat].
type feedFormat struct {
	html htmlFormat
	raw  bool
	max  int64 // bytes of one item
}

func (feedFormat) extensions() []string { return []string{".xml", ".rss", ".atom", ".rdf"} }

// holds looks at the root element. One called feed has to say that it is Atom.
func (f feedFormat) holds(s *stream) bool {
	if s.takenRaw(f.raw) {
		return false
	}
	name, tag := split.Root(asciiHead(s.head))
	switch split.Local(name) {
	case "rss":
		return true
	case "RDF":
		return strings.Contains(tag, "purl.org/rss") || strings.Contains(tag, "netscape.com")
	case "feed":
		return strings.Contains(tag, "w3.org/2005/Atom") || strings.Contains(tag, "purl.org/atom")
	}
	return false
}

func (f feedFormat) open(s *stream) (members, error) {
	return xmlMembers(s, f.max, []string{"item", "entry"}, func(document []byte) (*draft, error) {
		return f.draft(document)
	})
}

// draft reads a feed of one item.
func (f feedFormat) draft(document []byte) (*draft, error) {
	if n := bytes.Count(document, []byte("<")); n > maxTags {
		return nil, rejection.TooMany(n, maxTags, "tags")
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(document))
	if err != nil {
		return nil, &RejectedError{Reason: "an item that is no sound XML", Err: err}
	}
	if len(feed.Items) != 1 {
		return nil, reject("an item that cannot be read")
	}
	it := feed.Items[0]
	if kind := wordPress(it, "post_type"); kind != "" {
		return f.post(feed, it, kind)
	}
	text := it.Content
	if strings.TrimSpace(text) == "" {
		text = it.Description
	}
	if strings.TrimSpace(text) == "" {
		return nil, reject("an item without text: only a title or a link")
	}
	return f.html.body(text, feedMetadata(feed, it))
}

// feedMetadata is what an item and the feed around it say.
func feedMetadata(feed *gofeed.Feed, it *gofeed.Item) metadata {
	m := metadata{
		title:     itemTitle(it.Title),
		outlet:    foldSpace(feed.Title),
		published: normalDate(it.Published),
		modified:  normalDate(it.Updated),
		language:  normalLanguage(feed.Language),
	}
	if m.published == "" {
		m.published = m.modified
	}
	for _, link := range append([]string{it.Link, it.GUID}, it.Links...) {
		if m.canonical = absolute(link); m.canonical != "" {
			break
		}
	}
	for _, p := range it.Authors {
		m.byline = appendNew(m.byline, splitNames(p.Name)...)
	}
	if dc := it.DublinCoreExt; dc != nil {
		for _, s := range dc.Creator {
			m.byline = appendNew(m.byline, splitNames(s)...)
		}
		for _, s := range dc.Language {
			if lang := normalLanguage(s); lang != "" {
				m.language = lang
			}
		}
	}
	return m
}

// itemTitle is a title without the markup that some feeds put into it.
func itemTitle(s string) string {
	if markup.MatchString(s) || strings.Contains(s, "&") {
		if pieces, err := (htmlFormat{}).fragment(s, ""); err == nil && len(pieces) > 0 {
			return foldSpace(pieces[0].text)
		}
	}
	return foldSpace(s)
}

// wordPress is a value that WordPress's export adds to an item, "" none.
func wordPress(it *gofeed.Item, name string) string { return extensionValue(it.Extensions["wp"][name]) }

func extensionValue(all []ext.Extension) string {
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSpace(all[0].Value)
}
