package reports

import (
	"fmt"
	"slices"

	"copydesk.dev/audit/record"
)

const (
	maxHeld  = 8  // held articles listed
	maxWorst = 10 // articles to look at first
	maxTold  = 5  // rejected inputs listed
)

// writeSummarySheet writes what an editor needs to decide what to hold. It is
// streamed like the others: only so do its links carry their values.
func writeSummarySheet(b *book, n *night) error {
	if err := b.layOut(summarySheet, 0); err != nil {
		return err
	}
	sw, err := b.file.NewStreamWriter(summarySheet)
	if err != nil {
		return err
	}
	if err := sw.SetColWidth(1, gridColumns, gridWidth); err != nil {
		return err
	}
	p := &page{book: b, sw: sw, chartEnd: chartsTop}
	for _, write := range []func(*night) error{
		p.writeTop, p.writeTiles, p.writeHeld, p.writeWorst, p.writeSince, p.writeOutlook, p.writeRejected, p.writeFigures, p.writeTrend, p.writeStandings,
	} {
		if err := write(n); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func (p *page) writeTop(n *night) error {
	if err := p.put(34, spanned{gridColumns, styled(styleTitle, "Audit of "+n.dayInWords())}); err != nil {
		return err
	}
	audited := n.audited().total
	said := Plural(audited, "article") + " audited"
	if others := len(n.articles) - audited; others > 0 {
		said += ", " + groupDigits(others) + " more to compare with"
	}
	open := n.openBySeverity()
	said += "; " + Plural(open[0]+open[1]+open[2]+open[3], "open finding") + "."
	if changes := n.changes(); changes != "" {
		said += " " + changes
	}
	if err := p.say(said); err != nil {
		return err
	}
	alarms := append(n.incomplete(), p.book.notices...)
	if missed := NotCompared(n.log); missed != "" {
		alarms = slices.Insert(alarms, 0, missed)
	}
	for _, alarm := range alarms {
		if err := p.put(0, spanned{gridColumns, styled(styleAlarm, alarm)}); err != nil {
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
	style   style
}

// writeTiles writes a row of tiles about articles, and one about what was found
// and what could not be read.
func (p *page) writeTiles(n *night) error {
	audited, open := n.audited(), n.openBySeverity()
	p.row++
	if err := p.tiles(
		tile{4, "articles", audited.total, styleTile},
		tile{3, "hold", audited.hold, styleTileHigh},
		tile{3, "query", audited.query, styleTileMedium},
		tile{3, "clear", audited.clear, styleTile},
		tile{3, "not assessed", audited.unassessed, styleTileMedium},
	); err != nil {
		return err
	}
	return p.tiles(
		tile{4, "high findings", open[record.High.Rank()], styleTileHigh},
		tile{4, "medium findings", open[record.Medium.Rank()], styleTileMedium},
		tile{4, "low findings", open[record.Low.Rank()], styleTile},
		tile{4, "inputs rejected", len(n.rejected()), styleTile},
	)
}

func (p *page) tiles(tiles ...tile) error {
	var counts, labels []spanned
	for _, t := range tiles {
		as := t.style
		if t.count == 0 {
			as = styleTile
		}
		counts = append(counts, spanned{t.columns, cell{style: as, value: t.count}})
		labels = append(labels, spanned{t.columns, styled(styleTileLabel, t.label)})
	}
	if err := p.put(30, counts...); err != nil {
		return err
	}
	return p.put(18, labels...)
}

func (p *page) writeHeld(n *night) error {
	if err := p.heading("What to hold tonight"); err != nil {
		return err
	}
	hold := n.audited().hold
	if hold == 0 {
		return p.say("Nothing to hold tonight.")
	}
	for _, a := range n.articles[:min(hold, maxHeld)] {
		if err := p.put(0,
			spanned{8, p.book.articleLink(n, a.ID, a.Source)},
			spanned{8, text(a.TriageReason)},
		); err != nil {
			return err
		}
	}
	if hold > maxHeld {
		return p.say(fmt.Sprintf("And %s more: filter the Articles sheet by Triage.", groupDigits(hold-maxHeld)))
	}
	return nil
}

func (p *page) writeWorst(n *night) error {
	worst := n.worst(maxWorst)
	if err := p.heading("Look at these first"); err != nil {
		return err
	}
	if len(worst) == 0 {
		return p.say("No article needs a look tonight.")
	}
	if err := p.say("To review, pick verdicts in the tinted columns of Claims, Duplicates and Names, and save the file. Method says what they mean."); err != nil {
		return err
	}
	spans := []int{2, 5, 4, 2, 2, 1}
	if err := p.header([]string{"Triage", "Article", "Open findings", "Originality", "Sourcing", "Link"}, spans, 3, 4); err != nil {
		return err
	}
	for _, a := range worst {
		if err := p.put(0,
			spanned{spans[0], styled(triageStyle(a.Triage), title(string(a.Triage)))},
			spanned{spans[1], p.book.articleLink(n, a.ID, a.Source)},
			spanned{spans[2], text(n.findingsOf(a))},
			spanned{spans[3], score(a.Originality)},
			spanned{spans[4], score(a.Sourcing)},
			spanned{spans[5], p.book.openLink(n.fileOf(a.ID, a.Source))},
		); err != nil {
			return err
		}
	}
	return nil
}

// openLink is a short link to a source.
func (b *book) openLink(source string) cell {
	if c := b.sourceLink(source, "open"); c.formula != "" {
		return c
	}
	return text("")
}

func (p *page) writeOutlook(n *night) error {
	sight := n.sight()
	if len(sight) == 0 {
		return nil
	}
	if err := p.heading("How far the audit could see"); err != nil {
		return err
	}
	for _, s := range sight {
		if err := p.say(s); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) writeRejected(n *night) error {
	rejected := n.rejected()
	if len(rejected) == 0 {
		return nil
	}
	if err := p.heading("Inputs rejected"); err != nil {
		return err
	}
	for _, r := range rejected[:min(len(rejected), maxTold)] {
		if err := p.put(0, spanned{7, text(line(r.Source, 200))}, spanned{9, text(line(r.Reason, 300))}); err != nil {
			return err
		}
	}
	if more := len(rejected) - maxTold; more > 0 {
		return p.say(fmt.Sprintf("And %s more, on the Rejected sheet.", groupDigits(more)))
	}
	return nil
}
