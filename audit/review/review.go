// Package review says of each finding whether it is new, known or decided: what
// reviewers' verdicts decide, what the newsroom's own rules suppress, and which
// findings of earlier nights are gone.
package review

import (
	"context"
	"fmt"
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

// decide enters what reviewers have said of a finding, and reports whether they
// have decided.
func (d *decisions) decide(f *record.Finding) bool {
	f.Notes = d.notes[f.ID]
	v, ok := d.byFinding[f.ID]
	if !ok {
		v, ok = d.always[[2]string{f.Check, AllowedWords(f)}]
	}
	if !ok {
		return false
	}
	f.Verdict, f.Reviewer, f.Decided, f.Note = v.Verdict, v.Reviewer, v.Date, v.Note
	if v.Verdict != record.Confirmed { // the article still has to change
		f.Status = record.StatusDecided
	}
	return true
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

// suppress hides a finding that a rule fits, and notes that the rule was used.
func (rules Rules) suppress(f *record.Finding, now time.Time, used []bool) {
	for i := range rules {
		if r := &rules[i]; !r.expired(now) && r.fits(f) {
			used[i] = true
			f.Status, f.Verdict, f.Reviewer, f.Note = record.StatusDecided, byRule, record.Configuration, r.Reason
			return
		}
	}
}

// notices says which rules have ended, and which hid nothing.
func (rules Rules) notices(now time.Time, used []bool) (list []string) {
	for i := range rules {
		switch r := &rules[i]; {
		case r.expired(now):
			list = append(list, fmt.Sprintf("The %s ended on %s; remove it, or extend it.", r, r.Until.Format(time.DateOnly)))
		case !used[i]:
			list = append(list, fmt.Sprintf("The %s hid nothing.", r))
		}
	}
	return list
}
