package reports

import (
	"fmt"
	"io"

	"copydesk.dev/reports/workbook"
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

// render writes the workbook of one stream, with links over route ([Route]) and
// at most maxRows rows a sheet.
func render(w io.Writer, n *view, route string, maxRows int) (err error) {
	b, err := workbook.NewBook(sheetNames, route, maxRows)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := b.Close(); err == nil {
			err = cerr
		}
	}()
	b.SetProperties("Audit of "+n.dayInWords(), n.day)
	// Summary comes last: it reports what did not fit on the other sheets.
	for _, sheet := range []struct {
		name  string
		write func(*workbook.Book, *view) error
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
	return b.Write(w)
}
