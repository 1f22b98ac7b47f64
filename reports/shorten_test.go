package reports

import (
	"strings"
	"testing"

	"copydesk.dev/reports/worddiff"
)

func TestCondense(t *testing.T) {
	here := "Start differs here. " + strings.Repeat("the very same words ", 100) + "end."
	there := "Start changes here. " + strings.Repeat("the very same words ", 100) + "end now."
	left, right := worddiff.Compare(here, there)
	for _, parts := range [][]worddiff.Part{condense(left), condense(right)} {
		s := inMarks(parts)
		if n := len([]rune(s)); n > maxPassage+50 {
			t.Errorf("%d runes: %s", n, s)
		}
		if !strings.Contains(s, " … ") || !strings.HasPrefix(s, "Start {") {
			t.Errorf("not cut in the middle: %s", s)
		}
	}
	if s := inMarks(condense(right)); !strings.HasSuffix(s, "{now}.") {
		t.Errorf("the difference at the end was cut: %s", s)
	}
}

// inMarks writes what differs in brackets.
func inMarks(parts []worddiff.Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Kind == worddiff.Same {
			b.WriteString(p.Text)
			continue
		}
		trimmed := strings.TrimRight(p.Text, " ")
		b.WriteString("{" + trimmed + "}" + p.Text[len(trimmed):])
	}
	return b.String()
}
