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

	"copydesk/audit/output"
	"copydesk/audit/record"
)

// WriteWorkbook writes the workbook to path and returns the name it has: path
// itself, or a free one like it ([FreeName]) where somebody has written in the
// workbook that is there. The file is complete or not there: it is written
// beside its name, synced and renamed, and nothing is left behind on error.
func WriteWorkbook(path string, log *record.Log) (written string, err error) {
	if written, err = FreeName(path); err != nil {
		return "", fmt.Errorf("write workbook %s: %w", path, err)
	}
	return written, output.Write(written, func(w io.Writer) error { return Workbook(w, log) })
}

// Workbook writes the workbook's bytes to w.
func Workbook(w io.Writer, log *record.Log) error {
	return render(w, newNight(log), maxRows)
}
