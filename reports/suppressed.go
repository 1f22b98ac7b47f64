package reports

import (
	"cmp"

	"copydesk.dev/audit/record"
)

// hidden is one row of the Suppressed sheet: a decided finding or a match
// that its context excuses.
type hidden struct {
	finding *record.Finding
	match   *record.Match
}

// contexts says in words why a match may be harmless.
var contexts = map[record.Context]string{
	record.ContextQuotation:   "Both articles quote the same speaker.",
	record.ContextBoilerplate: "The outlet's own recurring text.",
	record.ContextSyndicated:  "Agency copy, credited.",
	record.ContextChance:      "It may be chance: names, figures, stock phrases or two reports of one subject. Too little to show that words were taken.",
	record.ContextSelf:        "The article is its own origin: an update or a later edition.",
}

// suppressedBy is what hides a decided finding: a reviewer's verdict or a rule
// of the configuration.
func suppressedBy(f *record.Finding) string {
	if f.Reviewer == "configuration" {
		return "Rule"
	}
	return cmp.Or(f.Verdict, "Decided")
}

// writeSuppressed writes what was hidden and why. A decided finding has its
// reviewer columns here, so that a verdict can be taken back.
func writeSuppressed(b *book, n *night) error {
	var rows []hidden
	for _, f := range n.decided {
		rows = append(rows, hidden{finding: f})
	}
	for _, m := range n.excused {
		rows = append(rows, hidden{match: m})
	}
	// choose makes a column of what findings and what matches show in it.
	choose := func(finding func(*record.Finding) cell, match func(*record.Match) cell) func(hidden) cell {
		return func(h hidden) cell {
			if h.finding != nil {
				return finding(h.finding)
			}
			return match(h.match)
		}
	}
	ofFinding := func(s func(*record.Finding) string) func(hidden) cell {
		return choose(func(f *record.Finding) cell { return text(s(f)) }, func(*record.Match) cell { return text("") })
	}
	review := reviewColumns[hidden]()
	for i := range review {
		blank := review[i].cell
		review[i].cell = func(h hidden) cell {
			if h.finding == nil {
				return text("")
			}
			return blank(h)
		}
	}
	return table[hidden]{
		sheet: suppressedSheet,
		columns: columns(
			[]column[hidden]{
				{header: "What", width: 9, cell: choose(
					func(*record.Finding) cell { return text("Finding") },
					func(*record.Match) cell { return text("Match") })},
				{header: suppressedByHeader, width: 14, cell: choose(
					func(f *record.Finding) cell { return styled(styleStrong, suppressedBy(f)) },
					func(m *record.Match) cell { return styled(styleStrong, title(string(m.Context))) })},
				{header: "Who", width: 13, cell: ofFinding(func(f *record.Finding) string { return f.Reviewer })},
				{header: "When", width: 11, cell: choose(
					func(f *record.Finding) cell { return date(f.Decided) },
					func(*record.Match) cell { return text("") })},
				{header: "Why", width: 26, cell: choose(
					func(f *record.Finding) cell { return text(f.Note) },
					func(m *record.Match) cell { return text(cmp.Or(m.Reason, contexts[m.Context])) })},
				{header: "Article", width: 18, cell: choose(
					func(f *record.Finding) cell { return b.articleLink(n, f.Article, f.Source) },
					func(m *record.Match) cell { return b.articleLink(n, m.B.Article, m.B.Source) })},
				{header: "Text", width: 40, cell: choose(
					func(f *record.Finding) cell { return text(shorten(clean(f.Text))) },
					func(m *record.Match) cell { return text(shorten(clean(m.B.Text))) })},
				{header: "Other article", width: 18, cell: choose(
					func(f *record.Finding) cell { return b.otherLink(n, f.Other) },
					func(m *record.Match) cell { return b.otherLink(n, &m.A) })},
				{header: "Check or match kind", width: 18, cell: choose(
					func(f *record.Finding) cell { return text(n.checkTitle(f.Check)) },
					func(m *record.Match) cell { return text(m.MatchKind) })},
				{header: "Severity", width: 9, cell: choose(
					func(f *record.Finding) cell { return severity(f.Severity) },
					func(*record.Match) cell { return text("") })},
			},
			review,
			[]column[hidden]{
				{header: "Check ID", width: 10, cell: ofFinding(func(f *record.Finding) string { return f.Check })},
				{header: findingIDHeader, width: 20, cell: ofFinding(func(f *record.Finding) string { return f.ID })},
			},
		),
		rows:   rows,
		frozen: 3,
		empty:  "Nothing was suppressed tonight.",
	}.write(b)
}
