// Package reports renders a findings stream as a workbook or a terminal
// summary. The stream is its only input: what it does not hold, no report
// says.
//
// The workbook is deterministic. It holds the day of the run but no time of
// day, duration or run ID, so that auditing the same inputs again on the same
// day gives the same bytes.
package reports

import (
	"fmt"
	"io"
	"path/filepath"

	"copydesk.dev/audit/output"
	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// WriteWorkbook writes the workbook to path, with links to originals as
// [Workbook] makes them of [Route], and returns the name it has: path
// itself, or a free one like it ([FreeName]) where somebody has written in the
// workbook that is there. The file is complete or not there: it is written
// beside its name, synced and renamed, and nothing is left behind on error.
func WriteWorkbook(path, base string, log *record.Log) (written string, err error) {
	if written, err = FreeName(path); err != nil {
		return "", fmt.Errorf("write workbook %s: %w", path, err)
	}
	route, err := Route(path, base)
	if err != nil {
		return "", fmt.Errorf("write workbook %s: %w", path, err)
	}
	return written, output.Write(written, func(w io.Writer) error { return Workbook(w, route, log) })
}

// Workbook writes the workbook's bytes to w. Spreadsheet programs follow a
// relative link from the folder that the workbook is in; the sources in the log
// are relative to the folder that the audit was run in. Route leads from the
// one to the other, as [Route] finds it.
func Workbook(w io.Writer, route string, log *record.Log) error {
	return render(w, newView(log), route, workbook.MaxRows)
}

// Route is the way from the folder of a workbook to base, the folder in which
// relative sources begin: relative where there is such a way, absolute where
// there is none, as between two drives. It has slashes on every system.
func Route(workbook, base string) (string, error) {
	from, err := filepath.Abs(filepath.Dir(workbook))
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(base)
	if err != nil {
		return "", err
	}
	if way, err := filepath.Rel(from, to); err == nil {
		to = way
	}
	return filepath.ToSlash(to), nil
}
