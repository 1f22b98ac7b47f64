package grammar

import (
	"fmt"
	"strings"
	"testing"
)

// cut is a sentence's words with bars between.
func cut(s Sentence) string {
	var words []string
	for _, t := range s {
		words = append(words, t.Text)
	}
	return strings.Join(words, "|")
}

func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		" \t\n":                   "",
		"It rose":                 "It|rose",
		"It's 4.5% up, isn't it?": "It|'s|4.5|%|up|,|is|n't|it|?",
		"They’ll say it can’t and they cannot.":              "They|’ll|say|it|ca|n’t|and|they|can|not|.",
		"The well-known non-profit's e-mail":                 "The|well|-|known|non-profit|'s|e-mail",
		"workers' pay":                                       "workers|'|pay",
		"He paid $1,200.50 (£900) at 8:30 on 9/11.":          "He|paid|$|1,200.50|(|£|900|)|at|8:30|on|9/11|.",
		"Mr. Orne of Acme Inc. met J. Bell in the U.S.":      "Mr.|Orne|of|Acme|Inc.|met|J.|Bell|in|the|U.S|.",
		"“Well,” she said — quietly...":                      "“|Well|,|”|she|said|—|quietly|...",
		"See https://example.org/a?b=1, or ask a@b.example.": "See|https://example.org/a?b=1|,|or|ask|a@b.example|.",
		"AT&T and O'Brien, 2004-2005":                        "AT&T|and|O'Brien|,|2004|-|2005",
		"\xff\xfe a\xffb":                                    "\xff|\xfe|a|\xff|b",
	} {
		s := tokenize(text)
		if got := cut(s); got != want {
			t.Errorf("%q is cut into %s, not %s", text, got, want)
		}
		for _, tok := range s {
			if text[tok.Start:tok.End] != tok.Text {
				t.Errorf("%q: %q is not at %d to %d", text, tok.Text, tok.Start, tok.End)
			}
		}
	}
}

// outline is a parsed sentence's words as word/TAG/lemma>head:relation.
func outline(s Sentence) string {
	var b strings.Builder
	for _, t := range s {
		head := "-"
		if t.Head >= 0 {
			head = s[t.Head].Text
		}
		fmt.Fprintf(&b, "%s/%s/%s>%s:%s ", t.Text, t.Tag, t.Lemma, head, t.Relation)
	}
	return strings.TrimSpace(b.String())
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"The minister said prices were falling.": "The/DET/the>minister:det minister/NOUN/minister>said:nsubj said/VERB/say>-:root prices/NOUN/price>falling:nsubj were/AUX/be>falling:aux falling/VERB/fall>said:ccomp ./PUNCT/.>said:punct",
		"A rise was expected by analysts.":       "A/DET/a>rise:det rise/NOUN/rise>expected:nsubj:pass was/AUX/be>expected:aux:pass expected/VERB/expect>-:root by/ADP/by>analysts:case analysts/NOUN/analyst>expected:obl:agent ./PUNCT/.>expected:punct",
		"They don't know Anna's plan.":           "They/PRON/they>know:nsubj do/AUX/do>know:aux n't/PART/not>know:advmod know/VERB/know>-:root Anna/PROPN/Anna>plan:nmod:poss 's/PART/'s>Anna:case plan/NOUN/plan>know:obj ./PUNCT/.>know:punct",
	} {
		if got := outline(Default().Parse(text)); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestSubject finds who says what, by the subject of the saying verb.
func TestSubject(t *testing.T) {
	for text, want := range map[string]string{
		"Exports will grow, said Maria Orne, head of trade at the port.": "Maria Orne, head of trade at the port",
		"Analysts at the bank expect a loss.":                            "Analysts at the bank",
		"The board met on Monday and rejected the offer.":                "The board",
		"The increase was reported by the union last week.":              "The increase",
		"A fall in orders was reported by the union last week.":          "A fall in orders",
		"The strike is believed to have ended on Monday.":                "The strike",
	} {
		s := Default().Parse(text)
		verb := -1
		for i, tok := range s {
			switch tok.Lemma {
			case "say", "expect", "reject", "report", "end":
				verb = i
			}
		}
		if verb < 0 {
			t.Errorf("%s: no verb: %s", text, outline(s))
			continue
		}
		subject := s.Subject(verb)
		if subject < 0 {
			t.Errorf("%s: no subject: %s", text, outline(s))
			continue
		}
		if start, end := s.Span(subject); text[start:end] != want {
			t.Errorf("%s: the subject is %q, not %q: %s", text, text[start:end], want, outline(s))
		}
	}
}

// checkTree fails unless the tokens are in order, within the text and a tree.
func checkTree(t *testing.T, text string, s Sentence) {
	t.Helper()
	roots, last := 0, 0
	for i, tok := range s {
		if tok.Start < last || tok.End <= tok.Start || tok.End > len(text) || text[tok.Start:tok.End] != tok.Text {
			t.Fatalf("%q: token %d is at %d to %d", text, i, tok.Start, tok.End)
		}
		last = tok.End
		if tok.Head >= len(s) || tok.Head < -1 {
			t.Fatalf("%q: the head of token %d is %d", text, i, tok.Head)
		}
		if (tok.Head < 0) != (tok.Relation == RelRoot) {
			t.Fatalf("%q: token %d hangs on %d as %v", text, i, tok.Head, tok.Relation)
		}
		if tok.Head < 0 {
			roots++
		}
		steps := 0
		for j := i; j >= 0; j = s[j].Head {
			if steps++; steps > len(s) {
				t.Fatalf("%q: token %d hangs on itself", text, i)
			}
		}
	}
	if want := min(1, len(s)); roots != want {
		t.Fatalf("%q has %d roots", text, roots)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Sales rose by 34 % in the U.S., Ms. Orne said.")
	f.Add("“HEADLINE Here” \xff\x00 … ''' don't cannot www.a.b, a@b.c '")
	f.Add(strings.Repeat("and ", 300))
	f.Fuzz(func(t *testing.T, text string) {
		s := Default().Parse(text)
		checkTree(t, text, s)
		for i := range s {
			first, end := s.Subtree(i)
			if first > i || end <= i {
				t.Fatalf("%q: the subtree of token %d is %d to %d", text, i, first, end)
			}
			s.Subject(i)
		}
	})
}
