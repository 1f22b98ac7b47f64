package claims

import (
	"slices"

	"github.com/cespare/xxhash/v2"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/names"
)

// KeyVersion names the scheme by which [Keys] makes its numbers. It goes up
// when figures, their units or their stems are read in another way, or names
// that are explained.
const KeyVersion = 4

// Keys returns numbers by which an archive can find a text again that gives a
// figure for the same thing, or explains a name: two figures that [Relate]
// finds to agree or to dispute share one number at least, and nearly always
// several; a name has one, its [NameKey]. They are sorted and distinct.
func Keys(sentences []Sentence) []uint64 {
	keys := figures.Keys(figuresOf(sentences))
	for _, s := range sentences {
		for _, name := range s.Explains {
			keys = append(keys, NameKey(name))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// NameKey returns the number for a name that [Keys] has for texts that explain
// it, however it is spelled there: "ZEN-9" and "Zen 9" are one name.
func NameKey(name string) uint64 { return xxhash.Sum64String("name\x00" + names.Key(name)) }

// Relate finds figures for the same thing in different documents, and says whether
// they agree.
func Relate(docs [][]Sentence) []figures.Relation {
	all := make([][][]Figure, len(docs))
	for d := range docs {
		all[d] = figuresOf(docs[d])
	}
	return figures.Relate(all)
}

// figuresOf returns the figures of each sentence.
func figuresOf(sentences []Sentence) [][]Figure {
	all := make([][]Figure, len(sentences))
	for i := range sentences {
		all[i] = sentences[i].Figures
	}
	return all
}
