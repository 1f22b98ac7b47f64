package workbook

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/reports/xlsx"
)

// MaxRows is how many rows a sheet can have.
const MaxRows = excelize.TotalRows

// Book is a workbook being written.
type Book struct {
	file    *excelize.File
	sheets  []string // in the workbook's order
	styles  [styleCount]int
	route   string               // from the workbook's folder to where relative sources begin
	maxRows int                  // a sheet, header included
	rows    map[string]sheetRows // what tables hold, by their sheet's part
	Notices []string             // what did not fit
	drawn   string               // the part of the sheet that has charts
}

// sheetRows is the rows of a sheet that is otherwise complete.
type sheetRows struct {
	area  string // of all its cells, the header included
	write func(io.Writer) error
}

// NewBook makes a workbook of empty sheets, the last of them hidden, with links
// over route and at most maxRows rows a sheet. It is to be closed.
func NewBook(sheets []string, route string, maxRows int) (*Book, error) {
	b := &Book{file: excelize.NewFile(), sheets: sheets, route: route, maxRows: maxRows, rows: map[string]sheetRows{}}
	if err := b.prepare(); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

func (b *Book) prepare() error {
	if err := b.file.SetSheetName("Sheet1", b.sheets[0]); err != nil {
		return err
	}
	for _, name := range b.sheets[1:] {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	if err := b.file.SetSheetVisible(b.sheets[len(b.sheets)-1], false); err != nil {
		return err
	}
	if err := b.file.SetDefaultFont(fontFamily); err != nil {
		return err
	}
	*b.file.Styles.Fonts.Font[0].Sz.Val = defaultFontSize
	return b.addStyles()
}

// Close gives up what the workbook holds.
func (b *Book) Close() error { return b.file.Close() }

// Write writes the workbook's bytes.
func (b *Book) Write(w io.Writer) error {
	packed, err := b.file.WriteToBuffer()
	if err != nil {
		return err
	}
	return b.pack(w, packed.Bytes())
}

// part is the part of the package that a sheet is in.
func (b *Book) part(sheet string) string {
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", slices.Index(b.sheets, sheet)+1)
}

// SetText puts text in a cell of a sheet that is no table and no page.
func (b *Book) SetText(sheet, cell, s string) error { return b.file.SetCellStr(sheet, cell, s) }

// Define gives cells a name.
func (b *Book) Define(name, cells string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells})
}

// SetProperties writes the document's properties. excelize's own carry an
// unprefixed element that exceljs refuses the whole file for, and name
// excelize as the program.
func (b *Book) SetProperties(title string, day time.Time) {
	b.file.Pkg.Store(xlsx.AppProperties, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>copydesk</Application></Properties>`))
	midnight := day.Format("2006-01-02T15:04:05Z")
	b.file.Pkg.Store(xlsx.CoreProperties, fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>%s</dc:title><dc:creator>copydesk</dc:creator><cp:lastModifiedBy>copydesk</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>`+
		`</cp:coreProperties>`, title, midnight, midnight))
}

// layOut sets how a sheet looks on the screen and on paper: no grid lines,
// landscape A4, as wide as the page and so many pages long, 0 for any number.
// It comes before the sheet's first row.
func (b *Book) layOut(sheet string, pages int) error {
	no, yes, zoom := false, true, 100.0
	if err := b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	landscape, a4, wide := "landscape", 9, 1
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &pages,
	}); err != nil {
		return err
	}
	side := 0.4
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &side, Bottom: &side, Header: &side, Footer: &side,
	}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&8copydesk · &A&R&8&P / &N"})
}

// setPrinted sends the first columns to paper, down to a last row, and repeats
// the header on every page.
func (b *Book) setPrinted(sheet string, columns, last int) error {
	corner, err := excelize.CoordinatesToCellName(columns, last, true)
	if err != nil {
		return err
	}
	if err := b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", RefersTo: sheet + "!$A$1:" + corner, Scope: sheet,
	}); err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: sheet + "!$1:$1", Scope: sheet,
	})
}
