package sourcing

import (
	"context"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// problemChecks are the checks that problems of single sentences are about, by
// name.
var problemChecks = func() map[string]*record.Check {
	checks := make(map[string]*record.Check)
	for _, name := range claims.Checks() {
		checks[name] = check.Named(name)
	}
	return checks
}()

// Problems drafts findings of the problems of audited documents' sentences. What
// evidence bears out is no problem, nor is a name that another document explains,
// unless it is all but a known one. When ctx ends, it returns what it has, and
// the error.
func Problems(ctx context.Context, corpus text.Corpus, proofs Proofs) (drafts []finding.Draft, err error) {
	explained := explainedNames(corpus)
	for i, d := range corpus {
		if ctx.Err() != nil {
			return drafts, ctx.Err()
		}
		if d.Role != record.RoleAudited {
			continue
		}
		for k := range d.Sentences {
			s := &d.Sentences[k]
			if len(s.Problems) == 0 || proofs.Level(corpus, text.Place{Document: i, Sentence: k}) == record.LevelChecked {
				continue
			}
			for _, p := range s.Problems {
				if p.Name != "" && p.Severity != string(record.High) && explained[claims.NameKey(p.Name)] {
					continue
				}
				drafts = append(drafts, problemDraft(d, s, p))
			}
		}
	}
	return drafts, nil
}

func problemDraft(d *text.Assessed, s *claims.Sentence, p claims.Problem) finding.Draft {
	f := record.Finding{
		Start: s.Start, End: s.End, Trigger: p.Trigger,
		Severity: record.Severity(p.Severity), Why: p.Why, Fix: p.Fix,
		ClaimKind: string(s.Kind), Attribution: recorded(s.Attribution),
		Name: p.Name, Nearest: p.Nearest,
	}
	if p.OtherEnd > 0 {
		other := d.Passage(p.OtherStart, p.OtherEnd)
		f.Other = &other
	}
	return finding.Draft{In: d, Check: problemChecks[p.Check], Finding: f}
}

// explainedNames holds the names of products that any document says something
// about, by their keys.
func explainedNames(corpus text.Corpus) map[uint64]bool {
	explained := make(map[uint64]bool)
	for _, d := range corpus {
		for i := range d.Sentences {
			for _, name := range d.Sentences[i].Explains {
				explained[claims.NameKey(name)] = true
			}
		}
	}
	return explained
}
