package article

import (
	"bytes"

	"copydesk.dev/audit/article/docx"
)

// wordFormat reads Word documents.
type wordFormat struct {
	html htmlFormat
	max  int64 // bytes of one part of the document
}

func (wordFormat) extensions() []string { return []string{".docx"} }

func (wordFormat) claims(in *input) bool {
	return isZip(in.data) && docx.Is(bytes.NewReader(in.data), int64(len(in.data)))
}

// isWord reports whether a stream that is a ZIP archive is a Word document. Of
// one that cannot be read in any order, only the beginning is looked at.
func isWord(s *stream) bool {
	if s.file == nil {
		return docx.Begins(s.head)
	}
	return docx.Is(s.file, s.size)
}

func (f wordFormat) read(in *input) (*draft, string, error) {
	document, err := docx.Read(in.data, f.max)
	if err != nil {
		return nil, "", err
	}
	meta := metadata{
		title:     foldSpace(document.Title),
		byline:    splitNames(document.Creator),
		published: normalDate(document.Created),
		modified:  normalDate(document.Modified),
		language:  normalLanguage(foldSpace(document.Language)),
	}
	pieces, err := f.html.fragment(document.HTML, "")
	return &draft{meta: meta, pieces: pieces}, "utf-8", err
}
