package record

import "slices"

// Count enters into the summary how much the log holds. With an archive, the
// findings are counted by status, too.
func (l *Log) Count(archive bool) {
	s := &l.Summary
	s.Articles, s.Matches, s.Claims = len(l.Articles), len(l.Matches), len(l.Claims)
	s.Sources, s.Findings = len(l.Sources), len(l.Findings)
	s.BySeverity, s.ByCheck, s.ByTriage = make(map[string]int), make(map[string]int), make(map[Triage]int)
	for i := range l.Rejected {
		if !l.Rejected[i].Skipped {
			s.Rejected++
		}
	}
	for i := range l.Articles {
		a := &l.Articles[i]
		s.Words += a.Words
		if a.Triage != "" {
			s.ByTriage[a.Triage]++
		}
	}
	for i := range l.Findings {
		f := &l.Findings[i]
		s.BySeverity[string(f.Severity)]++
		s.ByCheck[f.Check]++
		if !archive {
			continue
		}
		switch f.Status {
		case StatusNew:
			s.New++
		case StatusKnown:
			s.Known++
		default:
			s.Decided++
		}
	}
}

// Named returns the IDs of the articles that matches, claims and findings speak
// of besides those they are about.
func (l *Log) Named() map[string]bool {
	named := make(map[string]bool)
	for i := range l.Matches {
		m := &l.Matches[i]
		named[m.A.Article], named[m.B.Article] = true, true
	}
	for i := range l.Claims {
		c := &l.Claims[i]
		for _, id := range slices.Concat(c.CorroboratedBy, c.DisputedBy) {
			named[id] = true
		}
	}
	for i := range l.Findings {
		if other := l.Findings[i].Other; other != nil {
			named[other.Article] = true
		}
	}
	return named
}
