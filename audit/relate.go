package audit

import (
	"context"

	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/sourcing"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

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
