package visible

import (
	"cmp"
	"slices"
	"strings"

	"github.com/go-shiori/dom"
	"golang.org/x/net/html"
)

// Limits of a page's style sheets: what goes beyond hides nothing.
const (
	maxStyleBytes = 2 << 20
	maxStyleRules = 20_000
	maxStyleSteps = 5_000_000 // elements and rules looked at
	maxStyleDepth = 4         // of rules within rules
	maxClassBytes = 4 << 10   // of an element's class
)

// stylesheet is the rules of a page's <style> elements that declare something
// telling. Rules whose selectors hold a pseudo-class or look at siblings are
// left out, as are style sheets in files of their own.
type stylesheet struct {
	rules []styleRule
	all   index
	hot   index // of the rules that may hide what they select
	steps int
}

// index lists rules by the "#id", ".class", "tag" or "*" of what they select.
type index map[string][]int

type styleRule struct {
	selector []compound // outermost first
	weight   int        // specificity
	style    []declaration
}

// compound is a selector of one element.
type compound struct {
	tag, id string
	classes []string
	attrs   [][2]string // name and value, "" any
	child   bool        // of the element that the compound before selects
}

// styles reads a page's style sheets.
func styles(page *html.Node) *stylesheet {
	s := &stylesheet{all: index{}, hot: index{}}
	size := 0
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.Data != "style" || n.FirstChild == nil || !onScreen(dom.GetAttribute(n, "media")) {
			continue
		}
		if size += len(n.FirstChild.Data); size > maxStyleBytes {
			break
		}
		s.read(withoutComments(n.FirstChild.Data), 1)
	}
	return s
}

func withoutComments(css string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(css, "/*")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteByte(' ')
		_, css, _ = strings.Cut(rest, "*/")
	}
}

// read takes in rules, and those within rules for screens such as this.
func (s *stylesheet) read(css string, depth int) {
	for len(s.rules) < maxStyleRules {
		head, rest := cutOutside(css, "{;")
		if len(head) == len(css) {
			return
		}
		if css[len(head)] == ';' { // @import and the like
			css = rest
			continue
		}
		head = strings.TrimSpace(head)
		var block string
		block, css = cutBlock(rest)
		switch {
		case !strings.HasPrefix(head, "@"):
			s.add(head, block)
		case depth == maxStyleDepth:
		case strings.HasPrefix(head, "@media") && onScreen(head[len("@media"):]),
			strings.HasPrefix(head, "@supports"), strings.HasPrefix(head, "@layer"):
			s.read(block, depth+1)
		}
	}
}

