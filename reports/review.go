package reports

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
)

// Headers by which [ReadVerdicts] knows its columns.
const (
	verdictHeader      = "Verdict"
	sourceFoundHeader  = "Source found"
	linkHeader         = "Link"
	reviewerHeader     = "Reviewer"
	dateHeader         = "Date"
	noteHeader         = "Note"
	suppressedByHeader = "Suppressed by" // only where earlier decisions are shown
	findingIDHeader    = "Finding ID"
)

// verdictList is the defined name of the hidden list behind the dropdown; a
// list inside the cell could hold 255 characters only.
const verdictList = "VerdictList"

// mark stands before the workbook's identity on the hidden sheet, where every
// program that saves the workbook leaves it.
const mark = "copydesk:"

// identityOf is the identity that a cell's text gives.
func identityOf(text string) (identity string, ok bool) {
	identity, ok = strings.CutPrefix(text, mark)
	return identity, ok && len(identity) == 32
}

// writeLists fills the hidden sheet.
func writeLists(b *book, n *night) error {
	if err := b.file.SetCellStr(listsSheet, "C1", mark+n.log.Identity()); err != nil {
		return err
	}
	for i, v := range record.Verdicts {
		if err := b.file.SetCellStr(listsSheet, fmt.Sprintf("A%d", i+1), v); err != nil {
			return err
		}
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: verdictList, RefersTo: fmt.Sprintf("%s!$A$1:$A$%d", listsSheet, len(record.Verdicts)),
	})
}

// addDropdown offers the verdicts in a column, from its second row to last.
func (b *book) addDropdown(sheet string, col, last int) error {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return err
	}
	list := excelize.NewDataValidation(true)
	list.Sqref = fmt.Sprintf("%[1]s2:%[1]s%[2]d", name, last)
	list.SetSqrefDropList(verdictList)
	list.SetError(excelize.DataValidationErrorStyleStop, "Not a verdict",
		"Please pick one from the list; the Method sheet says what they mean.")
	return b.file.AddDataValidation(sheet, list)
}

// reviewColumns are the reviewer's.
func reviewColumns[T any]() []column[T] {
	blank := func(T) cell { return input() }
	return []column[T]{
		{header: verdictHeader, width: 14, cell: blank, input: true},
		{header: sourceFoundHeader, width: 20, cell: blank, input: true},
		{header: linkHeader, width: 20, cell: blank, input: true},
		{header: reviewerHeader, width: 12, cell: blank, input: true},
		{header: dateHeader, width: 11, cell: func(T) cell { return inputDate() }, input: true},
		{header: noteHeader, width: 30, cell: blank, input: true},
	}
}

// identityColumns close every sheet of findings.
func identityColumns(b *book, n *night) []column[*record.Finding] {
	return []column[*record.Finding]{
		{header: "Original", width: 9, cell: func(f *record.Finding) cell { return b.openLink(n.fileOf(f.Article, f.Source)) }},
		{header: "Times", width: 7, cell: func(f *record.Finding) cell { return whole(max(1, f.Count)) }, number: true},
		{header: "Check ID", width: 10, cell: func(f *record.Finding) cell { return text(f.Check) }},
		{header: findingIDHeader, width: 20, cell: func(f *record.Finding) cell { return text(f.ID) }},
	}
}

// checkTitle is a check's title in words, or its ID when the stream does not
// define it.
func (n *night) checkTitle(id string) string {
	if c, ok := n.checks[id]; ok && c.Title != "" {
		return c.Title
	}
	return id
}

// columns puts groups of columns side by side.
func columns[T any](groups ...[]column[T]) []column[T] {
	var all []column[T]
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}
