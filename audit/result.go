package audit

import (
	"context"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/output"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/review"
)

// Result is what a run found, and what it leaves to remember.
type Result struct {
	*record.Log
	auditor  *Auditor
	keyed    []memory.Keyed
	recalled archive.Recalled
}

// Commit remembers the run, if there is an archive, and gives the files that
// were written under temporary names their own: both, or neither, whatever
// happens in between.
func (r *Result) Commit(ctx context.Context, files ...output.File) error {
	a := r.auditor
	if a.memory == nil {
		return output.Files(files).Publish()
	}
	night, err := r.night()
	if err != nil {
		return err
	}
	night.Publish = files
	night.Saved = func(done int) { a.Progress(Remembering, done, len(night.Articles)) }
	return a.Archive.Commit(ctx, night)
}

// night is what the archive is to remember of the run: of documents that were
// read whole, and of what was found in them.
func (r *Result) night() (*archive.Night, error) {
	a, s := r.auditor, &r.Summary
	articles, err := memory.Stored(r.keyed, r.Articles)
	if err != nil {
		return nil, err
	}
	n := &archive.Night{
		Run: archive.Run{
			ID: r.Run.ID, Started: r.Run.Started, Finished: s.Finished, Articles: s.Articles,
			Findings: s.Findings, Severities: s.BySeverity, Incomplete: s.Incomplete,
		},
		Articles: articles,
		Parsed:   a.cache.Parsed(),
		Recalled: r.recalled,
		Forget:   a.memory.Since(),
		Workbook: r.Identity(),
	}
	whole := make(map[string]bool, len(articles))
	for i := range articles {
		whole[articles[i].ID] = true
	}
	today := a.Now().UTC().Format(time.DateOnly)
	for i := range r.Findings {
		f := &r.Findings[i]
		if !whole[f.Article] {
			continue
		}
		n.Findings = append(n.Findings, archive.Finding{
			ID: f.ID, Check: f.Check, Severity: string(f.Severity), Article: f.Article, Source: f.Source, Text: f.Text,
			Words: review.AllowedWords(f), FirstSeen: f.FirstSeen, LastSeen: today,
		})
	}
	for _, f := range s.Resolved {
		n.Gone = append(n.Gone, f.ID)
	}
	return n, nil
}
