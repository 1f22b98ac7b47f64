package workbook

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// rowWriter writes a table's rows straight into the package. excelize makes
// the rest of the sheet around them; its own stream of rows would keep up to
// 32 MB of each sheet in memory until all are written.
type rowWriter struct {
	out     *bufio.Writer
	buf     []byte
	styles  *[styleCount]int
	columns []string // their letters
}

func newRowWriter(w io.Writer, styles *[styleCount]int, columns int) (*rowWriter, error) {
	rw := &rowWriter{out: bufio.NewWriterSize(w, 1<<16), styles: styles}
	for i := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		rw.columns = append(rw.columns, name)
	}
	return rw, nil
}

// row writes a row of cells; its height is in points.
func (w *rowWriter) row(number int, height float64, cells ...Cell) error {
	b := append(w.buf[:0], `<row r="`...)
	b = strconv.AppendInt(b, int64(number), 10)
	b = append(b, `" ht="`...)
	b = strconv.AppendFloat(b, height, 'f', -1, 64)
	b = append(b, `" customHeight="1">`...)
	for i, c := range cells {
		b = append(b, `<c r="`...)
		b = append(b, w.columns[i]...)
		b = strconv.AppendInt(b, int64(number), 10)
		b = append(b, `" s="`...)
		b = strconv.AppendInt(b, int64(w.styles[c.Style]), 10)
		b = append(b, '"')
		b = c.AppendXML(b)
	}
	b = append(b, `</row>`...)
	w.buf = b
	_, err := w.out.Write(b)
	return err
}

// AppendXML appends what follows the cell's place and style.
func (c Cell) AppendXML(b []byte) []byte {
	switch v := c.Value.(type) {
	case string:
		switch {
		case c.formula != "":
			b = append(b, ` t="str"><f>`...)
			b = appendEscaped(b, c.formula)
			b = append(b, `</f><v>`...)
			b = appendText(b, v)
			return append(b, `</v></c>`...)
		case c.Marked != nil:
			b = append(b, ` t="inlineStr"><is>`...)
			for _, r := range c.Marked {
				b = r.appendXML(b)
			}
			return append(b, `</is></c>`...)
		}
		b = append(b, ` t="inlineStr"><is>`...)
		b = appendT(b, v)
		return append(b, `</is></c>`...)
	case int:
		return appendNumber(b, c.formula, strconv.Itoa(v))
	case float64:
		return appendNumber(b, c.formula, strconv.FormatFloat(v, 'f', -1, 64))
	case time.Time:
		return appendNumber(b, c.formula, strconv.Itoa(serial(v)))
	}
	return append(b, `/>`...)
}

func appendNumber(b []byte, formula, number string) []byte {
	b = append(b, '>')
	if formula != "" {
		b = append(b, `<f>`...)
		b = appendEscaped(b, formula)
		b = append(b, `</f>`...)
	}
	b = append(b, `<v>`...)
	b = append(b, number...)
	return append(b, `</v></c>`...)
}

// serial is a day as spreadsheets count it, from 1900 on.
func serial(day time.Time) int {
	return int(math.Round(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24))
}

// appendXML appends a stretch of text in its own font.
func (r Run) appendXML(b []byte) []byte {
	b = append(b, `<r><rPr>`...)
	if r.Bold {
		b = append(b, `<b/>`...)
	}
	if r.Strike {
		b = append(b, `<strike/>`...)
	}
	if r.Underline {
		b = append(b, `<u/>`...)
	}
	b = fmt.Appendf(b, `<sz val="%d"/>`, fontSize)
	if r.Colour != "" {
		b = append(b, `<color rgb="FF`...)
		b = append(b, r.Colour...)
		b = append(b, `"/>`...)
	}
	b = append(b, `<rFont val="`+fontFamily+`"/><family val="2"/></rPr>`...)
	b = appendT(b, r.Text)
	return append(b, `</r>`...)
}

// appendT appends a text element, which keeps its spaces.
func appendT(b []byte, s string) []byte {
	b = append(b, `<t`...)
	if s != strings.TrimSpace(s) || strings.ContainsAny(s, "\n\t") {
		b = append(b, ` xml:space="preserve"`...)
	}
	b = append(b, '>')
	b = appendText(b, s)
	return append(b, `</t>`...)
}

// appendText appends a cell's text. What looks like an escaped character of
// the format, such as _x0041_, is escaped itself.
func appendText(b []byte, s string) []byte {
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			return appendEscaped(b, s)
		}
		b = appendEscaped(b, s[:i])
		if len(s) >= i+7 && s[i+6] == '_' && isHex(s[i+2:i+6]) {
			b = append(b, `_x005F`...)
		}
		b = append(b, `_x`...)
		s = s[i+2:]
	}
}

func isHex(s string) bool {
	for _, c := range []byte(s) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return true
}

// appendEscaped appends s as XML. What XML cannot carry was cleaned away
// before; should any be left, it becomes U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '&':
			b = append(b, `&amp;`...)
		case c == '<':
			b = append(b, `&lt;`...)
		case c == '>':
			b = append(b, `&gt;`...)
		case c < ' ' && c != '\t' && c != '\n':
			b = append(b, "\ufffd"...)
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == '\ufffe' || r == '\uffff' {
				r = utf8.RuneError
			}
			b = utf8.AppendRune(b, r)
			i += size
			continue
		}
		i++
	}
	return b
}
