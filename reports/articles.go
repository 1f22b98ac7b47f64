package reports

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/record"
)

type article = *record.Article

// writeArticles writes one row an article, audited or compared against.
func writeArticles(b *book, n *night) error {
	count := func(s record.Severity) func(article) cell {
		return func(a article) cell {
			open := n.open[a.ID]
			return b.countLink(open.count[s.Rank()], open.first[s.Rank()])
		}
	}
	return table[article]{
		sheet: articlesSheet,
		columns: []column[article]{
			{header: "Triage", width: 13, cell: func(a article) cell { return styled(triageStyle(a.Triage), title(string(a.Triage))) }},
			{header: "Title", width: 32, cell: func(a article) cell { return styled(styleStrong, n.titleOf(a.ID, a.Source)) }},
			{header: "Reason", width: 30, cell: func(a article) cell { return text(a.TriageReason) }},
			{header: "High", width: 7, cell: count(record.High), number: true},
			{header: "Medium", width: 9, cell: count(record.Medium), number: true},
			{header: "Low", width: 7, cell: count(record.Low), number: true},
			{header: "Originality", width: 11, cell: func(a article) cell { return score(a.Originality) }, number: true},
			{header: "Sourcing", width: 10, cell: func(a article) cell { return score(a.Sourcing) }, number: true},
			{header: "Words", width: 8, cell: func(a article) cell { return whole(a.Words) }, number: true},
			{header: "Outlet", width: 14, cell: func(a article) cell { return text(a.Outlet) }},
			{header: "Byline", width: 15, cell: func(a article) cell { return text(strings.Join(a.Byline, ", ")) }},
			{header: "Published", width: 11, cell: func(a article) cell { return date(a.Published) }},
			{header: "Source", width: 24, cell: func(a article) cell { return b.sourceLink(cmp.Or(a.File, a.Source), a.Source) }},
			{header: "Role", width: 10, cell: func(a article) cell { return text(string(a.Role)) }},
			{header: "Language", width: 10, cell: func(a article) cell { return text(languageName(a.Language)) }},
			{header: "How originality came about", width: 36, cell: func(a article) cell { return arithmetic(a.OriginalityParts, "") }},
			{header: "How sourcing came about", width: 36, cell: func(a article) cell { return arithmetic(a.SourcingParts, a.NotAssessed) }},
			{header: "Extraction confidence", width: 11, cell: func(a article) cell { return share(a.Confidence) }, number: true},
			{header: "SHA-256", width: 14, cell: func(a article) cell { return text(a.SHA256[:min(12, len(a.SHA256))]) }},
		},
		rows:   n.articles,
		frozen: 3,
		empty:  "No articles tonight.",
	}.write(b)
}

// arithmetic is how a score came about, or why there is none.
func arithmetic(p *record.Parts, otherwise string) cell {
	if p == nil {
		return styled(styleMuted, otherwise)
	}
	return text(p.Formula)
}
