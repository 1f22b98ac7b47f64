package reports

import (
	"cmp"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// hidden is one row of the Suppressed sheet: a decided finding or a match
// that its context excuses.
type hidden struct {
	finding *record.Finding
	match   *record.Match
}

// suppressedBy is what hides a decided finding: a reviewer's verdict or a rule
// of the configuration.
func suppressedBy(f *record.Finding) string {
	if f.Reviewer == record.Configuration {
		return "Rule"
	}
	return cmp.Or(f.Verdict, "Decided")
}

// writeSuppressed writes what was hidden and why. A decided finding has its
// reviewer columns here, so that a verdict can be taken back.
func writeSuppressed(b *workbook.Book, n *view) error {
	var rows []hidden
	for _, f := range n.decided {
		rows = append(rows, hidden{finding: f})
	}
	for _, m := range n.excused {
		rows = append(rows, hidden{match: m})
	}
	// choose makes a column of what findings and what matches show in it.
	choose := func(finding func(*record.Finding) workbook.Cell, match func(*record.Match) workbook.Cell) func(hidden) workbook.Cell {
		return func(h hidden) workbook.Cell {
			if h.finding != nil {
				return finding(h.finding)
			}
			return match(h.match)
		}
	}
	ofFinding := func(s func(*record.Finding) string) func(hidden) workbook.Cell {
		return choose(func(f *record.Finding) workbook.Cell { return workbook.Text(s(f)) }, func(*record.Match) workbook.Cell { return workbook.Text("") })
	}
	review := reviewColumns[hidden]()
	for i := range review {
		blank := review[i].Cell
		review[i].Cell = func(h hidden) workbook.Cell {
			if h.finding == nil {
				return workbook.Text("")
			}
			return blank(h)
		}
	}
	return workbook.Table[hidden]{
		Sheet: suppressedSheet,
		Columns: columns(
			[]workbook.Column[hidden]{
				{Header: "What", Width: 9, Cell: choose(
					func(*record.Finding) workbook.Cell { return workbook.Text("Finding") },
					func(*record.Match) workbook.Cell { return workbook.Text("Match") })},
				{Header: suppressedByHeader, Width: 14, Cell: choose(
					func(f *record.Finding) workbook.Cell { return workbook.Styled(workbook.StyleStrong, suppressedBy(f)) },
					func(m *record.Match) workbook.Cell {
						return workbook.Styled(workbook.StyleStrong, workbook.Capital(string(m.Context)))
					})},
				{Header: "Who", Width: 13, Cell: ofFinding(func(f *record.Finding) string { return f.Reviewer })},
				{Header: "When", Width: 11, Cell: choose(
					func(f *record.Finding) workbook.Cell { return workbook.Date(f.Decided) },
					func(*record.Match) workbook.Cell { return workbook.Text("") })},
				{Header: "Why", Width: 26, Cell: choose(
					func(f *record.Finding) workbook.Cell { return workbook.Text(f.Note) },
					func(m *record.Match) workbook.Cell { return workbook.Text(m.Reason) })},
				{Header: "Article", Width: 18, Cell: choose(
					func(f *record.Finding) workbook.Cell { return n.articleLink(b, f.Article, f.Source) },
					func(m *record.Match) workbook.Cell { return n.articleLink(b, m.B.Article, m.B.Source) })},
				{Header: "Text", Width: 40, Cell: choose(
					func(f *record.Finding) workbook.Cell { return workbook.Text(shorten(workbook.Clean(f.Text))) },
					func(m *record.Match) workbook.Cell { return workbook.Text(shorten(workbook.Clean(m.B.Text))) })},
				{Header: "Other article", Width: 18, Cell: choose(
					func(f *record.Finding) workbook.Cell { return n.otherLink(b, f.Other) },
					func(m *record.Match) workbook.Cell { return n.otherLink(b, &m.A) })},
				{Header: "Check or match kind", Width: 18, Cell: choose(
					func(f *record.Finding) workbook.Cell { return workbook.Text(n.checkTitle(f.Check)) },
					func(m *record.Match) workbook.Cell { return workbook.Text(m.MatchKind) })},
				{Header: "Severity", Width: 9, Cell: choose(
					func(f *record.Finding) workbook.Cell { return severity(f.Severity) },
					func(*record.Match) workbook.Cell { return workbook.Text("") })},
			},
			review,
			[]workbook.Column[hidden]{
				{Header: "Check ID", Width: 10, Cell: ofFinding(func(f *record.Finding) string { return f.Check })},
				{Header: findingIDHeader, Width: 20, Cell: ofFinding(func(f *record.Finding) string { return f.ID })},
			},
		),
		Rows:   rows,
		Frozen: 3,
		Empty:  "Nothing was suppressed tonight.",
	}.Write(b)
}
