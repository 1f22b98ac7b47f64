package reports

import (
	"cmp"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// writeRemoved writes the blocks that cleaning took away.
func writeRemoved(b *workbook.Book, n *view) error {
	type block struct {
		from article
		record.Removed
	}
	var rows []block
	for _, a := range n.articles {
		for _, r := range a.Removed {
			rows = append(rows, block{a, r})
		}
	}
	return workbook.Table[block]{
		Sheet: removedSheet,
		Columns: []workbook.Column[block]{
			{Header: "Article", Width: 36, Cell: func(r block) workbook.Cell { return n.articleLink(b, r.from.ID, r.from.Source) }},
			{Header: "Reason", Width: 34, Cell: func(r block) workbook.Cell { return workbook.Text(r.Reason) }},
			{Header: "Text removed", Width: 110, Cell: func(r block) workbook.Cell { return workbook.Text(r.Text) }},
		},
		Rows:   rows,
		Frozen: 1,
		Empty:  "Cleaning removed nothing tonight.",
	}.Write(b)
}

// writeRejected writes the inputs that could not be audited.
func writeRejected(b *workbook.Book, n *view) error {
	return workbook.Table[record.Rejected]{
		Sheet: rejectedSheet,
		Columns: []workbook.Column[record.Rejected]{
			{Header: "Input", Width: 70, Cell: func(r record.Rejected) workbook.Cell { return b.SourceLink(cmp.Or(r.File, r.Source), r.Source) }},
			{Header: "Reason", Width: 96, Cell: func(r record.Rejected) workbook.Cell { return workbook.Text(r.Reason) }},
			{Header: "Outcome", Width: 14, Cell: func(r record.Rejected) workbook.Cell { return workbook.Text(rejection(r)) }},
		},
		Rows:   n.inOrder(n.log.Rejected),
		Frozen: 1,
		Empty:  "Every input could be read tonight.",
	}.Write(b)
}

// rejection tells an input that could not be read from a file that was never
// meant to be.
func rejection(r record.Rejected) string {
	if r.Skipped {
		return "Passed over"
	}
	return "Rejected"
}

// rejected is the inputs that could not be read.
func (n *view) rejected() []record.Rejected {
	return slices.DeleteFunc(n.inOrder(n.log.Rejected), func(r record.Rejected) bool { return r.Skipped })
}

func (n *view) inOrder(list []record.Rejected) []record.Rejected {
	return slices.SortedStableFunc(slices.Values(list), func(a, b record.Rejected) int {
		return cmp.Or(strings.Compare(rejection(b), rejection(a)), strings.Compare(a.Source, b.Source), strings.Compare(a.Reason, b.Reason))
	})
}
