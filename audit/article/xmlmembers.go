package article

import (
	"bytes"
	"io"
	"regexp"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"copydesk.dev/audit/article/split"
)

// xmlMembers cuts a stream of XML into items, each of which read makes a draft
// of. What read gets is the item in its envelope, in UTF-8.
func xmlMembers(s *stream, limit int64, items []string, read func(document []byte) (*draft, error)) (members, error) {
	var in io.Reader = s.r
	name, enc := utf16Head(s.head)
	if enc != nil {
		in = transform.NewReader(in, enc.NewDecoder())
	}
	x := split.NewXML(in, limit, items...)
	label := between(string(s.head[:min(len(s.head), 200)]), `encoding="`, `"`)
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
		d, err := decodeLabelled(x.Wrap(data), label)
		if enc != nil {
			d.charset, d.from = name, "bom"
		}
		m.err, m.charset, m.from = err, d.charset, d.from
		m.draft = func() (*draft, error) { return read([]byte(d.text)) }
		return m, nil
	}, nil
}

// xmlDeclaration names an encoding.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// utf16Head returns the encoding of a stream in UTF-16, nil for others.
func utf16Head(head []byte) (name string, enc encoding.Encoding) {
	name, enc, _ = byteOrderMark(head)
	if enc == nil {
		name, enc = unmarkedUTF16(head)
	}
	if name == "utf-8" {
		return "", nil
	}
	return name, enc
}

// asciiHead is a stream's head in an encoding that contains ASCII.
func asciiHead(head []byte) []byte {
	if _, enc := utf16Head(head); enc != nil {
		if out, err := enc.NewDecoder().Bytes(head); err == nil {
			return bytes.TrimPrefix(out, utf8Mark)
		}
	}
	return head
}

// decodeLabelled is as [decode] for a part of a document that declared its
// encoding elsewhere, and takes the declaration out: it no longer holds.
func decodeLabelled(data []byte, label string) (decoded, error) {
	d, err := decode(data, "")
	if enc, name := lookup(label); enc != nil && err == nil && d.from == "detected" {
		if as, failed := decodeAs(data, enc, name, "meta"); failed == nil {
			d = as
		}
	}
	d.text = xmlDeclaration.ReplaceAllString(d.text, "")
	return d, err
}
