package charset

import "golang.org/x/text/encoding"

// UTF16 returns the encoding of a stream in UTF-16, nil for others.
func UTF16(head []byte) (name string, enc encoding.Encoding) {
	name, enc, _ = byteOrderMark(head)
	if enc == nil {
		name, enc = unmarkedUTF16(head)
	}
	if name == "utf-8" {
		return "", nil
	}
	return name, enc
}

// DecodePart is as [Decode] for a part of a document that declared its encoding
// elsewhere, under that label.
func DecodePart(data []byte, label string) (Decoded, error) {
	d, err := Decode(data, "")
	if err != nil || d.From != "detected" {
		return d, err
	}
	if enc, name := lookup(label); enc != nil {
		if as, failed := decodeAs(data, enc, name, "meta"); failed == nil {
			d = as
		}
	}
	return d, nil
}
