package reports

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// The Summary sheet is a grid of narrow columns; what stands on it spans
// several of them. Charts stand to the right.
const (
	gridColumns = 16
	gridWidth   = 7.2
	chartColumn = "R"
	emptyRow    = 15 // points, the height of a row nobody set
)

// page writes the Summary sheet from top to bottom.
type page struct {
	book *book
	sw   *excelize.StreamWriter
	row  int

	tops     []float64 // of the rows so far, in points
	bottom   float64   // of the last row
	chartEnd float64   // bottom of the last chart
}

// spanned is a cell across several columns of the grid.
type spanned struct {
	columns int
	cell
}

// put writes one row of cells, side by side; a height of 0 is fitted to the
// text.
func (p *page) put(height float64, cells ...spanned) error {
	p.row++
	tallest := 1
	var values []any
	for _, c := range cells {
		first := len(values) + 1
		values = append(values, c.excelize(p.book))
		for range c.columns - 1 {
			values = append(values, excelize.Cell{StyleID: p.book.styles[c.style]})
		}
		if err := p.merge(first, len(values)); err != nil {
			return err
		}
		tallest = max(tallest, c.lines(gridWidth*float64(c.columns)))
	}
	if height == 0 {
		height = rowHeight(tallest, 4)
	}
	p.advance(height)
	return p.sw.SetRow(fmt.Sprintf("A%d", p.row), values, excelize.RowOpts{Height: height})
}

// advance notes that a row of a height was written.
func (p *page) advance(height float64) {
	for len(p.tops) < p.row-1 { // rows left empty
		p.tops = append(p.tops, p.bottom)
		p.bottom += emptyRow
	}
	p.tops = append(p.tops, p.bottom)
	p.bottom += height
}

// merge joins columns first to last of the current row.
func (p *page) merge(first, last int) error {
	if first == last {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(first, p.row)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(last, p.row)
	if err != nil {
		return err
	}
	return p.sw.MergeCell(from, to)
}

// heading starts a section, after an empty row.
func (p *page) heading(s string) error {
	p.row++
	if err := p.put(22, spanned{gridColumns, styled(styleHeading, s)}); err != nil {
		return err
	}
	return p.put(4, spanned{gridColumns, cell{style: styleProse}})
}

// say writes a line of text.
func (p *page) say(s string) error {
	return p.put(0, spanned{gridColumns, styled(styleProse, s)})
}

// header writes the names of columns, each across some of the grid, and
// which of them hold numbers.
func (p *page) header(names []string, columns []int, numbers ...int) error {
	var cells []spanned
	for i, name := range names {
		as := styleHeader
		if slices.Contains(numbers, i) {
			as = styleNumberHeader
		}
		cells = append(cells, spanned{columns[i], styled(as, name)})
	}
	return p.put(18, cells...)
}
