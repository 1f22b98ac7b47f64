package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Charts stand below one another, right of the grid, and draw figures that
// stand on the same sheet.
const (
	chartWidth          = 480
	pixelsPerPoint      = 96.0 / 72
	chartsTop           = 60 // points
	chartGap            = 10 // points
	severityChartHeight = 190
	scoreChartHeight    = 220
	trendChartHeight    = 220

	mediumColour = "D39A2D"
	lowColour    = "9AA5AC"
)

// addSeverityChart draws the last row of the figures by check: open findings
// by severity.
func (p *page) addSeverityChart(header, totals int, count [4]int) error {
	chart := newChart(excelize.Col, "Open findings by severity", severityChartHeight,
		fmt.Sprintf("Columns: open findings by severity; %s.", severitiesInWords(count)))
	// Merged cells hold their value in the first column: I, K and M.
	categories := fmt.Sprintf("(%[1]s!$I$%[2]d,%[1]s!$K$%[2]d,%[1]s!$M$%[2]d)", summarySheet, header)
	values := fmt.Sprintf("(%[1]s!$I$%[2]d,%[1]s!$K$%[2]d,%[1]s!$M$%[2]d)", summarySheet, totals)
	chart.Series = []excelize.ChartSeries{series(fmt.Sprintf("%s!$A$%d", summarySheet, totals), categories, values, accent)}
	chart.Legend.Position = "none"
	chart.YAxis.MajorUnit = step(slices.Max(count[:]))
	chart.PlotArea.ShowVal = true
	return p.addChart(chart)
}

// addCheckChart draws open findings by check, from row first to last.
func (p *page) addCheckChart(first, last int, checks []checkCount) error {
	var said []string
	for _, c := range checks {
		said = append(said, fmt.Sprintf("%s %d", c.title, c.total))
	}
	chart := newChart(excelize.BarStacked, "Open findings by check", uint(100+20*min(len(checks), 20)),
		"Bars: open findings by check; "+strings.Join(said, ", ")+".")
	chart.Series = []excelize.ChartSeries{
		columnSeries("I", first, last, redColour),
		columnSeries("K", first, last, mediumColour),
		columnSeries("M", first, last, lowColour),
	}
	chart.XAxis.ReverseOrder = true
	chart.YAxis.MajorUnit = step(checks[0].total)
	return p.addChart(chart)
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

// addChart puts a chart below the last one.
func (p *page) addChart(chart *excelize.Chart) error {
	row, top := p.row+1, p.bottom
	if i, found := slices.BinarySearch(p.tops, p.chartEnd); i < len(p.tops) {
		if !found {
			i--
		}
		row, top = i+1, p.tops[i]
	}
	chart.Format.OffsetY = int((p.chartEnd - top) * pixelsPerPoint)
	p.chartEnd += float64(chart.Dimension.Height)/pixelsPerPoint + chartGap
	return p.book.file.AddChart(summarySheet, fmt.Sprint(chartColumn, row), chart)
}

// addTrendChart draws open findings by severity, run by run.
func (p *page) addTrendChart(first, last int, said string) error {
	chart := newChart(excelize.Line, "Open findings, run by run", trendChartHeight, "Lines: open findings by severity, run by run; "+said+".")
	for _, line := range []struct{ column, colour, symbol string }{
		{"I", redColour, "circle"}, {"K", mediumColour, "square"}, {"M", lowColour, "triangle"},
	} {
		s := columnSeries(line.column, first, last, line.colour)
		s.Line.Width = 2
		s.Marker = excelize.ChartMarker{Symbol: line.symbol, Size: 6, Fill: s.Fill}
		chart.Series = append(chart.Series, s)
	}
	return p.addChart(chart)
}

// addScoreChart draws how many articles have which score.
func (p *page) addScoreChart(first, last int, said string) error {
	chart := newChart(excelize.Col, "Articles by score", scoreChartHeight, "Columns: articles by score. "+said)
	chart.Series = []excelize.ChartSeries{
		columnSeries("I", first, last, accent),
		columnSeries("M", first, last, "8DB4C7"),
	}
	return p.addChart(chart)
}

// columnSeries draws a column of figures, its name above, by the names in
// column A.
func columnSeries(column string, first, last int, colour string) excelize.ChartSeries {
	return series(
		fmt.Sprintf("%s!$%s$%d", summarySheet, column, first-1),
		fmt.Sprintf("%s!$A$%d:$A$%d", summarySheet, first, last),
		fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", summarySheet, column, first, last),
		colour)
}

func series(name, categories, values, colour string) excelize.ChartSeries {
	return excelize.ChartSeries{
		Name: name, Categories: categories, Values: values,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
	}
}

// newChart is a chart in the workbook's style; said is its text for those who
// cannot see it.
func newChart(kind excelize.ChartType, heading string, height uint, said string) *excelize.Chart {
	gap := uint(60)
	font := excelize.Font{Family: fontFamily, Size: 9, Color: mutedColour}
	return &excelize.Chart{
		Type: kind,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: heading,
			Font: &excelize.Font{Family: fontFamily, Size: 11, Bold: true, Color: accent},
		}}},
		Format:    excelize.GraphicOptions{AltText: said, Name: heading, Positioning: "oneCell"},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: height},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &font},
		XAxis:     excelize.ChartAxis{Font: font},
		YAxis:     excelize.ChartAxis{Font: font, NumFmt: excelize.ChartNumFmt{CustomNumFmt: asWhole}},
		Border:    excelize.LineOptions{Type: excelize.LineNone},
		GapWidth:  &gap,
	}
}
