package audit

import (
	"context"

	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/review"
	"copydesk.dev/audit/score"
	"copydesk.dev/audit/text"
)

// score makes the stages' drafts findings, scores articles and sources, and writes
// them into the log with the matches and claims they come from. missing says why not
// all was looked for, if it was not.
func (a *Auditor) score(ctx context.Context, log *record.Log, corpus text.Corpus, evidence []*text.Document, rel related, missing string) error {
	a.Progress(Scoring, 0, len(corpus))
	answer, err := review.Decide(ctx, a.Archive, a.rules, review.Question{
		Findings: finding.Collect(corpus, a.off, rel.drafts...), Audited: corpus.Audited(), Off: a.off,
		Complete: log.Summary.Incomplete == "", Now: a.Now(),
	})
	if err != nil {
		return err
	}
	s := &log.Summary
	s.Resolved, s.Conflicts, s.Taken = answer.Resolved, answer.Conflicts, answer.Taken
	s.Notices = append(s.Notices, answer.Notices...)
	log.Findings = answer.Findings
	log.Matches, s.Groups = reuse.Records(corpus, rel.judged)
	log.Claims = rel.claims.Claims()
	log.Sources = score.Sources(log.Claims, a.ratings, a.assessor)
	log.Articles = score.Articles(corpus, evidence, score.Found{
		Judged: rel.judged, Compared: rel.compared, Proofs: rel.proofs, Missing: missing, Findings: log.Findings, Named: log.Named(),
	})
	return nil
}
