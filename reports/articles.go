package reports

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

type article = *record.Article

// writeArticles writes one row an article, audited or compared against.
func writeArticles(b *workbook.Book, n *view) error {
	count := func(s record.Severity) func(article) workbook.Cell {
		return func(a article) workbook.Cell {
			open := n.open[a.ID]
			return b.CountLink(open.count[s.Rank()], open.first[s.Rank()])
		}
	}
	return workbook.Table[article]{
		Sheet: articlesSheet,
		Columns: []workbook.Column[article]{
			{Header: "Triage", Width: 13, Cell: func(a article) workbook.Cell {
				return workbook.Styled(triageStyle(a.Triage), workbook.Capital(string(a.Triage)))
			}},
			{Header: "Title", Width: 32, Cell: func(a article) workbook.Cell { return workbook.Styled(workbook.StyleStrong, n.titleOf(a.ID, a.Source)) }},
			{Header: "Reason", Width: 30, Cell: func(a article) workbook.Cell { return workbook.Text(a.TriageReason) }},
			{Header: "High", Width: 7, Cell: count(record.High), Number: true},
			{Header: "Medium", Width: 9, Cell: count(record.Medium), Number: true},
			{Header: "Low", Width: 7, Cell: count(record.Low), Number: true},
			{Header: "Originality", Width: 11, Cell: func(a article) workbook.Cell { return workbook.Score(a.Originality) }, Number: true},
			{Header: "Sourcing", Width: 10, Cell: func(a article) workbook.Cell { return workbook.Score(a.Sourcing) }, Number: true},
			{Header: "Words", Width: 8, Cell: func(a article) workbook.Cell { return workbook.Whole(a.Words) }, Number: true},
			{Header: "Outlet", Width: 14, Cell: func(a article) workbook.Cell { return workbook.Text(a.Outlet) }},
			{Header: "Byline", Width: 15, Cell: func(a article) workbook.Cell { return workbook.Text(strings.Join(a.Byline, ", ")) }},
			{Header: "Published", Width: 11, Cell: func(a article) workbook.Cell { return workbook.Date(a.Published) }},
			{Header: "Source", Width: 24, Cell: func(a article) workbook.Cell { return b.SourceLink(cmp.Or(a.File, a.Source), a.Source) }},
			{Header: "Role", Width: 10, Cell: func(a article) workbook.Cell { return workbook.Text(string(a.Role)) }},
			{Header: "Language", Width: 10, Cell: func(a article) workbook.Cell { return workbook.Text(languageName(a.Language)) }},
			{Header: "How originality came about", Width: 36, Cell: func(a article) workbook.Cell { return arithmetic(a.OriginalityParts, "") }},
			{Header: "How sourcing came about", Width: 36, Cell: func(a article) workbook.Cell { return arithmetic(a.SourcingParts, a.NotAssessed) }},
			{Header: "Extraction confidence", Width: 11, Cell: func(a article) workbook.Cell { return workbook.Share(a.Confidence) }, Number: true},
			{Header: "SHA-256", Width: 14, Cell: func(a article) workbook.Cell { return workbook.Text(a.SHA256[:min(12, len(a.SHA256))]) }},
		},
		Rows:   n.articles,
		Frozen: 3,
		Empty:  "No articles tonight.",
	}.Write(b)
}

// arithmetic is how a score came about, or why there is none.
func arithmetic(p *record.Parts, otherwise string) workbook.Cell {
	if p == nil {
		return workbook.Styled(workbook.StyleMuted, otherwise)
	}
	return workbook.Text(p.Formula)
}
