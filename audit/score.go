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

// pastRuns is how many earlier runs the trend shows.
const pastRuns = 30

// history puts what earlier runs came to into the summary.
func (a *Auditor) history(ctx context.Context, log *record.Log) error {
	if a.memory == nil {
		return nil
	}
	s := &log.Summary
	var err error
	if s.History, err = a.memory.History(ctx, pastRuns); err != nil || len(s.History) == 0 {
		return err
	}
	if s.Since = s.History[len(s.History)-1].Started; s.Since > log.Run.Started {
		s.Notices = append(s.Notices, "The run before this one began later, at "+s.Since+": is the clock right?")
	}
	return nil
}

// fill writes what the stages have found into the log: matches, claims, sources,
// findings, and the articles with their scores. missing says why not all was
// looked for, if it was not.
func (a *Auditor) fill(ctx context.Context, log *record.Log, corpus text.Corpus, evidence []*text.Document, rel related, missing string) error {
	a.Progress(Scoring, 0, len(corpus))
	answer, err := review.Decide(ctx, a.Archive, a.rules, review.Question{
		Findings: finding.Collect(corpus, a.off, rel.drafts...), Audited: audited(corpus), Off: a.off,
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

// audited returns the IDs of the documents that were audited.
func audited(corpus text.Corpus) (ids []string) {
	for _, d := range corpus {
		if d.Role == record.RoleAudited {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
