package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"copydesk/audit/archive"
	"copydesk/audit/article"
	"copydesk/audit/record"
)

// pastRuns is how many earlier runs the trend shows.
const pastRuns = 30

// Result is what a run found, and what it leaves to remember.
type Result struct {
	*record.Log
	run *run
}

// Commit remembers the run, if there is an archive, and gives the files that
// were written under temporary names their own: both, or neither, whatever
// happens in between.
func (r *Result) Commit(ctx context.Context, files ...archive.Rename) error {
	if r.run.Archive == nil {
		for _, f := range files {
			if err := os.Rename(f.Temporary, f.Final); err != nil {
				return fmt.Errorf("%s: %w", f.Final, err)
			}
		}
		return nil
	}
	night, err := r.run.night()
	if err != nil {
		return err
	}
	night.Publish = files
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
		Forget: r.since(),
	}
	scores := make(map[string]*record.Article)
	for i := range r.log.Articles {
		scores[r.log.Articles[i].ID] = &r.log.Articles[i]
	}
	for _, e := range r.entries {
		if e.role == archived {
			continue
		}
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
		n.Findings = append(n.Findings, archive.Finding{
			ID: f.ID, Check: f.Check, Severity: string(f.Severity), Article: f.Article, Source: f.Source, Text: f.Text,
			Words: allowedWords(f), FirstSeen: f.FirstSeen, LastSeen: today,
		})
	}
	for _, f := range s.Resolved {
		n.Gone = append(n.Gone, f.ID)
	}
	n.Parsed = r.parsed.parsed()
	return n, nil
}

// stored is the entry as the archive keeps it, without its scores.
func (e *entry) stored() (archive.Article, error) {
	art := *e.Article
	art.Removed = nil
	body, err := json.Marshal(art)
	if err != nil {
		return archive.Article{}, fmt.Errorf("%s: %w", e.Source, err)
	}
	return archive.Article{
		ID: e.id, TextHash: e.textHash(), Role: e.role, Source: e.Source, Title: e.Title, Byline: orEmpty(e.Byline),
		Outlet: e.Outlet, Published: e.Published, Words: len(e.tokens), Body: body, Keys: e.keys,
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
	return nil
}

// parsedInputs is the archive as the reader's cache. What a run parses is kept
// until the run is committed.
type parsedInputs struct {
	archive *archive.Archive

	mu   sync.Mutex
	new  map[string][]byte
	used map[string]bool
}

func newParsedInputs(a *archive.Archive) *parsedInputs {
	return &parsedInputs{archive: a, new: make(map[string][]byte), used: make(map[string]bool)}
}

// Get implements [article.Cache]. What can't be read is parsed again.
func (p *parsedInputs) Get(input string) (*article.Article, bool) {
	body, ok, err := p.archive.ParsedInput(context.Background(), input)
	a := new(article.Article)
	if err != nil || !ok || json.Unmarshal(body, a) != nil {
		return nil, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used[input] = true
	return a, true
}

// Put implements [article.Cache].
func (p *parsedInputs) Put(input string, a *article.Article) {
	body, err := json.Marshal(a)
	if err != nil {
		return // it is parsed again next time
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.new[input] = body
}

func (p *parsedInputs) parsed() archive.Parsed {
	p.mu.Lock()
	defer p.mu.Unlock()
	parsed := archive.Parsed{New: p.new}
	for input := range p.used {
		parsed.Used = append(parsed.Used, input)
	}
	return parsed
}
