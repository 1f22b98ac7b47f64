package audit

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
)

// Suppression is a rule of the newsroom's own that hides findings. What is
// empty fits everything; at least one of Check, Source and Phrase is set.
type Suppression struct {
	Check  string    // ID or name
	Source string    // the article's source, with * for any characters but "/"
	Phrase string    // stands in the finding's text, in any case
	Reason string    // why; required
	Until  time.Time // the last day on which it holds; zero: for good
}

// byRule is the verdict of a suppression, and configuration who signs it.
const (
	byRule        = "Allowed by rule"
	configuration = "configuration"
)

// suppression is a rule made ready, and how often it was needed.
type suppression struct {
	Suppression
	check  string // ID
	phrase string // folded
	used   int
}

func newSuppressions(list []Suppression) ([]*suppression, error) {
	var ready []*suppression
	for i, s := range list {
		r := &suppression{Suppression: s}
		if s.Check+s.Source+s.Phrase == "" || s.Reason == "" {
			return nil, fmt.Errorf("suppression %d: it needs a reason, and a check, a source or a phrase", i+1)
		}
		if s.Check != "" {
			c, err := check.Find(s.Check)
			if err != nil {
				return nil, fmt.Errorf("suppression %d: %w", i+1, err)
			}
			r.check = c.ID
		}
		if _, err := filepath.Match(s.Source, ""); err != nil {
			return nil, fmt.Errorf("suppression %d: source %q: %w", i+1, s.Source, err)
		}
		if s.Phrase != "" {
			r.phrase = folded(s.Phrase)
		}
		ready = append(ready, r)
	}
	return ready, nil
}

func (s *suppression) fits(f *record.Finding) bool {
	if s.check != "" && s.check != f.Check {
		return false
	}
	if s.Source != "" {
		whole, err := filepath.Match(s.Source, f.Source)
		name, err2 := filepath.Match(s.Source, filepath.Base(f.Source))
		if err != nil || err2 != nil || !whole && !name {
			return false
		}
	}
	return s.phrase == "" || strings.Contains(folded(f.Text), s.phrase)
}

func (s *suppression) expired(now time.Time) bool {
	return !s.Until.IsZero() && !now.Before(s.Until.AddDate(0, 0, 1))
}

// String names the rule in notices.
func (s *suppression) String() string {
	var parts []string
	for _, p := range []struct{ name, value string }{{"check", s.Check}, {"source", s.Source}, {"phrase", s.Phrase}} {
		if p.value != "" {
			parts = append(parts, p.name+" "+p.value)
		}
	}
	return "suppression of " + strings.Join(parts, ", ") + " (" + s.Reason + ")"
}

// decisions are what reviewers have decided and noted so far.
type decisions struct {
	byFinding map[string]archive.Verdict
	always    map[[2]string]archive.Verdict // by check and words
	notes     map[string][]record.Verdict   // by finding
	conflicts []record.Conflict
	taken     []record.Taken // of workbooks since the night before
}

