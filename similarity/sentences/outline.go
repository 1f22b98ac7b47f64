package sentences

import (
	"slices"

	"copydesk.dev/similarity/words"
)

const (
	// minSentence is the fewest content words of a sentence; a shorter one is
	// read together with the next. 2 adds .4 points of plagdet and 4 .3, of summaries
	// 3.3, so the sample doesn't tell which is best. Among the news, either changes
	// two reworded matches and one edited.
	minSentence = 3
	// minLine is the fewest content words of a sentence that ends with its
	// line and without a full stop. 6 adds .1 points, 9 costs .1; no match among the
	// news changes.
	minLine = 7
	// maxSentence is the most words of one; tables have no full stops. × 0.8 adds .1
	// points, × 1.25 costs .1; no match among the news changes.
	maxSentence = 80
)

// Outline is a text as rewording is looked for in it: its sentences as bags of
// content stems.
type Outline struct {
	sentences []sentence
	stems     []uint32 // distinct, sorted
	first     []int32  // by stem, index of its first holder; one more at the end
	holders   []holder // by stem, the sentences that have it, in order
}

// sentence is a stretch of tokens and its stems.
type sentence struct {
	from, to int    // tokens, [from, to)
	terms    []term // distinct stems, in the order of Outline.stems
}

// term is a stem of a sentence: its index in Outline.stems and how often it
// stands there.
type term struct{ stem, n int32 }

// holder is a sentence that has a stem, and how often.
type holder struct{ sentence, n int32 }

// Outliner makes outlines, one after the other.
type Outliner struct {
	*words.Vocabulary // with stems
	sentences         []sentence
	places            []uint64 // of the content words: stem and sentence
}

// Outline cuts a text into sentences.
func (r *Outliner) Outline(tokens []words.Word) *Outline {
	r.sentences, r.places = r.sentences[:0], r.places[:0]
	from, content := 0, 0
	for i, t := range tokens {
		if stem, ok := r.Stem(t); ok {
			r.places = append(r.places, uint64(stem)<<32|uint64(len(r.sentences)))
			content++
		}
		last := i == len(tokens)-1
		ends := last || i+1-from >= maxSentence || t.Boundary() == words.EndOfSentence || content >= minLine && t.EndsLine()
		switch {
		case ends && content >= minSentence:
			r.sentences = append(r.sentences, sentence{from: from, to: i + 1})
			from, content = i+1, 0
		case last && len(r.sentences) > 0:
			before := len(r.sentences) - 1
			r.sentences[before].to = i + 1
			for k := len(r.places) - content; k < len(r.places); k++ {
				r.places[k]-- // into the sentence before
			}
			content = 0
		}
	}
	r.places = r.places[:len(r.places)-content]
	slices.Sort(r.places)
	return r.index()
}

// index makes the outline of the sentences and places, which are sorted.
func (r *Outliner) index() *Outline {
	stems, holders := 0, 0
	terms := make([]int, len(r.sentences)) // of each sentence
	for i, place := range r.places {
		if i == 0 || place != r.places[i-1] {
			holders++
			terms[uint32(place)]++
		}
		if i == 0 || place>>32 != r.places[i-1]>>32 {
			stems++
		}
	}
	o := &Outline{
		sentences: slices.Clone(r.sentences),
		stems:     make([]uint32, 0, stems),
		first:     make([]int32, 0, stems+1),
		holders:   make([]holder, 0, holders),
	}
	all := make([]term, holders)
	for i, n := range terms {
		o.sentences[i].terms, all = all[:0:n], all[n:]
	}
	for start := 0; start < len(r.places); {
		place := r.places[start]
		end := start + 1
		for end < len(r.places) && r.places[end] == place {
			end++
		}
		n := int32(end - start)
		start = end
		if stem := uint32(place >> 32); len(o.stems) == 0 || o.stems[len(o.stems)-1] != stem {
			o.stems = append(o.stems, stem)
			o.first = append(o.first, int32(len(o.holders)))
		}
		s := &o.sentences[uint32(place)]
		s.terms = append(s.terms, term{int32(len(o.stems) - 1), n})
		o.holders = append(o.holders, holder{int32(uint32(place)), n})
	}
	o.first = append(o.first, int32(len(o.holders)))
	return o
}

// held returns the sentences that have a stem.
func (o *Outline) held(stem int) []holder { return o.holders[o.first[stem]:o.first[stem+1]] }

// bag returns the stems of neighbouring sentences, sorted, each as often as it
// stands there.
func (o *Outline) bag(from, to int) []uint32 {
	var stems []uint32
	for _, s := range o.sentences[from:to] {
		for _, t := range s.terms {
			for range t.n {
				stems = append(stems, o.stems[t.stem])
			}
		}
	}
	slices.Sort(stems)
	return stems
}
