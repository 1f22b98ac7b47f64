package audit

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/sourcing"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// inputs reads for a run, as far as there is room, in bytes of memory.
func (a *Auditor) inputs(room int64) *intake.Reader {
	return &intake.Reader{
		Articles: a.reader, Register: a.assessor, Jobs: a.Jobs, MaxMemory: a.MaxMemory, Room: room, Progress: a.Progress,
	}
}

func (a *Auditor) read(ctx context.Context, room int64) (intake.Taken, error) {
	return a.inputs(room).Read(ctx,
		intake.Input{Role: record.RoleAudited, Paths: a.Inputs},
		intake.Input{Role: record.RoleReference, Paths: a.Reference},
		intake.Input{Role: record.RoleEvidence, Paths: a.Evidence})
}

// assess reads every document's sentences. Those that ctx leaves no time for are
// not assessed, and say so.
func (a *Auditor) assess(ctx context.Context, documents []*text.Document) (text.Corpus, error) {
	corpus := make(text.Corpus, len(documents))
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(a.Jobs)
	for i, d := range documents {
		g.Go(func() (err error) {
			corpus[i], err = patience.Await(ctx, func() (*text.Assessed, error) { return text.Assess(a.assessor, d, a.Now()), nil })
			if err != nil {
				corpus[i] = &text.Assessed{Document: d, NotAssessed: fmt.Sprintf("claims not assessed: %v", context.Cause(ctx)), CutShort: true}
				return err
			}
			a.Progress("assessing claims", int(done.Add(1)), len(documents))
			return nil
		})
	}
	return corpus, g.Wait()
}

func (a *Auditor) index(ctx context.Context, corpus text.Corpus) ([]memory.Keyed, error) {
	if a.memory == nil {
		return nil, nil
	}
	return a.memory.Index(ctx, corpus)
}

func (a *Auditor) recall(ctx context.Context, keyed []memory.Keyed, room int64, c *course) (memory.Recalled, error) {
	if a.memory == nil {
		return memory.Recalled{}, nil
	}
	recalled, err := a.memory.Recall(ctx, keyed, room)
	if n := len(recalled.Documents); err == nil && n < recalled.Related {
		c.missing = fmt.Sprintf("what the run may take of memory (%d MB) is taken; audit in parts, or raise max-memory", a.MaxMemory>>20)
		c.incomplete(c.missing, fmt.Sprintf("of %d articles of earlier nights that share something with tonight's, only the first %d were compared", recalled.Related, n))
	}
	return recalled, err
}

// compare finds the passages that documents share: none, when ctx ends.
func (a *Auditor) compare(ctx context.Context, corpus text.Corpus) (*similarity.Result, error) {
	texts, known := make([]string, len(corpus)), make([]bool, len(corpus))
	for i, d := range corpus {
		texts[i], known[i] = d.Text, d.Role == record.RoleArchived
	}
	a.Progress("comparing", 0, len(texts))
	found, err := patience.Await(ctx, func() (*similarity.Result, error) {
		return similarity.Find(ctx, texts, similarity.Options{
			MinWords: a.MinWords, MinEdited: a.MinEdited, MinReworded: a.MinReworded, Jobs: a.Jobs,
			Known: func(text int) bool { return known[text] },
		})
	})
	if err != nil {
		return &similarity.Result{}, err
	}
	a.Progress("comparing", len(texts), len(texts))
	return found, nil
}

// related is what documents have to do with one another and with the evidence.
type related struct {
	judged   []reuse.Judged
	compared bool // the matches were judged
	proofs   sourcing.Proofs
	claims   *sourcing.Relations
	drafts   [][]finding.Draft // of one kind of finding each
}

// relate makes what needs all documents at once. When ctx ends, it returns what
// it has, and the error.
func (a *Auditor) relate(ctx context.Context, corpus text.Corpus, evidence []*text.Document, found *similarity.Result) (related, error) {
	r := related{claims: sourcing.Unrelated(corpus, nil)}
	drafted := func(drafts []finding.Draft, err error) error {
		r.drafts = append(r.drafts, drafts)
		return err
	}
	steps := []func() error{
		func() error {
			judged, err := patience.Await(ctx, func() ([]reuse.Judged, error) { return reuse.Judge(corpus, found, a.MinWords, a.assessor), nil })
			r.judged, r.compared = judged, err == nil
			return err
		},
		func() error { return drafted(reuse.Findings(ctx, corpus, r.judged)) },
		func() error { return drafted(reuse.Altered(ctx, corpus)) },
		func() error {
			proofs, drafts, err := sourcing.Verify(ctx, corpus, evidence)
			r.proofs, r.claims = proofs, sourcing.Unrelated(corpus, proofs)
			return drafted(drafts, err)
		},
		func() error { return drafted(sourcing.Problems(ctx, corpus, r.proofs)) },
		func() error {
			claims, err := patience.Await(ctx, func() (*sourcing.Relations, error) { return sourcing.Relate(corpus, r.judged, r.proofs), nil })
			if err == nil {
				r.claims = claims
			}
			return err
		},
		func() error { return drafted(r.claims.Disputes(ctx)) },
		func() error { return drafted(r.claims.Circles(ctx)) },
	}
	for i, step := range steps {
		a.Progress("relating", i, len(steps))
		if err := step(); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (a *Auditor) standings(ctx context.Context, corpus text.Corpus) ([]record.Standing, error) {
	if a.memory == nil {
		return nil, nil
	}
	return a.memory.Standings(ctx, corpus)
}
