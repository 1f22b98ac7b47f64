package reports

import (
	"fmt"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

const (
	lineHeight   = 12.0 // points, of one line of the workbook's text
	headerHeight = 28
	maxPrinted   = 205 // characters across a page
	numberHeader = "No."
)

// column is one column of a table: what it is called, how wide it is, and
// what stands in it for a record.
type column[T any] struct {
	header string
	width  float64
	cell   func(T) cell
	input  bool // for the reviewer
	number bool // holds numbers
}

// table is a sheet of rows, one a record. Its first column numbers the rows,
// for links to find them and reviewers to get back to the first order.
type table[T any] struct {
	sheet    string
	columns  []column[T] // after the number
	rows     []T
	frozen   int    // columns that stay when scrolling right, the number included
	maxLines int    // of a row's height; 10 when 0
	empty    string // said when there are no rows
}

// capacity is how many records a table can show: all rows but the header and
// the notice that some are missing.
func (b *book) capacity() int { return b.maxRows - 2 }

// write lays the table out on its sheet.
func (t table[T]) write(b *book) error {
	number := column[T]{header: numberHeader, width: max(5.5, 2.5+float64(len(groupDigits(len(t.rows)))))}
	t.columns = append([]column[T]{number}, t.columns...)
	sw, err := t.begin(b)
	if err != nil {
		return err
	}
	if len(t.rows) == 0 {
		err = t.sayEmpty(b, sw)
	} else {
		err = t.fill(b, sw)
	}
	if err != nil {
		return err
	}
	return sw.Flush()
}

// begin lays the sheet out and writes the header.
func (t table[T]) begin(b *book) (*excelize.StreamWriter, error) {
	if err := b.layOut(t.sheet, 0); err != nil {
		return nil, err
	}
	sw, err := b.file.NewStreamWriter(t.sheet)
	if err != nil {
		return nil, err
	}
	header := make([]any, len(t.columns))
	for i, c := range slices.Backward(t.columns) { // the stream puts each before the last
		if err := sw.SetColWidth(i+1, i+1, c.width); err != nil {
			return nil, err
		}
		as := styleHeader
		switch {
		case c.input:
			as = styleInputHeader
		case c.number:
			as = styleNumberHeader
		}
		header[i] = excelize.Cell{StyleID: b.styles[as], Value: c.header}
	}
	if err := b.setPrinted(t.sheet, t.printed(), min(len(t.rows), b.capacity())+2); err != nil {
		return nil, err
	}
	corner, err := excelize.CoordinatesToCellName(max(t.frozen, 1)+1, 2)
	if err != nil {
		return nil, err
	}
	if err := sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: max(t.frozen, 1), YSplit: 1, TopLeftCell: corner, ActivePane: "bottomRight",
	}); err != nil {
		return nil, err
	}
	return sw, sw.SetRow("A1", header, excelize.RowOpts{Height: headerHeight})
}

// printed is how many columns go on paper: as many as can be read there.
func (t table[T]) printed() int {
	width := 0.0
	for i, c := range t.columns {
		if width += c.width; width > maxPrinted {
			return i
		}
	}
	return len(t.columns)
}

// sayEmpty says in words that there is nothing.
func (t table[T]) sayEmpty(b *book, sw *excelize.StreamWriter) error {
	note := []any{excelize.Cell{StyleID: b.styles[styleNote], Value: t.empty}}
	return sw.SetRow("A2", note, excelize.RowOpts{Height: headerHeight})
}

// fill puts the dropdown and the table around the rows, which are written
// when the workbook is packed, and notes when some do not fit.
func (t table[T]) fill(b *book, sw *excelize.StreamWriter) error {
	shown := min(len(t.rows), b.capacity())
	var notice string
	if shown < len(t.rows) {
		notice = fmt.Sprintf("%s shows its first %d of %d rows; the findings stream has them all.", t.sheet, shown, len(t.rows))
		b.notices = append(b.notices, notice)
	}
	if at := slices.IndexFunc(t.columns, func(c column[T]) bool { return c.header == verdictHeader }); at >= 0 {
		if err := b.addDropdown(t.sheet, at+1, shown+1); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.columns), shown+1)
	if err != nil {
		return err
	}
	b.rows[sheetPart(t.sheet)] = sheetRows{
		area:  "A1:" + last,
		write: func(w io.Writer) error { return t.writeRows(b, w, shown, notice) },
	}
	plain := false
	return sw.AddTable(&excelize.Table{
		Range: "A1:" + last, Name: t.sheet + "Table", StyleName: "TableStyleLight1", ShowRowStripes: &plain,
	})
}

// writeRows writes the first rows, and the notice if there is one.
func (t table[T]) writeRows(b *book, w io.Writer, shown int, notice string) error {
	rw, err := newRowWriter(w, &b.styles, len(t.columns))
	if err != nil {
		return err
	}
	cells := make([]cell, len(t.columns))
	for i, r := range t.rows[:shown] {
		height := t.fillRow(cells, i+1, r)
		if err := rw.row(i+2, height, cells...); err != nil {
			return err
		}
	}
	if notice != "" {
		if err := rw.row(shown+2, headerHeight, styled(styleNote, notice)); err != nil {
			return err
		}
	}
	return rw.out.Flush()
}

// fillRow puts a record's cells into a row and returns its height.
func (t table[T]) fillRow(row []cell, number int, r T) float64 {
	tallest := 1
	for i, c := range t.columns {
		if i == 0 {
			row[i] = cell{style: styleRowNumber, value: number}
		} else {
			row[i] = c.cell(r)
		}
		tallest = max(tallest, row[i].lines(c.width))
	}
	limit := t.maxLines
	if limit == 0 {
		limit = 10
	}
	return rowHeight(tallest, limit)
}

// rowHeight is the height of a row of lines, at most limit of them.
func rowHeight(lines, limit int) float64 {
	return lineHeight*float64(min(lines, limit)) + 3
}

// excelize is the cell, without marks, as the stream writer takes it.
func (c cell) excelize(b *book) excelize.Cell {
	return excelize.Cell{StyleID: b.styles[c.style], Formula: c.formula, Value: c.value}
}

// lines estimates how many lines the cell takes.
func (c cell) lines(width float64) int {
	if s, ok := c.value.(string); ok {
		return lines(s, width)
	}
	return 1
}
