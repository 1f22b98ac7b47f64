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
// visual. Style sheets in files of their own are not read.
type stylesheet struct {
	rules   []styleRule
	all     index
	hot     index // of the rules that may hide what they select
	steps   int
	counted map[*html.Node]int // children
}

// index lists rules by the [indexKey] of their selectors.
type index map[string][]int

// styleRule is one selector of a rule and what it declares. Selectors are read
// when the first element is met that they may select: most never are.
type styleRule struct {
	text     string
	selector *selector // nil before it is read; without compounds when it can't be
	style    []declaration
}

func newStylesheet() *stylesheet {
	return &stylesheet{all: index{}, hot: index{}, counted: map[*html.Node]int{}}
}

// styles reads a page's style sheets.
func styles(page *html.Node) *stylesheet {
	s := newStylesheet()
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

// add takes in a rule, if it declares something visual.
func (s *stylesheet) add(selectors, style string) {
	list := declarations(style)
	hot := mayHide(list)
	for len(list) > 0 && selectors != "" && len(s.rules) < maxStyleRules {
		var one string
		one, selectors = cutOutside(selectors, ",")
		one = strings.TrimSpace(one)
		key := indexKey(one)
		s.all[key] = append(s.all[key], len(s.rules))
		if hot {
			s.hot[key] = append(s.hot[key], len(s.rules))
		}
		s.rules = append(s.rules, styleRule{text: one, style: list})
	}
}

// cascade returns what holds for an element: rules by their specificity, then
// its own style, then what is important in the same order. Unless asked to be
// thorough, it returns nothing for an element that no rule may hide.
func (s *stylesheet) cascade(n *html.Node, thorough bool) properties {
	own := declarations(withoutComments(dom.GetAttribute(n, "style")))
	var found []int
	if s.steps < maxStyleSteps && (thorough || len(own) > 0 || len(s.matching(n, s.hot)) > 0) {
		found = s.matching(n, s.all)
	}
	if s.steps > maxStyleSteps {
		found = nil // some of them may be missing
	}
	if len(found) == 0 && len(own) == 0 {
		return nil
	}
	slices.SortFunc(found, func(a, b int) int {
		left, right := s.rules[a].selector.weight, s.rules[b].selector.weight
		return cmp.Or(slices.Compare(left[:], right[:]), cmp.Compare(a, b))
	})
	d := properties{}
	for _, important := range []bool{false, true} {
		for _, i := range found {
			d.take(s.rules[i].style, important)
		}
		d.take(own, important)
	}
	s.steps += len(found)
	return d
}

// read is the rule's selector.
func (r *styleRule) read() *selector {
	if r.selector == nil {
		sel, ok := parseSelector(r.text)
		if !ok {
			sel = selector{}
		}
		r.selector = &sel
	}
	return r.selector
}

// matching lists the rules of an index that select an element.
func (s *stylesheet) matching(n *html.Node, by index) (found []int) {
	try := func(key string) {
		for _, i := range by[key] {
			if s.steps > maxStyleSteps {
				return
			}
			if sel := s.rules[i].read(); len(sel.compounds) > 0 && s.selects(sel, n) {
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
