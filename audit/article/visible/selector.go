package visible

import (
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// selector is one selector of a rule. Cascadia knows compounds, which are
// selectors of one element. What combines them is matched here, because
// cascadia comes back to every choice it made: ten words of a style sheet could
// keep it busy for years.
type selector struct {
	compounds []compound // outermost first
	weight    cascadia.Specificity
}

// compound is a selector of one element.
type compound struct {
	cascadia.Sel
	combinator byte                 // how it goes with the compound before: ' ', '>', '+' or '~'; 0 for the first
	weight     cascadia.Specificity // what :where selects by weighs nothing
	size       int                  // simple selectors in it
	counts     bool                 // it counts siblings
}

const (
	combinators = " \t\r\n\f>+~"
	// simpleStarts are what simple selectors begin with, but for the first.
	simpleStarts = ".#[:"
	// maxSelectorBytes is how long a selector may be. The longest of 116,000 on
	// 500 real pages has 357 bytes.
	maxSelectorBytes = 1 << 10
)

// parseSelector reads compounds and what combines them. ok is false for what is
// no selector, and for one that selects by something not looked at.
func parseSelector(text string) (s selector, ok bool) {
	if len(text) > maxSelectorBytes {
		return s, false
	}
	combinator := byte(0)
	for text != "" {
		one, rest := cutOutside(text, combinators)
		if one != "" {
			c, ok := parseCompound(one)
			if !ok || len(s.compounds) == 0 && combinator != 0 {
				return s, false
			}
			if len(s.compounds) > 0 {
				c.combinator = max(combinator, ' ')
			}
			s.compounds = append(s.compounds, c)
			s.weight = s.weight.Add(c.weight)
			combinator = 0
		}
		if len(one) < len(text) && strings.IndexByte(">+~", text[len(one)]) >= 0 {
			if combinator != 0 {
				return s, false
			}
			combinator = text[len(one)]
		}
		text = rest
	}
	return s, len(s.compounds) > 0 && combinator == 0
}

func parseCompound(text string) (c compound, ok bool) {
	text, ok = c.admit(text)
	if !ok {
		return c, false
	}
	sel, err := cascadia.Parse(text)
	if err != nil {
		return c, false
	}
	c.Sel = sel
	c.weight = c.weight.Add(sel.Specificity())
	return c, true
}

// pseudoClasses are those that are looked at, and whether they count siblings.
// Cascadia has others that no browser has, and some that take long.
var pseudoClasses = map[string]bool{
	"root": false, "link": false, "checked": false,
	"hover": false, "active": false, "focus": false, "visited": false, "target": false,
	"first-child": true, "last-child": true, "only-child": true, "nth-child": true, "nth-last-child": true,
	"first-of-type": true, "last-of-type": true, "only-of-type": true, "nth-of-type": true, "nth-last-of-type": true,
}

// admit returns a compound as cascadia knows it. ok is false when a part of it is
// not to be looked at.
func (c *compound) admit(text string) (out string, ok bool) {
	var b strings.Builder
	for text != "" {
		end := indexOutside(text, simpleStarts, 1)
		simple := text[:end]
		text = text[end:]
		c.size++
		switch simple[0] {
		case '[':
			name, _, _ := strings.Cut(simple, "=")
			if strings.HasSuffix(name, "!") || strings.HasSuffix(name, "#") {
				return "", false
			}
		case ':':
			if simple, ok = c.admitPseudoClass(simple); !ok {
				return "", false
			}
		}
		b.WriteString(simple)
	}
	return b.String(), true
}

// admitPseudoClass is as admit for a pseudo-class. Cascadia has no :is and no
// :where, which are a :not within another.
func (c *compound) admitPseudoClass(simple string) (out string, ok bool) {
	name, arguments, hasArguments := strings.Cut(strings.ToLower(simple[1:]), "(")
	if name != "not" && name != "is" && name != "where" {
		counts, known := pseudoClasses[name]
		c.counts = c.counts || counts
		return simple, known
	}
	if !hasArguments || !strings.HasSuffix(arguments, ")") {
		return "", false
	}
	var list []string
	for rest := simple[len(name)+2 : len(simple)-1]; rest != ""; {
		var one string
		one, rest = cutOutside(rest, ",")
		one = strings.TrimSpace(one)
		if indexOutside(one, combinators, 0) < len(one) {
			return "", false
		}
		if one, ok = c.admit(one); !ok {
			return "", false
		}
		list = append(list, one)
	}
	out = ":not(" + strings.Join(list, ",") + ")"
	if name == "not" {
		return out, true
	}
	out = ":not(" + out + ")"
	if name == "where" {
		sel, err := cascadia.Parse(out)
		if err != nil {
			return "", false
		}
		for i, n := range sel.Specificity() {
			c.weight[i] -= n
		}
	}
	return out, true
}

// indexKey is by what a selector's elements can be looked up: the "#id", ".class"
// or tag of its last compound, "*" if it has none of them.
func indexKey(selector string) string {
	last := ""
	for selector != "" {
		var one string
		if one, selector = cutOutside(selector, combinators); one != "" {
			last = one
		}
	}
	class, tag := "", "*"
	for last != "" {
		end := indexOutside(last, simpleStarts, 1)
		simple := last[:end]
		last = last[end:]
		switch simple[0] {
		case '#':
			return unescaped(simple)
		case '.':
			class = unescaped(simple)
		case '[', ':':
		default:
			tag = strings.ToLower(simple)
		}
	}
	if class != "" {
		return class
	}
	return tag
}

// unescaped is a name without the backslashes before signs in it and before a
// character's number in hexadecimal.
func unescaped(name string) string {
	if !strings.Contains(name, `\`) {
		return name
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(name, `\`)
		b.WriteString(before)
		if !ok || rest == "" {
			return b.String()
		}
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789abcdefABCDEF"))
		if digits = min(digits, 6); digits == 0 {
			digits = 1
			b.WriteByte(rest[0])
		} else if n, err := strconv.ParseUint(rest[:digits], 16, 32); err == nil {
			b.WriteRune(rune(n))
		}
		name = rest[digits:]
	}
}

// selects reports whether a selector selects an element. It reads from right to
// left and takes the nearest element that fits. Where what is further left then
// fails, only the last choice of an ancestor, and of a sibling after it, is to be
// made again: any other would leave fewer elements to choose from.
func (s *stylesheet) selects(sel *selector, n *html.Node) bool {
	i := len(sel.compounds) - 1
	if !s.fits(&sel.compounds[i], n) {
		return false
	}
	var ancestor, sibling choice
	for i > 0 {
		var next *html.Node
		switch sel.compounds[i].combinator {
		case '+':
			next = elementBefore(n)
		case '~':
			next = elementBefore(n)
			sibling = choice{next, i}
		case '>':
			next, sibling = n.Parent, choice{}
		default:
			next, sibling = n.Parent, choice{}
			ancestor = choice{next, i}
		}
		for next == nil || !s.fits(&sel.compounds[i-1], next) {
			switch {
			case sibling.made != nil:
				sibling.made = elementBefore(sibling.made)
				next, i = sibling.made, sibling.at
			case ancestor.made != nil:
				ancestor.made = ancestor.made.Parent
				next, i = ancestor.made, ancestor.at
			default:
				return false
			}
		}
		n = next
		i--
	}
	return true
}

// choice is an element chosen for the compound before the one at an index.
type choice struct {
	made *html.Node
	at   int
}

func elementBefore(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; {
		n = n.PrevSibling
	}
	return n
}

// classBytes is how many bytes of an element's class are compared in the time
// that anything else takes.
const classBytes = 256

// fits reports whether a compound selects an element, as long as there are steps
// left.
func (s *stylesheet) fits(c *compound, n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	cost := c.size * (1 + len(dom.GetAttribute(n, "class"))/classBytes)
	if c.counts {
		cost += s.children(n.Parent)
	}
	s.steps += cost
	return s.steps <= maxStyleSteps && c.Match(n)
}

// children counts the nodes below a node, once.
func (s *stylesheet) children(parent *html.Node) int {
	n, ok := s.counted[parent]
	if !ok {
		for range parent.ChildNodes() {
			n++
		}
		s.counted[parent] = n
	}
	return n
}
