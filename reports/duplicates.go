package reports

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/worddiff"
)

// writeDuplicates writes the findings about matches, both passages side by
// side. What one has and the other has not is underlined here and struck
// through there; what stands in both in different words is bold.
func writeDuplicates(b *book, n *night) error {
	sides := &sideBySide{night: n, marked: firstRows(n.duplicates)}
	return table[*record.Finding]{
		sheet: duplicatesSheet,
		columns: columns(
			findingColumns(b, n),
			[]column[*record.Finding]{
				{header: "Passage", width: 45, cell: func(f *record.Finding) cell { return sides.passage(f) }},
				{header: "Other passage", width: 45, cell: func(f *record.Finding) cell { return sides.other(f) }},
				{header: "Other article", width: 18, cell: func(f *record.Finding) cell { return b.otherLink(n, f.Other) }},
				{header: "Score", width: 7, cell: func(f *record.Finding) cell { return share(f.Score) }, number: true},
			},
			reviewColumns[*record.Finding](),
			[]column[*record.Finding]{
				{header: "Why", width: 36, cell: func(f *record.Finding) cell { return text(f.Why) }},
				{header: "Fix", width: 36, cell: func(f *record.Finding) cell { return text(f.Fix) }},
				{header: "Match kind", width: 10, cell: func(f *record.Finding) cell { return text(f.MatchKind) }},
				{header: "Words", width: 7, cell: func(f *record.Finding) cell { return whole(len(strings.Fields(f.Text))) }, number: true},
				{header: "Likely origin", width: 18, cell: func(f *record.Finding) cell { return text(n.origin(f)) }},
				{header: "Reuse group", width: 14, cell: func(f *record.Finding) cell { return text(f.Group) }},
				{header: "Articles in group", width: 10, cell: func(f *record.Finding) cell { return n.groupSize(f) }, number: true},
				{header: "Other original", width: 9, cell: func(f *record.Finding) cell { return b.otherOriginal(n, f.Other) }},
			},
			n.historyColumns(),
			identityColumns(b, n),
		),
		rows:     n.duplicates,
		frozen:   3,
		maxLines: 12,
		empty:    "No duplicated passages tonight.",
	}.write(b)
}

func (b *book) otherLink(n *night, other *record.Passage) cell {
	if other == nil {
		return text("")
	}
	return b.articleLink(n, other.Article, other.Source)
}

func (b *book) otherOriginal(n *night, other *record.Passage) cell {
	if other == nil {
		return text("")
	}
	return b.openLink(n.fileOf(other.Article, other.Source))
}

// origin says which article the passage likely comes from.
func (n *night) origin(f *record.Finding) string {
	g := n.groups[f.Group]
	if g == nil || g.origin == "" {
		return ""
	}
	if g.origin == f.Article {
		return "this article"
	}
	if f.Other != nil && g.origin == f.Other.Article {
		return "the other article"
	}
	return line(n.titleOf(g.origin, ""), maxTitle)
}

func (n *night) groupSize(f *record.Finding) cell {
	if g := n.groups[f.Group]; g != nil {
		return whole(len(g.articles))
	}
	return cell{style: styleWhole}
}

// sideBySide renders the two passages of a finding; it compares them once for
// both columns.
type sideBySide struct {
	*night
	marked      map[*record.Finding]bool
	last        *record.Finding
	left, right cell
}

func (s *sideBySide) passage(f *record.Finding) cell { s.compare(f); return s.left }
func (s *sideBySide) other(f *record.Finding) cell   { s.compare(f); return s.right }

func (s *sideBySide) compare(f *record.Finding) {
	if s.last == f {
		return
	}
	s.last = f
	label := labels[s.checks[f.Check].About]
	here, there := clean(f.Text), ""
	if f.Other != nil {
		there = clean(f.Other.Text)
	}
	if !s.marked[f] || there == "" {
		s.left, s.right = text(label+shorten(here)), text(shorten(there))
		return
	}
	a, b := worddiff.Compare(here, there)
	s.left, s.right = inParts(label, a), inParts("", b)
}

// labels say what a passage is when it is more than a passage.
var labels = map[record.About]string{
	record.AboutArticle:   "Whole article: ",
	record.AboutQuotation: "Quotation: ",
}

// inParts renders compared words as a cell, behind a label if there is one.
func inParts(label string, parts []worddiff.Part) cell {
	c := text("")
	var all strings.Builder
	if label == "" && len(parts) > 0 && inert(parts[0].Text) != parts[0].Text {
		c.marked = append(c.marked, run{text: "'"})
		all.WriteString("'")
	}
	if label != "" {
		c.marked = append(c.marked, run{text: label, colour: mutedColour})
		all.WriteString(label)
	}
	for _, p := range condense(parts) {
		r := run{text: p.Text}
		switch p.Kind {
		case worddiff.Added:
			r.colour, r.bold, r.underline = accent, true, true
		case worddiff.Dropped:
			r.colour, r.strike = redColour, true
		case worddiff.Changed:
			r.colour, r.bold = accent, true
		}
		c.marked = append(c.marked, r)
		all.WriteString(p.Text)
	}
	c.value = cmp.Or[any](all.String(), nil)
	return c
}
