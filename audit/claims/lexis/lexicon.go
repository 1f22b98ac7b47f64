package lexis

import (
	_ "embed"
	"maps"
	"sync"
)

// Notice is the licence of WordNet, whose data the table is made of. It asks to
// appear with every copy.
//
//go:embed WORDNET-LICENSE
var Notice string

//go:embed wordnet.zst
var packed []byte

// A Part is a part of speech that has classes.
type Part uint8

// The parts of speech.
const (
	PartNoun Part = iota
	PartVerb
	PartAdjective
	PartAdverb

	parts = PartAdverb + 1
)

// String gives the part of speech's name: "noun".
func (p Part) String() string {
	return [...]string{"noun", "verb", "adjective", "adverb"}[p]
}

// A Lexicon holds WordNet's words and, perhaps, additions to them.
type Lexicon struct {
	known [parts]map[string]*row
	added [parts]map[string]*row // in place of what is known; often empty
}

// Default is the lexicon of WordNet's words.
var Default = sync.OnceValue(func() *Lexicon {
	l, err := read(packed)
	if err != nil {
		panic("lexis: wordnet.zst: " + err.Error() + "; go generate makes it anew") // it is part of the program
	}
	return l
})

// Of gives the classes of a lemma that is such a part of speech.
func (l *Lexicon) Of(p Part, lemma string) Weights {
	if len(l.added[p]) > 0 {
		if r, ok := l.added[p][lemma]; ok {
			return Weights{r}
		}
	}
	return Weights{l.known[p][lemma]}
}

// Noun gives the classes of a noun.
func (l *Lexicon) Noun(lemma string) Weights { return l.Of(PartNoun, lemma) }

// Verb gives the classes of a verb.
func (l *Lexicon) Verb(lemma string) Weights { return l.Of(PartVerb, lemma) }

// Adjective gives the classes of an adjective.
func (l *Lexicon) Adjective(lemma string) Weights { return l.Of(PartAdjective, lemma) }

// Adverb gives the classes of an adverb.
func (l *Lexicon) Adverb(lemma string) Weights { return l.Of(PartAdverb, lemma) }

// An Addition puts a lemma wholly into classes.
type Addition struct {
	Part    Part
	Lemma   string
	Classes []Class
}

// With returns a lexicon that knows the additions, too, and leaves this one as
// it is. A lemma's share in each class it is added to becomes 1; the shares in
// others stay, but that a class that divides senses takes those of its like.
// Nothing else follows: who adds to Expert adds to Speaker, if that is meant.
func (l *Lexicon) With(additions ...Addition) *Lexicon {
	more := *l
	for p := range more.added {
		more.added[p] = maps.Clone(l.added[p])
	}
	for _, a := range additions {
		var r row
		if w := more.Of(a.Part, a.Lemma); w.Known() {
			r = *w.row
		}
		for _, c := range a.Classes {
			if c.Divides() {
				clear(r[:files+1])
			}
			r[c] = one
		}
		if more.added[a.Part] == nil {
			more.added[a.Part] = map[string]*row{}
		}
		more.added[a.Part][a.Lemma] = &r
	}
	return &more
}
