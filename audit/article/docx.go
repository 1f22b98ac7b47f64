package article

import (
	"archive/zip"
	"bytes"
	"html"
	"slices"
	"strings"
)

// wordFormat reads Word documents (DOCX). Text that was deleted under "track
// changes" is left out, inserted text is read; pictures, comments and footnotes
// are not looked at.
type wordFormat struct {
	html htmlFormat
	max  int64 // bytes of one part of the document
}

func (wordFormat) extensions() []string { return []string{".docx"} }

// wordText is the part that makes a ZIP archive a Word document.
const wordText = "word/document.xml"

func (wordFormat) claims(in *input) bool {
	if !isZip(in.data) {
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	return err == nil && hasFile(archive, wordText)
}

func hasFile(archive *zip.Reader, name string) bool {
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == name })
}

// isWord reports whether a stream that is a ZIP archive is a Word document. Of
// one that cannot be read in any order, only the beginning is looked at.
func isWord(s *stream) bool {
	if s.file == nil {
		return bytes.Contains(s.head, []byte("[Content_Types].xml")) && bytes.Contains(s.head, []byte("word/"))
	}
	archive, err := zip.NewReader(s.file, s.size)
	return err == nil && hasFile(archive, wordText)
}

func (f wordFormat) read(in *input) (*draft, string, error) {
	archive, err := zip.NewReader(bytes.NewReader(in.data), int64(len(in.data)))
	if err != nil {
		return nil, "", &RejectedError{Reason: "damaged Word document", Err: err}
	}
	text, err := f.part(archive, wordText)
	if err != nil {
		return nil, "", err
	}
	w := wordWriter{links: f.targets(archive), styles: f.styles(archive)}
	w.blocks(text.first("body"))
	w.endList()
	meta := f.properties(archive)
	if meta.title == "" {
		meta.title = foldSpace(w.title)
	}
	pieces, err := f.html.fragment(w.b.String(), "")
	return &draft{meta: meta, pieces: pieces}, "utf-8", err
}

// part reads one part of the document.
func (f wordFormat) part(archive *zip.Reader, name string) (*element, error) {
	file, err := archive.Open(name)
	if err != nil {
		return nil, &RejectedError{Reason: "damaged Word document: it lacks " + name, Err: err}
	}
	defer file.Close()
	data, err := readAtMost(file, f.max)
	if err != nil {
		return nil, err
	}
	return parseXML(string(data))
}

// properties reads what the document says about itself.
func (f wordFormat) properties(archive *zip.Reader) metadata {
	core, err := f.part(archive, "docProps/core.xml")
	if err != nil {
		return metadata{}
	}
	return metadata{
		title:     core.first("title").content(),
		byline:    splitNames(core.first("creator").content()),
		published: normalDate(core.first("created").content()),
		modified:  normalDate(core.first("modified").content()),
		language:  normalLanguage(core.first("language").content()),
	}
}

// targets reads where links lead, by their ID.
func (f wordFormat) targets(archive *zip.Reader) map[string]string {
	links := map[string]string{}
	if all, err := f.part(archive, "word/_rels/document.xml.rels"); err == nil {
		for r := range all.all("Relationship") {
			if strings.HasSuffix(r.attr("Type"), "/hyperlink") {
				links[r.attr("Id")] = r.attr("Target")
			}
		}
	}
	return links
}

// styles reads the names of styles by their ID, which is in the language of
// whoever wrote the document.
func (f wordFormat) styles(archive *zip.Reader) map[string]string {
	styles := map[string]string{}
	if all, err := f.part(archive, "word/styles.xml"); err == nil {
		for s := range all.all("style") {
			styles[s.attr("styleId")] = strings.ToLower(s.first("name").attr("val"))
		}
	}
	return styles
}

// wordWriter writes a document as HTML.
type wordWriter struct {
	b      strings.Builder
	links  map[string]string
	styles map[string]string
	title  string // what stands in the style for titles
	inList bool
}

func (w *wordWriter) endList() {
	if w.inList {
		w.b.WriteString("</ul>\n")
	}
	w.inList = false
}

// blocks writes the paragraphs and tables below e.
func (w *wordWriter) blocks(e *element) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch c.name {
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
func (w *wordWriter) table(e *element) {
	w.b.WriteString("<table>")
	for _, row := range e.children {
		if row.name != "tr" {
			continue
		}
		w.b.WriteString("<tr>")
		for _, cell := range row.children {
			if cell.name == "tc" {
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
func (w *wordWriter) paragraph(p *element) {
	about := p.first("pPr")
	style := about.first("pStyle").attr("val")
	if name := w.styles[style]; name != "" {
		style = name
	}
	style = strings.ToLower(style)
	tag := "p"
	switch {
	case strings.HasPrefix(style, "heading"), style == "title", style == "subtitle", about.first("outlineLvl") != nil:
		tag = "h2"
	case about.first("numPr") != nil, strings.HasPrefix(style, "list"):
		tag = "li"
	case strings.Contains(style, "quote"):
		tag = "blockquote"
	case style == "caption":
		tag = "figcaption"
	}
	if style == "title" && w.title == "" {
		w.title = p.content()
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
func (w *wordWriter) runs(e *element) {
	if shown := e.first("rPr").first("vanish"); shown != nil && shown.attr("val") != "0" && shown.attr("val") != "false" {
		return // hidden text
	}
	for _, c := range e.children {
		switch c.name {
		case "t":
			var b strings.Builder
			c.write(&b)
			w.b.WriteString(html.EscapeString(b.String()))
		case "tab", "br", "cr":
			w.b.WriteString(" ")
		case "noBreakHyphen":
			w.b.WriteString("-")
		case "pPr", "rPr", "del", "moveFrom", "instrText", "Fallback", "drawing", "pict":
		case "hyperlink":
			href := w.links[c.attr("id")]
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
