package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
)

// writeFigures writes the figures that the charts draw, and the charts.
func (p *page) writeFigures(n *night) error {
	checks := n.byCheck()
	if err := p.heading("Open findings by check"); err != nil {
		return err
	}
	if len(checks) == 0 {
		if err := p.say("No open findings tonight."); err != nil {
			return err
		}
	} else if err := p.writeCheckFigures(checks); err != nil {
		return err
	}
	return p.writeScoreFigures(n)
}

func (p *page) writeCheckFigures(checks []checkCount) error {
	spans := []int{6, 2, 2, 2, 2, 2} // the charts draw columns I, K and M
	if err := p.header([]string{"Check", "ID", "High", "Medium", "Low", "All"}, spans, 2, 3, 4, 5); err != nil {
		return err
	}
	first := p.row + 1
	var total [4]int
	for _, c := range checks {
		if err := p.putCounts(spans, text(line(c.title, 80)), text(line(c.id, 10)), c.count); err != nil {
			return err
		}
		for rank, k := range c.count {
			total[rank] += k
		}
	}
	last := p.row
	if err := p.putCounts(spans, styled(styleStrong, "All checks"), text(""), total); err != nil {
		return err
	}
	if err := p.addSeverityChart(first-1, p.row, total); err != nil {
		return err
	}
	return p.addCheckChart(first, last, checks)
}

// putCounts writes a check and its counts by severity.
func (p *page) putCounts(spans []int, name, id cell, count [4]int) error {
	return p.put(0,
		spanned{spans[0], name},
		spanned{spans[1], id},
		spanned{spans[2], whole(count[record.High.Rank()])},
		spanned{spans[3], whole(count[record.Medium.Rank()])},
		spanned{spans[4], whole(count[record.Low.Rank()])},
		spanned{spans[5], whole(count[0] + count[1] + count[2] + count[3])},
	)
}

func (p *page) writeScoreFigures(n *night) error {
	if err := p.heading("Articles by score"); err != nil {
		return err
	}
	audited := n.audited().total
	if audited == 0 {
		return p.say("No articles tonight.")
	}
	spans := []int{8, 4, 4} // the chart draws columns I and M
	if err := p.header([]string{"Score", "Originality", "Sourcing"}, spans, 1, 2); err != nil {
		return err
	}
	originality, unknownOriginality := n.distribution(func(a article) *float64 { return a.Originality })
	sourcing, unknownSourcing := n.distribution(func(a article) *float64 { return a.Sourcing })
	first := p.row + 1
	put := func(name string, x, y int) error {
		return p.put(0, spanned{spans[0], text(name)}, spanned{spans[1], whole(x)}, spanned{spans[2], whole(y)})
	}
	for i, band := range bands {
		if err := put(band, originality[i], sourcing[i]); err != nil {
			return err
		}
	}
	if err := put("not assessed", unknownOriginality, unknownSourcing); err != nil {
		return err
	}
	describe := func(name string, count [5]int) string {
		var parts []string
		for i, k := range count {
			parts = append(parts, fmt.Sprintf("%d at %s", k, bands[i]))
		}
		return name + ": " + strings.Join(parts, ", ") + "."
	}
	return p.addScoreChart(first, p.row,
		describe("Originality", originality)+" "+describe("Sourcing", sourcing))
}
