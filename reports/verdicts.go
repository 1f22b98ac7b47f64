package reports

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"
	"github.com/araddon/dateparse"
	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/xlsx"
)

// ErrNoFindings is returned by [ReadVerdicts] for a workbook without a sheet
// of findings: most likely not one this program wrote.
var ErrNoFindings = errors.New("no sheet has the columns Finding ID and Verdict; is it a workbook of copydesk?")

// Review is what reviewers entered in one workbook.
type Review struct {
	// Workbook is the identity of the workbook ([record.Log.Identity]), "" of one
	// that an earlier version wrote.
	Workbook string
	// Saved is when somebody saved it, as its own properties say; zero when they
	// don't.
	Saved time.Time
	// Sealed: it is as it was written. Nobody has entered anything.
	Sealed bool
	// Findings is how many rows have a finding.
	Findings int
	// Verdicts has an entry for each row with a finding ID in which a reviewer
	// wrote anything, in the order of sheets and rows. A row without a verdict
	// has an empty Verdict: it decides nothing, but its note is somebody's
	// work. The same finding may stand on several rows, with verdicts that
	// differ; rows that agree in everything are given once.
	Verdicts []record.Verdict
	// Problems says which entries were not understood and have to be mended,
	// each with its workbook, sheet and row, and what to do about it.
	Problems []string
	// Remarks says the same of what was left out of entries that count all the
	// same.
	Remarks []string
}

// ReadVerdicts reads what reviewers entered in a workbook that [WriteWorkbook]
// wrote, whatever was sorted, filtered, hidden, coloured, merged, added, moved
// or renamed in it since, and whichever program saved it. What it needs is a
// row that names the columns, the finding IDs, and the hidden sheet Lists or
// the defined name that refers to it, by which it knows the workbook for one of
// ours. Columns are known by their names, without regard to case and spaces; a
// column of finding IDs also by its content.
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
	file, err := xlsx.Open(r, size)
	if err != nil {
		return nil, err
	}
	if file.Sealed { // nothing but who it is
		file.Sheets = slices.DeleteFunc(file.Sheets, func(s xlsx.Sheet) bool { return s.Name != listsSheet })
	}
	rd := &reviewReader{workbook: name, file: file}
	return rd.read()
}

// verdict reads an entry. It has no finding when it can't be taken.
func (rd *reviewReader) verdict(e entry) record.Verdict {
	cells := map[int]string{}
	for _, c := range e.cells {
		s := c.Text
		if c.Shared >= 0 {
			s = rd.wanted[c.Shared]
		}
		cells[c.Column] = strings.TrimSpace(s)
	}
	get := func(header string) string { return cells[e.at.columns[foldHeader(header)]] }
	v := record.Verdict{
		SourceFound: get(sourceFoundHeader), Link: get(linkHeader), Reviewer: get(reviewerHeader),
		Note: get(noteHeader), Workbook: rd.workbook, Revises: e.at.columns[suppressedColumn] > 0,
	}
	word, day := get(verdictHeader), get(dateHeader)
	if cmp.Or(word, v.SourceFound, v.Link, v.Reviewer, day, v.Note) == "" {
		return record.Verdict{} // only spaces
	}
	fail := func(what string) { rd.problems = append(rd.problems, rd.where(e.sheet, e.row)+what) }
	if v.Finding = e.finding(cells); v.Finding == "" {
		fail("an entry without a finding ID; enter it in the finding's own row, or copy its ID there from the workbook as it was")
		return record.Verdict{}
	}
	if v.Verdict = verdictOf(word); v.Verdict == "" && word != "" {
		fail(fmt.Sprintf("%q is not a verdict; did you mean %q? pick one from the list: %s",
			line(word, maxHeader), nearestVerdict(word), strings.Join(record.Verdicts, ", ")))
	}
	var ok bool
	if v.Date, ok = dayOf(day, rd.file.Date1904); !ok {
		rd.remarks = append(rd.remarks, rd.where(e.sheet, e.row)+
			fmt.Sprintf("the date %q can't be read and is left out; write it as 2026-01-31", line(day, maxHeader)))
	}
	return v
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

// verdictOf is the verdict a reviewer wrote, in any case and with any spaces,
// "" when it is none. Other marks are no slip of the keyboard: "Fixed?" is a
// question.
func verdictOf(word string) string {
	word = strings.Join(strings.Fields(word), " ")
	for _, v := range record.Verdicts {
		if strings.EqualFold(word, v) {
			return v
		}
	}
	return ""
}

// nearestVerdict is what somebody may have meant.
func nearestVerdict(word string) string {
	metric := metrics.NewJaroWinkler()
	metric.CaseSensitive = false
	return slices.MaxFunc(record.Verdicts, func(a, b string) int {
		return cmp.Compare(strutil.Similarity(word, a, metric), strutil.Similarity(word, b, metric))
	})
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
