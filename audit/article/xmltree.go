package article

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"iter"
	"strings"
)

// element is an element of an XML document, or a text in one.
type element struct {
	name     string // without its prefix; "" for a text
	attrs    []xml.Attr
	text     string // of a text
	children []*element
}

const (
	// maxXMLDepth is how many elements may be open at once, maxXMLNodes how many
	// elements and texts a document may have.
	maxXMLDepth = 400
	maxXMLNodes = 500_000
)

// parseXML reads a document into a tree. Entities that it declares itself are
// never expanded: one that uses them is rejected.
func parseXML(text string) (*element, error) {
	d := newXMLDecoder(strings.NewReader(text))
	root := &element{name: "document"}
	open := []*element{root}
	for nodes := 0; ; nodes++ {
		token, err := d.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, &RejectedError{Reason: "no sound XML", Err: err}
		}
		if len(open) > maxXMLDepth || nodes > maxXMLNodes {
			return nil, reject(fmt.Sprintf("its XML is nested more than %d deep or has more than %d parts", maxXMLDepth, maxXMLNodes))
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: token.Attr}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.children = append(last.children, &element{text: string(token)})
		}
	}
}

// newXMLDecoder reads XML that is UTF-8 whatever it declares.
func newXMLDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// attr is an attribute's value by its name without prefix, "" none.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// all yields the elements of that name below e, those within each other too.
func (e *element) all(name string) iter.Seq[*element] {
	return func(yield func(*element) bool) { e.walk(name, yield) }
}

func (e *element) walk(name string, yield func(*element) bool) bool {
	if e == nil {
		return true
	}
	for _, c := range e.children {
		if c.name == name && !yield(c) || !c.walk(name, yield) {
			return false
		}
	}
	return true
}

// first is the first element below e that a path of names leads to, nil none.
// Between the names others may stand.
func (e *element) first(path ...string) *element {
	if len(path) == 0 {
		return e
	}
	for c := range e.all(path[0]) {
		if found := c.first(path[1:]...); found != nil {
			return found
		}
	}
	return nil
}

// content is the text below e, white space folded; "" for nil.
func (e *element) content() string {
	var b strings.Builder
	e.write(&b)
	return foldSpace(b.String())
}

func (e *element) write(b *strings.Builder) {
	if e == nil {
		return
	}
	b.WriteString(e.text)
	for _, c := range e.children {
		c.write(b)
	}
}

// markup is e as HTML. rename says which elements HTML calls otherwise; what it
// calls "" is left out.
func (e *element) markup(rename map[string]string) string {
	var b strings.Builder
	e.writeMarkup(&b, rename)
	return b.String()
}

func (e *element) writeMarkup(b *strings.Builder, rename map[string]string) {
	if e.name == "" {
		b.WriteString(html.EscapeString(e.text))
		return
	}
	name, known := rename[e.name]
	switch {
	case known && name == "":
		return
	case !known:
		name = e.name
	}
	b.WriteString("<" + name)
	if href := e.attr("href"); href != "" {
		b.WriteString(` href="` + html.EscapeString(href) + `"`)
	}
	b.WriteString(">")
	for _, c := range e.children {
		c.writeMarkup(b, rename)
	}
	if name != "br" && name != "hr" && name != "img" {
		b.WriteString("</" + name + ">")
	}
}
