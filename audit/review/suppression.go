package review

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
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

// byRule is the verdict of a suppression.
const byRule = "Allowed by rule"

// Rules are suppressions made ready.
type Rules []rule

type rule struct {
	Suppression
	check  string // ID
	phrase string // a key
}

// NewRules makes suppressions ready. Its errors say which of them, counted from 1,
// is wrong, and what about it.
func NewRules(list []Suppression) (Rules, error) {
	var ready Rules
	for i, s := range list {
		r := rule{Suppression: s}
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
			r.phrase = text.Key(s.Phrase)
		}
		ready = append(ready, r)
	}
	return ready, nil
}

func (s *rule) fits(f *record.Finding) bool {
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
	return s.phrase == "" || strings.Contains(text.Key(f.Text), s.phrase)
}

func (s *rule) expired(now time.Time) bool {
	return !s.Until.IsZero() && !now.Before(s.Until.AddDate(0, 0, 1))
}

// String names the rule in notices.
func (s *rule) String() string {
	var parts []string
	for _, p := range []struct{ name, value string }{{"check", s.Check}, {"source", s.Source}, {"phrase", s.Phrase}} {
		if p.value != "" {
			parts = append(parts, p.name+" "+p.value)
		}
	}
	return "suppression of " + strings.Join(parts, ", ") + " (" + s.Reason + ")"
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
