package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Workbook is a workbook that a run wrote.
type Workbook struct {
	Identity string `json:"identity"`
	Knew     int64  `json:"knew"` // the last verdict taken in before
}

// Reading is a state of a workbook that was read.
type Reading struct {
	Number   int64     `json:"number"`
	Workbook string    `json:"workbook"` // its identity, "" when it carries none
	Path     string    `json:"path"`
	Hash     string    `json:"hash"`
	Content  string    `json:"content"` // digest of what stood in it
	Saved    string    `json:"saved"`
	Taken    string    `json:"taken"`
	Whole    bool      `json:"whole"`
	Undone   string    `json:"undone"`             // when it was taken back, "" it was not
	Verdicts []Verdict `json:"verdicts,omitempty"` // that it brought
	Stood    []int64   `json:"stood,omitempty"`    // that stood in it, by number
	Emptied  []int64   `json:"emptied,omitempty"`  // that somebody had emptied
}

const readingColumns = "number, workbook, path, hash, content, saved, taken, whole, undone"

func (r *Reading) columns() []any {
	return []any{&r.Number, &r.Workbook, &r.Path, &r.Hash, &r.Content, &r.Saved, &r.Taken, &r.Whole, &r.Undone}
}

// exportReadings writes the workbooks, and all that was ever read in them.
func (a *Archive) exportReadings(ctx context.Context, moment querier, enc *json.Encoder) error {
	books, err := queryAll(ctx, moment, "SELECT identity, knew FROM workbook ORDER BY identity", func(b *Workbook) []any { return []any{&b.Identity, &b.Knew} })
	if err != nil {
		return a.failed(err)
	}
	for i := range books {
		if err := enc.Encode(line{Workbook: &books[i]}); err != nil {
			return err
		}
	}
	readings, err := queryAll(ctx, moment, "SELECT "+readingColumns+" FROM reading ORDER BY number", (*Reading).columns)
	if err != nil {
		return a.failed(err)
	}
	number := func(n *int64) []any { return []any{n} }
	for i := range readings {
		r := &readings[i]
		r.Verdicts, err = queryAll(ctx, moment, "SELECT "+verdictColumns+" FROM verdict v WHERE reading = ? ORDER BY number", (*Verdict).columns, r.Number)
		if err == nil {
			r.Stood, err = queryAll(ctx, moment, "SELECT verdict FROM stood WHERE reading = ? ORDER BY verdict", number, r.Number)
		}
		if err == nil {
			r.Emptied, err = queryAll(ctx, moment, "SELECT verdict FROM emptied WHERE reading = ? ORDER BY verdict", number, r.Number)
		}
		if err != nil {
			return a.failed(err)
		}
		if err := enc.Encode(line{Reading: r}); err != nil {
			return err
		}
	}
	return nil
}

func queryAll[T any](ctx context.Context, from querier, query string, into func(*T) []any, args ...any) ([]T, error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, into)
}

// importReading adds a reading and all that hangs on it. Readings come in their
// order, so what one refers to is there.
func importReading(ctx context.Context, tx *sql.Tx, r *Reading) error {
	if _, err := insertNumbered(ctx, tx, "reading", readingColumns, r.columns()); err != nil {
		return fmt.Errorf("reading %d: %w", r.Number, err)
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		v.Reading = r.Number
		if err := insertVerdict(ctx, tx, v); err != nil {
			return err
		}
	}
	for table, verdicts := range map[string][]int64{"stood": r.Stood, "emptied": r.Emptied} {
		for _, v := range verdicts {
			if err := refer(ctx, tx, table, r.Number, v); err != nil {
				return fmt.Errorf("reading %d: verdict %d: %w", r.Number, v, err)
			}
		}
	}
	return nil
}

// importVerdict adds a verdict of an export of before there was a history.
func importVerdict(ctx context.Context, tx *sql.Tx, e Entry, path string) error {
	r := Reading{Path: path, Content: beforeHistory, Saved: day(e.Date), Taken: day(e.Date)}
	err := tx.QueryRowContext(ctx, "SELECT number FROM reading WHERE path = ? AND content = ?", path, beforeHistory).Scan(&r.Number)
	if errors.Is(err, sql.ErrNoRows) {
		r.Number, err = insertNumbered(ctx, tx, "reading", readingColumns, r.columns())
	}
	if err != nil {
		return err
	}
	v := Verdict{Entry: e, Reading: r.Number, Entered: r.Saved}
	err = tx.QueryRowContext(ctx, "SELECT check_id, words FROM finding WHERE id = ?", e.Finding).Scan(&v.Check, &v.Words)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err := insertVerdict(ctx, tx, &v); err != nil {
		return err
	}
	return refer(ctx, tx, "stood", r.Number, v.Number)
}

// beforeHistory is the content of readings that stand for what was remembered
// of a workbook before verdicts were a history.
const beforeHistory = "of version 2"

// day is the time at which a day begins, "" of none.
func day(date string) string {
	if date == "" {
		return ""
	}
	return date + "T00:00:00Z"
}
