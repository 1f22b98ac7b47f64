package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
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
func writeLists(b *workbook.Book, n *view) error {
	if err := b.SetText(listsSheet, "C1", mark+n.log.Identity()); err != nil {
		return err
	}
	for i, v := range record.Verdicts {
		if err := b.SetText(listsSheet, fmt.Sprintf("A%d", i+1), v); err != nil {
			return err
		}
	}
	return b.Define(verdictList, fmt.Sprintf("%s!$A$1:$A$%d", listsSheet, len(record.Verdicts)))
}

// verdictDropdown offers the verdicts.
var verdictDropdown = workbook.Dropdown{List: verdictList, Capital: "Not a verdict", Refusal: "Please pick one from the list; the Method sheet says what they mean."}

// reviewColumns are the reviewer's.
func reviewColumns[T any]() []workbook.Column[T] {
	blank := func(T) workbook.Cell { return workbook.Input() }
	return []workbook.Column[T]{
		{Header: verdictHeader, Width: 14, Cell: blank, Input: true, Dropdown: &verdictDropdown},
		{Header: sourceFoundHeader, Width: 20, Cell: blank, Input: true},
		{Header: linkHeader, Width: 20, Cell: blank, Input: true},
		{Header: reviewerHeader, Width: 12, Cell: blank, Input: true},
		{Header: dateHeader, Width: 11, Cell: func(T) workbook.Cell { return workbook.InputDate() }, Input: true},
		{Header: noteHeader, Width: 30, Cell: blank, Input: true},
	}
}

// identityColumns close every sheet of findings.
func identityColumns(b *workbook.Book, n *view) []workbook.Column[*record.Finding] {
	return []workbook.Column[*record.Finding]{
		{Header: "Original", Width: 9, Cell: func(f *record.Finding) workbook.Cell { return b.OpenLink(n.fileOf(f.Article, f.Source)) }},
		{Header: "Times", Width: 7, Cell: func(f *record.Finding) workbook.Cell { return workbook.Whole(max(1, f.Count)) }, Number: true},
		{Header: "Check ID", Width: 10, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Check) }},
		{Header: findingIDHeader, Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.ID) }},
	}
}

// checkTitle is a check's title in words, or its ID when the stream does not
// define it.
func (n *view) checkTitle(id string) string {
	if c, ok := n.checks[id]; ok && c.Title != "" {
		return c.Title
	}
	return id
}

// columns puts groups of columns side by side.
func columns[T any](groups ...[]workbook.Column[T]) []workbook.Column[T] {
	var all []workbook.Column[T]
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}
