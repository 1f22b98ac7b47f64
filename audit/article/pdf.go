package article

import (
	"bytes"

	"copydesk.dev/audit/article/pdf"
)

// pdfFormat reads PDF documents that hold text.
type pdfFormat struct{}

func (pdfFormat) extensions() []string { return []string{".pdf"} }

func (pdfFormat) claims(in *input) bool { return bytes.HasPrefix(in.data, []byte("%PDF-")) }

func (pdfFormat) read(in *input) (*draft, string, error) {
	document, err := pdf.Read(in.data)
	if err != nil {
		return nil, "", err
	}
	meta := metadata{
		title:     foldSpace(document.Title),
		byline:    splitNames(document.Author),
		published: normalDate(basicDate(document.Created)),
		modified:  normalDate(basicDate(document.Modified)),
		language:  normalLanguage(document.Language),
	}
	pieces, err := textPieces(document.Text)
	return &draft{meta: meta, pieces: pieces}, "utf-8", err
}
