package reports

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/araddon/dateparse"
	"github.com/xuri/excelize/v2"

	"copydesk/audit/record"
)

// ErrNoFindings is returned by [ReadVerdicts] for a workbook without a sheet
// of findings: most likely not one this program wrote.
var ErrNoFindings = errors.New("no sheet has the columns Finding ID and Verdict; is it a workbook of copydesk?")

// Review is what reviewers entered in one workbook.
type Review struct {
	// Verdicts has an entry for each row with a finding ID in which a reviewer
	// wrote anything, in the order of sheets and rows. A row without a verdict
	// has an empty Verdict: it decides nothing, but its note is somebody's
	// work. The same finding may stand on several rows, with verdicts that
	// differ; rows that agree in everything are given once.
	Verdicts []record.Verdict
	// Problems says which entries were not understood, each with its workbook,
	// sheet and row, and what to do about it.
	Problems []string
}

// ReadVerdicts reads what reviewers entered in a workbook that [WriteWorkbook]
// wrote, whatever was sorted, filtered, hidden, coloured, added, moved or
// renamed in it since, and whichever program saved it. What it needs is a row
// that names the columns, and the finding IDs. Columns are known by their
// names, without regard to case and spaces; a column of finding IDs also by
// its content.
//
// Its errors name the file and the way out. One that wraps [ErrNoFindings]
// says that the workbook is of another kind.
func ReadVerdicts(path string) (*Review, error) {
	review, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("read verdicts of %s: %w", path, err)
	}
	return review, nil
}

func readFile(path string) (*Review, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return readVerdicts(path, file, info.Size())
}

func readVerdicts(name string, r io.ReaderAt, size int64) (*Review, error) {
	archive, err := openZip(r, size)
	if err != nil {
		return nil, err
	}
	if isSealed(archive) {
		return &Review{}, nil
	}
	file, err := newXLSX(archive)
	if err != nil {
		return nil, err
	}
	rd := &reviewReader{workbook: name, file: file, headers: map[int]string{}, wanted: map[int]string{}}
	return rd.read()
}

