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
	// furniture may hold. One with more is not what its name says.
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
	known := map[string]*elementRule{}
	within := map[*html.Node]bool{} // elements that go, and all below them
	for n := range page.Descendants() {
		if within[n.Parent] {
			within[n] = true
			continue
		}
		r := ruleFor(n, rules, known)
		if r == nil || r.removes() && share(n) > maxShare {
			continue
		}
		found[n] = r
		if r.removes() {
			within[n] = true
			total += share(n)
		}
	}
	if total > maxShares {
		maps.DeleteFunc(found, func(_ *html.Node, r *elementRule) bool { return r.removes() })
	}
	return found
}

// ruleFor returns the first rule that fits an element, nil if none does. What
// it finds out it notes in known: pages use few names many times.
func ruleFor(n *html.Node, rules []elementRule, known map[string]*elementRule) *elementRule {
	if n.Type != html.ElementNode || !blockTags[n.Data] {
		return nil
	}
	switch n.Data {
	case "body", "main", "article": // their names tell what the article in them is
		return nil
	}
	role := strings.ToLower(attr(n.Attr, "role"))
	names := elementNames(n)
	key := n.Data + " " + role + " " + names
	r, ok := known[key]
	if ok {
		return r
	}
	for i := range rules {
		if rules[i].fits(n.Data, role, strings.Fields(names)) {
			r = &rules[i]
			break
		}
	}
	known[key] = r
	return r
}

// fits reports whether the rule describes an element.
func (r *elementRule) fits(tag, role string, names []string) bool {
	return slices.Contains(r.Tags, tag) || slices.Contains(r.Roles, role) ||
		slices.ContainsFunc(r.Names, func(p pattern) bool { return slices.ContainsFunc(names, p.MatchString) })
}

var hump = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// elementNames returns an element's id and class names, as elements.yaml
// describes them, divided by spaces.
func elementNames(n *html.Node) string {
	names := attr(n.Attr, "id") + " " + attr(n.Attr, "class")
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
