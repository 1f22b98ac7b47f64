package reports

import "copydesk.dev/audit/record"

// writeNames writes the unrecognised names. They stand here and not among the
// claims: a finding has one row in the workbook.
func writeNames(b *book, n *night) error {
	marked := firstRows(n.names)
	return table[*record.Finding]{
		sheet: namesSheet,
		columns: columns(
			[]column[*record.Finding]{
				{header: "Severity", width: 9, cell: func(f *record.Finding) cell { return severity(f.Severity) }},
				{header: "Name", width: 20, cell: func(f *record.Finding) cell { return styled(styleStrong, nameOf(f)) }},
			},
			n.statusColumn(),
			[]column[*record.Finding]{
				{header: "Nearest known name", width: 20, cell: func(f *record.Finding) cell { return text(f.Nearest) }},
				{header: "Article", width: 22, cell: func(f *record.Finding) cell { return b.articleLink(n, f.Article, f.Source) }},
				{header: "Sentence", width: 48, cell: func(f *record.Finding) cell { return sentence(f, marked[f]) }},
			},
			adviceColumns(),
			reviewColumns[*record.Finding](),
			n.historyColumns(),
			identityColumns(b, n),
		),
		rows:   n.names,
		frozen: 3,
		empty:  "No unrecognised names tonight.",
	}.write(b)
}

func nameOf(f *record.Finding) string {
	if f.Name == "" {
		return f.Trigger
	}
	return f.Name
}
