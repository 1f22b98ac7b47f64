package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// writeSources writes who is cited, the most cited first.
func writeSources(b *workbook.Book, n *view) error {
	type source = *record.Source
	rows := make([]source, len(n.log.Sources))
	for i := range rows {
		rows[i] = &n.log.Sources[i]
	}
	slices.SortStableFunc(rows, func(a, b source) int {
		return cmp.Or(
			cmp.Compare(b.Claims, a.Claims),
			strings.Compare(a.Name, b.Name),
			strings.Compare(a.Domain, b.Domain),
			strings.Compare(a.SourceKind, b.SourceKind),
		)
	})
	return workbook.Table[source]{
		Sheet: sourcesSheet,
		Columns: []workbook.Column[source]{
			{Header: "Source", Width: 32, Cell: func(s source) workbook.Cell { return workbook.Styled(workbook.StyleStrong, s.Name) }},
			{Header: "Kind", Width: 16, Cell: func(s source) workbook.Cell { return workbook.Text(s.SourceKind) }},
			{Header: "Domain", Width: 26, Cell: func(s source) workbook.Cell { return workbook.Text(s.Domain) }},
			{Header: "Claims", Width: 8, Cell: func(s source) workbook.Cell { return workbook.Whole(s.Claims) }, Number: true},
			{Header: "Linked", Width: 8, Cell: func(s source) workbook.Cell { return workbook.Whole(s.Linked) }, Number: true},
			{Header: "Corroborated", Width: 13, Cell: func(s source) workbook.Cell { return workbook.Whole(s.Corroborated) }, Number: true},
			{Header: "Disputed", Width: 10, Cell: func(s source) workbook.Cell { return workbook.Whole(s.Disputed) }, Number: true},
			{Header: "Credibility", Width: 11, Cell: func(s source) workbook.Cell { return workbook.Score(s.Credibility) }, Number: true},
			{Header: "How credibility came about", Width: 42, Cell: func(s source) workbook.Cell { return arithmetic(s.Parts, "") }},
			{Header: "Rating", Width: 12, Cell: func(s source) workbook.Cell { return rating(s.Rating) }, Number: true},
			{Header: "Note", Width: 30, Cell: func(s source) workbook.Cell { return workbook.Text(s.Note) }},
		},
		Rows:   rows,
		Frozen: 2,
		Empty:  "No sources are cited tonight.",
	}.Write(b)
}

// rating is the newsroom's own rating, a number where it is one.
func rating(s string) workbook.Cell {
	if v, err := strconv.ParseFloat(s, 64); err == nil && workbook.IsFinite(v) {
		return workbook.Score(&v)
	}
	return workbook.Text(s)
}
