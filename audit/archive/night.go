package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"copydesk.dev/audit/output"
)

// Night is what one run adds to the archive.
type Night struct {
	Run      Run
	Articles []Article // audited and compared against, likely origins first
	Findings []Finding // all that the run made, decided or not
	Gone     []string  // IDs of open findings whose article was audited again without them
	Parsed   Parsed
	Recalled Recalled
	Forget   string         // keys of rewordings and claims of articles first seen before are dropped; "" none
	Workbook string         // identity of the workbook that shows it
	Saved    func(done int) // is told how many articles were written; nil nobody
	Publish  output.Files   // files that take their names once the night is safe
}

// Commit writes a night, as one transaction, and then gives the files of
// Publish their names. A crash in between is made up for by the next [Open].
// An [*UnnamedError] says that the night is safe all the same.
func (a *Archive) Commit(ctx context.Context, n *Night) error {
	if err := a.transact(ctx, func(tx *sql.Tx) error { return a.write(ctx, tx, n) }); err != nil {
		return a.failed(err)
	}
	return a.publish(context.WithoutCancel(ctx), n.Publish)
}

func (a *Archive) write(ctx context.Context, tx *sql.Tx, n *Night) error {
	s, err := a.newSaver(ctx, tx)
	if err != nil {
		return err
	}
	for i := range n.Articles {
		r := n.Articles[i]
		r.FirstSeen, r.LastSeen = n.Run.Started, n.Run.Started
		if err := s.save(ctx, &r); err != nil {
			return fmt.Errorf("%s: %w", r.Source, err)
		}
		if n.Saved != nil {
			n.Saved(i + 1)
		}
	}
	if err := saveFindings(ctx, tx, n); err != nil {
		return err
	}
	if err := a.saveParsed(ctx, tx, n.Parsed, n.Run.Started); err != nil {
		return err
	}
	if err := saveRecalled(ctx, tx, n.Recalled, n.Run.Started); err != nil {
		return err
	}
	if err := forgetUnused(ctx, tx, n.Run.Started); err != nil {
		return err
	}
	if n.Forget != "" {
		for _, list := range []Table{Reworded, Claimed} {
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE article < (%s)", list, firstSince), n.Forget); err != nil {
				return err
			}
		}
	}
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO setting (name, value) SELECT 'read', coalesce(max(number), 0) FROM reading"); err != nil {
		return err
	}
	if n.Workbook != "" { // one that is written once more shows no more than it did
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO workbook (identity, knew) SELECT ?, coalesce(max(number), 0) FROM verdict", n.Workbook); err != nil {
			return err
		}
	}
	for _, r := range n.Publish {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO pending (final, temporary) VALUES (?, ?)", r.Final, r.Temporary); err != nil {
			return err
		}
	}
	return saveRun(ctx, tx, n.Run)
}

// pending are the files of committed nights that may not have their names yet.
func (a *Archive) pending(ctx context.Context) (output.Files, error) {
	rows, err := a.db.QueryContext(ctx, "SELECT temporary, final FROM pending ORDER BY final")
	if err != nil {
		return nil, err
	}
	return collect(rows, func(f *output.File) []any { return []any{&f.Temporary, &f.Final} })
}

// publish gives files their names. One whose temporary file is gone has its
// name already.
func (a *Archive) publish(ctx context.Context, files output.Files) error {
	for _, f := range files {
		if err := f.Publish(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			var link *os.LinkError
			if errors.As(err, &link) {
				err = link.Err
			}
			return &UnnamedError{f, err}
		}
		// One that stays in the list is found to have its name next time.
		_, _ = a.db.ExecContext(ctx, "DELETE FROM pending WHERE final = ?", f.Final)
	}
	return nil
}

// collect reads all rows into the fields that into points at.
func collect[T any](rows *sql.Rows, into func(*T) []any) ([]T, error) {
	defer rows.Close()
	var list []T
	for rows.Next() {
		var item T
		if err := rows.Scan(into(&item)...); err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// Run is what is remembered of a run.
type Run struct {
	ID         string         `json:"id"`
	Started    string         `json:"started"`
	Finished   string         `json:"finished"`
	Articles   int            `json:"articles"`
	Findings   int            `json:"findings"`
	Severities map[string]int `json:"severities"` // findings by severity
	Incomplete string         `json:"incomplete"` // why it ended early, "" if it did not
}

func saveRun(ctx context.Context, tx *sql.Tx, r Run) error {
	severities, err := json.Marshal(r.Severities)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO run (id, started, finished, articles, findings, severities, incomplete)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, r.ID, r.Started, r.Finished, r.Articles, r.Findings, string(severities), r.Incomplete)
	return err
}

// Runs returns the last runs, oldest first, at most n.
func (a *Archive) Runs(ctx context.Context, n int) ([]Run, error) { return a.runs(ctx, a.db, n) }

func (a *Archive) runs(ctx context.Context, from querier, n int) ([]Run, error) {
	rows, err := from.QueryContext(ctx, `SELECT id, started, finished, articles, findings, severities, incomplete
		FROM (SELECT * FROM run ORDER BY number DESC LIMIT ?) ORDER BY number`, n)
	if err != nil {
		return nil, a.failed(err)
	}
	defer rows.Close()
	var list []Run
	for rows.Next() {
		var r Run
		var severities []byte
		if err := rows.Scan(&r.ID, &r.Started, &r.Finished, &r.Articles, &r.Findings, &severities, &r.Incomplete); err != nil {
			return nil, a.failed(err)
		}
		if err := json.Unmarshal(severities, &r.Severities); err != nil {
			return nil, a.failed(fmt.Errorf("run %s: %w", r.ID, err))
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, a.failed(err)
	}
	return list, nil
}
