package grammar

import (
	"strings"
	"testing"
)

// TestRepair reads articles of which the last sentence needs the others.
func TestRepair(t *testing.T) {
	tests := map[string]struct {
		article []string
		word    string
		want    Tag
		lemma   string
	}{
		"a name in the headline": {
			[]string{"He works for Sage in Leeds.", "The firm, Sage, was sold in May.", "Sage Cuts Staff"},
			"Sage", ProperNoun, "Sage",
		},
		"no name at the start": {
			[]string{"Some quangos cost a lot.", "Most quangos are small.", "Quangos, he said, are here to stay."},
			"Quangos", Noun, "quango",
		},
		"a name that is missed once": {
			[]string{"They flew to Nice on Monday.", "The mayor of Nice said so.", "Nice and Lyon are far apart."},
			"Nice", ProperNoun, "Nice",
		},
	}
	for name, test := range tests {
		m := Default()
		article := m.ParseArticle(test.article)
		last := article[len(article)-1]
		for _, tok := range last {
			if tok.Text == test.word && (tok.Tag != test.want || tok.Lemma != test.lemma) {
				t.Errorf("%s: %q is %v, %q, not %v, %q", name, tok.Text, tok.Tag, tok.Lemma, test.want, test.lemma)
			}
		}
		for i, s := range article {
			checkTree(t, test.article[i], s)
		}
	}
}

// tagged makes a sentence of "word/FINE" with spaces between.
func tagged(t *testing.T, text string) Sentence {
	t.Helper()
	var s Sentence
	for _, field := range strings.Fields(text) {
		word, name, _ := strings.Cut(field, "/")
		fine, err := ParseFine(name)
		if err != nil {
			t.Fatal(err)
		}
		tag := map[Fine]Tag{NN: Noun, NNS: Noun, NNP: ProperNoun, NNPS: ProperNoun, JJ: Adj, VBD: Verb, Comma: Punct, Colon: Punct, DT: Det}[fine]
		s = append(s, Token{Text: word, Tag: tag, Fine: fine})
	}
	return s
}

// TestRepairTags mends tags made up for it: what a mention elsewhere changes, and
// what it doesn't.
func TestRepairTags(t *testing.T) {
	for _, test := range []struct{ elsewhere, sentence, want string }{
		{"the/DT shares/NNS fell/VBD", "Shares/NNPS fell/VBD", "NNS VBD"},
		{"the/DT Shares/NNP fell/VBD", "Shares/NNP fell/VBD", "NNP VBD"},            // a name there too
		{"the/DT rest/NN fell/VBD", "Shares/NNP fell/VBD", "NNP VBD"},               // not seen
		{"the/DT Giants/NNPS fell/VBD", "Giants/NNS fell/VBD", "NNPS VBD"},          // missed at the start
		{"the/DT Giants/NNPS fell/VBD", "the/DT giants/NNS fell/VBD", "DT NNS VBD"}, // small letters are no name
		{"the/DT shares/NNS fell/VBD", "the/DT Shares/NNP fell/VBD", "DT NNP VBD"},  // a capital where it tells
		{"the/DT shares/NNS fell/VBD", "The/DT gist/NN :/: Shares/NNP fell/VBD", "DT NN : NNS VBD"},
		{"a/DT Plum/NNP ,/, a/DT Plum/NNP fell/VBD", "the/DT Plum/NN fell/VBD", "DT NNP VBD"}, // most mentions decide
		{"a/DT Plum/NN ,/, a/DT Plum/NNP fell/VBD", "the/DT Plum/NN fell/VBD", "DT NN VBD"},
	} {
		s := tagged(t, test.sentence)
		Default().Repair([]Sentence{tagged(t, test.elsewhere), s})
		var got []string
		for _, tok := range s {
			got = append(got, tok.Fine.String())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s beside %s: got %v, not %s", test.sentence, test.elsewhere, got, test.want)
		}
	}
}
