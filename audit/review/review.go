// Package review says of each finding whether it is new, known or decided: what
// reviewers' verdicts decide, what the newsroom's own rules suppress, and which
// findings of earlier nights are gone.
package review

import (
	"context"
	"slices"
	"strings"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// Question is what a run found, and how it was looked for.
type Question struct {
	Findings []record.Finding
	Audited  []string        // IDs of the articles that were audited
	Off      map[string]bool // IDs of checks that were turned off
	Complete bool            // the run did not end early
	Now      time.Time
}

// Answer is what is to be said of the findings of a run.
type Answer struct {
	Findings  []record.Finding // the same, with their statuses and who decided
	Resolved  []record.Resolved
	Conflicts []record.Conflict
	Taken     []record.Taken
	Notices   []string // of rules that are no longer needed
}

// Decide says of each finding whether it is new, known or decided, and what
// reviewers said of it. Without an archive, nil, only the rules decide.
func Decide(ctx context.Context, a *archive.Archive, rules Rules, q Question) (Answer, error) {
	decided, err := readDecisions(ctx, a)
	if err != nil {
		return Answer{}, err
	}
	before, err := openBefore(ctx, a, q.Audited)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Findings: slices.Clone(q.Findings), Conflicts: decided.conflicts, Taken: decided.taken}
	used := make([]bool, len(rules))
	for i := range answer.Findings {
		f := &answer.Findings[i]
		if a != nil {
			f.FirstSeen = q.Now.UTC().Format(time.DateOnly)
		}
		if old, ok := before[f.ID]; ok {
			f.Status, f.FirstSeen = record.StatusKnown, old.FirstSeen
			delete(before, f.ID)
		}
		if !decided.decide(f) {
			rules.suppress(f, q.Now, used)
		}
	}
	// A run that ended early did not look for everything.
	if q.Complete {
		answer.Resolved = decided.resolved(before, q.Off)
	}
	answer.Notices = rules.notices(q.Now, used)
	return answer, nil
}

// openBefore returns the findings that articles had when they were audited last,
// by ID.
func openBefore(ctx context.Context, a *archive.Archive, articles []string) (map[string]archive.Finding, error) {
	before := make(map[string]archive.Finding)
	if a == nil {
		return before, nil
	}
	list, err := a.OpenFindings(ctx, articles)
	for _, f := range list {
		before[f.ID] = f
	}
	return before, err
}

// resolved returns the findings that are gone. Those of checks that are turned
// off are not: nobody looked.
func (d *decisions) resolved(before map[string]archive.Finding, off map[string]bool) (gone []record.Resolved) {
	for id, f := range before {
		if off[f.Check] {
			continue
		}
		v := d.byFinding[id]
		gone = append(gone, record.Resolved{
			ID: id, Check: f.Check, Severity: record.Severity(f.Severity), Source: f.Source, Text: f.Text,
			Verdict: v.Verdict, Reviewer: v.Reviewer,
		})
	}
	slices.SortFunc(gone, func(a, b record.Resolved) int { return strings.Compare(a.ID, b.ID) })
	return gone
}
