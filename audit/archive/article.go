package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Article is one text of an article as it is remembered.
type Article struct {
	Key         int64    `json:"-"`         // the archive's own; 0 for one it doesn't have
	ID          string   `json:"id"`        // the article's identity
	TextHash    string   `json:"text_hash"` // SHA-256 of the cleaned text, hexadecimal
	Role        string   `json:"role"`
	Source      string   `json:"source"`
	Title       string   `json:"title"`
	Byline      []string `json:"byline"`
	Outlet      string   `json:"outlet"`
	Published   string   `json:"published"`
	Words       int      `json:"words"`
	Originality *float64 `json:"originality"` // 0 to 100, nil not assessed
	Sourcing    *float64 `json:"sourcing"`
	FirstSeen   string   `json:"first_seen"` // when the run began that had it first
	LastSeen    string   `json:"last_seen"`

	Body json.RawMessage `json:"body"` // the article as the reader gave it
	Keys Keys            `json:"-"`
}

// Load returns articles by their keys, in that order.
func (a *Archive) Load(ctx context.Context, keys []int64) ([]Article, error) {
	list := make([]Article, 0, len(keys))
	query, err := a.db.PrepareContext(ctx, selectArticles+" WHERE key = ?")
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", a.path, err)
	}
	defer query.Close()
	for _, key := range keys {
		article, err := a.scanArticle(query.QueryRowContext(ctx, key))
		if err != nil {
			return nil, fmt.Errorf("archive %s: article %d: %w", a.path, key, err)
		}
		list = append(list, article)
	}
	return list, nil
}

const selectArticles = `SELECT key, id, text_hash, role, source, title, byline, outlet, published, words,
	originality, sourcing, first_seen, last_seen, body FROM article`

func (a *Archive) scanArticle(row interface{ Scan(...any) error }) (Article, error) {
	var r Article
	var byline string
	var body []byte
	err := row.Scan(&r.Key, &r.ID, &r.TextHash, &r.Role, &r.Source, &r.Title, &byline, &r.Outlet, &r.Published,
		&r.Words, &r.Originality, &r.Sourcing, &r.FirstSeen, &r.LastSeen, &body)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal([]byte(byline), &r.Byline); err != nil {
		return r, fmt.Errorf("byline: %w", err)
	}
	r.Body, err = a.opener.DecodeAll(body, nil)
	return r, err
}

// save writes an article, or notes that it was seen again.
func (a *Archive) save(ctx context.Context, tx *sql.Tx, r *Article) error {
	byline, err := json.Marshal(r.Byline)
	if err != nil {
		return err
	}
	var key int64
	err = tx.QueryRowContext(ctx, "SELECT key FROM article WHERE id = ? AND text_hash = ?", r.ID, r.TextHash).Scan(&key)
	switch {
	case err == nil:
		_, err = tx.ExecContext(ctx, "UPDATE article SET last_seen = ?, originality = ?, sourcing = ? WHERE key = ?",
			r.LastSeen, r.Originality, r.Sourcing, key)
		return err
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO article (id, text_hash, role, source, title, byline, outlet, published,
		words, originality, sourcing, first_seen, last_seen, body) VALUES (?`+strings.Repeat(", ?", 13)+`)`,
		r.ID, r.TextHash, r.Role, r.Source, r.Title, string(byline), r.Outlet, r.Published,
		r.Words, r.Originality, r.Sourcing, r.FirstSeen, r.LastSeen, a.packer.EncodeAll(r.Body, nil))
	if err != nil {
		return err
	}
	if key, err = result.LastInsertId(); err != nil {
		return err
	}
	for _, name := range r.Byline {
		if r.Role != "audited" {
			break
		}
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO writer (name, article) VALUES (?, ?)", name, key); err != nil {
			return err
		}
	}
	return saveKeys(ctx, tx, key, r.ID, r.Keys)
}

func saveKeys(ctx context.Context, tx *sql.Tx, key int64, id string, keys Keys) error {
	for _, list := range []struct {
		Table
		keys []uint32
	}{{Copied, keys.Copied}, {Reworded, keys.Reworded}, {Claimed, keys.Claimed}} {
		if len(list.keys) == 0 {
			continue
		}
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("INSERT INTO %s (article, id, keys) VALUES (?, ?, ?)", list.Table),
			key, id, packKeys(list.keys)); err != nil {
			return err
		}
	}
	return nil
}
