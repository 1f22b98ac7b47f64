package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// taking is a state being taken in.
type taking struct {
	State
	Taken
	ctx    context.Context
	tx     *sql.Tx
	number int64 // of the reading
	knew   int64 // the last verdict that the workbook's readers had in view
	stood  int   // verdicts of earlier readings that still stand in it
}

func (t *taking) take() error {
	t.Saved = min(cmp.Or(t.Saved, t.State.Taken), t.State.Taken) // no clock runs ahead
	if err := t.row("SELECT coalesce((SELECT knew FROM workbook WHERE identity = ?), 0)", t.Workbook).Scan(&t.knew); err != nil {
		return err
	}
	again, err := t.readAgain()
	if err != nil || again {
		return err
	}
	before, err := t.before()
	if err != nil {
		return err
	}
	content := digest(t.Entries)
	seen, undone, err := t.seen(content)
	if err != nil {
		return err
	}
	r := Reading{Workbook: t.Workbook, Path: t.Path, Hash: t.Hash, Content: content, Saved: t.Saved, Taken: t.State.Taken, Whole: t.Whole, Undone: undone}
	if t.number, err = insertNumbered(t.ctx, t.tx, "reading", readingColumns, r.columns()); err != nil {
		return err
	}
	switch {
	case seen != 0 || len(t.Entries) == 0:
		return t.restored(seen, before)
	case before != 0:
		return t.changed(before)
	}
	return t.copied()
}

func (t *taking) row(query string, args ...any) *sql.Row {
	return t.tx.QueryRowContext(t.ctx, query, args...)
}

// readAgain takes a file that is as it was when it was read last, but of which
// something was left: what can be understood now.
func (t *taking) readAgain() (again bool, err error) {
	var undone string
	err = t.row(`SELECT number, undone FROM reading WHERE hash = ? AND number = (SELECT max(number) FROM reading WHERE path = ?)`, t.Hash, t.Path).
		Scan(&t.number, &undone)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil || undone != "" {
		return true, err
	}
	if _, err := t.tx.ExecContext(t.ctx, "UPDATE reading SET whole = ? WHERE number = ?", t.Whole, t.number); err != nil {
		return true, err
	}
	err = t.copied()
	t.Missing = 0 // it was said when it was read first
	return true, err
}

// before is the last reading of this workbook at this path, 0 none. One that
// was taken back is none.
func (t *taking) before() (number int64, err error) {
	err = t.row("SELECT coalesce(max(number), 0) FROM reading WHERE path = ? AND workbook = ? AND undone = ''", t.Path, t.Workbook).Scan(&number)
	return number, err
}

// seen is a reading in which this workbook held the same, at any path and any
// time; and when it was taken back, if it was.
func (t *taking) seen(content string) (number int64, undone string, err error) {
	err = t.row("SELECT number, undone FROM reading WHERE workbook = ? AND content = ? ORDER BY undone <> '', number LIMIT 1",
		t.Workbook, content).Scan(&number, &undone)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return number, undone, err
}

// stoodIn is the verdicts that stood in a reading; of them, those that are still
// in force when it is asked of entered and not of verdict.
const stoodIn = " v JOIN stood s ON s.verdict = v.number WHERE s.reading = ?"

// restored takes a state in which the workbook has been before: as it was
// written, saved once more without a change, put back from a copy. What was
// entered later stays.
func (t *taking) restored(seen, before int64) error {
	stood, err := t.verdicts("verdict"+stoodIn, seen)
	if err != nil {
		return err
	}
	then, err := t.verdicts("entered"+stoodIn, before)
	if err != nil {
		return err
	}
	for _, v := range stood {
		if err := t.stands(v.Number); err != nil {
			return err
		}
	}
	for _, v := range then {
		if v.Verdict != "" && !contains(stood, v.Number) {
			t.Missing++
		}
	}
	return nil
}

// copied takes a workbook at a path at which it was not before: it brings what
// no other copy of it has brought.
func (t *taking) copied() error {
	known, err := t.verdicts("verdict v JOIN reading r ON r.number = v.reading WHERE r.workbook = ? AND r.undone = ''", t.Workbook)
	if err != nil {
		return err
	}
	rest, fresh, err := t.match(known)
	if err != nil {
		return err
	}
	spoken := make(map[string]bool)
	for _, e := range t.Entries {
		spoken[e.Finding] = true
	}
	for _, v := range rest {
		if v.Verdict != "" && !spoken[v.Finding] {
			t.Missing++
		}
	}
	return t.enter(fresh, nil)
}

