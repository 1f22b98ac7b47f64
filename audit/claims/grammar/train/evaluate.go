package main

import (
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/claims/grammar"
)

// figures are how much of a treebank's part a model reads as its annotators did.
type figures struct {
	words, tags, fine, lemmas, heads, relations int
	cut, cutRight, cutWanted                    int // words cut from plain text
}

// evaluate reads the sentences of a part as they are cut there, and cuts their
// text by itself. Of relations, the subtype counts.
func evaluate(m *grammar.Model, p *part) figures {
	var f figures
	for i, gold := range p.sentences {
		s := slices.Clone(gold)
		m.ParseWords(s)
		for j := range s {
			f.words++
			count(&f.tags, s[j].Tag == gold[j].Tag)
			count(&f.fine, s[j].Fine == gold[j].Fine)
			count(&f.lemmas, s[j].Lemma == gold[j].Lemma)
			count(&f.heads, s[j].Head == gold[j].Head)
			count(&f.relations, s[j].Head == gold[j].Head && s[j].Relation == gold[j].Relation)
		}
		f.compareCut(m.Tag(p.texts[i]), gold)
	}
	return f
}

func count(n *int, yes bool) {
	if yes {
		*n++
	}
}

// compareCut counts the words that have the same letters before them and in them.
func (f *figures) compareCut(got, want grammar.Sentence) {
	places := func(s grammar.Sentence) map[[2]int]bool {
		places, at := map[[2]int]bool{}, 0
		for _, t := range s {
			n := len(strings.ReplaceAll(t.Text, " ", ""))
			places[[2]int{at, at + n}] = true
			at += n
		}
		return places
	}
	wanted := places(want)
	f.cut += len(got)
	f.cutWanted += len(want)
	for p := range places(got) {
		count(&f.cutRight, wanted[p])
	}
}

func (f figures) String() string {
	share := func(n int) float64 { return 100 * float64(n) / float64(f.words) }
	return fmt.Sprintf("UPOS %.2f, XPOS %.2f, lemmas %.2f, UAS %.2f, LAS %.2f of %d words; words cut from text F1 %.2f",
		share(f.tags), share(f.fine), share(f.lemmas), share(f.heads), share(f.relations), f.words,
		200*float64(f.cutRight)/float64(f.cut+f.cutWanted))
}
