package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// isArticleType reports whether a schema.org type describes the article itself, not
// the site, a breadcrumb or a picture.
func isArticleType(v any) bool {
	for _, name := range texts(v, "") {
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" {
			return true
		}
	}
	return false
}

// linkedData is what an element of JSON-LD holds, "" for any other.
func linkedData(n *html.Node) string {
	if n.Type == html.ElementNode && n.Data == "script" && n.FirstChild != nil &&
		strings.EqualFold(attr(n.Attr, "type"), "application/ld+json") {
		return n.FirstChild.Data
	}
	return ""
}

// statedArticles returns the objects in a text of JSON-LD that describe articles.
// Invalid JSON has none.
func statedArticles(source string) (found []map[string]any) {
	var data any
	if json.Unmarshal([]byte(source), &data) != nil {
		return nil
	}
	queue := []any{data}
	for len(queue) > 0 {
		item := queue[0]
		queue = queue[1:]
		switch item := item.(type) {
		case []any:
			queue = append(queue, item...)
		case map[string]any:
			for _, key := range []string{"@graph", "mainEntity"} {
				if inner, ok := item[key]; ok {
					queue = append(queue, inner)
				}
			}
			if isArticleType(item["@type"]) {
				found = append(found, item)
			}
		}
	}
	return found
}

// sayLinkedData passes on what a text of JSON-LD says about the article.
func sayLinkedData(source string, say func(name, value string)) {
	for _, item := range statedArticles(source) {
		for _, key := range []string{"headline", "author", "publisher", "datePublished", "dateModified", "inLanguage", "url", "articleSection"} {
			for _, value := range texts(item[key], "name") {
				say("jsonld:"+key, value)
			}
		}
	}
}

// statedBody reads the text that a page's JSON-LD gives as the article's, as
// blocks; none where it gives none.
func (f htmlFormat) statedBody(page *html.Node) []piece {
	for n := range page.Descendants() {
		for _, item := range statedArticles(linkedData(n)) {
			if text, ok := item["articleBody"].(string); ok && strings.TrimSpace(text) != "" && !isPage(text) {
				if d, err := f.body(text, metadata{}); err == nil {
					return d.pieces
				}
			}
		}
	}
	return nil
}

// texts returns the strings in v: itself, its elements, or an object's field.
func texts(v any, field string) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, texts(e, field)...)
		}
		return all
	case map[string]any:
		if s, ok := v[field].(string); ok {
			return []string{s}
		}
	}
	return nil
}