// cutBlock cuts css after the bracket that closes what was opened before.
func cutBlock(css string) (block, after string) {
	depth := 1
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

// onScreen reports whether rules for these media hold on a screen as wide as is
// assumed.
func onScreen(media string) bool {
	if strings.TrimSpace(media) == "" {
		return true
	}
	for query := range strings.SplitSeq(strings.ToLower(media), ",") {
		holds := true
		for part := range strings.SplitSeq(query, " and ") {
			part = strings.TrimSpace(part)
			name, value, _ := strings.Cut(strings.Trim(part, "()"), ":")
			width, ok := pixels(strings.TrimSpace(value))
			switch strings.TrimSpace(name) {
			case "screen", "all", "only screen":
			case "min-width":
				holds = holds && ok && width <= screenWidth
			case "max-width":
				holds = holds && ok && width >= screenWidth
			default:
				holds = false
			}
		}
		if holds {
			return true
		}
	}
	return false
}

// add takes in a rule, if it declares something telling.
func (s *stylesheet) add(selectors, style string) {
	list := declarations(style)
	hot := mayHide(list)
	for len(list) > 0 && selectors != "" && len(s.rules) < maxStyleRules {
		var one string
		one, selectors = cutOutside(selectors, ",")
		compounds, ok := parseSelector(strings.TrimSpace(one))
		if !ok {
			continue
		}
		r := styleRule{selector: compounds, style: list}
		for _, c := range compounds {
			r.weight += 100 * (len(c.classes) + len(c.attrs))
			if c.id != "" {
				r.weight += 10_000
			}
			if c.tag != "" {
				r.weight++
			}
		}
		key, last := "*", compounds[len(compounds)-1]
		switch {
		case last.id != "":
			key = "#" + last.id
		case len(last.classes) > 0:
			key = "." + last.classes[0]
		case last.tag != "":
			key = last.tag
		}
		s.all[key] = append(s.all[key], len(s.rules))
		if hot {
			s.hot[key] = append(s.hot[key], len(s.rules))
		}
		s.rules = append(s.rules, r)
	}
}

// parseSelector reads compounds joined by spaces and ">".
func parseSelector(s string) (out []compound, ok bool) {
	child := false
	for s != "" {
		var one string
		one, rest := cutOutside(s, " \t\r\n>")
		if one != "" {
			c, ok := parseCompound(one)
			if !ok {
				return nil, false
			}
			c.child, child = child, false
			out = append(out, c)
		}
		child = child || len(one) < len(s) && s[len(one)] == '>'
		s = rest
	}
	return out, len(out) > 0 && !child
}

func parseCompound(s string) (c compound, ok bool) {
	for i := 0; i < len(s); {
		if s[i] == '[' {
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				return c, false
			}
			name, value, _ := strings.Cut(s[i+1:i+end], "=")
			if strings.ContainsAny(name, "~|^$*") {
				return c, false
			}
			c.attrs = append(c.attrs, [2]string{strings.ToLower(strings.TrimSpace(name)), strings.Trim(strings.TrimSpace(value), `"'`)})
			i += end + 1
			continue
		}
		end := i + 1
		for end < len(s) && strings.IndexByte(".#[:+~*", s[end]) < 0 {
			end++
		}
		name := s[i:end]
		switch name[0] {
		case '.':
			c.classes = append(c.classes, name[1:])
		case '#':
			c.id = name[1:]
		case ':', '+', '~', '&':
			return c, false
		case '*':
		default:
			c.tag = strings.ToLower(name)
		}
		if strings.Contains(name, `\`) || len(name) == 1 && strings.ContainsAny(name, ".#") {
			return c, false
		}
		i = end
	}
	return c, true
}

// looks returns what holds for an element: rules by their specificity, then
// its own style, then what is important in the same order. Unless asked to be
// thorough, it returns nothing for an element that no rule may hide.
func (s *stylesheet) looks(n *html.Node, thorough bool) looks {
	own := declarations(withoutComments(dom.GetAttribute(n, "style")))
	var found []int
	if s.steps < maxStyleSteps && (thorough || len(own) > 0 || len(s.matching(n, s.hot)) > 0) {
		found = s.matching(n, s.all)
	}
	if len(found) == 0 && len(own) == 0 {
		return nil
	}
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.rules[a].weight, s.rules[b].weight), cmp.Compare(a, b))
	})
	d := looks{}
	for _, important := range []bool{false, true} {
		for _, i := range found {
			d.take(s.rules[i].style, important)
		}
		d.take(own, important)
	}
	s.steps += len(found)
	return d
}

// matching lists the rules of an index that select an element.
func (s *stylesheet) matching(n *html.Node, by index) (found []int) {
	try := func(key string) {
		for _, i := range by[key] {
			if s.selects(s.rules[i].selector, n) {
				found = append(found, i)
			}
		}
	}
	try("*")
	try(n.Data)
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			try("#" + a.Val)
		case "class":
			if len(a.Val) > maxClassBytes {
				return nil
			}
			for name := range strings.FieldsSeq(a.Val) {
				try("." + name)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// selects reports whether a selector selects an element. Of ancestors the
// nearest that fits is taken, which is right unless a child is asked for above
// it, and never hides more than the page does.
func (s *stylesheet) selects(selector []compound, n *html.Node) bool {
	last := len(selector) - 1
	if !selector[last].fits(n) {
		return false
	}
	s.steps++
	for i := last - 1; i >= 0; i-- {
		child := selector[i+1].child
		n = n.Parent
		for !child && n != nil && !selector[i].fits(n) {
			s.steps++
			n = n.Parent
		}
		if n == nil || !selector[i].fits(n) {
			return false
		}
	}
	return true
}

func (c compound) fits(n *html.Node) bool {
	if n.Type != html.ElementNode || c.tag != "" && c.tag != n.Data || c.id != "" && c.id != dom.GetAttribute(n, "id") {
		return false
	}
	if len(c.classes) > 0 {
		names := dom.GetAttribute(n, "class")
		for _, name := range c.classes {
			if !hasWord(names, name) {
				return false
			}
		}
	}
	for _, a := range c.attrs {
		i := slices.IndexFunc(n.Attr, func(b html.Attribute) bool { return b.Key == a[0] })
		if i < 0 || a[1] != "" && n.Attr[i].Val != a[1] {
			return false
		}
	}
	return true
}

// hasWord reports whether one of the words of list is word.
func hasWord(list, word string) bool {
	if !strings.Contains(list, word) {
		return false
	}
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}
