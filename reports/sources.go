package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"copydesk.dev/audit/record"
)

// writeSources writes who is cited, the most cited first.
func writeSources(b *book, n *night) error {
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
	return table[source]{
		sheet: sourcesSheet,
		columns: []column[source]{
			{header: "Source", width: 32, cell: func(s source) cell { return styled(styleStrong, s.Name) }},
			{header: "Kind", width: 16, cell: func(s source) cell { return text(s.SourceKind) }},
			{header: "Domain", width: 26, cell: func(s source) cell { return text(s.Domain) }},
			{header: "Claims", width: 8, cell: func(s source) cell { return whole(s.Claims) }, number: true},
			{header: "Linked", width: 8, cell: func(s source) cell { return whole(s.Linked) }, number: true},
			{header: "Corroborated", width: 13, cell: func(s source) cell { return whole(s.Corroborated) }, number: true},
			{header: "Disputed", width: 10, cell: func(s source) cell { return whole(s.Disputed) }, number: true},
			{header: "Credibility", width: 11, cell: func(s source) cell { return score(s.Credibility) }, number: true},
			{header: "How credibility came about", width: 42, cell: func(s source) cell { return arithmetic(s.Parts, "") }},
			{header: "Rating", width: 12, cell: func(s source) cell { return rating(s.Rating) }, number: true},
			{header: "Note", width: 30, cell: func(s source) cell { return text(s.Note) }},
		},
		rows:   rows,
		frozen: 2,
		empty:  "No sources are cited tonight.",
	}.write(b)
}

// rating is the newsroom's own rating, a number where it is one.
func rating(s string) cell {
	if v, err := strconv.ParseFloat(s, 64); err == nil && finite(v) {
		return score(&v)
	}
	return text(s)
}
