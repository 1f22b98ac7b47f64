package workbook

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Charts stand below one another, right of the grid, and draw figures that
// stand on the same sheet.
const (
	chartWidth     = 480
	pixelsPerPoint = 96.0 / 72
	chartsTop      = 60 // points
	chartGap       = 10 // points
)

// AddChart puts a chart below the last one.
func (p *Page) AddChart(chart *excelize.Chart) error {
	row, top := p.row+1, p.bottom
	if i, found := slices.BinarySearch(p.tops, p.chartEnd); i < len(p.tops) {
		if !found {
			i--
		}
		row, top = i+1, p.tops[i]
	}
	chart.Format.OffsetY = int((p.chartEnd - top) * pixelsPerPoint)
	p.chartEnd += float64(chart.Dimension.Height)/pixelsPerPoint + chartGap
	return p.Book.file.AddChart(p.sheet, fmt.Sprint(p.charts, row), chart)
}

// ColumnSeries draws a column of figures, its name above, by the names in
// column A.
func (p *Page) ColumnSeries(column string, first, last int, colour string) excelize.ChartSeries {
	return Series(
		fmt.Sprintf("%s!$%s$%d", p.sheet, column, first-1),
		fmt.Sprintf("%s!$A$%d:$A$%d", p.sheet, first, last),
		fmt.Sprintf("%[1]s!$%[2]s$%[3]d:$%[2]s$%[4]d", p.sheet, column, first, last),
		colour)
}

// Series draws values by categories, which are areas of a sheet, as its name.
func Series(name, categories, values, colour string) excelize.ChartSeries {
	return excelize.ChartSeries{
		Name: name, Categories: categories, Values: values,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
	}
}

// NewChart is a chart in the workbook's style; said is its text for those who
// cannot see it.
func NewChart(kind excelize.ChartType, heading string, height uint, said string) *excelize.Chart {
	gap := uint(60)
	font := excelize.Font{Family: fontFamily, Size: 9, Color: MutedColour}
	return &excelize.Chart{
		Type: kind,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: heading,
			Font: &excelize.Font{Family: fontFamily, Size: 11, Bold: true, Color: Accent},
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
