package score

import (
	"testing"

	"copydesk.dev/audit/record"
)

// TestTriage shows where one triage word gives way to the next.
func TestTriage(t *testing.T) {
	scored := func(originality, sourcing float64) record.Article {
		return record.Article{Originality: &originality, Sourcing: &sourcing}
	}
	unread := scored(100, 100)
	unread.NotAssessed = "claims not assessed: de"
	open := func(severities ...record.Severity) (list []record.Finding) {
		for _, s := range severities {
			list = append(list, record.Finding{Severity: s, Status: record.StatusKnown})
		}
		return list
	}
	tests := []struct {
		name    string
		article record.Article
		found   []record.Finding
		claims  int
		missing string
		want    record.Triage
		reason  string
	}{
		{"nothing", scored(100, 100), nil, 9, "", record.TriageClear, "nothing of weight was found"},
		{"low findings", scored(80, 25), open(record.Low, record.Low), 9, "", record.TriageClear, "nothing of weight was found"},
		{"a medium finding", scored(100, 100), open(record.Medium), 9, "", record.TriageQuery, "1 medium-severity finding"},
		{"high findings", scored(100, 100), open(record.High, record.Medium, record.High), 9, "", record.TriageHold, "2 high-severity findings"},
		{"a decided one", scored(100, 100), []record.Finding{{Severity: record.High, Status: record.StatusDecided}}, 9, "", record.TriageClear, "nothing of weight was found"},
		{"originality below the first limit", scored(79.9, 100), nil, 9, "", record.TriageQuery, "originality 79.9"},
		{"at the second", scored(50, 100), nil, 9, "", record.TriageQuery, "originality 50"},
		{"and below it", scored(49.9, 100), open(record.Medium), 9, "", record.TriageHold, "originality 49.9"},
		{"sourcing below its limit", scored(100, 24.9), nil, 4, "", record.TriageQuery, "sourcing 24.9"},
		{"of few claims", scored(100, 24.9), nil, 3, "", record.TriageClear, "nothing of weight was found"},
		{"scores unknown", record.Article{}, nil, 0, "", record.TriageClear, "nothing of weight was found"},
		{"claims not looked at", unread, nil, 0, "", record.TriageNotAssessed, "claims not assessed: de"},
		{"nor anything else", unread, nil, 0, "stopped", record.TriageNotAssessed, "claims not assessed: de"},
		{"not all looked for", scored(100, 100), nil, 0, "stopped", record.TriageQuery, "stopped"},
		{"nor, but something found", scored(40, 100), nil, 0, "stopped", record.TriageHold, "originality 40"},
		{"claims not looked at, with a finding", unread, open(record.Medium), 0, "", record.TriageQuery, "1 medium-severity finding"},
	}
	for _, test := range tests {
		if word, reason := Triage(&test.article, test.found, test.claims, test.missing); word != test.want || reason != test.reason {
			t.Errorf("%s: %s, %s; want %s, %s", test.name, word, reason, test.want, test.reason)
		}
	}
}
