// Package xlsx reads workbooks that people and other programs have saved, and
// knows the ones that nobody has.
//
// It is not excelize's reader, because that one takes a damaged sheet for a short
// one, without an error; and a verdict that is lost that way is lost for good.
// Names are compared without their namespaces, which differ between strict and
// transitional files and from program to program. Nothing is held of a sheet or of
// the table of shared strings, which is most of a workbook: both are gone through.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of a workbook that is read. The largest this project writes stays
// under them.
const (
	maxUnpacked  = 2 << 30 // bytes of a part
	maxExpansion = 200     // times its packed size, beyond the first 16 MiB
	maxToken     = 4 << 20 // bytes between two tags
	maxCells     = 16_384  // of a row
	maxCellText  = 4 * 1e5 // bytes
	maxDepth     = 64      // of elements
	maxSheets    = 1_000   // of a workbook
	maxTime      = 60      // bytes of a time among the properties
	maxMerges    = 100_000 // merged areas of a sheet, and names of a workbook
)

var errNotWorkbook = errors.New("not a workbook that can be read; save it as .xlsx (Excel, LibreOffice and Google Sheets all can)")

// File is an open workbook.
type File struct {
	Sheets   []Sheet
	Date1904 bool // whether days are counted from 1904 and not from 1900
	Sealed   bool // it is as it was written: see [IsSealed]

	parts   map[string]*zip.File // by name in lower case
	strings string               // the part of shared strings, "" when there is none
	names   []string             // defined names
}

// Area is a column of merged cells: the first has what stands in them. Columns
// and rows count from 1.
type Area struct{ Column, First, Last int }

// Sheet is a sheet's name and the part it is in.
type Sheet struct {
	Name string
	part string
}

// Cell is a cell that is not empty: its text, or the index of a shared
// string.
type Cell struct {
	Column int // from 1
	Text   string
	Shared int // index, -1 when Text has it all
}

// Open reads which sheets a workbook of so many bytes has. Its errors say what to
// do about a file that can't be read; they don't name it.
func Open(r io.ReaderAt, size int64) (*File, error) {
	magic := make([]byte, 8)
	if n, _ := r.ReadAt(magic, 0); bytes.Equal(magic[:n], []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return nil, errors.New("protected by a password, or in the old .xls format; save it as .xlsx without a password")
	}
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", errNotWorkbook, err)
	}
	x := &File{parts: make(map[string]*zip.File, len(archive.File))}
	for _, part := range archive.File {
		x.parts[strings.ToLower(part.Name)] = part
	}
	if err := x.readIndex(); err != nil {
		return nil, err
	}
	x.Sealed = IsSealed(archive)
	return x, nil
}

// readIndex reads what parts the workbook has.
func (x *File) readIndex() error {
	main := "xl/workbook.xml"
	roots, err := x.relations("")
	if err != nil {
		return err
	}
	for _, rel := range roots {
		if rel.kind == "officeDocument" {
			main = rel.target
		}
	}
	if x.parts[strings.ToLower(main)] == nil || strings.HasSuffix(main, ".bin") { // .xlsb holds no XML
		return errNotWorkbook
	}
	rels, err := x.relations(main)
	if err != nil {
		return err
	}
	for _, rel := range rels {
		if rel.kind == "sharedStrings" {
			x.strings = rel.target
		}
	}
	return x.readSheets(main, rels)
}

// readSheets reads the workbook's own part.
func (x *File) readSheets(main string, rels map[string]relation) error {
	err := x.read(main, func(t xml.Token, _ []string) error {
		start, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Local == "workbookPr":
			x.Date1904 = attribute(start, "date1904") == "1" || attribute(start, "date1904") == "true"
		case start.Name.Local == "definedName" && len(x.names) < maxMerges:
			x.names = append(x.names, attribute(start, "name"))
		case start.Name.Local == "sheet":
			rel, ok := rels[attribute(start, "id")]
			if ok && rel.kind != "worksheet" {
				return nil // a chart sheet
			}
			name := attribute(start, "name")
			if !ok || x.parts[strings.ToLower(rel.target)] == nil {
				return fmt.Errorf("damaged: sheet %q is missing", name)
			}
			if x.Sheets = append(x.Sheets, Sheet{name, rel.target}); len(x.Sheets) > maxSheets {
				return fmt.Errorf("more than %d sheets", maxSheets)
			}
		}
		return nil
	})
	if err == nil && len(x.Sheets) == 0 {
		err = errNotWorkbook
	}
	return err
}

// relation is a reference from one part to another.
type relation struct{ kind, target string }

// relations reads what a part refers to, by ID. The package itself is "".
func (x *File) relations(part string) (map[string]relation, error) {
	list := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		list = "_rels/.rels"
	}
	rels := map[string]relation{}
	if x.parts[strings.ToLower(list)] == nil {
		return rels, nil
	}
	err := x.read(list, func(t xml.Token, _ []string) error {
		if start, ok := t.(xml.StartElement); ok && start.Name.Local == "Relationship" {
			kind, target := attribute(start, "Type"), attribute(start, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", path.Dir(part), target)
			}
			rels[attribute(start, "Id")] = relation{
				kind[strings.LastIndexByte(kind, '/')+1:], strings.TrimPrefix(path.Clean(target), "/"),
			}
		}
		return nil
	})
	return rels, err
}

