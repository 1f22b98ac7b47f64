package claims

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestTrace asks which rules decided.
func TestTrace(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // of the last sentence's steps, these
	}{
		{"a source found by its place", "Ada Holt, who runs the guild of bakers, said the ovens are cold.",
			[]string{`source "said": a name before an insertion: a name → Ada Holt, level 2`, `claim "": something that happened or was said → event`}},
		{"a verb without a source", "The mayor of Orlby did not say that the ovens are cold.",
			[]string{`source phrase "say": denied, or hearsay → nobody`}},
		{"a fault", "Forty-one percent of tenants skip meals.",
			[]string{`claim "": what is wrong with it → statistic`, `statistic-without-source "Forty-one percent": a figure nobody is named for → found`}},
		{"a fault that is excused", "Forty-one percent of tenants skip meals, Ada Holt said on Monday.",
			[]string{`statistic-without-source "Forty-one percent": a figure nobody is named for → excused: a source that answers for it`}},
		{"a voice that speaks on", "“The ovens are cold,” Ada Holt said. “Nobody lit them this morning.”",
			[]string{`source "said": a quotation behind its speaker → Ada Holt, level 2`}},
		{"an attitude", "The plan was praised by the guild.",
			[]string{`source "praised": an attitude → the guild, level 1`}},
		{"a graver fault comes first", "Experts say that 41 percent of tenants skip meals.",
			[]string{`vague-attribution "Experts say": a vague source → found`}},
	}
	a := newAssessor(t).Traced()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sentences := a.Assess(Document{Text: test.text})
			var got []string
			for _, step := range sentences[len(sentences)-1].Trace {
				got = append(got, fmt.Sprintf("%s %q: %s → %s", step.About, step.Words, step.Rule, step.Result))
			}
			for _, want := range test.want {
				if !slices.Contains(got, want) {
					t.Errorf("no %s in\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
}

// TestTraceChangesNothing assesses the same texts with a trace and without: what is
// found is the same, each finding has its step, and each step its rule.
func TestTraceChangesNothing(t *testing.T) {
	plain := newAssessor(t)
	traced := plain.Traced()
	for _, text := range passages(t) {
		want, got := plain.Assess(Document{Text: text}), traced.Assess(Document{Text: text})
		for i := range got {
			s := &got[i]
			for _, p := range s.Problems {
				if !slices.ContainsFunc(s.Trace, func(step Step) bool {
					return step.About == p.Check && step.Words == p.Trigger && step.Result == resultFound
				}) {
					t.Errorf("%q: no step of its trace found %s", text[s.Start:s.End], p.Check)
				}
			}
			for _, step := range s.Trace {
				if step.Rule == "" || step.Result == "" || !strings.Contains(text, step.Words) {
					t.Errorf("%q: step %+v", text[s.Start:s.End], step)
				}
			}
			s.Trace = nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: with a trace it is read in another way", text)
		}
	}
}

// TestAttemptNames checks that every attempt of a table that must say why can be
// told from the others.
func TestAttemptNames(t *testing.T) {
	for _, x := range gravity {
		met := map[string]bool{}
		for _, a := range x.attempts {
			if a.name != "" && met[a.name] {
				t.Errorf("%s: two attempts are called %q", x.check, a.name)
			}
			met[a.name] = true
		}
	}
}
