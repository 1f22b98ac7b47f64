package score

import (
	"fmt"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// The limits were chosen, not learned: no newsroom's own triage was there to learn
// from. A change moves the articles that lie between the old limit and the new one,
// and no other; TestTriage has each limit.
const (
	// An article whose originality is below is held, or queried.
	holdOriginality, queryOriginality = 50.0, 80.0
	// An article whose sourcing is below is queried, if it makes at least
	// minClaims claims.
	querySourcing, minClaims = 25.0, 4
)

// Triage says in one word what an editor should do with an article that has its
// scores and makes so many claims, and why: from its findings that are open and
// from its scores. No article is clear when missing, if not "", says why not all was
// looked for.
func Triage(a *record.Article, found []record.Finding, claims int, missing string) (word record.Triage, reason string) {
	open := make(map[record.Severity]int)
	for i := range found {
		if found[i].Status != record.StatusDecided {
			open[found[i].Severity]++
		}
	}
	low := func(score *float64, limit float64) bool { return score != nil && *score < limit }
	switch {
	case open[record.High] > 0:
		return record.TriageHold, text.Count(open[record.High], "high-severity finding")
	case low(a.Originality, holdOriginality):
		return record.TriageHold, fmt.Sprintf("originality %g", *a.Originality)
	case open[record.Medium] > 0:
		return record.TriageQuery, text.Count(open[record.Medium], "medium-severity finding")
	case low(a.Originality, queryOriginality):
		return record.TriageQuery, fmt.Sprintf("originality %g", *a.Originality)
	case claims >= minClaims && low(a.Sourcing, querySourcing):
		return record.TriageQuery, fmt.Sprintf("sourcing %g", *a.Sourcing)
	case a.NotAssessed != "":
		return record.TriageNotAssessed, a.NotAssessed
	case missing != "":
		return record.TriageQuery, missing
	}
	return record.TriageClear, "nothing of weight was found"
}
