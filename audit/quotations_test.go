package audit

import (
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
)

// said is one quotation as an article prints it.
type said struct{ speaker, words string }

// alteredIn compares quotations, one list an article.
func alteredIn(t *testing.T, articles ...[]said) []record.Finding {
	t.Helper()
	r := &run{Auditor: &Auditor{}, found: newFindings(nil)}
	for i, list := range articles {
		e := &entry{Article: &article.Article{Source: string(rune('a' + i))}, id: string(rune('A' + i)), role: record.RoleAudited}
		for _, q := range list {
			start := len(e.Text)
			e.Text += q.words + "\n"
			end := start + len(q.words)
			e.sentences = append(e.sentences, claims.Sentence{Start: start, End: end, Quotations: []claims.Quotation{{Start: start, End: end, Speaker: q.speaker}}})
		}
		r.entries = append(r.entries, e)
	}
	_ = r.alteredQuotations(t.Context())
	return r.found.list(r.entries)
}

func TestAlteredQuotations(t *testing.T) {
	const (
		shorter = "We would accept shorter hours for everyone if the line stays here after the summer"
		longer  = "We would accept longer hours for everyone if the line stays here after the summer"
	)
	tests := []struct {
		name         string
		first, later []said
		want         string // trigger and severity
	}{
		{"altered", []said{{"Dario Pell", shorter}}, []said{{"Dario Pell", longer}}, "longer high"},
		{"one first name unknown", []said{{"Pell", shorter}}, []said{{"Dario Pell", longer}}, "longer high"},
		{"an initial", []said{{"D. Pell", shorter}}, []said{{"Dario Pell", longer}}, "longer high"},
		{"another Pell", []said{{"Dario Pell", shorter}}, []said{{"Greta Pell", longer}}, ""},
		{"the same", []said{{"Dario Pell", shorter}}, []said{{"Dario Pell", shorter}}, ""},
		{"a part of it", []said{{"Dario Pell", shorter}}, []said{{"Dario Pell", "if the line stays here after the summer"}}, ""},
		{"said both ways", []said{{"Dario Pell", shorter}, {"Dario Pell", longer}}, []said{{"Dario Pell", longer}}, ""},
		{"both say both", []said{{"Dario Pell", shorter}, {"Dario Pell", longer}}, []said{{"Dario Pell", longer}, {"Dario Pell", shorter}}, ""},
		{"written out", []said{{"Dario Pell", "We're sure that they won't sell what isn't theirs to sell"}},
			[]said{{"Dario Pell", "We are sure that they will not sell what is not theirs to sell"}}, ""},
		{"spelled otherwise", []said{{"Dario Pell", "The labour of a hundred years is in those gates"}},
			[]said{{"Dario Pell", "The labor of a hundred years is in those gates"}}, "labor low"},
		{"two short ones", []said{{"Dario Pell", "I think it's a bad idea."}}, []said{{"Dario Pell", "I think it's a gift."}}, ""},
		{"shorter by a word", []said{{"Dario Pell", "We can never afford to be so careless again"}},
			[]said{{"Dario Pell", "We can afford to be so careless again"}}, "never high"},
	}
	for _, test := range tests {
		got := ""
		for _, f := range alteredIn(t, test.first, test.later) {
			got += f.Trigger + " " + string(f.Severity)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestAlteredOften shows that a wording many articles print is compared once,
// and reported in each of them.
func TestAlteredOften(t *testing.T) {
	first := []said{{"Dario Pell", "We would accept shorter hours for everyone if the line stays here"}}
	later := []said{{"Dario Pell", "We would accept longer hours for everyone if the line stays here"}}
	articles := [][]said{first, first}
	for range 20 {
		articles = append(articles, later)
	}
	list := alteredIn(t, articles...)
	if len(list) != 20 {
		t.Fatalf("%d findings, want 20", len(list))
	}
	for _, f := range list {
		if f.Other.Article != "A" {
			t.Errorf("%s is compared with %s", f.Article, f.Other.Article)
		}
	}
}

func TestInFull(t *testing.T) {
	for short, want := range map[string]string{
		"We're here": "we are here", "can't": "can not", "cannot": "can not", "didn't": "did not", "it won't": "it will not", "a tent": "a tent",
	} {
		if got := strings.TrimSpace(inFull(folded(short))); got != want {
			t.Errorf("%q: %q, want %q", short, got, want)
		}
	}
}
