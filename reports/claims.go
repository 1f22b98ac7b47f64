package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// writeClaims writes the findings about claims.
func writeClaims(b *workbook.Book, n *view) error {
	marked := firstRows(n.claims)
	return workbook.Table[*record.Finding]{
		Sheet: claimsSheet,
		Columns: columns(
			findingColumns(b, n),
			[]workbook.Column[*record.Finding]{
				{Header: "Sentence before", Width: 20, Cell: func(f *record.Finding) workbook.Cell {
					return workbook.Styled(workbook.StyleMuted, lastWords(f.Before))
				}},
				{Header: "Sentence", Width: 40, Cell: func(f *record.Finding) workbook.Cell { return sentence(f, marked[f]) }},
				{Header: "Sentence after", Width: 20, Cell: func(f *record.Finding) workbook.Cell {
					return workbook.Styled(workbook.StyleMuted, firstWords(f.After))
				}},
			},
			adviceColumns(),
			reviewColumns[*record.Finding](),
			[]workbook.Column[*record.Finding]{
				{Header: "Claim kind", Width: 13, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.ClaimKind) }},
				{Header: "Source named", Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(sourceNamed(f)) }},
				{Header: "Sourcing level", Width: 14, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(sourcingLevel(f)) }},
				{Header: "Other articles", Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(n.crossCheck(f)) }},
			},
			n.historyColumns(),
			identityColumns(b, n),
		),
		Rows:   n.claims,
		Frozen: 3,
		Empty:  "No claims to question tonight.",
	}.Write(b)
}

// findingColumns open every sheet of findings: how bad, what, whether it is
// new, and where.
func findingColumns(b *workbook.Book, n *view) []workbook.Column[*record.Finding] {
	return columns(
		[]workbook.Column[*record.Finding]{
			{Header: "Severity", Width: 9, Cell: func(f *record.Finding) workbook.Cell { return severity(f.Severity) }},
			{Header: "Check", Width: 16, Cell: func(f *record.Finding) workbook.Cell {
				return workbook.Styled(aboutStyle(n.checks[f.Check].About), n.checkTitle(f.Check))
			}},
		},
		n.statusColumn(),
		[]workbook.Column[*record.Finding]{
			{Header: "Article", Width: 16, Cell: func(f *record.Finding) workbook.Cell { return n.articleLink(b, f.Article, f.Source) }},
		},
	)
}

// aboutStyle tells the findings that stop an article from those that share
// their sheet.
func aboutStyle(about record.About) workbook.Style {
	switch about {
	case record.AboutArticle:
		return workbook.StyleWholeArticle
	case record.AboutQuotation:
		return workbook.StyleAltered
	}
	return workbook.StyleStrong
}

// adviceColumns say why a finding is one and what would settle it.
func adviceColumns() []workbook.Column[*record.Finding] {
	return []workbook.Column[*record.Finding]{
		{Header: "Why", Width: 22, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Why) }},
		{Header: "Fix", Width: 20, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Fix) }},
	}
}

func sourceNamed(f *record.Finding) string {
	if f.Attribution == nil {
		return ""
	}
	return f.Attribution.Name
}

// sourcingLevel is a claim's sourcing level in words.
func sourcingLevel(f *record.Finding) string {
	if f.Attribution == nil {
		return record.LevelNone.String()
	}
	return f.Attribution.Level.String()
}

// crossCheck says how many other articles make the same claim, or another.
func (n *view) crossCheck(f *record.Finding) string {
	c := n.crossChecked[span{f.Article, f.Start, f.End}]
	if c == nil {
		return ""
	}
	var parts []string
	if k := len(c.CorroboratedBy); k > 0 {
		parts = append(parts, fmt.Sprintf("corroborated by %d", k))
	}
	if k := len(c.DisputedBy); k > 0 {
		parts = append(parts, fmt.Sprintf("disputed by %d", k))
	}
	return strings.Join(parts, ", ")
}
