package article

import (
	"encoding/json"
	"strings"
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

// sayLinkedData passes on what one block of JSON-LD says about the article.
// Invalid JSON says nothing.
func sayLinkedData(source string, say func(name, value string)) {
	var data any
	if json.Unmarshal([]byte(source), &data) != nil {
		return
	}
	queue := []any{data}
	for len(queue) > 0 {
		item := queue[0]
		queue = queue[1:]
		switch item := item.(type) {
		case []any:
			queue = append(queue, item...)
		case map[string]any:
			if graph, ok := item["@graph"]; ok {
				queue = append(queue, graph)
			}
			if !isArticleType(item["@type"]) {
				continue
			}
			for _, key := range []string{"headline", "author", "publisher", "datePublished", "dateModified", "inLanguage", "url"} {
				for _, value := range texts(item[key], "name") {
					say("jsonld:"+key, value)
				}
			}
		}
	}
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
