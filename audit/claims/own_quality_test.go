package claims

import (
	"fmt"
	"strings"
	"testing"

	"copydesk.dev/audit/claims/labels"
)

// unseen scores findings on the 300 articles that two readers labelled after
// the rules were made: what both flag is wanted, unless it is low for both or
// borderline for either; what one flags is left out; any other sentence with a
// finding is a false alarm.
func unseen(t *testing.T, a *Assessor, report *strings.Builder) {
	t.Helper()
	articles, err := labels.Own(shared)
	if err != nil {
		t.Fatal(err)
	}
	var all score
	attributed, attributedHit := 0, 0
	for _, article := range articles {
		sentences := a.Assess(Document{Text: article.Text})
		for _, l := range article.Sentences {
			hit := hasFinding(sentences, l.Start, l.End)
			first, second := l.A.Label == labels.Flag, l.B.Label == labels.Flag
			switch {
			case first && second:
				if l.A.Borderline || l.B.Borderline || l.A.Severity == low && l.B.Severity == low {
					continue
				}
				all.wanted++
				if hit {
					all.found++
					all.hits++
				}
			case !first && !second && hit:
				all.alarms++
			}
			if l.A.Label == labels.Attributed && l.B.Label == labels.Attributed {
				attributed++
				if hit {
					attributedHit++
				}
			}
		}
	}
	fmt.Fprintf(report, "300 articles labelled afterwards: %s\n", all)
	fmt.Fprintf(report, "300 articles, attributed sentences hit: %d of %d\n", attributedHit, attributed)
}

// hasFinding reports whether a sentence with a problem shares half of the
// shorter one's length with [start, end).
func hasFinding(sentences []Sentence, start, end int) bool {
	for _, s := range sentences {
		shared := min(end, s.End) - max(start, s.Start)
		if len(s.Problems) > 0 && shared > 0 && 2*shared >= min(end-start, s.End-s.Start) {
			return true
		}
	}
	return false
}
