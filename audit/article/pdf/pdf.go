// Package pdf reads the text of PDF documents. Of scanned pages there is none to
// read.
package pdf

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/ledongthuc/pdf"

	"copydesk.dev/audit/article/rejection"
)

// Document is what a PDF document holds, and what it says about itself: "" for
// what it does not say.
type Document struct {
	Text     string // valid UTF-8, line by line, with a blank line between paragraphs
	Title    string
	Author   string
	Language string // a language tag, as the document has it
	Created  string // an ISO 8601 date and time in basic format, such as 20260507T063000+0200, or what stands in its place
	Modified string // as Created
}

const (
	// maxPages and maxPageDepth bound a document's tree of pages, which may lead
	// in circles.
	maxPages     = 3000
	maxPageDepth = 40
	// maxDrawing is how many bytes of drawing one page may have; text has 20
	// bytes a character.
	maxDrawing = 4 << 20
)

// Read reads a document, in the order in which its text is drawn. Each of its
// errors is a [rejection.Error].
func Read(data []byte) (*Document, error) {
	document, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypt") {
			return nil, &rejection.Error{Reason: "an encrypted PDF document; save it without its password", Err: err}
		}
		return nil, &rejection.Error{Reason: "a damaged PDF document", Err: err}
	}
	root := document.Trailer().Key("Root")
	pages, err := pagesOf(root.Key("Pages"))
	if err != nil {
		return nil, err
	}
	all, err := read(pages)
	if err != nil {
		return nil, err
	}
	about := document.Trailer().Key("Info")
	return &Document{
		Text:     all,
		Title:    about.Key("Title").Text(),
		Author:   about.Key("Author").Text(),
		Language: root.Key("Lang").Text(),
		Created:  date(about.Key("CreationDate").Text()),
		Modified: date(about.Key("ModDate").Text()),
	}, nil
}

// read is the text of a document's pages.
func read(pages []pdf.Value) (string, error) {
	var out text
	d := drawing{fonts: map[string]*font{}}
	for n, page := range pages {
		if err := drawable(page); err != nil {
			return "", &rejection.Error{Reason: fmt.Sprintf("page %d cannot be read", n+1), Err: err}
		}
		d.begin()
		d.draw(page.Key("Contents"), pdf.Page{V: page}.Resources())
		out.page(d.runs)
	}
	all := strings.ToValidUTF8(out.text(), "\uFFFD")
	if strings.TrimSpace(all) == "" {
		return "", rejection.New("a PDF document without text: scanned pages have to be recognised first")
	}
	return all, nil
}

// pagesOf lists the pages below a node of the tree, in order. The library's own
// way to them never ends where the tree leads in circles.
func pagesOf(root pdf.Value) (pages []pdf.Value, err error) {
	var below func(v pdf.Value, depth int) error
	below = func(v pdf.Value, depth int) error {
		kids := v.Key("Kids")
		if depth > maxPageDepth || len(pages) > maxPages || kids.Len() > maxPages {
			return rejection.New(fmt.Sprintf("a PDF document with more than %d pages, or a damaged one", maxPages))
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

// day is a date as PDF writes it: D:20260507063000+02'00'.
var day = regexp.MustCompile(`^(?:D:)?(\d{8})(\d{6})?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?`)

// date writes a date of a document in ISO 8601's basic format. What is no such
// date stays as it is.
func date(s string) string {
	m := day.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	if m[2] == "" {
		return m[1]
	}
	zone := m[3]
	if m[4] != "" {
		zone = m[4] + (m[5] + "00")[:2]
	}
	return m[1] + "T" + m[2] + zone
}
