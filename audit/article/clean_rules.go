package article

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

//go:embed boilerplate.yaml
var boilerplate []byte

// rule is one entry of boilerplate.yaml, where the fields are explained.
type rule struct {
	Reason   string      `yaml:"reason"`
	Where    place       `yaml:"where"`
	Kinds    []BlockKind `yaml:"kinds"`
	MaxWords int         `yaml:"max_words"`
	Linked   float64     `yaml:"linked"`
	Links    int         `yaml:"links"`
	Exact    []string    `yaml:"exact"`
	Match    []pattern   `yaml:"match"`
	All      []pattern   `yaml:"all"`
	List     bool        `yaml:"list"`
	Opens    bool        `yaml:"opens"`
	Fills    string      `yaml:"fills"`
	Beside   bool        `yaml:"beside"`
}

// place is where in an article a rule holds.
type place string

const (
	anywhere place = "any"
	head     place = "head"
	tail     place = "tail"
	ends     place = "ends"
)

// loadRules reads and checks the embedded rules.
func loadRules() ([]rule, error) {
	var rules []rule
	if err := decodeRules(boilerplate, &rules); err != nil {
		return nil, fmt.Errorf("boilerplate.yaml: %w", err)
	}
	for i := range rules {
		r := &rules[i]
		if r.Where == "" {
			r.Where = anywhere
		}
		switch {
		case r.Reason == "":
			return nil, fmt.Errorf("boilerplate.yaml: rule %d has no reason", i+1)
		case !slices.Contains([]place{anywhere, head, tail, ends}, r.Where):
			return nil, fmt.Errorf("boilerplate.yaml: %s: where: %q is none of any, head, tail, ends", r.Reason, r.Where)
		case !slices.Contains([]string{"", "byline", "published"}, r.Fills):
			return nil, fmt.Errorf("boilerplate.yaml: %s: fills: %q is none of byline, published", r.Reason, r.Fills)
		case r.Fills != "" && !r.captures():
			return nil, fmt.Errorf("boilerplate.yaml: %s: fills: needs expressions under match, each with a group", r.Reason)
		}
		for j, phrase := range r.Exact {
			r.Exact[j] = folded(phrase)
		}
	}
	return rules, nil
}

// captures reports whether the rule cannot fit without capturing something.
func (r *rule) captures() bool {
	return len(r.Match) > 0 && len(r.Exact)+len(r.All) == 0 &&
		!slices.ContainsFunc(r.Match, func(p pattern) bool { return p.NumSubexp() == 0 })
}

// decodeRules reads embedded rules; a field nobody knows is an error.
func decodeRules(data []byte, rules any) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	return dec.Decode(rules)
}

// fits reports whether p is what the rule describes, leaving its place aside.
// groups is what the rule's expression captured, if its groups mean something.
func (r *rule) fits(p *candidate) (groups []string, ok bool) {
	switch {
	case r.MaxWords > 0 && p.words > r.MaxWords,
		len(r.Kinds) > 0 && !slices.Contains(r.Kinds, p.kind),
		r.Linked > 0 && p.linked() < r.Linked,
		len(p.links) < r.Links:
		return nil, false
	case len(r.Exact)+len(r.Match)+len(r.All) == 0,
		slices.Contains(r.Exact, p.folded):
		return nil, true
	}
	if len(p.plain) > maxRuleBytes {
		return nil, false
	}
	for _, m := range r.Match {
		if !m.mayFit(p.cased) {
			continue
		}
		if groups := m.FindStringSubmatch(p.plain); groups != nil {
			return groups[1:], true
		}
	}
	fitsAll := len(r.All) > 0
	for _, m := range r.All {
		fitsAll = fitsAll && m.mayFit(p.cased) && m.MatchString(p.plain)
	}
	return nil, fitsAll
}

// maxRuleBytes is the length up to which a block is looked at for what it says.
// No rule is about more than 120 words, and one word may be a megabyte long.
const maxRuleBytes = 8 << 10

// head reports whether rules for this place are to be tried on a block with so
// many words of article before it.
func (w place) head(before int) bool {
	return w == anywhere || (w == head || w == ends) && before <= endWords
}

// tail is as head, for words after the block.
func (w place) tail(after int) bool {
	return (w == tail || w == ends) && after <= endWords
}

// endWords is how many words of article may stand before a block that is still
// at its head, or after one at its tail. Of 500 pages none at all changes 38 texts
// (F1 on the 181 with exact text -.0007), half as many 11 (+.0004), twice as many
// 7 (-.0011).
const endWords = 120
