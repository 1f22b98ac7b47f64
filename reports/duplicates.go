package reports

import (
	"cmp"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/worddiff"
	"copydesk.dev/reports/workbook"
)

// writeDuplicates writes the findings about matches, both passages side by
// side. What one has and the other has not is underlined here and struck
// through there; what stands in both in different words is bold.
func writeDuplicates(b *workbook.Book, n *view) error {
	sides := &sideBySide{view: n, marked: firstRows(n.duplicates)}
	return workbook.Table[*record.Finding]{
		Sheet: duplicatesSheet,
		Columns: columns(
			findingColumns(b, n),
			[]workbook.Column[*record.Finding]{
				{Header: "Passage", Width: 45, Cell: func(f *record.Finding) workbook.Cell { return sides.passage(f) }},
				{Header: "Other passage", Width: 45, Cell: func(f *record.Finding) workbook.Cell { return sides.other(f) }},
				{Header: "Other article", Width: 18, Cell: func(f *record.Finding) workbook.Cell { return n.otherLink(b, f.Other) }},
				{Header: "Score", Width: 7, Cell: func(f *record.Finding) workbook.Cell { return workbook.Share(f.Score) }, Number: true},
			},
			reviewColumns[*record.Finding](),
			[]workbook.Column[*record.Finding]{
				{Header: "Why", Width: 36, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Why) }},
				{Header: "Fix", Width: 36, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Fix) }},
				{Header: "Match kind", Width: 10, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.MatchKind) }},
				{Header: "Words", Width: 7, Cell: func(f *record.Finding) workbook.Cell { return workbook.Whole(len(strings.Fields(f.Text))) }, Number: true},
				{Header: "Likely origin", Width: 18, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(n.origin(f)) }},
				{Header: "Reuse group", Width: 14, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(f.Group) }},
				{Header: "Articles in group", Width: 10, Cell: func(f *record.Finding) workbook.Cell { return n.groupSize(f) }, Number: true},
				{Header: "Other original", Width: 9, Cell: func(f *record.Finding) workbook.Cell { return n.otherOriginal(b, f.Other) }},
			},
			n.historyColumns(),
			identityColumns(b, n),
		),
		Rows:     n.duplicates,
		Frozen:   3,
		MaxLines: 12,
		Empty:    "No duplicated passages tonight.",
	}.Write(b)
}

func (n *view) otherLink(b *workbook.Book, other *record.Passage) workbook.Cell {
	if other == nil {
		return workbook.Text("")
	}
	return n.articleLink(b, other.Article, other.Source)
}

func (n *view) otherOriginal(b *workbook.Book, other *record.Passage) workbook.Cell {
	if other == nil {
		return workbook.Text("")
	}
	return b.OpenLink(n.fileOf(other.Article, other.Source))
}

// origin says which article the passage likely comes from.
func (n *view) origin(f *record.Finding) string {
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
	return workbook.Line(n.titleOf(g.origin, ""), workbook.MaxTitle)
}

func (n *view) groupSize(f *record.Finding) workbook.Cell {
	if g := n.groups[f.Group]; g != nil {
		return workbook.Whole(len(g.articles))
	}
	return workbook.Cell{Style: workbook.StyleWhole}
}

// sideBySide renders the two passages of a finding; it compares them once for
// both columns.
type sideBySide struct {
	*view
	marked      map[*record.Finding]bool
	last        *record.Finding
	left, right workbook.Cell
}

func (s *sideBySide) passage(f *record.Finding) workbook.Cell { s.compare(f); return s.left }
func (s *sideBySide) other(f *record.Finding) workbook.Cell   { s.compare(f); return s.right }

func (s *sideBySide) compare(f *record.Finding) {
	if s.last == f {
		return
	}
	s.last = f
	label := labels[s.checks[f.Check].About]
	here, there := workbook.Clean(f.Text), ""
	if f.Other != nil {
		there = workbook.Clean(f.Other.Text)
	}
	if !s.marked[f] || there == "" {
		s.left, s.right = workbook.Text(label+shorten(here)), workbook.Text(shorten(there))
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
func inParts(label string, parts []worddiff.Part) workbook.Cell {
	c := workbook.Text("")
	var all strings.Builder
	if label == "" && len(parts) > 0 && workbook.Inert(parts[0].Text) != parts[0].Text {
		c.Marked = append(c.Marked, workbook.Run{Text: "'"})
		all.WriteString("'")
	}
	if label != "" {
		c.Marked = append(c.Marked, workbook.Run{Text: label, Colour: workbook.MutedColour})
		all.WriteString(label)
	}
	for _, p := range condense(parts) {
		r := workbook.Run{Text: p.Text}
		switch p.Kind {
		case worddiff.Added:
			r.Colour, r.Bold, r.Underline = workbook.Accent, true, true
		case worddiff.Dropped:
			r.Colour, r.Strike = workbook.RedColour, true
		case worddiff.Changed:
			r.Colour, r.Bold = workbook.Accent, true
		}
		c.Marked = append(c.Marked, r)
		all.WriteString(p.Text)
	}
	c.Value = cmp.Or[any](all.String(), nil)
	return c
}
