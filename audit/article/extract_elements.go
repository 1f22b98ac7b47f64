package article

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

//go:embed elements.yaml
var furnitureElements []byte

// elementRule is one entry of elements.yaml, where the fields are explained.
type elementRule struct {
	Reason string    `yaml:"reason"`
	Tags   []string  `yaml:"tags"`
	Roles  []string  `yaml:"roles"`
	Names  []pattern `yaml:"names"`
	Share  float64   `yaml:"share"`
	Inline bool      `yaml:"inline"`
	Label  bool      `yaml:"label"`
}

// loadElementRules reads and checks the embedded rules.
func loadElementRules() ([]elementRule, error) {
	var rules []elementRule
	if err := decodeRules(furnitureElements, &rules); err != nil {
		return nil, fmt.Errorf("elements.yaml: %w", err)
	}
	for i, r := range rules {
		if r.Reason == "" {
			return nil, fmt.Errorf("elements.yaml: rule %d has no reason", i+1)
		}
	}
	return rules, nil
}

// removes reports whether the rule takes its elements out of a page.
func (r *elementRule) removes() bool { return r != nil && !r.Label }

const (
	// maxShare is the largest share of a page's running text that an element of
	// furniture may hold. One with more is not what its name says. On 181 pages
	// .1 and 1 give the same figures: it is for pages unlike those.
	maxShare = 0.3
	// maxShares is the largest share that all of them may hold. A page with
	// less left names its elements after something else.
	maxShares = 0.8
)

// furniture returns the elements of a page that a rule fits, with the rule.
// Elements within one that goes as a whole are left out.
func furniture(page *html.Node, rules []elementRule) map[*html.Node]*elementRule {
	weight := weigh(page)
	share := func(n *html.Node) float64 { return float64(weight[n]) / float64(max(1, weight[page])) }
	var total float64
	found := map[*html.Node]*elementRule{}
	names := namer{rules, map[string][]int{}}
	within := map[*html.Node]bool{} // elements that go, and all below them
	for n := range page.Descendants() {
		if within[n.Parent] {
			within[n] = true
			continue
		}
		r := names.rule(n)
		if r == nil || r.removes() && share(n) > max(maxShare, r.Share) {
			continue
		}
		found[n] = r
		if r.removes() {
			within[n] = true
			if r.Share == 0 {
				total += share(n)
			}
		}
	}
	if total > maxShares {
		maps.DeleteFunc(found, func(_ *html.Node, r *elementRule) bool { return r.removes() })
	}
	return found
}

// namer finds the rule for an element. It notes what it found out about a name:
// pages use few of them, many times.
type namer struct {
	rules []elementRule
	known map[string][]int // by name: the rules that fit it, ascending
}

// rule returns the first rule that fits an element, nil if none does.
func (k *namer) rule(n *html.Node) *elementRule {
	if n.Type != html.ElementNode {
		return nil
	}
	switch n.Data {
	case "body", "main", "article": // their names tell what the article in them is
		return nil
	}
	block := blockTags[n.Data]
	first := len(k.rules)
	if block {
		role := strings.ToLower(attr(n.Attr, "role"))
		first = slices.IndexFunc(k.rules, func(r elementRule) bool {
			return slices.Contains(r.Tags, n.Data) || role != "" && slices.Contains(r.Roles, role)
		})
		if first < 0 {
			first = len(k.rules)
		}
	}
	for name := range strings.FieldsSeq(elementNames(n)) {
		for _, i := range k.fitting(name) {
			if block || k.rules[i].Inline {
				first = min(first, i)
				break
			}
		}
	}
	if first == len(k.rules) {
		return nil
	}
	return &k.rules[first]
}

// fitting lists the rules that fit a name.
func (k *namer) fitting(name string) []int {
	found, ok := k.known[name]
	if ok {
		return found
	}
	cased := inOneCase(name)
	for i := range k.rules {
		if slices.ContainsFunc(k.rules[i].Names, func(p pattern) bool { return p.mayFit(cased) && p.MatchString(name) }) {
			found = append(found, i)
		}
	}
	k.known[name] = found
	return found
}

var hump = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// elementNames returns an element's id and class names, as elements.yaml
// describes them, divided by spaces.
func elementNames(n *html.Node) string {
	id, class := attr(n.Attr, "id"), attr(n.Attr, "class")
	if id == "" && class == "" {
		return ""
	}
	names := id + " " + class
	names = strings.ToLower(hump.ReplaceAllString(names, "$1-$2"))
	return strings.ReplaceAll(names, "_", "-")
}

// weigh counts the bytes of text outside links in every element.
func weigh(page *html.Node) map[*html.Node]int {
	weight := map[*html.Node]int{}
	var elements []*html.Node // parents before their children
	for n := range page.Descendants() {
		switch {
		case n.Type == html.ElementNode:
			elements = append(elements, n)
		case n.Type == html.TextNode && !silentTags[n.Parent.Data]:
			weight[n.Parent] += len(strings.TrimSpace(n.Data))
		}
	}
	for _, n := range slices.Backward(elements) {
		if n.Data == "a" {
			weight[n] = 0
		}
		weight[n.Parent] += weight[n]
	}
	return weight
}

// removeFurniture takes elements that are not article out of their page.
func removeFurniture(found map[*html.Node]*elementRule) {
	for n, r := range found {
		if !r.Label {
			n.Parent.RemoveChild(n)
		}
	}
}