// Defines reports whether the workbook defines a name.
func (x *File) Defines(name string) bool {
	return slices.ContainsFunc(x.names, func(n string) bool { return strings.EqualFold(n, name) })
}

// Saved is when the workbook's properties say that it was saved, in UTC; zero when
// they don't, or when the program that saved it left them as they were written.
func (x *File) Saved() time.Time {
	times := map[string]string{}
	err := x.read(CoreProperties, func(t xml.Token, open []string) error {
		if text, ok := t.(xml.CharData); ok && len(open) > 0 && len(text) <= maxTime {
			times[open[len(open)-1]] += string(text)
		}
		return nil
	})
	saved, parseErr := time.Parse(time.RFC3339, strings.TrimSpace(times["modified"]))
	if err != nil || parseErr != nil || times["modified"] == times["created"] {
		return time.Time{}
	}
	return saved.UTC()
}

// EachRow calls do with each row of a sheet that has a cell, in the file's
// order, and returns where cells of several rows are merged. The cells are do's
// only until it returns.
func (x *File) EachRow(sheet Sheet, do func(row int, cells []Cell) error) (merges []Area, err error) {
	r := rowReader{do: do}
	err = x.read(sheet.part, func(t xml.Token, open []string) error {
		switch t := t.(type) {
		case xml.StartElement:
			r.start(t)
		case xml.CharData:
			if len(open) > 0 && isValue(open) {
				return r.value(t)
			}
		case xml.EndElement:
			return r.end(t)
		}
		return nil
	})
	return r.merges, err
}

// rowReader puts the rows of a sheet together.
type rowReader struct {
	do     func(row int, cells []Cell) error
	row    int
	last   int // column
	cells  []Cell
	kind   string // of the cell's value
	text   []byte // of the cell's value
	merges []Area
}

func (r *rowReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "mergeCell":
		if area, ok := areaOf(attribute(e, "ref")); ok && len(r.merges) < maxMerges {
			r.merges = append(r.merges, area)
		}
	case "row":
		r.row++
		if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
			r.row = n
		}
		r.last, r.cells = 0, r.cells[:0]
	case "c":
		r.last++
		if n := columnNumber(attribute(e, "r")); n > 0 {
			r.last = n
		}
		r.kind, r.text = attribute(e, "t"), r.text[:0]
	}
}

func (r *rowReader) value(text xml.CharData) error {
	if r.text = append(r.text, text...); len(r.text) > maxCellText {
		return fmt.Errorf("row %d: a cell of more than %d bytes", r.row, int(maxCellText))
	}
	return nil
}

func (r *rowReader) end(e xml.EndElement) error {
	switch e.Name.Local {
	case "c":
		return r.endCell()
	case "row":
		if len(r.cells) > 0 {
			return r.do(r.row, r.cells)
		}
	}
	return nil
}

func (r *rowReader) endCell() error {
	if len(r.text) == 0 {
		return nil
	}
	cell := Cell{Column: r.last, Shared: -1}
	if r.kind == "s" {
		index, err := strconv.Atoi(strings.TrimSpace(string(r.text)))
		if err != nil || index < 0 {
			return fmt.Errorf("row %d: damaged: %.20q is no shared string", r.row, r.text)
		}
		cell.Shared = index
	} else {
		cell.Text = Unescape(string(r.text))
	}
	if r.cells = append(r.cells, cell); len(r.cells) > maxCells {
		return fmt.Errorf("row %d: more than %d cells", r.row, maxCells)
	}
	return nil
}

// areaOf reads the name of an area of several rows, such as "K2:K9".
func areaOf(ref string) (area Area, ok bool) {
	from, to, _ := strings.Cut(ref, ":")
	row := func(cell string) int {
		n, _ := strconv.Atoi(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return n
	}
	area = Area{columnNumber(from), row(from), row(to)}
	return area, area.Column > 0 && area.First > 0 && area.Last > area.First
}

// isValue says whether text inside these elements is a cell's: its value, or
// inline text but not the reading aid that East Asian text may carry.
func isValue(open []string) bool {
	switch open[len(open)-1] {
	case "v":
		return true
	case "t":
		return !slices.Contains(open, "rPh")
	}
	return false
}

// EachString calls do with each shared string, as it is written: [Unescape] says
// what stands in it. The bytes are do's only until it returns.
func (x *File) EachString(do func(index int, s []byte)) error {
	if x.strings == "" {
		return nil
	}
	index := 0
	var text []byte
	return x.read(x.strings, func(t xml.Token, open []string) error {
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "si" {
				text = text[:0]
			}
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1] == "t" && isValue(open) {
				if text = append(text, t...); len(text) > maxCellText {
					return fmt.Errorf("a text of more than %d bytes", int(maxCellText))
				}
			}
		case xml.EndElement:
			if t.Name.Local == "si" {
				do(index, text)
				index++
			}
		}
		return nil
	})
}

// attribute is an element's attribute, whatever its namespace.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// columnNumber is the column of a cell's name: 27 of "AA5"; 0 when it names
// none.
func columnNumber(cell string) int {
	n := 0
	for _, c := range []byte(cell) {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = 26*n + int(c-'A') + 1; n > maxCells {
			return 0
		}
	}
	return n
}

// Unescape undoes the writing of characters as _x0041_.
func Unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			break
		}
		code, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(code))
		s = s[i+7:]
	}
	return b.String() + s
}
