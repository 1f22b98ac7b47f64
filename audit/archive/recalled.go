package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Recalled is what was found for a night's articles.
type Recalled struct {
	Question string  // all that the answer depends on; "" nothing was asked
	Articles []int64 // keys of archived articles
}

// Recalled returns the answer that an earlier run found to a question; false
// when there is none.
func (a *Archive) Recalled(ctx context.Context, question string) (articles []int64, ok bool, err error) {
	var list []byte
	err = a.db.QueryRowContext(ctx, "SELECT articles FROM recalled WHERE question = ?", question).Scan(&list)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err == nil {
		err = json.Unmarshal(list, &articles)
	}
	if err != nil {
		return nil, false, a.failed(fmt.Errorf("what a night was found to share: %w", err))
	}
	return articles, true, nil
}

// State tells what there is to find among all articles but those of skip: as
// long as it stays the same, and keys are made in the same way, any query for
// articles since a time finds the same.
func (a *Archive) State(ctx context.Context, since string, skip []int64) (string, error) {
	list, err := json.Marshal(append([]int64{}, skip...)) // [], not null, if there are none
	if err != nil {
		return "", a.failed(err)
	}
	rows, err := a.db.QueryContext(ctx, `SELECT first_seen, count(*), sum(key) FROM article
		WHERE key NOT IN (SELECT value FROM json_each(?)) GROUP BY first_seen ORDER BY first_seen`, string(list))
	if err != nil {
		return "", a.failed(err)
	}
	type night struct {
		firstSeen     string
		articles, sum int64
	}
	nights, err := collect(rows, func(n *night) []any { return []any{&n.firstSeen, &n.articles, &n.sum} })
	if err != nil {
		return "", a.failed(err)
	}
	recent := slices.IndexFunc(nights, func(n night) bool { return n.firstSeen >= since })
	return fmt.Sprint(nights, recent), nil
}

func saveRecalled(ctx context.Context, tx *sql.Tx, r Recalled, now string) error {
	if r.Question == "" {
		return nil
	}
	list, err := json.Marshal(r.Articles)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO recalled (question, used, articles) VALUES (?, ?, ?)", r.Question, now, list)
	return err
}
