package reports

import (
	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// writeNames writes the unrecognised names. They stand here and not among the
// claims: a finding has one row in the workbook.
func writeNames(b *workbook.Book, n *view) error {
	marked := firstRows(n.names)
	return workbook.Table[*record.Finding]{
		Sheet: namesSheet,
		Columns: columns(
			[]workbook.Column[*record.Finding]{
				{Header: "Severity", Width: 9, Cell: func(f *record.Finding) workbook.Cell { return severity(f.Severity) }},
				{Header: "Name", Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Styled(workbook.StyleStrong, nameOf(f)) }},
			},
			n.statusColumn(),
			[]workbook.Column[*record.Finding]{
				{Header: "Nearest known name", Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Nearest) }},
				{Header: "Article", Width: 22, Cell: func(f *record.Finding) workbook.Cell { return n.articleLink(b, f.Article, f.Source) }},
				{Header: "Sentence", Width: 48, Cell: func(f *record.Finding) workbook.Cell { return sentence(f, marked[f]) }},
			},
			adviceColumns(),
			reviewColumns[*record.Finding](),
			n.historyColumns(),
			identityColumns(b, n),
		),
		Rows:   n.names,
		Frozen: 3,
		Empty:  "No unrecognised names tonight.",
	}.Write(b)
}

func nameOf(f *record.Finding) string {
	if f.Name == "" {
		return f.Trigger
	}
	return f.Name
}
