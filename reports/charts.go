package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/reports/workbook"
)

const (
	severityChartHeight = 190
	scoreChartHeight    = 220
	trendChartHeight    = 220

	mediumColour = "D39A2D"
	lowColour    = "9AA5AC"
)

// addSeverityChart draws the last row of the figures by check: open findings
// by severity.
func (p summary) addSeverityChart(header, totals int, count [4]int) error {
	chart := workbook.NewChart(excelize.Col, "Open findings by severity", severityChartHeight,
		fmt.Sprintf("Columns: open findings by severity; %s.", severitiesInWords(count)))
	// Merged cells hold their value in the first column: I, K and M.
	categories := fmt.Sprintf("(%[1]s!$I$%[2]d,%[1]s!$K$%[2]d,%[1]s!$M$%[2]d)", summarySheet, header)
	values := fmt.Sprintf("(%[1]s!$I$%[2]d,%[1]s!$K$%[2]d,%[1]s!$M$%[2]d)", summarySheet, totals)
	chart.Series = []excelize.ChartSeries{workbook.Series(fmt.Sprintf("%s!$A$%d", summarySheet, totals), categories, values, workbook.Accent)}
	chart.Legend.Position = "none"
	chart.YAxis.MajorUnit = step(slices.Max(count[:]))
	chart.PlotArea.ShowVal = true
	return p.AddChart(chart)
}

// addCheckChart draws open findings by check, from row first to last.
func (p summary) addCheckChart(first, last int, checks []checkCount) error {
	var said []string
	for _, c := range checks {
		said = append(said, fmt.Sprintf("%s %d", c.title, c.total))
	}
	chart := workbook.NewChart(excelize.BarStacked, "Open findings by check", uint(100+20*min(len(checks), 20)),
		"Bars: open findings by check; "+strings.Join(said, ", ")+".")
	chart.Series = []excelize.ChartSeries{
		p.ColumnSeries("I", first, last, workbook.RedColour),
		p.ColumnSeries("K", first, last, mediumColour),
		p.ColumnSeries("M", first, last, lowColour),
	}
	chart.XAxis.ReverseOrder = true
	chart.YAxis.MajorUnit = step(checks[0].total)
	return p.AddChart(chart)
}

// step is how far apart an axis up to most has its marks, so that they are
// few, round and whole.
func step(most int) float64 {
	for unit := 1; ; unit *= 10 {
		for _, k := range []int{1, 2, 5} {
			if most <= 5*k*unit {
				return float64(k * unit)
			}
		}
	}
}

// addTrendChart draws open findings by severity, run by run.
func (p summary) addTrendChart(first, last int, said string) error {
	chart := workbook.NewChart(excelize.Line, "Open findings, run by run", trendChartHeight, "Lines: open findings by severity, run by run; "+said+".")
	for _, line := range []struct{ column, colour, symbol string }{
		{"I", workbook.RedColour, "circle"}, {"K", mediumColour, "square"}, {"M", lowColour, "triangle"},
	} {
		s := p.ColumnSeries(line.column, first, last, line.colour)
		s.Line.Width = 2
		s.Marker = excelize.ChartMarker{Symbol: line.symbol, Size: 6, Fill: s.Fill}
		chart.Series = append(chart.Series, s)
	}
	return p.AddChart(chart)
}

// addScoreChart draws how many articles have which score.
func (p summary) addScoreChart(first, last int, said string) error {
	chart := workbook.NewChart(excelize.Col, "Articles by score", scoreChartHeight, "Columns: articles by score. "+said)
	chart.Series = []excelize.ChartSeries{
		p.ColumnSeries("I", first, last, workbook.Accent),
		p.ColumnSeries("M", first, last, "8DB4C7"),
	}
	return p.AddChart(chart)
}
