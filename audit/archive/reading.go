package archive

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// State is a workbook as it was found, and what stood in it.
type State struct {
	Workbook string  // its identity, "" when it carries none
	Path     string  // absolute
	Hash     string  // SHA-256 of the file, hexadecimal
	Saved    string  // when somebody saved it, RFC 3339, UTC
	Taken    string  // now
	Whole    bool    // everything in it was understood
	Entries  []Entry // one a row in which somebody wrote
	// Revises has the findings whose rows show the decision so far: what is
	// entered there takes its place, whoever gave it.
	Revises map[string]bool
}

// Taken is what a state brought.
type Taken struct {
	New     []Verdict // verdicts that the archive did not have
	Notes   []Verdict // notes, sources and links without a verdict
	Emptied []Verdict // verdicts whose cells somebody emptied
	// Missing is how many verdicts that were taken from this workbook before do
	// not stand in this state of it, without a sign that somebody took them out:
	// an older copy was saved or put back, and they stay in force.
	Missing int
	// Unknown are entries about findings that the archive doesn't have, and
	// Contradict those in which one reviewer says two things of one finding.
	// Neither are taken.
	Unknown, Contradict []Entry
}

// TakenWhole reports whether the file that was read last at a path had this
// content, with nothing in it that was not understood.
func (a *Archive) TakenWhole(ctx context.Context, path, hash string) (whole bool, err error) {
	err = a.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM reading WHERE hash = ? AND whole
		AND number = (SELECT max(number) FROM reading WHERE path = ?))`, hash, path).Scan(&whole)
	if err != nil {
		return false, a.failed(err)
	}
	return whole, nil
}

// Brought is what one reading of a workbook brought.
type Brought struct {
	Path                     string
	Verdicts, Notes, Emptied int
}

// Brought returns what readings brought since the last night was committed, in
// their order; what was taken back is left out.
func (a *Archive) Brought(ctx context.Context) ([]Brought, error) {
	list, err := queryAll(ctx, a.db, `SELECT path,
		(SELECT count(*) FROM verdict WHERE reading = number_of AND verdict <> ''),
		(SELECT count(*) FROM verdict WHERE reading = number_of AND verdict = ''),
		(SELECT count(DISTINCT v.finding) FROM emptied e JOIN verdict v ON v.number = e.verdict WHERE e.reading = number_of AND v.verdict <> '')
		FROM (SELECT path, number AS number_of FROM reading WHERE undone = ''
			AND number > coalesce((SELECT value FROM setting WHERE name = 'read'), 0) ORDER BY number)`,
		func(b *Brought) []any { return []any{&b.Path, &b.Verdicts, &b.Notes, &b.Emptied} })
	if err != nil {
		return nil, a.failed(err)
	}
	return slices.DeleteFunc(list, func(b Brought) bool { return b.Verdicts+b.Notes+b.Emptied == 0 }), nil
}

// Take compares a state of a workbook with what was read of it before, and
// remembers what somebody has entered since. A workbook that is as it was
// written, that holds what it held at some earlier time, or that is a copy of
// another, brings nothing. Nothing that was taken in is ever deleted.
func (a *Archive) Take(ctx context.Context, s State) (*Taken, error) {
	t := &taking{State: s, ctx: ctx}
	err := a.transact(ctx, func(tx *sql.Tx) error {
		t.tx = tx
		return t.take()
	})
	if err != nil {
		return nil, a.failed(fmt.Errorf("verdicts of %s: %w", s.Path, err))
	}
	return &t.Taken, nil
}

// Undo takes back what the last reading of a workbook brought that is not taken
// back yet, and returns its verdicts; none when there is no such reading. The
// workbook may be known by its path or by its identity.
func (a *Archive) Undo(ctx context.Context, path, identity, now string) (taken []Verdict, err error) {
	err = a.transact(ctx, func(tx *sql.Tx) error {
		var number int64
		err := tx.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) FROM reading r WHERE (path = ? OR workbook = ? AND workbook <> '') AND undone = ''
			AND (EXISTS (SELECT 1 FROM verdict WHERE reading = r.number) OR EXISTS (SELECT 1 FROM emptied WHERE reading = r.number))`, path, identity).Scan(&number)
		if err != nil || number == 0 {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT "+verdictColumns+` FROM verdict v WHERE reading = ?1
			OR EXISTS (SELECT 1 FROM emptied e WHERE e.verdict = v.number AND e.reading = ?1) ORDER BY v.number`, number)
		if err != nil {
			return err
		}
		if taken, err = collect(rows, (*Verdict).columns); err != nil {
			return err
		}
		// Copies that hold the same are taken back with it, or they would be
		// what the next state is compared with.
		_, err = tx.ExecContext(ctx, `UPDATE reading SET undone = ?1 WHERE undone = '' AND number >= ?2
			AND (workbook, content) = (SELECT workbook, content FROM reading WHERE number = ?2)`, now, number)
		return err
	})
	if err != nil {
		return nil, a.failed(fmt.Errorf("undo: %w", err))
	}
	return taken, nil
}
