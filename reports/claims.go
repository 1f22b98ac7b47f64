package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
)

// writeClaims writes the findings about claims.
func writeClaims(b *book, n *night) error {
	marked := firstRows(n.claims)
	return table[*record.Finding]{
		sheet: claimsSheet,
		columns: columns(
			findingColumns(b, n),
			[]column[*record.Finding]{
				{header: "Sentence before", width: 20, cell: func(f *record.Finding) cell { return styled(styleMuted, lastWords(f.Before)) }},
				{header: "Sentence", width: 40, cell: func(f *record.Finding) cell { return sentence(f, marked[f]) }},
				{header: "Sentence after", width: 20, cell: func(f *record.Finding) cell { return styled(styleMuted, firstWords(f.After)) }},
			},
			adviceColumns(),
			reviewColumns[*record.Finding](),
			[]column[*record.Finding]{
				{header: "Claim kind", width: 13, cell: func(f *record.Finding) cell { return text(f.ClaimKind) }},
				{header: "Source named", width: 20, cell: func(f *record.Finding) cell { return text(sourceNamed(f)) }},
				{header: "Sourcing level", width: 14, cell: func(f *record.Finding) cell { return text(sourcingLevel(f)) }},
				{header: "Other articles", width: 20, cell: func(f *record.Finding) cell { return text(n.standingOf(f)) }},
			},
			n.historyColumns(),
			identityColumns(b, n),
		),
		rows:   n.claims,
		frozen: 3,
		empty:  "No claims to question tonight.",
	}.write(b)
}

// findingColumns open every sheet of findings: how bad, what, whether it is
// new, and where.
func findingColumns(b *book, n *night) []column[*record.Finding] {
	return columns(
		[]column[*record.Finding]{
			{header: "Severity", width: 9, cell: func(f *record.Finding) cell { return severity(f.Severity) }},
			{header: "Check", width: 16, cell: func(f *record.Finding) cell {
				return styled(aboutStyle(n.checks[f.Check].About), n.checkTitle(f.Check))
			}},
		},
		n.statusColumn(),
		[]column[*record.Finding]{
			{header: "Article", width: 16, cell: func(f *record.Finding) cell { return b.articleLink(n, f.Article, f.Source) }},
		},
	)
}

// aboutStyle tells the findings that stop an article from those that share
// their sheet.
func aboutStyle(about record.About) style {
	switch about {
	case record.AboutArticle:
		return styleWholeArticle
	case record.AboutQuotation:
		return styleAltered
	}
	return styleStrong
}

// adviceColumns say why a finding is one and what would settle it.
func adviceColumns() []column[*record.Finding] {
	return []column[*record.Finding]{
		{header: "Why", width: 22, cell: func(f *record.Finding) cell { return text(f.Why) }},
		{header: "Fix", width: 20, cell: func(f *record.Finding) cell { return text(f.Fix) }},
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

// standingOf says how many other articles make the same claim, or another.
func (n *night) standingOf(f *record.Finding) string {
	c := n.standing[span{f.Article, f.Start, f.End}]
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
