package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// writeFigures writes the figures that the charts draw, and the charts.
func (p summary) writeFigures(n *view) error {
	checks := n.byCheck()
	if err := p.Heading("Open findings by check"); err != nil {
		return err
	}
	if len(checks) == 0 {
		if err := p.Say("No open findings tonight."); err != nil {
			return err
		}
	} else if err := p.writeCheckFigures(checks); err != nil {
		return err
	}
	return p.writeScoreFigures(n)
}

func (p summary) writeCheckFigures(checks []checkCount) error {
	spans := []int{6, 2, 2, 2, 2, 2} // the charts draw columns I, K and M
	if err := p.Header([]string{"Check", "ID", "High", "Medium", "Low", "All"}, spans, 2, 3, 4, 5); err != nil {
		return err
	}
	first := p.LastRow() + 1
	var total [4]int
	for _, c := range checks {
		if err := p.putCounts(spans, workbook.Text(workbook.Line(c.title, 80)), workbook.Text(workbook.Line(c.id, 10)), c.count); err != nil {
			return err
		}
		for rank, k := range c.count {
			total[rank] += k
		}
	}
	last := p.LastRow()
	if err := p.putCounts(spans, workbook.Styled(workbook.StyleStrong, "All checks"), workbook.Text(""), total); err != nil {
		return err
	}
	if err := p.addSeverityChart(first-1, p.LastRow(), total); err != nil {
		return err
	}
	return p.addCheckChart(first, last, checks)
}

// putCounts writes a check and its counts by severity.
func (p summary) putCounts(spans []int, name, id workbook.Cell, count [4]int) error {
	return p.Put(0,
		name.Over(spans[0]),
		id.Over(spans[1]),
		workbook.Whole(count[record.High.Rank()]).Over(spans[2]),
		workbook.Whole(count[record.Medium.Rank()]).Over(spans[3]),
		workbook.Whole(count[record.Low.Rank()]).Over(spans[4]),
		workbook.Whole(count[0]+count[1]+count[2]+count[3]).Over(spans[5]),
	)
}

func (p summary) writeScoreFigures(n *view) error {
	if err := p.Heading("Articles by score"); err != nil {
		return err
	}
	audited := n.audited().total
	if audited == 0 {
		return p.Say("No articles tonight.")
	}
	spans := []int{8, 4, 4} // the chart draws columns I and M
	if err := p.Header([]string{"Score", "Originality", "Sourcing"}, spans, 1, 2); err != nil {
		return err
	}
	originality, unknownOriginality := n.distribution(func(a article) *float64 { return a.Originality })
	sourcing, unknownSourcing := n.distribution(func(a article) *float64 { return a.Sourcing })
	first := p.LastRow() + 1
	put := func(name string, x, y int) error {
		return p.Put(0, workbook.Text(name).Over(spans[0]), workbook.Whole(x).Over(spans[1]), workbook.Whole(y).Over(spans[2]))
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
	return p.addScoreChart(first, p.LastRow(),
		describe("Originality", originality)+" "+describe("Sourcing", sourcing))
}
