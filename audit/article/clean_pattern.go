package article

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// pattern is a regular expression that ignores case, and whose \W is any
// character that is no letter, mark or digit of any script.
type pattern struct {
	*regexp.Regexp
	needed []string // in one case; whatever fits holds one of these, unless there are none
}

// UnmarshalYAML compiles the expression. Go's own \W takes every letter beyond
// ASCII for a sign.
func (p *pattern) UnmarshalYAML(node *yaml.Node) error {
	compiled, err := compilePattern(node.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	*p = compiled
	return nil
}

func compilePattern(expression string) (pattern, error) {
	expression = "(?i)" + strings.ReplaceAll(expression, `\W`, `[^\p{L}\p{M}\p{N}]`)
	re, err := regexp.Compile(expression)
	if err != nil {
		return pattern{}, err
	}
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return pattern{}, err
	}
	return pattern{re, needed(tree)}, nil
}

// mayFit is false for a text, in one case, that the expression cannot fit: it
// takes a fraction of the time.
func (p pattern) mayFit(text string) bool {
	return len(p.needed) == 0 || slices.ContainsFunc(p.needed, func(s string) bool { return strings.Contains(text, s) })
}

// needed returns strings, in one case, one of which is part of whatever an
// expression fits; nil if it names none.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{inOneCase(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if list := needed(sub); shortest(list) > shortest(best) {
				best = list
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			list := needed(sub)
			if len(list) == 0 {
				return nil
			}
			all = append(all, list...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest string, 0 if there are none.
func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	return len(slices.MinFunc(list, func(a, b string) int { return len(a) - len(b) }))
}

// inOneCase is a text whose letters have one case, as regular expressions fold
// it: the first of all letters that are the same but for case.
func inOneCase(text string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && !('a' <= r && r <= 'z') {
			return r
		}
		first := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			first = min(first, other)
		}
		return first
	}, text)
}
