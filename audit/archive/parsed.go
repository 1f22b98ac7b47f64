package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Parsed is what a run read: what it parsed itself, and what it had from the
// archive.
type Parsed struct {
	New  map[string][]byte // packed by [Archive.Pack], by input
	Used []string          // inputs
}

// Pack compresses what is to be remembered of an input.
func (a *Archive) Pack(body []byte) []byte { return a.packer.EncodeAll(body, nil) }

// ParsedInput returns what an earlier run made of an input, by the hash of its
// bytes and of how it is read; false when there is none.
func (a *Archive) ParsedInput(ctx context.Context, input string) ([]byte, bool, error) {
	var body []byte
	err := a.db.QueryRowContext(ctx, "SELECT body FROM parsed WHERE input = ?", input).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err == nil {
		body, err = a.opener.DecodeAll(body, nil)
	}
	if err != nil {
		return nil, false, a.failed(err)
	}
	return body, true, nil
}

func (a *Archive) saveParsed(ctx context.Context, tx *sql.Tx, p Parsed, now string) error {
	for input, body := range p.New {
		if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO parsed (input, used, body) VALUES (?, ?, ?)",
			input, now, body); err != nil {
			return err
		}
	}
	use, err := tx.PrepareContext(ctx, "UPDATE parsed SET used = max(used, ?) WHERE input = ?")
	if err != nil {
		return err
	}
	defer use.Close()
	for _, input := range p.Used {
		if _, err := use.ExecContext(ctx, now, input); err != nil {
			return err
		}
	}
	return nil
}

// keepUnused is for how long the archive keeps what saves work, an input that
// was parsed or an answer, when nobody asks for it any more.
const keepUnused = 30 * 24 * time.Hour

func forgetUnused(ctx context.Context, tx *sql.Tx, now string) error {
	began, err := time.Parse(time.RFC3339, now)
	if err != nil {
		return err
	}
	for _, table := range []string{"parsed", "recalled"} {
		_, err := tx.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE used < ?", table), began.Add(-keepUnused).Format(time.RFC3339))
		if err != nil {
			return err
		}
	}
	return nil
}
