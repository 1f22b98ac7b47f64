package article

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/ledongthuc/pdf"
)

// pdfFormat reads PDF documents that hold text. Of scanned pages there is none
// to read.
type pdfFormat struct{}

func (pdfFormat) extensions() []string { return []string{".pdf"} }

func (pdfFormat) claims(in *input) bool { return bytes.HasPrefix(in.data, []byte("%PDF-")) }

const (
	// maxPages and maxPageDepth bound a document's tree of pages, which may lead
	// in circles.
	maxPages     = 3000
	maxPageDepth = 40
	// maxDrawing is how many bytes of drawing one page may have; text has 20
	// bytes a character.
	maxDrawing = 4 << 20
)

func (pdfFormat) read(in *input) (*draft, string, error) {
	document, err := pdf.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil {
		if strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypt") {
			return nil, "", &RejectedError{Reason: "an encrypted PDF document; save it without its password", Err: err}
		}
		return nil, "", &RejectedError{Reason: "a damaged PDF document", Err: err}
	}
	root := document.Trailer().Key("Root")
	pages, err := pdfPages(root.Key("Pages"))
	if err != nil {
		return nil, "", err
	}
	var text pdfText
	drawing := pdfDrawing{fonts: map[string]*pdfFont{}}
	for n, page := range pages {
		if err := drawable(page); err != nil {
			return nil, "", &RejectedError{Reason: fmt.Sprintf("page %d cannot be read", n+1), Err: err}
		}
		drawing.runs, drawing.saved = drawing.runs[:0], nil
		drawing.state = pdfState{page: identityMatrix, text: identityMatrix, line: identityMatrix, stretch: 1}
		drawing.draw(page.Key("Contents"), pdf.Page{V: page}.Resources())
		text.page(drawing.runs)
	}
	all := strings.ToValidUTF8(text.text(), "\uFFFD")
	if strings.TrimSpace(all) == "" {
		return nil, "", reject("a PDF document without text: scanned pages have to be recognised first")
	}
	about := document.Trailer().Key("Info")
	meta := metadata{
		title:     foldSpace(about.Key("Title").Text()),
		byline:    splitNames(about.Key("Author").Text()),
		published: pdfDate(about.Key("CreationDate").Text()),
		modified:  pdfDate(about.Key("ModDate").Text()),
		language:  normalLanguage(root.Key("Lang").Text()),
	}
	pieces, err := textPieces(all)
	return &draft{meta: meta, pieces: pieces}, "utf-8", err
}

// pdfPages lists the pages below a node of the tree, in order. The library's own
// way to them never ends where the tree leads in circles.
func pdfPages(root pdf.Value) (pages []pdf.Value, err error) {
	var below func(v pdf.Value, depth int) error
	below = func(v pdf.Value, depth int) error {
		kids := v.Key("Kids")
		if depth > maxPageDepth || len(pages) > maxPages || kids.Len() > maxPages {
			return reject(fmt.Sprintf("a PDF document with more than %d pages, or a damaged one", maxPages))
		}
		if kids.Kind() != pdf.Array {
			pages = append(pages, v)
			return nil
		}
		for i := range kids.Len() {
			if err := below(kids.Index(i), depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	err = below(root, 0)
	return pages, err
}

// drawable fails for pages that the library would never finish, or fill memory
// with.
func drawable(page pdf.Value) error {
	depth := 0
	for v := page; !v.IsNull(); v = v.Key("Parent") {
		if depth++; depth > maxPageDepth {
			return fmt.Errorf("its parents lead in circles")
		}
	}
	left := int64(maxDrawing)
	count := func(v pdf.Value) error {
		if v.Kind() != pdf.Stream {
			return nil
		}
		n, err := io.Copy(io.Discard, io.LimitReader(v.Reader(), left+1))
		if left -= n; left < 0 {
			return fmt.Errorf("it has more than %d bytes of drawing", maxDrawing)
		}
		return err
	}
	drawing := page.Key("Contents")
	if drawing.Kind() != pdf.Array {
		return count(drawing)
	}
	for i := range drawing.Len() {
		if err := count(drawing.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

// pdfDay is a date as PDF writes it: D:20260507063000+02'00'.
var pdfDay = regexp.MustCompile(`^(?:D:)?(\d{8})(\d{6})?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?`)

func pdfDate(s string) string {
	m := pdfDay.FindStringSubmatch(s)
	if m == nil {
		return normalDate(s)
	}
	if m[2] == "" {
		return normalDate(basicDate(m[1]))
	}
	zone := m[3]
	if m[4] != "" {
		zone = m[4] + (m[5] + "00")[:2]
	}
	return normalDate(basicDate(m[1] + "T" + m[2] + zone))
}
