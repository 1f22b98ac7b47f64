package reports

import (
	"fmt"
	"slices"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

const (
	maxHeld  = 8  // held articles listed
	maxWorst = 10 // articles to look at first
	maxTold  = 5  // rejected inputs listed
)

// The Summary sheet is a grid of narrow columns.
const (
	gridColumns = 16
	gridWidth   = 7.2
)

// summary writes the Summary sheet from top to bottom.
type summary struct{ *workbook.Page }

// writeSummarySheet writes what an editor needs to decide what to hold. It is
// streamed like the others: only so do its links carry their values.
func writeSummarySheet(b *workbook.Book, n *view) error {
	grid, err := b.NewPage(summarySheet, slices.Repeat([]float64{gridWidth}, gridColumns), 4, "R")
	if err != nil {
		return err
	}
	p := summary{grid}
	for _, write := range []func(*view) error{
		p.writeTop, p.writeTiles, p.writeHeld, p.writeWorst, p.writeSince, p.writeOutlook, p.writeRejected, p.writeFigures, p.writeTrend, p.writeStandings,
	} {
		if err := write(n); err != nil {
			return err
		}
	}
	return p.End()
}

func (p summary) writeTop(n *view) error {
	if err := p.Put(34, p.Whole(workbook.Styled(workbook.StyleTitle, "Audit of "+n.dayInWords()))); err != nil {
		return err
	}
	audited := n.audited().total
	said := Plural(audited, "article") + " audited"
	if others := len(n.articles) - audited; others > 0 {
		said += ", " + workbook.Digits(others) + " more to compare with"
	}
	open := n.openBySeverity()
	said += "; " + Plural(open[0]+open[1]+open[2]+open[3], "open finding") + "."
	if changes := n.changes(); changes != "" {
		said += " " + changes
	}
	if err := p.Say(said); err != nil {
		return err
	}
	alarms := append(n.incomplete(), p.Book.Notices...)
	if missed := NotCompared(n.log); missed != "" {
		alarms = slices.Insert(alarms, 0, missed)
	}
	for _, alarm := range alarms {
		if err := p.Put(0, p.Whole(workbook.Styled(workbook.StyleAlarm, alarm))); err != nil {
			return err
		}
	}
	return nil
}

// tile is a count in large figures, over some columns of the grid.
type tile struct {
	columns int
	label   string
	count   int
	style   workbook.Style
}

// writeTiles writes a row of tiles about articles, and one about what was found
// and what could not be read.
func (p summary) writeTiles(n *view) error {
	audited, open := n.audited(), n.openBySeverity()
	p.Skip()
	if err := p.tiles(
		tile{4, "articles", audited.total, workbook.StyleTile},
		tile{3, "hold", audited.hold, workbook.StyleTileHigh},
		tile{3, "query", audited.query, workbook.StyleTileMedium},
		tile{3, "clear", audited.clear, workbook.StyleTile},
		tile{3, "not assessed", audited.unassessed, workbook.StyleTileMedium},
	); err != nil {
		return err
	}
	return p.tiles(
		tile{4, "high findings", open[record.High.Rank()], workbook.StyleTileHigh},
		tile{4, "medium findings", open[record.Medium.Rank()], workbook.StyleTileMedium},
		tile{4, "low findings", open[record.Low.Rank()], workbook.StyleTile},
		tile{4, "inputs rejected", len(n.rejected()), workbook.StyleTile},
	)
}

func (p summary) tiles(tiles ...tile) error {
	var counts, labels []workbook.Span
	for _, t := range tiles {
		as := t.style
		if t.count == 0 {
			as = workbook.StyleTile
		}
		counts = append(counts, workbook.Cell{Style: as, Value: t.count}.Over(t.columns))
		labels = append(labels, workbook.Styled(workbook.StyleTileLabel, t.label).Over(t.columns))
	}
	if err := p.Put(30, counts...); err != nil {
		return err
	}
	return p.Put(18, labels...)
}

func (p summary) writeHeld(n *view) error {
	if err := p.Heading("What to hold tonight"); err != nil {
		return err
	}
	hold := n.audited().hold
	if hold == 0 {
		return p.Say("Nothing to hold tonight.")
	}
	for _, a := range n.articles[:min(hold, maxHeld)] {
		if err := p.Put(0,
			n.articleLink(p.Book, a.ID, a.Source).Over(8),
			workbook.Text(a.TriageReason).Over(8),
		); err != nil {
			return err
		}
	}
	if hold > maxHeld {
		return p.Say(fmt.Sprintf("And %s more: filter the Articles sheet by Triage.", workbook.Digits(hold-maxHeld)))
	}
	return nil
}

func (p summary) writeWorst(n *view) error {
	worst := n.worst(maxWorst)
	if err := p.Heading("Look at these first"); err != nil {
		return err
	}
	if len(worst) == 0 {
		return p.Say("No article needs a look tonight.")
	}
	if err := p.Say("To review, pick verdicts in the tinted columns of Claims, Duplicates and Names, and save the file. Method says what they mean."); err != nil {
		return err
	}
	spans := []int{2, 5, 4, 2, 2, 1}
	if err := p.Header([]string{"Triage", "Article", "Open findings", "Originality", "Sourcing", "Link"}, spans, 3, 4); err != nil {
		return err
	}
	for _, a := range worst {
		if err := p.Put(0,
			workbook.Styled(triageStyle(a.Triage), workbook.Capital(string(a.Triage))).Over(spans[0]),
			n.articleLink(p.Book, a.ID, a.Source).Over(spans[1]),
			workbook.Text(n.findingsOf(a)).Over(spans[2]),
			workbook.Score(a.Originality).Over(spans[3]),
			workbook.Score(a.Sourcing).Over(spans[4]),
			p.Book.OpenLink(n.fileOf(a.ID, a.Source)).Over(spans[5]),
		); err != nil {
			return err
		}
	}
	return nil
}

func (p summary) writeOutlook(n *view) error {
	sight := n.sight()
	if len(sight) == 0 {
		return nil
	}
	if err := p.Heading("How far the audit could see"); err != nil {
		return err
	}
	for _, s := range sight {
		if err := p.Say(s); err != nil {
			return err
		}
	}
	return nil
}

func (p summary) writeRejected(n *view) error {
	rejected := n.rejected()
	if len(rejected) == 0 {
		return nil
	}
	if err := p.Heading("Inputs rejected"); err != nil {
		return err
	}
	for _, r := range rejected[:min(len(rejected), maxTold)] {
		if err := p.Put(0, workbook.Text(workbook.Line(r.Source, 200)).Over(7), workbook.Text(workbook.Line(r.Reason, 300)).Over(9)); err != nil {
			return err
		}
	}
	if more := len(rejected) - maxTold; more > 0 {
		return p.Say(fmt.Sprintf("And %s more, on the Rejected sheet.", workbook.Digits(more)))
	}
	return nil
}
