// Package lexis says to which classes a word belongs: that an analyst is a
// person and an expert, that a rumour is talk, and that to surge is to increase.
//
// It knows the words of WordNet 3.1, by lemma and part of speech. A lemma has
// several senses, and so several classes, each with a share from 0 to 1: the
// part of the lemma's occurrences that have such a sense, by WordNet's counts
// (see generate/weigh.go). What classes there are stands in class.go; what
// belongs to those of sourcing is chosen in classes.yaml.
//
// Lemmas are given in lower case, with straight apostrophes; the words of a
// lemma that has several are joined by a space ("go up", "press release"). Of
// nouns with several words only those in a class of sourcing are known.
//
// The table is read at the first look-up. It never changes, nor does a Lexicon:
// all may be used by any number of goroutines. Look-ups allocate nothing.
package lexis

//go:generate go run ./generate -dict $WORDNET_DICT

// HasShare is the share of a lemma's occurrences from which Has takes it for a
// member of a class: one in five.
const HasShare = 0.2

// one is the whole of a lemma's occurrences in the units of a row.
const one = 255

// row holds a share for each class, in 255ths.
type row [classes]uint8

// Weights are the shares that a lemma has in the classes. The zero value is
// that of a word that is not known, all of whose shares are 0.
type Weights struct{ row *row }

// Known reports whether there is such a lemma.
func (w Weights) Known() bool { return w.row != nil }

// Of gives the share of the lemma's occurrences that are in the class, from 0
// to 1. Of the classes that divide senses (Class.Divides) the shares of a known
// lemma sum to 1, but for errors of floating point.
func (w Weights) Of(c Class) float32 {
	if w.row == nil || c >= classes {
		return 0
	}
	return float32(w.row[c]) / one
}

// Has reports whether at least HasShare of the lemma's occurrences are in the
// class.
func (w Weights) Has(c Class) bool {
	return w.row != nil && c < classes && w.row[c] >= HasShare*one
}

// Top gives the class with the largest share of those that divide senses, the
// first of equals; Unknown if the lemma is not known, or only by additions to
// classes of sourcing.
func (w Weights) Top() Class {
	top := Unknown
	if w.row != nil {
		for c := Unknown + 1; c <= files; c++ {
			if w.row[c] > w.row[top] {
				top = c
			}
		}
	}
	return top
}

// Noun gives the classes of a noun.
func Noun(lemma string) Weights { return Default().Noun(lemma) }

// Verb gives the classes of a verb.
func Verb(lemma string) Weights { return Default().Verb(lemma) }

// Adjective gives the classes of an adjective.
func Adjective(lemma string) Weights { return Default().Adjective(lemma) }

// Adverb gives the classes of an adverb.
func Adverb(lemma string) Weights { return Default().Adverb(lemma) }
