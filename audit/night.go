package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/output"
	"copydesk.dev/audit/record"
)

// pastRuns is how many earlier runs the trend shows.
const pastRuns = 30

// What [Settings.Progress] is told of once nothing is cut short any more: the
// last stage of [Auditor.Run], and [Result.Commit].
const (
	Scoring     = "scoring"
	Remembering = "remembering"
)

// Result is what a run found, and what it leaves to remember.
type Result struct {
	*record.Log
	run *run
}

// Commit remembers the run, if there is an archive, and gives the files that
// were written under temporary names their own: both, or neither, whatever
// happens in between.
func (r *Result) Commit(ctx context.Context, files ...output.File) error {
	if r.run.Archive == nil {
		return output.Files(files).Publish()
	}
	night, err := r.run.night()
	if err != nil {
		return err
	}
	night.Publish = files
	night.Saved = func(done int) { r.run.Progress(Remembering, done, len(night.Articles)) }
	return r.run.Archive.Commit(ctx, night)
}

// night is what the archive is to remember of a run.
func (r *run) night() (*archive.Night, error) {
	s := &r.log.Summary
	n := &archive.Night{
		Run: archive.Run{
			ID: r.log.Run.ID, Started: r.log.Run.Started, Finished: s.Finished, Articles: s.Articles,
			Findings: s.Findings, Severities: s.BySeverity, Incomplete: s.Incomplete,
		},
		Forget:   r.since(),
		Workbook: r.log.Identity(),
	}
	scores := make(map[string]*record.Article)
	for i := range r.log.Articles {
		scores[r.log.Articles[i].ID] = &r.log.Articles[i]
	}
	whole := make(map[string]bool)
	for _, e := range r.entries {
		if !e.keyed { // an earlier night's, or not wholly read
			continue
		}
		whole[e.id] = true
		stored, err := e.stored()
		if err != nil {
			return nil, err
		}
		stored.Originality, stored.Sourcing = scores[e.id].Originality, scores[e.id].Sourcing
		n.Articles = append(n.Articles, stored)
	}
	today := r.Now().UTC().Format(time.DateOnly)
	for i := range r.log.Findings {
		f := &r.log.Findings[i]
		if !whole[f.Article] {
			continue
		}
		n.Findings = append(n.Findings, archive.Finding{
			ID: f.ID, Check: f.Check, Severity: string(f.Severity), Article: f.Article, Source: f.Source, Text: f.Text,
			Words: allowedWords(f), FirstSeen: f.FirstSeen, LastSeen: today,
		})
	}
	for _, f := range s.Resolved {
		n.Gone = append(n.Gone, f.ID)
	}
	n.Parsed, n.Recalled = r.cache.parsed(), r.recalled
	return n, nil
}

// stored is the entry as the archive keeps it, without its scores. Of what
// cleaning took away it keeps what says whose copy the article is.
func (e *entry) stored() (archive.Article, error) {
	art := *e.Article
	art.Removed = removedMark(e.Article)
	body, err := json.Marshal(art)
	if err != nil {
		return archive.Article{}, fmt.Errorf("%s: %w", e.Source, err)
	}
	return archive.Article{
		ID: e.id, TextHash: e.textHash(), Role: e.role, Source: e.Source, Title: e.Title, Byline: orEmpty(e.Byline),
		Outlet: e.Outlet, Published: e.Published, Words: e.wordCount, Body: body, Keys: e.keys,
	}, nil
}

// history puts what earlier runs came to into the summary.
func (r *run) history(ctx context.Context) error {
	if r.Archive == nil {
		return nil
	}
	runs, err := r.Archive.Runs(ctx, pastRuns)
	if err != nil {
		return err
	}
	for _, past := range runs {
		r.log.Summary.Since = past.Started
		r.log.Summary.History = append(r.log.Summary.History, record.Past{
			Started: past.Started, Articles: past.Articles, Findings: past.Findings, BySeverity: past.Severities,
		})
	}
	if last := r.log.Summary.Since; last > r.log.Run.Started {
		r.notice("The run before this one began later, at %s: is the clock right?", last)
	}
	return nil
}
