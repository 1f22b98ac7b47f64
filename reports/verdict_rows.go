package reports

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/xlsx"
)

// The columns a review is read from, by their folded names.
var (
	findingColumn    = foldHeader(findingIDHeader)
	suppressedColumn = foldHeader(suppressedByHeader)
	verdictColumn    = foldHeader(verdictHeader)
	dateColumn       = foldHeader(dateHeader)

	reviewerColumns = []string{
		verdictColumn, foldHeader(sourceFoundHeader), foldHeader(linkHeader), foldHeader(reviewerHeader), dateColumn, foldHeader(noteHeader),
	}
	knownColumns = append([]string{findingColumn, suppressedColumn}, reviewerColumns...)
)

// foldHeader reduces a name to its letters and digits in lower case.
func foldHeader(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// maxHeader is how many bytes of a cell can be a column's name or a verdict.
const maxHeader = 60

// findingIDPattern is what finding IDs look like.
var findingIDPattern = regexp.MustCompile(`^F[0-9a-f]{16}$`)

// reviewReader collects the rows somebody wrote in. It never holds a sheet or
// the table of shared strings, which is most of a workbook: it goes through
// the strings for the few that it knows, through the sheets for rows with
// entries, and through the strings again for what stands in those.
type reviewReader struct {
	workbook string
	file     *xlsx.File
	headers  map[int]string // folded names of columns among the shared strings
	ids      map[int]bool   // finding IDs among them
	words    map[int]bool   // verdicts among them
	marks    map[int]string // identities among them
	wanted   map[int]string // shared strings that entries refer to

	identity string
	findings int
	rows     []entry
	problems []string
	remarks  []string
	found    bool // a sheet of findings
}

// entry is a row with something in a reviewer's column.
type entry struct {
	sheet string
	row   int
	cells []xlsx.Cell
	at    *layout
}

// layout is where a sheet has its columns, from 1, by their folded names.
type layout struct {
	columns map[string]int
	twice   []string // names that stand over two columns
}

func (rd *reviewReader) read() (*Review, error) {
	rd.headers, rd.ids, rd.words, rd.marks, rd.wanted = map[int]string{}, map[int]bool{}, map[int]bool{}, map[int]string{}, map[int]string{}
	if err := rd.file.EachString(rd.know); err != nil {
		return nil, err
	}
	for _, sheet := range rd.file.Sheets {
		if err := rd.readSheet(sheet); err != nil {
			return nil, err
		}
	}
	review := &Review{Workbook: rd.identity, Saved: rd.file.Saved(), Sealed: rd.file.Sealed}
	switch ours := rd.identity != "" || rd.file.Defines(verdictList); {
	case rd.file.Sealed:
		return review, nil
	case !ours && len(rd.rows) > 0:
		return nil, fmt.Errorf("it is no workbook of copydesk, nor a copy of a whole one, so what %s of it say is not taken; enter it in the audit's own workbook",
			Plural(len(rd.rows), "row"))
	case ours && !rd.found:
		return nil, errors.New("no sheet has the row that names the columns any more; copy that row from another workbook of copydesk, so that the verdicts can be read")
	case !rd.found:
		return nil, ErrNoFindings
	}
	err := rd.file.EachString(func(index int, s []byte) {
		if _, ok := rd.wanted[index]; ok {
			rd.wanted[index] = xlsx.Unescape(string(s))
		}
	})
	if err != nil {
		return nil, err
	}
	review.Findings = rd.findings
	review.Verdicts = rd.verdicts()
	review.Problems, review.Remarks = rd.problems, rd.remarks
	return review, nil
}

// know remembers which of the shared strings say where things are.
func (rd *reviewReader) know(index int, s []byte) {
	if len(s) > maxHeader {
		return
	}
	text := string(s)
	if name := foldHeader(text); slices.Contains(knownColumns, name) {
		rd.headers[index] = name
	}
	if findingIDPattern.MatchString(text) {
		rd.ids[index] = true
	}
	if verdictOf(text) != "" {
		rd.words[index] = true
	}
	if identity, ok := identityOf(text); ok {
		rd.marks[index] = identity
	}
}

// verdicts reads the entries, each once.
func (rd *reviewReader) verdicts() []record.Verdict {
	var list []record.Verdict
	seen := map[record.Verdict]bool{}
	for _, e := range rd.rows {
		if v := rd.verdict(e); v.Finding != "" && !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
	}
	return list
}

// readSheet collects a sheet's rows with entries. A second look is needed
// where cells of several rows were merged: what stands in the first of them
// goes for all, and which they are is known at the sheet's end only.
func (rd *reviewReader) readSheet(sheet xlsx.Sheet) error {
	s := &sheetReader{reviewReader: rd, sheet: sheet.Name}
	merges, err := rd.file.EachRow(sheet, s.row)
	if err != nil {
		return err
	}
	if len(merges) > 0 && s.found {
		s = &sheetReader{reviewReader: rd, sheet: sheet.Name, merges: map[int][]xlsx.Area{}, open: map[int]merged{}}
		for _, m := range merges {
			s.merges[m.First] = append(s.merges[m.First], m)
		}
		if _, err := rd.file.EachRow(sheet, s.row); err != nil {
			return err
		}
	}
	rd.found = rd.found || s.found
	rd.findings += s.findings
	rd.rows = append(rd.rows, s.rows...)
	rd.problems = append(rd.problems, s.problems...)
	rd.remarks = append(rd.remarks, s.remarks...)
	for _, e := range s.rows {
		for _, c := range e.cells {
			if c.Shared >= 0 {
				rd.wanted[c.Shared] = ""
			}
		}
	}
	if s.nameless > 0 {
		rd.problems = append(rd.problems, fmt.Sprintf("%s, sheet %s: the row that names the columns is gone, so %s can't be read; copy that row from another workbook of copydesk",
			rd.workbook, line(sheet.Name, 40), Plural(s.nameless, "verdict")))
	}
	return nil
}

// sheetReader is what one pass through a sheet collects.
type sheetReader struct {
	*reviewReader
	sheet    string
	at       *layout
	merges   map[int][]xlsx.Area // by their first row
	open     map[int]merged      // that the row is in, by their column
	found    bool
	findings int
	nameless int // rows with a verdict in a sheet that has lost its columns' names
	rows     []entry
	problems []string
	remarks  []string
}

// merged is a merged area and the cell whose content goes for all of it.
type merged struct {
	last int // row
	cell xlsx.Cell
}

// row reads a row. Any that names the columns says where they are from there
// on, so that sheets put below one another are read as well.
func (s *sheetReader) row(row int, cells []xlsx.Cell) error {
	if s.sheet == listsSheet {
		s.readMark(cells)
	}
	if found := s.layoutOf(cells); found != nil {
		s.at, s.found = found, true
		if found.columns[verdictColumn] == 0 {
			s.problems = append(s.problems, s.where(s.sheet, row)+"no column is named Verdict; name it again, so that its verdicts are read")
		}
		for _, name := range found.twice {
			s.remarks = append(s.remarks, s.where(s.sheet, row)+fmt.Sprintf("two columns are named %q; only the first is read", name))
		}
		return nil
	}
	if s.at == nil {
		if s.has(cells, s.ids, findingIDPattern.MatchString) && s.has(cells, s.words, func(text string) bool { return verdictOf(text) != "" }) {
			s.nameless++
		}
		return nil
	}
	cells = s.fill(row, cells)
	if column := s.at.columns[findingColumn]; slices.ContainsFunc(cells, func(c xlsx.Cell) bool { return c.Column == column }) {
		s.findings++
	}
	if s.at.hasEntry(cells) {
		s.rows = append(s.rows, entry{sheet: s.sheet, row: row, cells: slices.Clone(cells), at: s.at})
	}
	return nil
}

// readMark looks for the workbook's identity.
func (s *sheetReader) readMark(cells []xlsx.Cell) {
	for _, c := range cells {
		identity, ok := s.marks[c.Shared]
		if c.Shared < 0 {
			identity, ok = identityOf(c.Text)
		}
		if ok {
			s.identity = identity
		}
	}
}

// has says whether a row has a cell of a kind.
func (s *sheetReader) has(cells []xlsx.Cell, shared map[int]bool, fits func(string) bool) bool {
	return slices.ContainsFunc(cells, func(c xlsx.Cell) bool {
		return c.Shared >= 0 && shared[c.Shared] || c.Shared < 0 && len(c.Text) <= maxHeader && fits(c.Text)
	})
}

// fill adds to a row what stands in the first row of areas merged with it.
func (s *sheetReader) fill(row int, cells []xlsx.Cell) []xlsx.Cell {
	for column, m := range s.open {
		if m.last < row {
			delete(s.open, column)
			continue
		}
		if !slices.ContainsFunc(cells, func(c xlsx.Cell) bool { return c.Column == column }) {
			cells = append(cells, m.cell)
		}
	}
	for _, area := range s.merges[row] {
		if i := slices.IndexFunc(cells, func(c xlsx.Cell) bool { return c.Column == area.Column }); i >= 0 {
			s.open[area.Column] = merged{area.Last, cells[i]}
		}
	}
	return cells
}

// layoutOf reads a row as one that names the columns: finding IDs and
// verdicts, or either of them and most of the reviewer's others. It is nil
// for any other row.
func (s *sheetReader) layoutOf(cells []xlsx.Cell) *layout {
	at := layout{columns: map[string]int{}}
	for _, c := range cells {
		name := s.headers[c.Shared]
		if c.Shared < 0 && len(c.Text) <= maxHeader {
			name = foldHeader(c.Text)
		}
		switch {
		case !slices.Contains(knownColumns, name):
		case at.columns[name] > 0:
			at.twice = append(at.twice, name)
		default:
			at.columns[name] = c.Column
		}
	}
	others := 0
	for _, name := range reviewerColumns[1:] {
		others += b2i(at.columns[name] > 0)
	}
	id, verdict := at.columns[findingColumn] > 0, at.columns[verdictColumn] > 0
	if id && verdict || (id || verdict) && others >= 3 {
		return &at
	}
	return nil
}

// hasEntry says whether a row has anything in a reviewer's column.
func (at *layout) hasEntry(cells []xlsx.Cell) bool {
	for _, name := range reviewerColumns {
		column := at.columns[name]
		if column > 0 && slices.ContainsFunc(cells, func(c xlsx.Cell) bool { return c.Column == column }) {
			return true
		}
	}
	return false
}

func (rd *reviewReader) where(sheet string, row int) string {
	return fmt.Sprintf("%s, sheet %s, row %d: ", rd.workbook, line(sheet, 40), row)
}
