package grammar

import "testing"

func TestLemma(t *testing.T) {
	for _, test := range []struct {
		text string
		fine Fine
		want string
	}{
		{"Said", VBD, "say"},
		{"rose", VBD, "rise"},
		{"unveiled", VBD, "unveil"},
		{"scrutinised", VBN, "scrutinise"},
		{"rebutting", VBG, "rebut"},
		{"Analysts", NNS, "analyst"},
		{"subsidies", NNS, "subsidy"},
		{"GPUs", NNS, "GPU"},
		{"Zorvian", JJ, "Zorvian"},
		{"LOSSES", NNS, "loss"},
		{"Leeds", NNP, "Leeds"},
		{"n’t", RB, "not"},
		{"’s", POS, "'s"},
		{"I", PRP, "I"},
		{"glorping", VBG, "glorp"}, // by its ending alone
	} {
		if got := Default().lemmas.of(test.text, test.fine); got != test.want {
			t.Errorf("%q as %v is of %q, not %q", test.text, test.fine, got, test.want)
		}
	}
}
