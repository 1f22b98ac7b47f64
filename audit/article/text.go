package article

import (
	"strings"

	"copydesk.dev/audit/article/charset"
)

// textFormat reads plain text, and takes whatever no other format claims.
type textFormat struct{ raw bool }

func (textFormat) extensions() []string { return []string{".txt", ".text"} }

func (textFormat) claims(*input, string) bool { return true }

func (f textFormat) read(in *input, d charset.Decoded) (*draft, error) {
	if f.raw {
		return readRaw(in, false)
	}
	if isXML(d.Text) {
		return nil, reject("XML that is no web page; this kind is not read")
	}
	meta, start := frontMatter(d.Text)
	pieces, err := textPieces(d.Text[start:])
	return &draft{meta: meta, pieces: pieces}, err
}

// isXML reports whether a text is XML. Pages were claimed before.
func isXML(text string) bool {
	return strings.HasPrefix(text[leading(text):], "<?xml")
}
