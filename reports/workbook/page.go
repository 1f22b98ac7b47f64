package workbook

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"
)

// emptyRow is the height of a row that nobody set, in points.
const emptyRow = 15

// Page writes a sheet that is no table from top to bottom, on a grid of columns;
// what stands on it may span several of them. Charts stand to the right.
type Page struct {
	Book     *Book
	sheet    string
	widths   []float64 // of the columns
	maxLines int       // of a row's height
	charts   string    // the column that charts begin in
	sw       *excelize.StreamWriter
	row      int

	tops     []float64 // of the rows so far, in points
	bottom   float64   // of the last row
	chartEnd float64   // bottom of the last chart
}

// NewPage begins a page, whose rows are at most maxLines lines high. Charts begin in
// the column of that name; one sheet of a workbook can have them.
func (b *Book) NewPage(sheet string, widths []float64, maxLines int, charts string) (*Page, error) {
	if err := b.layOut(sheet, 0); err != nil {
		return nil, err
	}
	sw, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	for last := len(widths); last > 0; { // the stream puts each before the last
		first := last
		for first > 1 && widths[first-2] == widths[last-1] {
			first--
		}
		if err := sw.SetColWidth(first, last, widths[last-1]); err != nil {
			return nil, err
		}
		last = first - 1
	}
	if charts != "" {
		b.drawn = b.part(sheet)
	}
	return &Page{Book: b, sheet: sheet, widths: widths, maxLines: maxLines, charts: charts, sw: sw, chartEnd: chartsTop}, nil
}

// End completes the page.
func (p *Page) End() error { return p.sw.Flush() }

// Skip leaves a row empty.
func (p *Page) Skip() { p.row++ }

// LastRow is the number of the row written last, from 1.
func (p *Page) LastRow() int { return p.row }

// Whole is a cell across all of the page.
func (p *Page) Whole(c Cell) Span { return c.Over(len(p.widths)) }

// Span is a cell across several columns of the grid.
type Span struct {
	columns int
	Cell
}

// Over is a cell across some columns, one at least.
func (c Cell) Over(columns int) Span { return Span{columns, c} }

// Put writes one row of cells, side by side; a height of 0 is fitted to the
// text.
func (p *Page) Put(height float64, cells ...Span) error {
	p.row++
	tallest := 1
	var values []any
	for _, c := range cells {
		first := len(values) + 1
		values = append(values, c.excelize(p.Book))
		for range c.columns - 1 {
			values = append(values, excelize.Cell{StyleID: p.Book.styles[c.Style]})
		}
		if err := p.merge(first, len(values)); err != nil {
			return err
		}
		tallest = max(tallest, c.lines(p.width(first, len(values))))
	}
	if height == 0 {
		height = rowHeight(tallest, p.maxLines)
	}
	p.advance(height)
	return p.sw.SetRow(fmt.Sprintf("A%d", p.row), values, excelize.RowOpts{Height: height})
}

// width is how wide columns first to last are together.
func (p *Page) width(first, last int) (sum float64) {
	for _, w := range p.widths[first-1 : last] {
		sum += w
	}
	return sum
}

// HeightOf is the height of a row that is fitted to a text across columns first to
// last.
func (p *Page) HeightOf(s string, first, last int) float64 {
	return rowHeight(lines(s, p.width(first, last)), p.maxLines)
}

// advance notes that a row of a height was written.
func (p *Page) advance(height float64) {
	for len(p.tops) < p.row-1 { // rows left empty
		p.tops = append(p.tops, p.bottom)
		p.bottom += emptyRow
	}
	p.tops = append(p.tops, p.bottom)
	p.bottom += height
}

// merge joins columns first to last of the current row.
func (p *Page) merge(first, last int) error {
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

// Heading starts a section, after an empty row.
func (p *Page) Heading(s string) error {
	p.row++
	if err := p.Put(22, p.Whole(Styled(StyleHeading, s))); err != nil {
		return err
	}
	return p.Put(4, p.Whole(Cell{Style: StyleProse}))
}

// Say writes a line of text.
func (p *Page) Say(s string) error {
	return p.Put(0, p.Whole(Styled(StyleProse, s)))
}

// Header writes the names of columns, each across some of the grid, and
// which of them hold numbers.
func (p *Page) Header(names []string, columns []int, numbers ...int) error {
	var cells []Span
	for i, name := range names {
		as := StyleHeader
		if slices.Contains(numbers, i) {
			as = StyleNumberHeader
		}
		cells = append(cells, Styled(as, name).Over(columns[i]))
	}
	return p.Put(18, cells...)
}
