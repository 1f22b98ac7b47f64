package reports

import (
	"cmp"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
)

// writeRemoved writes the blocks that cleaning took away.
func writeRemoved(b *book, n *night) error {
	type block struct {
		from article
		record.Removed
	}
	var rows []block
	for _, a := range n.articles {
		for _, r := range a.Removed {
			rows = append(rows, block{a, r})
		}
	}
	return table[block]{
		sheet: removedSheet,
		columns: []column[block]{
			{header: "Article", width: 36, cell: func(r block) cell { return b.articleLink(n, r.from.ID, r.from.Source) }},
			{header: "Reason", width: 34, cell: func(r block) cell { return text(r.Reason) }},
			{header: "Text removed", width: 110, cell: func(r block) cell { return text(r.Text) }},
		},
		rows:   rows,
		frozen: 1,
		empty:  "Cleaning removed nothing tonight.",
	}.write(b)
}

// writeRejected writes the inputs that could not be audited.
func writeRejected(b *book, n *night) error {
	return table[record.Rejected]{
		sheet: rejectedSheet,
		columns: []column[record.Rejected]{
			{header: "Input", width: 70, cell: func(r record.Rejected) cell { return b.sourceLink(cmp.Or(r.File, r.Source), r.Source) }},
			{header: "Reason", width: 96, cell: func(r record.Rejected) cell { return text(r.Reason) }},
			{header: "Outcome", width: 14, cell: func(r record.Rejected) cell { return text(rejection(r)) }},
		},
		rows:   n.inOrder(n.log.Rejected),
		frozen: 1,
		empty:  "Every input could be read tonight.",
	}.write(b)
}

// rejection tells an input that could not be read from a file that was never
// meant to be.
func rejection(r record.Rejected) string {
	if r.Skipped {
		return "Passed over"
	}
	return "Rejected"
}

// rejected is the inputs that could not be read.
func (n *night) rejected() []record.Rejected {
	return slices.DeleteFunc(n.inOrder(n.log.Rejected), func(r record.Rejected) bool { return r.Skipped })
}

func (n *night) inOrder(list []record.Rejected) []record.Rejected {
	return slices.SortedStableFunc(slices.Values(list), func(a, b record.Rejected) int {
		return cmp.Or(strings.Compare(rejection(b), rejection(a)), strings.Compare(a.Source, b.Source), strings.Compare(a.Reason, b.Reason))
	})
}
