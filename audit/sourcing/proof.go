package sourcing

import (
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Proof is what evidence has for a sentence.
type Proof struct {
	Attribution claims.Attribution // the sentence's own, or the document's; at the highest level
	Passage     *record.Passage    // where the evidence says the same; nil where no one place can be named
}

// Proofs are what evidence has for the sentences of a corpus that it bears out.
type Proofs map[text.Place]Proof

// attribution is that of the sentence at a place: the proof's, if there is one.
func (p Proofs) attribution(corpus text.Corpus, at text.Place) *claims.Attribution {
	if proof, ok := p[at]; ok {
		return &proof.Attribution
	}
	return corpus.At(at).Attribution
}

// Level is the sourcing level of the sentence at a place.
func (p Proofs) Level(corpus text.Corpus, at text.Place) record.Level {
	a := p.attribution(corpus, at)
	if a == nil {
		return record.LevelNone
	}
	return record.Level(a.Level)
}

// Record is the attribution of the sentence at a place as the stream has it, with
// what evidence has for it; nil when there is none.
func (p Proofs) Record(corpus text.Corpus, at text.Place) *record.Attribution {
	a := recorded(p.attribution(corpus, at))
	if a != nil {
		a.Evidence = p[at].Passage
	}
	return a
}

func recorded(a *claims.Attribution) *record.Attribution {
	if a == nil {
		return nil
	}
	return &record.Attribution{Name: a.Name, SourceKind: a.SourceKind, Cue: a.Cue, Link: a.Link, Level: record.Level(a.Level), Own: a.Own}
}
