// Package xmltree reads small documents of XML into trees.
package xmltree

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// Element is an element of a document, or a text in one. The methods of a nil
// Element find nothing.
type Element struct {
	Name     string // without its prefix; "" for a text
	Attrs    []xml.Attr
	Data     string // of a text
	Children []*Element
}

const (
	// maxDepth is how many elements may be open at once, maxNodes how many
	// elements and texts a document may have.
	maxDepth = 400
	maxNodes = 500_000
)

// Parse reads a document into a tree. Entities that it declares itself are
// never expanded: one that uses them is rejected.
func Parse(text string) (*Element, error) {
	d := newDecoder(strings.NewReader(text))
	root := &Element{Name: "document"}
	open := []*Element{root}
	for nodes := 0; ; nodes++ {
		token, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, &rejection.Error{Reason: "no sound XML", Err: err}
		}
		if len(open) > maxDepth || nodes > maxNodes {
			return nil, rejection.New(fmt.Sprintf("its XML is nested more than %d deep or has more than %d parts", maxDepth, maxNodes))
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &Element{Name: token.Name.Local, Attrs: token.Attr}
			last.Children = append(last.Children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.Children = append(last.Children, &Element{Data: string(token)})
		}
	}
}

// newDecoder reads XML that is UTF-8 whatever it declares.
func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// Attr is an attribute's value by its name without prefix, "" none.
func (e *Element) Attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// All yields the elements of that name below e, those within each other too.
func (e *Element) All(name string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) { e.walk(name, yield) }
}

func (e *Element) walk(name string, yield func(*Element) bool) bool {
	if e == nil {
		return true
	}
	for _, c := range e.Children {
		if c.Name == name && !yield(c) || !c.walk(name, yield) {
			return false
		}
	}
	return true
}

// First is the first element below e that a path of names leads to, nil none.
// Between the names others may stand.
func (e *Element) First(path ...string) *Element {
	if len(path) == 0 {
		return e
	}
	for c := range e.All(path[0]) {
		if found := c.First(path[1:]...); found != nil {
			return found
		}
	}
	return nil
}

// Child is the first of e's own children with that name, nil none.
func (e *Element) Child(name string) *Element {
	if e != nil {
		for _, c := range e.Children {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
}

// Text is the text below e as it stands there; "" for nil.
func (e *Element) Text() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e *Element) write(b *strings.Builder) {
	if e == nil {
		return
	}
	b.WriteString(e.Data)
	for _, c := range e.Children {
		c.write(b)
	}
}

// Markup is e as HTML. rename says which elements HTML calls otherwise; what it
// calls "" is left out.
func (e *Element) Markup(rename map[string]string) string {
	var b strings.Builder
	e.writeMarkup(&b, rename)
	return b.String()
}

func (e *Element) writeMarkup(b *strings.Builder, rename map[string]string) {
	if e.Name == "" {
		b.WriteString(html.EscapeString(e.Data))
		return
	}
	name, known := rename[e.Name]
	switch {
	case known && name == "":
		return
	case !known:
		name = e.Name
	}
	b.WriteString("<" + name)
	if href := e.Attr("href"); href != "" {
		b.WriteString(` href="` + html.EscapeString(href) + `"`)
	}
	b.WriteString(">")
	for _, c := range e.Children {
		c.writeMarkup(b, rename)
	}
	if name != "br" && name != "hr" && name != "img" {
		b.WriteString("</" + name + ">")
	}
}
