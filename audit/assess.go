package audit

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/text"
)

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
