package article

import (
	"encoding/json"
	"html"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// jsonNames lists the fields that may hold each thing, lower case, the most
// trustworthy first, as news-please, newspaper, Fundus, trafilatura, ninjs 1 to
// 3, JSON Feed, schema.org, NewsAPI and WordPress name them.
var jsonNames = map[string][]string{
	"title":     {"headline", "headlines", "title", "name"},
	"byline":    {"byline", "bylines", "by", "authors", "author", "creator"},
	"outlet":    {"sitename", "site_name", "outlet", "publisher", "publication", "source:name", "provider", "infosources", "copyrightholder", "html:source_info", "hostname", "source-hostname", "source_domain", "domain", "source_url:host"},
	"published": {"date_publish", "publish_date", "publishing_date", "date_published", "datepublished", "published_at", "publishedat", "published", "contentcreated", "firstcreated", "versioncreated", "pubdate", "date_gmt", "date"},
	"modified":  {"date_modify", "date_modified", "datemodified", "modified_gmt", "modified", "updated_at", "updated", "versioncreated"},
	"language":  {"language", "lang", "meta_lang", "inlanguage"},
	"canonical": {"canonical_link", "canonical_url", "canonical", "url", "source:url", "link", "mainentityofpage", "html:responded_url", "html:requested_url", "external_url", "uri"},
}

// jsonBodies lists the fields that may hold the text. Marked up text comes
// first, because it has the links; whole pages come last, because the text in
// them has yet to be found, and summaries after them.
var jsonBodies = []string{
	"content_html", "article_html", "body_html", "body_xhtml", "contenthtml",
	"maintext", "articlebody", "plaintext", "body_text", "bodies", "text", "fulltext", "full_text", "content", "content_text", "body", "raw_text", "story",
	"html", "raw_html", "html:content",
	"description_html", "description_text", "description", "descriptions", "summary", "excerpt",
}

// notText lists what ninjs calls items that are no articles.
var notText = []string{"picture", "audio", "video", "graphic", "planning", "event"}

// fields lists what an object says by name, lower case, of names that differ in
// case only in their order. Of objects within it what they are called or are
// worth counts.
func fields(object map[string]any) map[string][]string {
	said := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		value, name := object[key], strings.ToLower(key)
		said[name] = append(said[name], values(value)...)
		inner, ok := value.(map[string]any)
		if name != "html" || !ok {
			continue
		}
		for _, key := range slices.Sorted(maps.Keys(inner)) {
			name := "html:" + strings.ToLower(key)
			said[name] = append(said[name], values(inner[key])...)
		}
	}
	for _, s := range said["source"] {
		kind := "source:name"
		if absolute(s) != "" {
			kind = "source:url"
		}
		said[kind] = append(said[kind], s)
	}
	for _, s := range said["source_url"] { // newspaper's only name of an outlet
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			said["source_url:host"] = append(said["source_url:host"], strings.TrimPrefix(u.Host, "www."))
		}
	}
	for _, name := range []string{"title", "headline"} { // WordPress escapes them
		for i, s := range said[name] {
			said[name][i] = html.UnescapeString(s)
		}
	}
	return said
}

// values returns the strings a value stands for. Of objects in a list, those in
// HTML come first: ninjs has one body in each form.
func values(v any) []string {
	switch v := v.(type) {
	case string:
		if v = strings.TrimSpace(v); v != "" {
			return []string{v}
		}
	case float64:
		return []string{strconv.FormatFloat(v, 'f', -1, 64)}
	case []any:
		sorted := slices.Clone(v)
		slices.SortStableFunc(sorted, func(a, b any) int { return markedUp(b) - markedUp(a) })
		var all []string
		for _, e := range sorted {
			all = append(all, values(e)...)
		}
		return all
	case map[string]any:
		for _, key := range []string{"value", "rendered", "name", "literal", "headline", "publisher", "@value", "@id"} {
			if s := values(v[key]); len(s) > 0 {
				return s
			}
		}
	}
	return nil
}

// markedUp is 1 for a part in HTML and 0 for others.
func markedUp(v any) int {
	part, _ := v.(map[string]any)
	kind := firstValue(part["contentType"]) + firstValue(part["contenttype"]) + firstValue(part["mimetype"])
	if strings.Contains(kind, "html") {
		return 1
	}
	return 0
}

func firstValue(v any) string {
	if all := values(v); len(all) > 0 {
		return all[0]
	}
	return ""
}

func firstOf(said map[string][]string, name string) string {
	if all := said[name]; len(all) > 0 {
		return all[0]
	}
	return ""
}

// envelopeTitle is what the object around the articles is called: a feed's
// outlet.
func envelopeTitle(envelope map[string]json.RawMessage, said map[string][]string) string {
	var s string
	for _, key := range []string{"title", "outlet", "source"} {
		if json.Unmarshal(envelope[key], &s) == nil && s != "" {
			return foldSpace(s)
		}
	}
	return ""
}

// fundusBody is the text of an article as Fundus parts it: a summary, then
// sections of a headline and paragraphs.
func fundusBody(v any) string {
	body, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	var b strings.Builder
	element := func(tag string, v any) {
		for _, s := range values(v) {
			b.WriteString("<" + tag + ">" + html.EscapeString(s) + "</" + tag + ">\n")
		}
	}
	element("p", body["summary"])
	sections, _ := body["sections"].([]any)
	for _, s := range sections {
		if section, ok := s.(map[string]any); ok {
			element("h2", section["headline"])
			element("p", section["paragraphs"])
		}
	}
	return b.String()
}
