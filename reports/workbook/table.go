package workbook

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

// Column is one column of a table: what it is called, how wide it is, and
// what stands in it for a record.
type Column[T any] struct {
	Header string
	Width  float64
	Cell   func(T) Cell
	Input  bool // for the reviewer
	Number bool // holds numbers

	Dropdown *Dropdown // what may be picked, or nil
}

// Dropdown is the words that may be entered in a column.
type Dropdown struct {
	List             string // the defined name of the cells that hold them
	Capital, Refusal string // said when another word is entered
}

// Table is a sheet of rows, one a record. Its first column numbers the rows,
// for links to find them and reviewers to get back to the first order.
type Table[T any] struct {
	Sheet    string
	Columns  []Column[T] // after the number
	Rows     []T
	Frozen   int    // columns that stay when scrolling right, the number included
	MaxLines int    // of a row's height; 10 when 0
	Empty    string // said when there are no rows
}

// capacity is how many records a table can show: all rows but the header and
// the notice that some are missing.
func (b *Book) capacity() int { return b.maxRows - 2 }

// Write lays the table out on its sheet.
func (t Table[T]) Write(b *Book) error {
	number := Column[T]{Header: numberHeader, Width: max(5.5, 2.5+float64(len(Digits(len(t.Rows)))))}
	t.Columns = append([]Column[T]{number}, t.Columns...)
	sw, err := t.begin(b)
	if err != nil {
		return err
	}
	if len(t.Rows) == 0 {
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
func (t Table[T]) begin(b *Book) (*excelize.StreamWriter, error) {
	if err := b.layOut(t.Sheet, 0); err != nil {
		return nil, err
	}
	sw, err := b.file.NewStreamWriter(t.Sheet)
	if err != nil {
		return nil, err
	}
	header := make([]any, len(t.Columns))
	for i, c := range slices.Backward(t.Columns) { // the stream puts each before the last
		if err := sw.SetColWidth(i+1, i+1, c.Width); err != nil {
			return nil, err
		}
		as := StyleHeader
		switch {
		case c.Input:
			as = StyleInputHeader
		case c.Number:
			as = StyleNumberHeader
		}
		header[i] = excelize.Cell{StyleID: b.styles[as], Value: c.Header}
	}
	if err := b.setPrinted(t.Sheet, t.printed(), min(len(t.Rows), b.capacity())+2); err != nil {
		return nil, err
	}
	corner, err := excelize.CoordinatesToCellName(max(t.Frozen, 1)+1, 2)
	if err != nil {
		return nil, err
	}
	if err := sw.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: max(t.Frozen, 1), YSplit: 1, TopLeftCell: corner, ActivePane: "bottomRight",
	}); err != nil {
		return nil, err
	}
	return sw, sw.SetRow("A1", header, excelize.RowOpts{Height: headerHeight})
}

// printed is how many columns go on paper: as many as can be read there.
func (t Table[T]) printed() int {
	width := 0.0
	for i, c := range t.Columns {
		if width += c.Width; width > maxPrinted {
			return i
		}
	}
	return len(t.Columns)
}

// sayEmpty says in words that there is nothing.
func (t Table[T]) sayEmpty(b *Book, sw *excelize.StreamWriter) error {
	note := []any{excelize.Cell{StyleID: b.styles[StyleNote], Value: t.Empty}}
	return sw.SetRow("A2", note, excelize.RowOpts{Height: headerHeight})
}

// fill puts the dropdown and the table around the rows, which are written
// when the workbook is packed, and notes when some do not fit.
func (t Table[T]) fill(b *Book, sw *excelize.StreamWriter) error {
	shown := min(len(t.Rows), b.capacity())
	var notice string
	if shown < len(t.Rows) {
		notice = fmt.Sprintf("%s shows its first %d of %d rows; the findings stream has them all.", t.Sheet, shown, len(t.Rows))
		b.Notices = append(b.Notices, notice)
	}
	if at := slices.IndexFunc(t.Columns, func(c Column[T]) bool { return c.Dropdown != nil }); at >= 0 {
		if err := b.addDropdown(t.Columns[at].Dropdown, t.Sheet, at+1, shown+1); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), shown+1)
	if err != nil {
		return err
	}
	b.rows[b.part(t.Sheet)] = sheetRows{
		area:  "A1:" + last,
		write: func(w io.Writer) error { return t.writeRows(b, w, shown, notice) },
	}
	plain := false
	return sw.AddTable(&excelize.Table{
		Range: "A1:" + last, Name: t.Sheet + "Table", StyleName: "TableStyleLight1", ShowRowStripes: &plain,
	})
}

// writeRows writes the first rows, and the notice if there is one.
func (t Table[T]) writeRows(b *Book, w io.Writer, shown int, notice string) error {
	rw, err := newRowWriter(w, &b.styles, len(t.Columns))
	if err != nil {
		return err
	}
	cells := make([]Cell, len(t.Columns))
	for i, r := range t.Rows[:shown] {
		height := t.fillRow(cells, i+1, r)
		if err := rw.row(i+2, height, cells...); err != nil {
			return err
		}
	}
	if notice != "" {
		if err := rw.row(shown+2, headerHeight, Styled(StyleNote, notice)); err != nil {
			return err
		}
	}
	return rw.out.Flush()
}

// fillRow puts a record's cells into a row and returns its height.
func (t Table[T]) fillRow(row []Cell, number int, r T) float64 {
	tallest := 1
	for i, c := range t.Columns {
		if i == 0 {
			row[i] = Cell{Style: StyleRowNumber, Value: number}
		} else {
			row[i] = c.Cell(r)
		}
		tallest = max(tallest, row[i].lines(c.Width))
	}
	limit := t.MaxLines
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
func (c Cell) excelize(b *Book) excelize.Cell {
	return excelize.Cell{StyleID: b.styles[c.Style], Formula: c.formula, Value: c.Value}
}

// lines estimates how many lines the cell takes.
func (c Cell) lines(width float64) int {
	if s, ok := c.Value.(string); ok {
		return lines(s, width)
	}
	return 1
}

// addDropdown offers a list in a column, from its second row to last.
func (b *Book) addDropdown(d *Dropdown, sheet string, col, last int) error {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return err
	}
	list := excelize.NewDataValidation(true)
	list.Sqref = fmt.Sprintf("%[1]s2:%[1]s%[2]d", name, last)
	list.SetSqrefDropList(d.List)
	list.SetError(excelize.DataValidationErrorStyleStop, d.Capital, d.Refusal)
	return b.file.AddDataValidation(sheet, list)
}
