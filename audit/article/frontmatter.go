package article

import (
	"iter"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxFrontMatter is how long a text's front matter may be, in bytes.
const maxFrontMatter = 64 << 10

// frontMatterBlock is YAML between two lines of three dashes.
var frontMatterBlock = regexp.MustCompile(`^\x{FEFF}?---[ \t]*\r?\n((?s:.*?)\r?\n)---[ \t]*(?:\r?\n|$)`)

// frontNames lists the keys that front matter may use for each thing; the first
// that is there wins.
var frontNames = map[string][]string{
	"title":     {"title", "headline"},
	"byline":    {"byline", "author", "authors", "by"},
	"outlet":    {"outlet", "source", "publisher", "site", "publication"},
	"published": {"published", "date", "pubdate", "publish_date"},
	"modified":  {"modified", "updated", "lastmod"},
	"language":  {"language", "lang"},
	"canonical": {"canonical", "url", "link"},
}

// frontMatter reads the front matter of a text and returns the offset of the
// text proper, 0 when there is none. A text that merely begins with a ruled line
// has none: what stands below it is not a list of keys.
func frontMatter(text string) (meta metadata, start int) {
	found := frontMatterBlock.FindStringSubmatchIndex(text[:min(len(text), maxFrontMatter)])
	if found == nil {
		return metadata{}, 0
	}
	// Not into a map: that compares each key with each.
	var root yaml.Node
	err := yaml.Unmarshal([]byte(text[found[2]:found[3]]), &root)
	if err != nil || len(root.Content) != 1 || root.Content[0].Kind != yaml.MappingNode {
		return metadata{}, 0
	}
	said := map[string][]string{}
	for key, value := range pairs(root.Content[0]) {
		if key = strings.ToLower(key); said[key] == nil {
			said[key] = scalars(value)
		}
	}
	return understand(said, frontNames), found[1]
}

// pairs yields the keys of a mapping with their values.
func pairs(mapping *yaml.Node) iter.Seq2[string, *yaml.Node] {
	return func(yield func(string, *yaml.Node) bool) {
		for i := 0; i+1 < len(mapping.Content); i += 2 {
			if !yield(mapping.Content[i].Value, mapping.Content[i+1]) {
				return
			}
		}
	}
}

// scalars returns the strings a key stands for: its value, the values of a list,
// or the names in a list of mappings.
func scalars(node *yaml.Node) []string {
	switch node.Kind {
	case yaml.ScalarNode:
		return []string{node.Value}
	case yaml.SequenceNode:
		var all []string
		for _, n := range node.Content {
			all = append(all, scalars(n)...)
		}
		return all
	case yaml.MappingNode:
		for key, value := range pairs(node) {
			if key == "name" {
				return scalars(value)
			}
		}
	}
	return nil
}
