package archive

import (
	"context"
	"database/sql"
	"fmt"
)

// Finding is what is remembered of a finding.
type Finding struct {
	ID        string `json:"id"`
	Check     string `json:"check"`
	Severity  string `json:"severity"`
	Article   string `json:"article"` // its ID
	Source    string `json:"source"`
	Text      string `json:"text"`
	Words     string `json:"words"`      // what a verdict for always goes by
	FirstSeen string `json:"first_seen"` // a day
	LastSeen  string `json:"last_seen"`
	Open      bool   `json:"open"` // its article still had it when audited last
}

const (
	findingColumns = "id, check_id, severity, article, source, text, words, first_seen, last_seen, open"
	selectFindings = "SELECT " + findingColumns + " FROM finding"
)

func (f *Finding) fields() []any {
	return []any{&f.ID, &f.Check, &f.Severity, &f.Article, &f.Source, &f.Text, &f.Words, &f.FirstSeen, &f.LastSeen, &f.Open}
}

// HasFinding reports whether the archive has a finding, open or not.
func (a *Archive) HasFinding(ctx context.Context, id string) (has bool, err error) {
	if err = a.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM finding WHERE id = ?)", id).Scan(&has); err != nil {
		return false, a.failed(err)
	}
	return has, nil
}

// OpenFindings returns the open findings of articles, by their IDs, ordered by
// article and ID.
func (a *Archive) OpenFindings(ctx context.Context, articles []string) ([]Finding, error) {
	var all []Finding
	for _, article := range articles {
		rows, err := a.db.QueryContext(ctx, selectFindings+" WHERE article = ? AND open ORDER BY id", article)
		if err != nil {
			return nil, a.failed(err)
		}
		list, err := collect(rows, (*Finding).fields)
		if err != nil {
			return nil, a.failed(err)
		}
		all = append(all, list...)
	}
	return all, nil
}

func saveFindings(ctx context.Context, tx *sql.Tx, n *Night) error {
	save, err := tx.PrepareContext(ctx, `INSERT INTO finding (id, check_id, severity, article, source, text, words, first_seen, last_seen, open)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
		ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, source = excluded.source, text = excluded.text, last_seen = max(last_seen, excluded.last_seen), open = 1`)
	if err != nil {
		return err
	}
	defer save.Close()
	for _, f := range n.Findings {
		if _, err := save.ExecContext(ctx, f.ID, f.Check, f.Severity, f.Article, f.Source, f.Text, f.Words, f.FirstSeen, f.LastSeen); err != nil {
			return fmt.Errorf("finding %s: %w", f.ID, err)
		}
	}
	for _, id := range n.Gone {
		if _, err := tx.ExecContext(ctx, "UPDATE finding SET open = 0 WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}
