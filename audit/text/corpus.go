package text

import (
	"cmp"
	"slices"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
)

// Corpus is the documents that are compared with one another, likely origins
// first. What stages find points into it by index: a match's passages have it
// in their field Text.
type Corpus []*Assessed

// NewCorpus is a corpus of documents, in order.
func NewCorpus(documents []*Assessed) Corpus {
	slices.SortStableFunc(documents, func(a, b *Assessed) int { return LikelierOrigin(a.Document, b.Document) })
	return documents
}

// Audited returns the IDs of the documents that are audited, in order.
func (c Corpus) Audited() (ids []string) {
	for _, d := range c {
		if d.Role == record.RoleAudited {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// Place is one sentence of one document of a corpus, both by index.
type Place struct{ Document, Sentence int }

// ComparePlaces orders places.
func ComparePlaces(p, q Place) int {
	return cmp.Or(cmp.Compare(p.Document, q.Document), cmp.Compare(p.Sentence, q.Sentence))
}

// At is the sentence at a place.
func (c Corpus) At(p Place) *claims.Sentence { return &c[p.Document].Sentences[p.Sentence] }

// Span is where the sentence at a place stands.
func (c Corpus) Span(p Place) Span {
	s := c.At(p)
	return Span{s.Start, s.End}
}
