package reports

import (
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/reports/xlsx"
)

// The sheets, in the workbook's order. The last is hidden.
const (
	summarySheet    = "Summary"
	claimsSheet     = "Claims"
	duplicatesSheet = "Duplicates"
	articlesSheet   = "Articles"
	sourcesSheet    = "Sources"
	namesSheet      = "Names"
	suppressedSheet = "Suppressed"
	removedSheet    = "Removed"
	rejectedSheet   = "Rejected"
	methodSheet     = "Method"
	listsSheet      = "Lists"
)

var sheetNames = []string{
	summarySheet, claimsSheet, duplicatesSheet, articlesSheet, sourcesSheet, namesSheet,
	suppressedSheet, removedSheet, rejectedSheet, methodSheet, listsSheet,
}

// maxRows is how many rows a sheet can have.
const maxRows = excelize.TotalRows

// book is a workbook being written.
type book struct {
	file    *excelize.File
	styles  [styleCount]int
	route   string               // from the workbook's folder to where relative sources begin
	maxRows int                  // a sheet, header included
	rows    map[string]sheetRows // what tables hold, by their sheet's part
	notices []string             // what did not fit, for the Summary sheet
}

// sheetRows is the rows of a sheet that is otherwise complete.
type sheetRows struct {
	area  string // of all its cells, the header included
	write func(io.Writer) error
}

// sheetPart is the part of the package that a sheet is in.
func sheetPart(sheet string) string {
	return fmt.Sprintf("xl/worksheets/sheet%d.xml", slices.Index(sheetNames, sheet)+1)
}

// render writes the workbook of one night, with links over route ([Route]) and
// at most maxRows rows a sheet.
func render(w io.Writer, n *night, route string, maxRows int) (err error) {
	b := &book{file: excelize.NewFile(), route: route, maxRows: maxRows, rows: map[string]sheetRows{}}
	defer func() {
		if cerr := b.file.Close(); err == nil {
			err = cerr
		}
	}()
	if err := b.prepare(n); err != nil {
		return err
	}
	// Summary comes last: it reports what did not fit on the other sheets.
	for _, sheet := range []struct {
		name  string
		write func(*book, *night) error
	}{
		{listsSheet, writeLists},
		{claimsSheet, writeClaims},
		{duplicatesSheet, writeDuplicates},
		{articlesSheet, writeArticles},
		{sourcesSheet, writeSources},
		{namesSheet, writeNames},
		{suppressedSheet, writeSuppressed},
		{removedSheet, writeRemoved},
		{rejectedSheet, writeRejected},
		{methodSheet, writeMethod},
		{summarySheet, writeSummarySheet},
	} {
		if err := sheet.write(b, n); err != nil {
			return fmt.Errorf("sheet %s: %w", sheet.name, err)
		}
	}
	packed, err := b.file.WriteToBuffer()
	if err != nil {
		return err
	}
	return b.pack(w, packed.Bytes())
}

// prepare makes the sheets, the styles and the document properties.
func (b *book) prepare(n *night) error {
	if err := b.file.SetSheetName("Sheet1", sheetNames[0]); err != nil {
		return err
	}
	for _, name := range sheetNames[1:] {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	if err := b.file.SetSheetVisible(listsSheet, false); err != nil {
		return err
	}
	if err := b.file.SetDefaultFont(fontFamily); err != nil {
		return err
	}
	*b.file.Styles.Fonts.Font[0].Sz.Val = defaultFontSize
	if err := b.addStyles(); err != nil {
		return err
	}
	b.setProperties(n)
	return nil
}

// setProperties writes the document's properties. excelize's own carry an
// unprefixed element that exceljs refuses the whole file for, and name
// excelize as the program.
func (b *book) setProperties(n *night) {
	b.file.Pkg.Store(xlsx.AppProperties, []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>copydesk</Application></Properties>`))
	midnight := n.day.Format("2006-01-02T15:04:05Z")
	b.file.Pkg.Store(xlsx.CoreProperties, fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
		`<dc:title>Audit of %s</dc:title><dc:creator>copydesk</dc:creator><cp:lastModifiedBy>copydesk</cp:lastModifiedBy>`+
		`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>`+
		`</cp:coreProperties>`, n.dayInWords(), midnight, midnight))
}

// layOut sets how a sheet looks on the screen and on paper: no grid lines,
// landscape A4, as wide as the page and so many pages long, 0 for any number.
// It comes before the sheet's first row.
func (b *book) layOut(sheet string, pages int) error {
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
func (b *book) setPrinted(sheet string, columns, last int) error {
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
