package claims

import "testing"

func TestRelate(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       string // "", "agree" or "dispute"
	}{
		{"same figure", "Brandt Foods cut 3,200 warehouse jobs in Leipzig, the company said.",
			"The company Brandt Foods has cut 3,200 warehouse jobs in Leipzig.", "agree"},
		{"another figure", "Brandt Foods cut 3,200 warehouse jobs in Leipzig.",
			"Brandt Foods cut 4,100 warehouse jobs in Leipzig.", "dispute"},
		{"another period", "Brandt Foods cut 3,200 warehouse jobs in Leipzig in 2023.",
			"Brandt Foods cut 4,100 warehouse jobs in Leipzig in 2024.", ""},
		{"another unit", "Brandt Foods cut 32 percent of warehouse jobs in Leipzig.",
			"Brandt Foods cut 3,200 warehouse jobs in Leipzig.", ""},
		{"another firm", "Brandt Foods cut 3,200 warehouse jobs in Leipzig.",
			"Korund Labs hired 3,200 drivers.", ""},
		{"nearly, and said so", "Brandt Foods cut nearly 3,200 warehouse jobs in Leipzig.",
			"Brandt Foods cut 3,100 warehouse jobs in Leipzig.", ""},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := [][]Sentence{a.Assess(Document{Text: tt.a}), a.Assess(Document{Text: tt.b})}
			got := ""
			for _, r := range Relate(docs) {
				got = "dispute"
				if r.Agree {
					got = "agree"
				}
			}
			if got != tt.want {
				t.Errorf("got %q, want %q; figures %+v and %+v", got, tt.want, docs[0][0].Figures, docs[1][0].Figures)
			}
		})
	}
}