// changed takes a workbook that somebody has worked in since it was read.
func (t *taking) changed(before int64) error {
	then, err := t.verdicts("verdict"+stoodIn, before)
	if err != nil {
		return err
	}
	rest, fresh, err := t.match(then)
	if err != nil {
		return err
	}
	live, err := t.verdicts("entered"+stoodIn, before)
	if err != nil {
		return err
	}
	rest = slices.DeleteFunc(rest, func(v Verdict) bool { return !contains(live, v.Number) })
	heirs := successors(rest, fresh)
	replaces := make(map[int]int64)
	for _, v := range rest {
		heir, inPlace := heirs[v.Number]
		switch {
		case inPlace && (fresh[heir].Verdict != "" || v.Verdict == ""):
			replaces[heir] = v.Number
		case inPlace || t.stood > 0: // somebody was in its row, or at least in this copy
			if err := t.empty(v); err != nil {
				return err
			}
		case v.Verdict != "":
			t.Missing++
		}
	}
	return t.enter(fresh, replaces)
}

// match finds which verdicts still stand in the workbook, and returns the rest
// of them, and the entries that are none of them.
func (t *taking) match(known []Verdict) (rest []Verdict, fresh []Entry, err error) {
	byEntry := make(map[Entry]int64, len(known))
	for _, v := range known {
		byEntry[v.Entry] = v.Number
	}
	still := make(map[int64]bool)
	for _, e := range t.Entries {
		if number, ok := byEntry[e]; !ok {
			fresh = append(fresh, e)
		} else if !still[number] {
			still[number] = true
			t.stood++
			if err := t.stands(number); err != nil {
				return nil, nil, err
			}
		}
	}
	for _, v := range known {
		if !still[byEntry[v.Entry]] {
			rest = append(rest, v)
		}
	}
	return rest, fresh, nil
}

// successors finds the entries that stand in the rows of verdicts now, by the
// verdicts' numbers, as indices into fresh. Where several stand in rows of one
// finding, each reviewer's own comes first.
func successors(rest []Verdict, fresh []Entry) map[int64]int {
	rows := make(map[string][]int)
	for i, e := range fresh {
		rows[e.Finding] = append(rows[e.Finding], i)
	}
	heirs, taken := make(map[int64]int), make(map[int]bool)
	for _, own := range []bool{true, false} {
		for _, v := range rest {
			if _, ok := heirs[v.Number]; ok {
				continue
			}
			for _, i := range rows[v.Finding] {
				if !taken[i] && (!own || fresh[i].signed() == v.signed()) {
					heirs[v.Number], taken[i] = i, true
					break
				}
			}
		}
	}
	return heirs
}

// enter remembers entries, and which verdict each stands in the place of.
func (t *taking) enter(fresh []Entry, replaces map[int]int64) error {
	contradicted := contradictions(t.Entries)
	for i, e := range fresh {
		switch {
		case !e.says():
		case e.Verdict != "" && contradicted[opinion{e.Finding, e.signed()}]:
			t.Contradict = append(t.Contradict, e)
		default:
			if err := t.add(e, replaces[i]); err != nil {
				return err
			}
		}
	}
	if len(t.Unknown)+len(t.Contradict) == 0 {
		return nil
	}
	_, err := t.tx.ExecContext(t.ctx, "UPDATE reading SET whole = 0 WHERE number = ?", t.number)
	return err
}

// add remembers an entry, if the archive knows its finding.
func (t *taking) add(e Entry, replaces int64) error {
	v := Verdict{Entry: e, Reading: t.number, Knew: t.knew, Replaces: replaces, Revises: t.Revises[e.Finding], Entered: t.Saved}
	err := t.row("SELECT check_id, words FROM finding WHERE id = ?", e.Finding).Scan(&v.Check, &v.Words)
	if errors.Is(err, sql.ErrNoRows) {
		t.Unknown = append(t.Unknown, e)
		return nil
	}
	if err != nil {
		return err
	}
	var inView string // when the newest of those that its reviewer had in view was entered
	err = t.row("SELECT coalesce(max(entered), '') FROM verdict WHERE finding = ? AND (number <= ? OR number = ?)", v.Finding, v.Knew, v.Replaces).Scan(&inView)
	if err != nil {
		return err
	}
	v.Entered = max(v.Entered, inView)
	if err := insertVerdict(t.ctx, t.tx, &v); err != nil {
		return err
	}
	if v.Verdict == "" {
		t.Notes = append(t.Notes, v)
	} else {
		t.New = append(t.New, v)
	}
	return t.stands(v.Number)
}

