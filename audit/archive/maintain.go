package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Stats says what an archive holds.
type Stats struct {
	Articles  int    `json:"articles"` // texts; an article that changed has several
	Words     int    `json:"words"`
	Findings  int    `json:"findings"`
	Open      int    `json:"open_findings"`
	Verdicts  int    `json:"verdicts"` // findings on which somebody's is in force
	Runs      int    `json:"runs"`
	Parsed    int    `json:"parsed_inputs"`
	FirstSeen string `json:"first_seen"` // of the oldest article, "" of an empty archive
	LastRun   string `json:"last_run"`   // when it began
	Bytes     int64  `json:"bytes"`      // of the file
}

// Stats counts what the archive holds.
func (a *Archive) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	err := a.db.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM article), (SELECT coalesce(sum(words), 0) FROM article),
		(SELECT count(*) FROM finding), (SELECT count(*) FROM finding WHERE open), (SELECT count(DISTINCT finding) FROM entered WHERE verdict <> ''),
		(SELECT count(*) FROM run), (SELECT count(*) FROM parsed),
		(SELECT coalesce(min(first_seen), '') FROM article), (SELECT coalesce(max(started), '') FROM run)`).
		Scan(&s.Articles, &s.Words, &s.Findings, &s.Open, &s.Verdicts, &s.Runs, &s.Parsed, &s.FirstSeen, &s.LastRun)
	if err != nil {
		return s, a.failed(err)
	}
	for _, path := range []string{a.file, a.file + "-wal"} {
		if info, err := os.Stat(path); err == nil {
			s.Bytes += info.Size()
		}
	}
	return s, nil
}

// KeysOf makes an article's keys from its body: all of them, or Copied only.
type KeysOf func(body []byte, all bool) (Keys, error)

// Verify looks for anything that doesn't fit together, and returns what it
// found, each in one sentence. It reads every article. Keys are compared if
// they were made in the way that scheme says.
func (a *Archive) Verify(ctx context.Context, scheme string, keysOf KeysOf) ([]string, error) {
	var problems []string
	have, err := a.scheme(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := a.db.QueryContext(ctx, "PRAGMA integrity_check")
	if err == nil {
		var lines []string
		lines, err = collect(rows, func(s *string) []any { return []any{s} })
		if len(lines) != 1 || lines[0] != "ok" {
			problems = append(problems, lines...)
		}
	}
	if err != nil {
		return append(problems, err.Error()), nil
	}
	changed, err := a.unlike(ctx)
	if err != nil {
		return append(problems, err.Error()), nil
	}
	problems = append(problems, changed...)
	for _, q := range []struct{ says, query string }{
		{"%d lists of keys belong to no article", `SELECT (SELECT count(*) FROM copied WHERE article NOT IN (SELECT key FROM article)) +
			(SELECT count(*) FROM reworded WHERE article NOT IN (SELECT key FROM article)) +
			(SELECT count(*) FROM claimed WHERE article NOT IN (SELECT key FROM article))`},
		{"%d findings belong to no article", "SELECT count(*) FROM finding WHERE article NOT IN (SELECT id FROM article)"},
		{"%d articles were seen last before they were seen first", "SELECT count(*) FROM article WHERE last_seen < first_seen"},
	} {
		var n int
		if err := a.db.QueryRowContext(ctx, q.query).Scan(&n); err != nil {
			return nil, a.failed(err)
		}
		if n > 0 {
			problems = append(problems, fmt.Sprintf(q.says, n))
		}
	}
	err = a.eachArticle(ctx, a.db, func(r Article, err error) error {
		if err == nil && have == scheme && keysOf != nil {
			err = a.checkKeys(ctx, r, keysOf)
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("article %d (%s): %v", r.Key, r.Source, err))
		}
		return ctx.Err()
	})
	return problems, err
}

// checkKeys compares the copied keys that an article has with those it should
// have.
func (a *Archive) checkKeys(ctx context.Context, r Article, keysOf KeysOf) error {
	want, err := keysOf(r.Body, false)
	if err != nil {
		return err
	}
	var blob []byte
	err = a.db.QueryRowContext(ctx, "SELECT coalesce((SELECT keys FROM copied WHERE article = ?), x'')", r.Key).Scan(&blob)
	if err != nil {
		return err
	}
	have, err := unpackKeys(blob)
	if err == nil && !slices.Equal(have, want.Copied) {
		err = errors.New("its keys are not those of its text")
	}
	return err
}

// querier is the archive as it is now, or as one transaction sees it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// read is an article, or its key and source and why it can't be read.
type read struct {
	Article
	err error
}

// eachArticle calls work with every article, in order. An article that can't
// be read comes with the error, and its key and source.
func (a *Archive) eachArticle(ctx context.Context, from querier, work func(Article, error) error) error {
	return a.batches(ctx, from, func(batch []read) error {
		for _, r := range batch {
			if err := work(r.Article, r.err); err != nil {
				return err
			}
		}
		return nil
	})
}

// batches calls work with all articles, in order, some at a time.
func (a *Archive) batches(ctx context.Context, from querier, work func([]read) error) error {
	const some = 256
	for last, n := int64(0), some; n == some; {
		rows, err := from.QueryContext(ctx, selectArticles+" WHERE key > ? ORDER BY key LIMIT ?", last, some)
		if err != nil {
			return a.failed(err)
		}
		var batch []read
		for rows.Next() {
			r, err := a.scanArticle(rows)
			batch = append(batch, read{r, err})
			last = r.Key
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return a.failed(err)
		}
		if err := work(batch); err != nil {
			return err
		}
		n = len(batch)
	}
	return nil
}

// Rekey makes all keys anew, in one transaction, when they were made in another
// way than scheme says, and reports whether that was needed.
func (a *Archive) Rekey(ctx context.Context, scheme string, keysOf KeysOf) (bool, error) {
	have, err := a.scheme(ctx)
	if err != nil || have == scheme {
		return false, err
	}
	if a.lock == nil {
		return false, fmt.Errorf("archive %s: it was made by another version of this program; an audit without --dry-run brings it up to date", a.path)
	}
	rekeyed := false
	err = a.transact(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT article FROM reworded UNION SELECT article FROM claimed")
		if err != nil {
			return err
		}
		list, err := collect(rows, func(key *int64) []any { return []any{key} })
		if err != nil {
			return err
		}
		remembered := make(map[int64]bool, len(list)) // articles whose claims and rewordings are still asked for
		for _, key := range list {
			remembered[key] = true
		}
		for _, table := range tables {
			if _, err := tx.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s", table)); err != nil {
				return err
			}
		}
		s, err := a.newSaver(ctx, tx)
		if err != nil {
			return err
		}
		err = a.batches(ctx, tx, func(batch []read) error {
			rekeyed = true
			return s.rekey(ctx, batch, func(r Article) (Keys, error) { return keysOf(r.Body, remembered[r.Key]) })
		})
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO setting (name, value) VALUES ('keys', ?)", scheme)
		return err
	})
	if err != nil {
		return false, a.failed(err)
	}
	return rekeyed, nil
}

// rekey gives articles their keys, which are made side by side.
func (s *saver) rekey(ctx context.Context, batch []read, keysOf func(Article) (Keys, error)) error {
	keys := make([]Keys, len(batch))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, r := range batch {
		g.Go(func() (err error) {
			if err = r.err; err == nil {
				keys[i], err = keysOf(r.Article)
			}
			if err != nil {
				return fmt.Errorf("article %d: %w", r.Key, err)
			}
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i, r := range batch {
		if err := s.saveKeys(ctx, r.Key, r.ID, keys[i]); err != nil {
			return err
		}
	}
	return nil
}

// scheme is the way in which the keys were made, "" in a new archive.
func (a *Archive) scheme(ctx context.Context) (scheme string, err error) {
	err = a.db.QueryRowContext(ctx, "SELECT coalesce((SELECT value FROM setting WHERE name = 'keys'), '')").Scan(&scheme)
	if err != nil {
		return "", a.failed(err)
	}
	return scheme, nil
}

// Pruned says what pruning took away, or would.
type Pruned struct {
	Articles int `json:"articles"`
	Findings int `json:"findings"`
	Runs     int `json:"runs"`
	Parsed   int `json:"parsed_inputs"`
}

// Prune forgets articles that were last seen before a time (RFC 3339), with
// their findings, and runs of that age. Verdicts stay: they are the newsroom's
// own work. A dry run counts only.
func (a *Archive) Prune(ctx context.Context, before string, dry bool) (Pruned, error) {
	var p Pruned
	errDry := errors.New("a dry run is taken back")
	err := a.transact(ctx, func(tx *sql.Tx) error {
		for _, step := range []struct {
			count     *int
			statement string
		}{
			{&p.Articles, "DELETE FROM article WHERE last_seen < ?"},
			{&p.Runs, "DELETE FROM run WHERE started < ?"},
			{&p.Parsed, "DELETE FROM parsed WHERE used < ?"},
		} {
			result, err := tx.ExecContext(ctx, step.statement, before)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			*step.count = int(n)
		}
		// A key that is free may be given again.
		if _, err := tx.ExecContext(ctx, "DELETE FROM recalled"); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, "DELETE FROM finding WHERE article NOT IN (SELECT id FROM article)")
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return err
		}
		if p.Findings = int(n); dry {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		return p, nil
	}
	if err == nil {
		_, err = a.db.ExecContext(ctx, "VACUUM")
	}
	if err != nil {
		return p, a.failed(err)
	}
	return p, nil
}