func (r *run) decisions(ctx context.Context) (*decisions, error) {
	d := &decisions{
		byFinding: make(map[string]archive.Verdict), always: make(map[[2]string]archive.Verdict), notes: make(map[string][]record.Verdict),
	}
	if r.Archive == nil {
		return d, nil
	}
	known, err := r.Archive.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	brought, err := r.Archive.Brought(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range brought {
		d.taken = append(d.taken, record.Taken{Workbook: b.Path, Verdicts: b.Verdicts, Notes: b.Notes, Emptied: b.Emptied})
	}
	for _, v := range known.Agreed {
		d.byFinding[v.Finding] = v
		if v.Verdict == record.AllowedAlways && v.Words != "" {
			d.always[[2]string{v.Check, v.Words}] = v
		}
	}
	for _, v := range known.Notes {
		d.notes[v.Finding] = append(d.notes[v.Finding], entered(v))
	}
	for _, same := range known.Conflicts {
		c := record.Conflict{ID: same[0].Finding}
		for _, v := range same {
			c.Verdicts = append(c.Verdicts, entered(v))
		}
		d.conflicts = append(d.conflicts, c)
	}
	return d, nil
}

// entered is a verdict as the stream has it.
func entered(v archive.Verdict) record.Verdict {
	return record.Verdict{
		Finding: v.Finding, Verdict: v.Verdict, SourceFound: v.SourceFound, Link: v.Link,
		Reviewer: v.Reviewer, Date: v.Date, Note: v.Note, Workbook: v.Path,
	}
}

// allowedWords is what "Allowed always" goes by: the name a finding is about,
// or its sentence.
func allowedWords(f *record.Finding) string {
	if f.Name != "" {
		return folded(f.Name)
	}
	return folded(f.Text)
}

// decide says of each finding whether it is new, known or decided, and what
// reviewers said of it.
func (r *run) decide(ctx context.Context, found []record.Finding) error {
	decided, err := r.decisions(ctx)
	if err != nil {
		return err
	}
	before, err := r.openBefore(ctx)
	if err != nil {
		return err
	}
	now := r.Now().UTC()
	today := now.Format(time.DateOnly)
	for i := range found {
		f := &found[i]
		if r.Archive != nil {
			f.FirstSeen = today
		}
		if old, ok := before[f.ID]; ok {
			f.Status, f.FirstSeen = record.StatusKnown, old.FirstSeen
			delete(before, f.ID)
		}
		f.Notes = decided.notes[f.ID]
		v, ok := decided.byFinding[f.ID]
		if !ok {
			v, ok = decided.always[[2]string{f.Check, allowedWords(f)}]
		}
		if ok {
			f.Verdict, f.Reviewer, f.Decided, f.Note = v.Verdict, v.Reviewer, v.Date, v.Note
			if v.Verdict != record.Confirmed { // the article still has to change
				f.Status = record.StatusDecided
			}
			continue
		}
		for _, s := range r.suppressions {
			if !s.expired(now) && s.fits(f) {
				s.used++
				f.Status, f.Verdict, f.Reviewer, f.Note = record.StatusDecided, byRule, configuration, s.Reason
				break
			}
		}
	}
	r.resolve(before, decided)
	r.log.Summary.Conflicts = decided.conflicts
	r.log.Summary.Taken = decided.taken
	for _, s := range r.suppressions {
		switch {
		case s.expired(now):
			r.notice("The %s ended on %s; remove it, or extend it.", s, s.Until.Format(time.DateOnly))
		case s.used == 0:
			r.notice("The %s hid nothing.", s)
		}
	}
	return nil
}

func (r *run) notice(format string, args ...any) {
	r.log.Summary.Notices = append(r.log.Summary.Notices, fmt.Sprintf(format, args...))
}

// openBefore returns the findings that tonight's articles had when they were
// audited last, by ID.
func (r *run) openBefore(ctx context.Context) (map[string]archive.Finding, error) {
	before := make(map[string]archive.Finding)
	if r.Archive == nil {
		return before, nil
	}
	var ids []string
	for _, e := range r.entries {
		if e.role == record.RoleAudited {
			ids = append(ids, e.id)
		}
	}
	list, err := r.Archive.OpenFindings(ctx, ids)
	for _, f := range list {
		before[f.ID] = f
	}
	return before, err
}

// resolve reports the findings that are gone. Those of checks that are turned
// off are not: nobody looked. The same goes for a run that ended early.
func (r *run) resolve(before map[string]archive.Finding, decided *decisions) {
	if r.log.Summary.Incomplete != "" {
		return
	}
	for id, f := range before {
		if r.off[f.Check] {
			continue
		}
		v := decided.byFinding[id]
		r.log.Summary.Resolved = append(r.log.Summary.Resolved, record.Resolved{
			ID: id, Check: f.Check, Severity: record.Severity(f.Severity), Source: f.Source, Text: f.Text,
			Verdict: v.Verdict, Reviewer: v.Reviewer,
		})
	}
	slices.SortFunc(r.log.Summary.Resolved, func(a, b record.Resolved) int { return strings.Compare(a.ID, b.ID) })
}