// opinion is whose opinion of which finding.
type opinion struct{ finding, reviewer string }

// contradictions are the opinions of which a workbook has two.
func contradictions(entries []Entry) map[opinion]bool {
	first, twice := make(map[opinion]string), make(map[opinion]bool)
	for _, e := range entries {
		if e.Verdict == "" {
			continue
		}
		o := opinion{e.Finding, e.signed()}
		if v, ok := first[o]; ok && v != e.Verdict {
			twice[o] = true
		}
		first[o] = e.Verdict
	}
	return twice
}

// contains reports whether a list that is ordered by number has a verdict.
func contains(list []Verdict, number int64) bool {
	_, ok := slices.BinarySearchFunc(list, number, func(v Verdict, n int64) int { return cmp.Compare(v.Number, n) })
	return ok
}

func (t *taking) stands(verdict int64) error { return refer(t.ctx, t.tx, "stood", t.number, verdict) }

// empty withdraws a verdict, all that stood in its cell before it, and what the
// same reviewer had said of the finding in other copies of the workbook.
func (t *taking) empty(v Verdict) error {
	if v.Verdict != "" {
		t.Emptied = append(t.Emptied, v)
	}
	copies, err := t.verdicts("entered v JOIN reading r ON r.number = v.reading WHERE v.finding = ? AND v.number < ? AND r.workbook = ? AND r.workbook <> ''",
		v.Finding, v.Number, t.Workbook)
	if err != nil {
		return err
	}
	for _, earlier := range copies {
		if earlier.signed() == v.signed() {
			if err := refer(t.ctx, t.tx, "emptied", t.number, earlier.Number); err != nil {
				return err
			}
		}
	}
	for number := v.Number; number != 0; {
		if err := refer(t.ctx, t.tx, "emptied", t.number, number); err != nil {
			return err
		}
		if err := t.row("SELECT replaces FROM verdict WHERE number = ?", number).Scan(&number); err != nil {
			return err
		}
	}
	return nil
}

// refer adds a row to one of the tables that say which verdicts a reading had.
func refer(ctx context.Context, tx *sql.Tx, table string, reading, verdict int64) error {
	_, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO "+table+" (reading, verdict) VALUES (?, ?)", reading, verdict)
	return err
}

// insertVerdict adds a verdict, and gives it a number unless it has one.
func insertVerdict(ctx context.Context, tx *sql.Tx, v *Verdict) (err error) {
	if v.Number, err = insertNumbered(ctx, tx, "verdict", strings.ReplaceAll(verdictColumns, "v.", ""), v.columns()); err != nil {
		return fmt.Errorf("finding %s: %w", v.Finding, err)
	}
	return nil
}

// insertNumbered adds a row whose first column is its number; if that is 0, it
// gets the next.
func insertNumbered(ctx context.Context, tx *sql.Tx, table, names string, columns []any) (number int64, err error) {
	list := values(columns)
	if list[0] == int64(0) {
		list[0] = nil
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO "+table+" ("+names+") VALUES (?"+strings.Repeat(", ?", len(list)-1)+")", list...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// verdicts selects verdicts, in the order in which they were taken in.
func (t *taking) verdicts(from string, args ...any) ([]Verdict, error) {
	return queryAll(t.ctx, t.tx, "SELECT "+verdictColumns+" FROM "+from+" ORDER BY v.number", (*Verdict).columns, args...)
}

// digest is the SHA-256 of what stands in a workbook, whatever the order of its
// rows; "" of nothing.
func digest(entries []Entry) string {
	if len(entries) == 0 {
		return ""
	}
	lines := make([]string, len(entries))
	for i, e := range entries {
		line, _ := json.Marshal(e) // strings only
		lines[i] = string(line)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(lines), "\n")))
	return hex.EncodeToString(sum[:])
}
