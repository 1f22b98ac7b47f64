package article

import (
	"bytes"
	"io"
	"regexp"

	"golang.org/x/text/transform"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/split"
)

// xmlMembers cuts a stream of XML into items, each of which read makes a draft
// of. What read gets is the item in its envelope, in UTF-8.
func xmlMembers(s *stream, limit int64, items []string, read func(document []byte) (*draft, error)) (members, error) {
	var in io.Reader = s.r
	name, enc := charset.UTF16(s.head)
	if enc != nil {
		in = transform.NewReader(in, enc.NewDecoder())
	}
	x := split.NewXML(in, limit, items...)
	label := charset.LabelOfXML(string(s.head[:min(len(s.head), 200)]))
	n := 0
	return func() (*member, error) {
		data, err := x.Next()
		if err == io.EOF {
			return nil, err
		}
		n++
		m := &member{name: item(n), data: data, err: err}
		if err != nil {
			if split.GoesOn(err) {
				return m, nil
			}
			return nil, err
		}
		if x.Alone() { // the item is the document
			m.name = ""
		}
		d, err := charset.DecodePart(x.Wrap(data), label)
		if enc != nil {
			d.Charset, d.From = name, "bom"
		}
		m.err, m.charset, m.from = err, d.Charset, d.From
		m.draft = func() (*draft, error) { return read([]byte(xmlDeclaration.ReplaceAllString(d.Text, ""))) }
		return m, nil
	}, nil
}

// xmlDeclaration names an encoding, and no longer holds once that was decoded.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// asciiHead is a stream's head in an encoding that contains ASCII.
func asciiHead(head []byte) []byte {
	if _, enc := charset.UTF16(head); enc != nil {
		if out, err := enc.NewDecoder().Bytes(head); err == nil {
			return bytes.TrimPrefix(out, utf8Mark)
		}
	}
	return head
}
