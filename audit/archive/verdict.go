package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// Verdict is what a reviewer entered about a finding in one workbook.
type Verdict struct {
	Finding     string `json:"finding"`
	Workbook    string `json:"workbook"`
	Verdict     string `json:"verdict"`
	SourceFound string `json:"source_found"`
	Link        string `json:"link"`
	Reviewer    string `json:"reviewer"`
	Date        string `json:"date"` // a day, "" not given
	Note        string `json:"note"`

	// Revises makes [Archive.Take] forget what other workbooks say of the
	// finding.
	Revises bool `json:"-"`

	// What the archive knows of the finding, if anything.
	Check string `json:"-"`
	Words string `json:"-"`
	Open  bool   `json:"-"`
}

func (v *Verdict) fields() []any {
	return []any{&v.Finding, &v.Workbook, &v.Verdict, &v.SourceFound, &v.Link, &v.Reviewer, &v.Date, &v.Note, &v.Check, &v.Words, &v.Open}
}

// Workbook returns the hash that [Archive.Take] was given for a workbook, or
// "".
func (a *Archive) Workbook(ctx context.Context, path string) (hash string, err error) {
	err = a.db.QueryRowContext(ctx, "SELECT coalesce((SELECT hash FROM workbook WHERE path = ?), '')", path).Scan(&hash)
	if err != nil {
		return "", a.failed(err)
	}
	return hash, nil
}

// Take replaces what is remembered of a workbook's verdicts. A verdict that
// was taken out of the workbook is forgotten.
func (a *Archive) Take(ctx context.Context, workbook, hash string, verdicts []Verdict) error {
	err := a.transact(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM verdict WHERE workbook = ?", workbook); err != nil {
			return err
		}
		for _, v := range verdicts {
			if v.Revises {
				if _, err := tx.ExecContext(ctx, "DELETE FROM verdict WHERE finding = ? AND workbook <> ?", v.Finding, workbook); err != nil {
					return err
				}
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO verdict (finding, workbook, verdict, source_found, link, reviewer, date, note)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, v.Finding, workbook, v.Verdict, v.SourceFound, v.Link, v.Reviewer, v.Date, v.Note); err != nil {
				return fmt.Errorf("finding %s: %w", v.Finding, err)
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO workbook (path, hash) VALUES (?, ?)", workbook, hash)
		return err
	})
	if err != nil {
		return a.failed(fmt.Errorf("verdicts of %s: %w", workbook, err))
	}
	return nil
}

// Verdicts returns what reviewers decided, ordered by finding: one verdict of
// each finding on which all workbooks agree, and apart from these the verdicts
// of those open findings on which they don't.
func (a *Archive) Verdicts(ctx context.Context) (agreed []Verdict, conflicts [][]Verdict, err error) {
	all, err := a.entered(ctx, a.db)
	for len(all) > 0 {
		end, differs := 1, false
		for end < len(all) && all[end].Finding == all[0].Finding {
			differs = differs || all[end].Verdict != all[0].Verdict
			end++
		}
		switch {
		case !differs:
			agreed = append(agreed, all[0])
		case all[0].Open:
			conflicts = append(conflicts, all[:end])
		}
		all = all[end:]
	}
	return agreed, conflicts, err
}

// entered returns every verdict in every workbook, ordered by finding, workbook
// and verdict. A workbook that contradicts itself has several of one finding.
func (a *Archive) entered(ctx context.Context, from querier) ([]Verdict, error) {
	rows, err := from.QueryContext(ctx, `SELECT v.finding, v.workbook, v.verdict, v.source_found, v.link, v.reviewer, v.date, v.note,
		coalesce(f.check_id, ''), coalesce(f.words, ''), coalesce(f.open, 1)
		FROM verdict v LEFT JOIN finding f ON f.id = v.finding ORDER BY v.finding, v.workbook, v.verdict`)
	if err != nil {
		return nil, a.failed(err)
	}
	list, err := collect(rows, (*Verdict).fields)
	if err != nil {
		return nil, a.failed(err)
	}
	return list, nil
}