// The columns a review is read from, by their folded names.
var (
	findingColumn    = foldHeader(findingIDHeader)
	suppressedColumn = foldHeader(suppressedByHeader)
	verdictColumn    = foldHeader(verdictHeader)
	noteColumn       = foldHeader(noteHeader)
	dateColumn       = foldHeader(dateHeader)

	reviewerColumns = []string{
		verdictColumn, foldHeader(sourceFoundHeader), foldHeader(linkHeader), foldHeader(reviewerHeader), dateColumn, noteColumn,
	}
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
// the strings for the columns' names, through the sheets for rows with
// entries, and through the strings again for what stands in those.
type reviewReader struct {
	workbook string
	file     *xlsxFile
	headers  map[int]string // folded names of columns among the shared strings
	wanted   map[int]string // shared strings that entries refer to
	rows     []entry
	problems []string
	found    bool // a sheet of findings
}

// entry is a row with something in a reviewer's column.
type entry struct {
	sheet string
	row   int
	cells []xlsxCell
	at    *layout
}

// layout is where a sheet has its columns, from 1, by their folded names.
type layout struct {
	columns map[string]int
	twice   []string // names that stand over two columns
}

func (rd *reviewReader) read() (*Review, error) {
	known := map[string]bool{findingColumn: true, suppressedColumn: true}
	for _, name := range reviewerColumns {
		known[name] = true
	}
	err := rd.file.eachString(func(index int, s []byte) {
		if len(s) <= maxHeader {
			if name := foldHeader(string(s)); known[name] {
				rd.headers[index] = name
			}
		}
	})
	if err != nil {
		return nil, err
	}
	for _, sheet := range rd.file.sheets {
		if err := rd.readSheet(sheet, known); err != nil {
			return nil, err
		}
	}
	if !rd.found {
		return nil, ErrNoFindings
	}
	err = rd.file.eachString(func(index int, s []byte) {
		if _, ok := rd.wanted[index]; ok {
			rd.wanted[index] = unescape(string(s))
		}
	})
	if err != nil {
		return nil, err
	}
	review := &Review{Problems: rd.problems}
	seen := map[record.Verdict]bool{}
	for _, e := range rd.rows {
		v, problems := rd.verdict(e)
		review.Problems = append(review.Problems, problems...)
		if v.Finding != "" && !seen[v] {
			seen[v] = true
			review.Verdicts = append(review.Verdicts, v)
		}
	}
	return review, nil
}

// readSheet collects a sheet's rows with entries. Any row that names the
// columns says where they are from there on, so that sheets put below one
// another are read as well.
func (rd *reviewReader) readSheet(sheet xlsxSheet, known map[string]bool) error {
	var at *layout
	return rd.file.eachRow(sheet, func(row int, cells []xlsxCell) error {
		if found := rd.layoutOf(cells, known); found != nil {
			at = found
			rd.found = true
			if at.columns[verdictColumn] == 0 {
				rd.problem(sheet.name, row, "no column is named Verdict; name it again, so that its verdicts are read")
			}
			for _, name := range at.twice {
				rd.problem(sheet.name, row, fmt.Sprintf("two columns are named %q; only the first is read", name))
			}
			return nil
		}
		if at == nil || !at.hasEntry(cells) {
			return nil
		}
		e := entry{sheet: sheet.name, row: row, cells: slices.Clone(cells), at: at}
		for _, c := range e.cells {
			if c.shared >= 0 {
				rd.wanted[c.shared] = ""
			}
		}
		rd.rows = append(rd.rows, e)
		return nil
	})
}

// layoutOf reads a row as one that names the columns: finding IDs and
// verdicts, or either of them and most of the reviewer's others. It is nil
// for any other row.
func (rd *reviewReader) layoutOf(cells []xlsxCell, known map[string]bool) *layout {
	var at layout
	for _, c := range cells {
		name := rd.headers[c.shared]
		if c.shared < 0 && len(c.text) <= maxHeader {
			name = foldHeader(c.text)
		}
		switch {
		case !known[name]:
		case at.columns[name] > 0:
			at.twice = append(at.twice, name)
		default:
			if at.columns == nil {
				at.columns = map[string]int{}
			}
			at.columns[name] = c.column
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
func (at *layout) hasEntry(cells []xlsxCell) bool {
	for _, name := range reviewerColumns {
		column := at.columns[name]
		if column > 0 && slices.ContainsFunc(cells, func(c xlsxCell) bool { return c.column == column }) {
			return true
		}
	}
	return false
}

func (rd *reviewReader) problem(sheet string, row int, what string) {
	rd.problems = append(rd.problems, rd.where(sheet, row)+what)
}

func (rd *reviewReader) where(sheet string, row int) string {
	return fmt.Sprintf("%s, sheet %s, row %d: ", rd.workbook, line(sheet, 40), row)
}

// verdict reads an entry. It has no finding when it can't be taken.
func (rd *reviewReader) verdict(e entry) (v record.Verdict, problems []string) {
	cells := map[int]string{}
	for _, c := range e.cells {
		s := c.text
		if c.shared >= 0 {
			s = rd.wanted[c.shared]
		}
		cells[c.column] = strings.TrimSpace(s)
	}
	get := func(header string) string { return cells[e.at.columns[foldHeader(header)]] }
	v = record.Verdict{
		SourceFound: get(sourceFoundHeader), Link: get(linkHeader), Reviewer: get(reviewerHeader),
		Note: get(noteHeader), Workbook: rd.workbook, Revises: e.at.columns[suppressedColumn] > 0,
	}
	word, day := get(verdictHeader), get(dateHeader)
	if cmp.Or(word, v.SourceFound, v.Link, v.Reviewer, day, v.Note) == "" {
		return record.Verdict{}, nil // only spaces
	}
	fail := func(what string) { problems = append(problems, rd.where(e.sheet, e.row)+what) }
	v.Verdict = verdictOf(word)
	if word != "" && v.Verdict == "" {
		fail(fmt.Sprintf("%q is not a verdict; pick one from the list: %s", line(word, maxHeader), strings.Join(record.Verdicts, ", ")))
		return record.Verdict{}, problems
	}
	if v.Finding = e.finding(cells); v.Finding == "" {
		fail("an entry without a finding ID; enter it in the finding's own row")
		return record.Verdict{}, problems
	}
	var ok bool
	if v.Date, ok = dayOf(day, rd.file.date1904); !ok {
		fail(fmt.Sprintf("the date %q can't be read and is left out; write it as 2026-01-31", line(day, maxHeader)))
	}
	return v, problems
}

// finding is the ID in an entry's row; where no column is named for it, what
// looks like one.
func (e entry) finding(cells map[int]string) string {
	if column := e.at.columns[findingColumn]; column > 0 {
		return cells[column]
	}
	for _, column := range slices.Sorted(maps.Keys(cells)) {
		if findingIDPattern.MatchString(cells[column]) {
			return cells[column]
		}
	}
	return ""
}

// verdictOf is the verdict a reviewer wrote, "" when it is none.
func verdictOf(word string) string {
	folded := foldHeader(word)
	for _, v := range record.Verdicts {
		if folded == foldHeader(v) {
			return v
		}
	}
	return ""
}

// firstSerial is the first number that is taken for a day and not for a year
// or a slip: the day 1990-01-01.
const firstSerial = 32874

// dayOf reads a day as spreadsheet programs keep it, a number of days since
// their epoch, or as people write it, unless its day and month could be
// exchanged.
func dayOf(s string, date1904 bool) (day string, ok bool) {
	if s == "" {
		return "", true
	}
	if serial, err := strconv.ParseFloat(s, 64); err == nil {
		if date1904 {
			serial += 1462
		}
		t, err := excelize.ExcelDateToTime(serial, false)
		if err != nil || serial < firstSerial || t.Year() > 9999 {
			return "", false
		}
		return t.Format(time.DateOnly), true
	}
	if len(s) > maxHeader {
		return "", false
	}
	t, err := dateparse.ParseStrict(s)
	if err != nil || t.Year() < 1990 || t.Year() > 9999 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}
