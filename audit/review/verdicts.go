package review

import (
	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// decide enters what reviewers have said of a finding, and reports whether they
// have decided.
func (d *decisions) decide(f *record.Finding) bool {
	f.Notes = d.notes[f.ID]
	v, ok := d.byFinding[f.ID]
	if !ok {
		v, ok = d.always[wherever{f.Check, AllowedWords(f)}]
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

// wherever is where "Allowed always" decides: wherever a check meets the same words.
type wherever struct{ check, words string }

// allowedAt is where a verdict decides beyond its own finding. ok is false where it
// does not.
func allowedAt(v archive.Verdict) (at wherever, ok bool) {
	return wherever{v.Check, v.Words}, v.Verdict == record.AllowedAlways && v.Words != ""
}

// AllowedWords is what "Allowed always" goes by: the name a finding is about,
// or its sentence.
func AllowedWords(f *record.Finding) string {
	if f.Name != "" {
		return text.Key(f.Name)
	}
	return text.Key(f.Text)
}
