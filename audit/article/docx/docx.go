// Package docx reads the text of Word documents (DOCX). Text that was deleted
// under "track changes" and hidden text are left out, inserted text is read;
// pictures, comments and footnotes are not looked at.
package docx

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"slices"
	"strings"

	"copydesk.dev/audit/article/rejection"
	"copydesk.dev/audit/article/xmltree"
)

// Document is what a Word document holds, and what it says about itself: "" for
// what it does not say.
type Document struct {
	HTML     string // the text, with headings, lists, tables and links
	Title    string // as stated, or what stands in the style for titles
	Creator  string // who wrote it
	Created  string // a date and time, as the document has it
	Modified string // as Created
	Language string // a language tag, as the document has it
}

// textPart is the part that makes a ZIP archive a Word document.
const textPart = "word/document.xml"

// Is reports whether a ZIP archive is a Word document.
func Is(archive io.ReaderAt, size int64) bool {
	parts, err := zip.NewReader(archive, size)
	return err == nil && slices.ContainsFunc(parts.File, func(f *zip.File) bool { return f.Name == textPart })
}

// Begins guesses from the beginning of a ZIP archive whether it is a Word
// document.
func Begins(head []byte) bool {
	return bytes.Contains(head, []byte("[Content_Types].xml")) && bytes.Contains(head, []byte("word/"))
}

// Read reads a document, none of whose parts may unpack to more than maxPart
// bytes. Each of its errors is a [rejection.Error].
func Read(data []byte, maxPart int64) (*Document, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &rejection.Error{Reason: "damaged Word document", Err: err}
	}
	d := parts{archive, maxPart}
	text, err := d.part(textPart)
	if err != nil {
		return nil, err
	}
	w := writer{links: d.targets(), styles: d.styles()}
	w.blocks(text.First("body"))
	w.endList()
	out := &Document{HTML: w.b.String()}
	if core, err := d.part("docProps/core.xml"); err == nil {
		out.Title = core.First("title").Text()
		out.Creator = core.First("creator").Text()
		out.Created = core.First("created").Text()
		out.Modified = core.First("modified").Text()
		out.Language = core.First("language").Text()
	}
	if strings.TrimSpace(out.Title) == "" {
		out.Title = w.title
	}
	return out, nil
}

// parts are the parts of a document.
type parts struct {
	archive *zip.Reader
	max     int64 // bytes of one
}

// part reads one of them.
func (p parts) part(name string) (*xmltree.Element, error) {
	file, err := p.archive.Open(name)
	if err != nil {
		return nil, &rejection.Error{Reason: "damaged Word document: it lacks " + name, Err: err}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, p.max+1))
	switch {
	case int64(len(data)) > p.max:
		return nil, rejection.TooLarge(p.max, nil)
	case err != nil:
		return nil, &rejection.Error{Reason: "cannot be read", Err: err}
	}
	return xmltree.Parse(string(data))
}

// targets reads where links lead, by their ID.
func (p parts) targets() map[string]string {
	links := map[string]string{}
	if all, err := p.part("word/_rels/document.xml.rels"); err == nil {
		for r := range all.All("Relationship") {
			if strings.HasSuffix(r.Attr("Type"), "/hyperlink") {
				links[r.Attr("Id")] = r.Attr("Target")
			}
		}
	}
	return links
}

// styles reads the names of styles by their ID, which is in the language of
// whoever wrote the document.
func (p parts) styles() map[string]string {
	styles := map[string]string{}
	if all, err := p.part("word/styles.xml"); err == nil {
		for s := range all.All("style") {
			styles[s.Attr("styleId")] = strings.ToLower(s.First("name").Attr("val"))
		}
	}
	return styles
}

// writer writes a document as HTML.
type writer struct {
	b      strings.Builder
	links  map[string]string
	styles map[string]string
	title  string // what stands in the style for titles
	inList bool
}

func (w *writer) endList() {
	if w.inList {
		w.b.WriteString("</ul>\n")
	}
	w.inList = false
}

// blocks writes the paragraphs and tables below e.
func (w *writer) blocks(e *xmltree.Element) {
	if e == nil {
		return
	}
	for _, c := range e.Children {
		switch c.Name {
		case "p":
			w.paragraph(c)
		case "tbl":
			w.endList()
			w.table(c)
		case "sdt", "sdtContent", "ins", "customXml", "smartTag":
			w.blocks(c)
		}
	}
}

// table writes a table row by row. A table in a cell is part of its text.
func (w *writer) table(e *xmltree.Element) {
	w.b.WriteString("<table>")
	for _, row := range e.Children {
		if row.Name != "tr" {
			continue
		}
		w.b.WriteString("<tr>")
		for _, cell := range row.Children {
			if cell.Name == "tc" {
				w.b.WriteString("<td>")
				w.runs(cell)
				w.b.WriteString("</td>")
			}
		}
		w.b.WriteString("</tr>")
	}
	w.b.WriteString("</table>\n")
}

// paragraph writes one paragraph as the kind of block that its style makes it.
func (w *writer) paragraph(p *xmltree.Element) {
	about := p.First("pPr")
	style := about.First("pStyle").Attr("val")
	if name := w.styles[style]; name != "" {
		style = name
	}
	style = strings.ToLower(style)
	tag := "p"
	switch {
	case strings.HasPrefix(style, "heading"), style == "title", style == "subtitle", about.First("outlineLvl") != nil:
		tag = "h2"
	case about.First("numPr") != nil, strings.HasPrefix(style, "list"):
		tag = "li"
	case strings.Contains(style, "quote"):
		tag = "blockquote"
	case style == "caption":
		tag = "figcaption"
	}
	if style == "title" && w.title == "" {
		w.title = p.Text()
	}
	if tag != "li" {
		w.endList()
	} else if !w.inList {
		w.inList = true
		w.b.WriteString("<ul>")
	}
	w.b.WriteString("<" + tag + ">")
	w.runs(p)
	w.b.WriteString("</" + tag + ">\n")
}

// runs writes the text below e with its links.
func (w *writer) runs(e *xmltree.Element) {
	if shown := e.Child("rPr").Child("vanish"); shown != nil && shown.Attr("val") != "0" && shown.Attr("val") != "false" {
		return // hidden text
	}
	for _, c := range e.Children {
		switch c.Name {
		case "t":
			w.b.WriteString(html.EscapeString(c.Text()))
		case "tab", "br", "cr":
			w.b.WriteString(" ")
		case "noBreakHyphen":
			w.b.WriteString("-")
		case "pPr", "rPr", "del", "moveFrom", "instrText", "Fallback", "drawing", "pict":
		case "hyperlink":
			href := w.links[c.Attr("id")]
			w.b.WriteString(`<a href="` + html.EscapeString(href) + `">`)
			w.runs(c)
			w.b.WriteString("</a>")
		case "p": // in a cell
			w.runs(c)
			w.b.WriteString(" ")
		default:
			w.runs(c)
		}
	}
}
