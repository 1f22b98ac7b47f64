package reports

import (
	"cmp"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

func severity(s record.Severity) workbook.Cell {
	return workbook.Styled(severityStyle(s), workbook.Capital(string(s)))
}

// severityStyle is the style for a severity's word.
func severityStyle(s record.Severity) workbook.Style {
	switch s {
	case record.High:
		return workbook.StyleHigh
	case record.Medium:
		return workbook.StyleMedium
	}
	return workbook.StyleLow
}

// triageStyle is the style for a triage word.
func triageStyle(triage record.Triage) workbook.Style {
	switch triage {
	case record.TriageHold:
		return workbook.StyleHigh
	case record.TriageQuery:
		return workbook.StyleMedium
	}
	return workbook.StyleText
}

// articleLink leads to an article's row or, when tonight's stream has no such
// article, to where it came from.
func (n *view) articleLink(b *workbook.Book, id, source string) workbook.Cell {
	if _, ok := n.place[id]; !ok {
		return b.SourceLink(source, cmp.Or(source, id))
	}
	return b.RowLink(n.articleRow(id), n.titleOf(id, source))
}

func (n *view) articleRow(id string) workbook.Row {
	if i, ok := n.place[id]; ok {
		return workbook.Row{Sheet: articlesSheet, Number: i + 1}
	}
	return workbook.Row{}
}
