// Package memory is what an audit recalls of earlier nights and what it keeps for
// later ones: the keys by which archived articles are found again, the documents
// that are recalled by them, what the reader read before, and how outlets and
// writers did.
package memory

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Memory is an archive as an audit asks it.
type Memory struct {
	Options
	archive  *archive.Archive
	assessor *claims.Assessor
}

// Options say how an audit asks an archive.
type Options struct {
	MinWords    int           // see [similarity.Options]
	MinReworded float64       // see [similarity.Options]
	Build       string        // what tells this build of the program from others
	Lookback    time.Duration // how far back rewordings and claims are looked for
	Jobs        int           // documents worked on at once
	Now         func() time.Time
	Progress    func(stage string, done, total int) // is called from several goroutines
}

// New returns an archive's memory. The assessor reads what is recalled.
func New(a *archive.Archive, assessor *claims.Assessor, o Options) *Memory {
	return &Memory{Options: o, archive: a, assessor: assessor}
}

// Since is from when on, RFC 3339 in UTC, articles are asked for rewordings and
// claims.
func (m *Memory) Since() string { return m.Now().Add(-m.Lookback).UTC().Format(time.RFC3339) }

// Verify looks for anything in the archive that doesn't fit together, and returns
// what it found, each in one sentence.
func (m *Memory) Verify(ctx context.Context) ([]string, error) {
	return m.archive.Verify(ctx, m.scheme(), m.keysOf)
}

// Import fills an empty archive with what [archive.Archive.Export] wrote.
func (m *Memory) Import(ctx context.Context, r io.Reader) error {
	return m.archive.Import(ctx, r, m.scheme(), m.Since(), m.keysOf)
}

// History returns how the last so many runs went, oldest first.
func (m *Memory) History(ctx context.Context, most int) ([]record.Past, error) {
	runs, err := m.archive.Runs(ctx, most)
	var history []record.Past
	for _, past := range runs {
		history = append(history, record.Past{
			Started: past.Started, Articles: past.Articles, Findings: past.Findings, BySeverity: past.Severities,
		})
	}
	return history, err
}

// stored is a document as the archive keeps it. Of what cleaning took away it
// keeps what says whose copy the article is.
func stored(k *Keyed) (archive.Article, error) {
	art := *k.Article
	art.Removed = text.ReleaseMark(k.Article)
	body, err := json.Marshal(art)
	if err != nil {
		return archive.Article{}, fmt.Errorf("%s: %w", k.Source, err)
	}
	byline := k.Byline
	if byline == nil {
		byline = []string{}
	}
	return archive.Article{
		ID: k.ID, TextHash: k.TextHash(), Role: k.Role, Source: k.Source, Title: k.Title, Byline: byline,
		Outlet: k.Outlet, Published: k.Published, Words: k.WordCount, Body: body, Keys: k.Keys,
	}, nil
}

// Stored returns the documents that are to be remembered, as the archive keeps
// them: those that were read whole, with the scores that their records have.
func Stored(keyed []Keyed, scored []record.Article) ([]archive.Article, error) {
	scores := make(map[string]*record.Article, len(scored))
	for i := range scored {
		scores[scored[i].ID] = &scored[i]
	}
	var list []archive.Article
	for i := range keyed {
		k := &keyed[i]
		if !k.Whole {
			continue
		}
		a, err := stored(k)
		if err != nil {
			return nil, err
		}
		if s := scores[k.ID]; s != nil {
			a.Originality, a.Sourcing = s.Originality, s.Sourcing
		}
		list = append(list, a)
	}
	return list, nil
}

// revive makes a document of an archived article, which keeps its ID.
func (m *Memory) revive(stored archive.Article) (*text.Document, error) {
	art := new(article.Article)
	if err := json.Unmarshal(stored.Body, art); err != nil {
		return nil, fmt.Errorf("archived article %s (%s): %w", stored.ID, stored.Source, err)
	}
	d := text.New(art, record.RoleArchived, m.assessor)
	art.Removed = nil // what is left of it has told the owner, and tonight took nothing away
	d.ID, d.FirstSeen = stored.ID, text.Moment(stored.FirstSeen)
	return d, nil
}
