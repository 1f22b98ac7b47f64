package article

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// metaNames lists, for each thing a page may say about itself, the names of
// <meta> elements that say it, the most trustworthy first. "jsonld:" names come
// from schema.org data, the others from name, property or itemprop attributes.
var metaNames = map[string][]string{
	"title":     {"jsonld:headline", "og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"},
	"byline":    {"jsonld:author", "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"},
	"outlet":    {"jsonld:publisher", "og:site_name", "dc.publisher", "dcterms.publisher", "application-name"},
	"published": {"jsonld:datepublished", "article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "pubdate", "publishdate", "publish-date", "date", "time"},
	"modified":  {"jsonld:datemodified", "article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "dcterms.modified", "last-modified"},
	"language":  {"html:lang", "jsonld:inlanguage", "content-language", "dc.language", "og:locale"},
	"section":   {"article:section", "jsonld:articlesection", "parsely-section"},
	"canonical": {"link:canonical", "og:url", "jsonld:url", "twitter:url"},
}

// pageMetadata reads what a page says about itself.
func pageMetadata(page *html.Node) metadata {
	said := collect(page)
	m := understand(said, metaNames)
	outlet := func(name string) string {
		i := slices.IndexFunc(said[name], func(s string) bool { return outletName(s) != "" })
		if i < 0 {
			return ""
		}
		return outletName(said[name][i])
	}
	m.outlet = cmp.Or(betterOutlet(outlet("jsonld:publisher"), outlet("og:site_name")), m.outlet)
	return m
}

// understand picks from what an input says, by name, what it says about itself.
// names lists the names of each thing, the most trustworthy first.
func understand(said, names map[string][]string) metadata {
	first := func(thing string, normal func(string) string) string {
		for _, name := range names[thing] {
			for _, value := range said[name] {
				if v := normal(value); v != "" {
					return v
				}
			}
		}
		return ""
	}
	m := metadata{
		title:     first("title", foldSpace),
		outlet:    first("outlet", outletName),
		published: first("published", normalDate),
		modified:  first("modified", normalDate),
		language:  first("language", normalLanguage),
		canonical: first("canonical", absolute),
		section:   first("section", foldSpace),
	}
	for _, name := range names["byline"] {
		var found []string
		for _, value := range said[name] {
			found = appendNew(found, splitNames(value)...)
		}
		m.byline = longerByline(m.byline, found)
	}
	return m
}

// collect gathers every statement of the page by its name, lower case.
func collect(page *html.Node) map[string][]string {
	said := map[string][]string{}
	say := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			name = strings.ToLower(name)
			said[name] = append(said[name], value)
		}
	}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			say("html:lang", attr(n.Attr, "lang"))
		case "meta":
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				say(attr(n.Attr, key), attr(n.Attr, "content"))
			}
		case "link":
			say("link:"+attr(n.Attr, "rel"), attr(n.Attr, "href"))
		case "time":
			// Teasers carry dates too; only one marked as the article's counts.
			if attr(n.Attr, "itemprop") == "datePublished" || hasAttr(n.Attr, "pubdate") {
				say("time", attr(n.Attr, "datetime"))
			}
		case "script":
			sayLinkedData(linkedData(n), say)
		}
	}
	return said
}

func hasAttr(attrs []html.Attribute, key string) bool {
	for _, a := range attrs {
		if a.Key == key {
			return true
		}
	}
	return false
}

// absolute is s if it is an absolute address, else "".
func absolute(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// normalLanguage turns a language tag ("en-GB", "pt_BR") into ISO 639-1, "" if
// it is none.
func normalLanguage(s string) string {
	s, _, _ = strings.Cut(s, ",")
	tag, err := language.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	base, sure := tag.Base()
	if sure == language.No || len(base.String()) != 2 {
		return ""
	}
	return base.String()
}
