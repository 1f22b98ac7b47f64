package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
)

// Article is one text of an article as it is remembered.
type Article struct {
	Key         int64       `json:"-"`         // the archive's own; 0 for one it doesn't have
	ID          string      `json:"id"`        // the article's identity
	TextHash    string      `json:"text_hash"` // SHA-256 of the cleaned text, hexadecimal
	Role        record.Role `json:"role"`
	Source      string      `json:"source"`
	Title       string      `json:"title"`
	Byline      []string    `json:"byline"`
	Outlet      string      `json:"outlet"`
	Published   string      `json:"published"`
	Words       int         `json:"words"`
	Originality *float64    `json:"originality"` // 0 to 100, nil not assessed
	Sourcing    *float64    `json:"sourcing"`
	FirstSeen   string      `json:"first_seen"` // when the run began that had it first
	LastSeen    string      `json:"last_seen"`

	Body json.RawMessage `json:"body"` // the article as the reader gave it
	Keys Keys            `json:"-"`
}

// Load returns articles by their keys, in that order.
func (a *Archive) Load(ctx context.Context, keys []int64) ([]Article, error) {
	list := make([]Article, 0, len(keys))
	query, err := a.db.PrepareContext(ctx, selectArticles+" WHERE key = ?")
	if err != nil {
		return nil, a.failed(err)
	}
	defer query.Close()
	for _, key := range keys {
		article, err := a.scanArticle(query.QueryRowContext(ctx, key))
		if err != nil {
			return nil, a.failed(fmt.Errorf("article %d: %w", key, err))
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
		return r, fmt.Errorf("byline %w: %w", errDamaged, err)
	}
	if r.Body, err = a.opener.DecodeAll(body, nil); err != nil {
		return r, fmt.Errorf("text %w: %w", errDamaged, err)
	}
	return r, nil
}

// saver writes articles in a transaction.
type saver struct {
	*Archive
	find, seen, scored, add, write *sql.Stmt
	lists                          [len(tables)]*sql.Stmt
}

func (a *Archive) newSaver(ctx context.Context, tx *sql.Tx) (*saver, error) {
	s := &saver{Archive: a}
	statements := map[**sql.Stmt]string{
		&s.find:   "SELECT key, originality, sourcing FROM article WHERE id = ? AND text_hash = ?",
		&s.seen:   "UPDATE article SET last_seen = max(last_seen, ?) WHERE key = ?",
		&s.scored: "UPDATE article SET originality = ?, sourcing = ? WHERE key = ?",
		&s.add: `INSERT INTO article (id, text_hash, role, source, title, byline, outlet, published,
			words, originality, sourcing, first_seen, last_seen, body) VALUES (?` + strings.Repeat(", ?", 13) + `)`,
		&s.write: "INSERT OR IGNORE INTO writer (name, article) VALUES (?, ?)",
	}
	for i, table := range tables {
		statements[&s.lists[i]] = fmt.Sprintf("INSERT INTO %s (article, id, keys) VALUES (?, ?, ?)", table)
	}
	for statement, query := range statements {
		prepared, err := tx.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		*statement = prepared // closed with the transaction
	}
	return s, nil
}

// save writes an article, or notes that it was seen again.
func (s *saver) save(ctx context.Context, r *Article) error {
	byline, err := json.Marshal(r.Byline)
	if err != nil {
		return err
	}
	var key int64
	var originality, sourcing *float64
	err = s.find.QueryRowContext(ctx, r.ID, r.TextHash).Scan(&key, &originality, &sourcing)
	switch {
	case err == nil:
		_, err = s.seen.ExecContext(ctx, r.LastSeen, key)
		if err == nil && !(same(originality, r.Originality) && same(sourcing, r.Sourcing)) {
			_, err = s.scored.ExecContext(ctx, r.Originality, r.Sourcing, key)
		}
		return err
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	result, err := s.add.ExecContext(ctx, r.ID, r.TextHash, r.Role, r.Source, r.Title, string(byline), r.Outlet, r.Published,
		r.Words, r.Originality, r.Sourcing, r.FirstSeen, r.LastSeen, s.packer.EncodeAll(r.Body, nil))
	if err != nil {
		return err
	}
	if key, err = result.LastInsertId(); err != nil {
		return err
	}
	for _, name := range r.Byline {
		if r.Role != record.RoleAudited {
			break
		}
		if _, err := s.write.ExecContext(ctx, name, key); err != nil {
			return err
		}
	}
	return s.saveKeys(ctx, key, r.ID, r.Keys)
}

func same(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }

func (s *saver) saveKeys(ctx context.Context, key int64, id string, keys Keys) error {
	for i, list := range [len(tables)][]uint32{keys.Copied, keys.Reworded, keys.Claimed} {
		if len(list) == 0 {
			continue
		}
		if _, err := s.lists[i].ExecContext(ctx, key, id, packKeys(list)); err != nil {
			return err
		}
	}
	return nil
}
