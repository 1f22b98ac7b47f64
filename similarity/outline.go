package similarity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// minSentence is the fewest content words of a sentence; a shorter one is
	// read together with the next.
	minSentence = 3
	// minLine is the fewest content words of a sentence that ends with its
	// line and without a full stop.
	minLine = 7
	// maxSentence is the most words of one; tables have no full stops.
	maxSentence = 80
)

// outline is a text as rewording is looked for in it: its sentences as bags of
// content stems.
type outline struct {
	sentences []sentence
	stems     []uint32 // distinct, sorted
	first     []int    // by stem, index of its first holder; one more at the end
	holders   []holder // by stem, the sentences that have it, in order
}

// sentence is a stretch of tokens and its stems.
type sentence struct {
	from, to int    // tokens, [from, to)
	terms    []term // distinct stems, in the order of outline.stems
}

// term is a stem of a sentence: its index in outline.stems and how often it
// stands there.
type term struct{ stem, n int32 }

// holder is a sentence that has a stem, and how often.
type holder struct{ sentence, n int32 }

// outline cuts a text into sentences.
func (v *vocabulary) outline(tokens []token) *outline {
	var list [][]uint32 // stems by sentence
	o := &outline{}
	from := 0
	var stems []uint32
	for i, t := range tokens {
		if stem, ok := v.stem(t); ok {
			stems = append(stems, stem)
		}
		last := i == len(tokens)-1
		ends := last || i+1-from >= maxSentence || t.boundary() == endOfSentence ||
			len(stems) >= minLine && t.endsLine()
		switch {
		case ends && len(stems) >= minSentence:
			o.sentences = append(o.sentences, sentence{from: from, to: i + 1})
			list = append(list, stems)
			from, stems = i+1, make([]uint32, 0, 32)
		case last && len(list) > 0:
			o.sentences[len(list)-1].to = i + 1
			list[len(list)-1] = append(list[len(list)-1], stems...)
		}
	}
	o.index(list)
	return o
}

// endsLine reports whether a line ends between two words and the next does not
// go on with a small letter, as one that was only wrapped would.
func endsLine(between, next string) bool {
	if !strings.Contains(between, "\n") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	return !unicode.IsLower(first)
}

// index fills in stems, terms and holders.
func (o *outline) index(list [][]uint32) {
	all := slices.Concat(list...)
	slices.Sort(all)
	o.stems = slices.Clone(slices.Compact(all))
	o.first = make([]int, len(o.stems)+1)
	for i, stems := range list {
		slices.Sort(stems)
		var terms []term
		at := 0
		for start := 0; start < len(stems); {
			end := start + 1
			for end < len(stems) && stems[end] == stems[start] {
				end++
			}
			ahead, _ := slices.BinarySearch(o.stems[at:], stems[start])
			at += ahead
			terms = append(terms, term{int32(at), int32(end - start)})
			o.first[at+1]++
			start = end
		}
		o.sentences[i].terms = slices.Clone(terms)
	}
	for i := range o.stems {
		o.first[i+1] += o.first[i]
	}
	next := slices.Clone(o.first)
	o.holders = make([]holder, o.first[len(o.stems)])
	for i, s := range o.sentences {
		for _, t := range s.terms {
			o.holders[next[t.stem]] = holder{int32(i), t.n}
			next[t.stem]++
		}
	}
}

// held returns the sentences that have a stem.
func (o *outline) held(stem int) []holder { return o.holders[o.first[stem]:o.first[stem+1]] }

// bag returns the stems of neighbouring sentences, sorted, each as often as it
// stands there.
func (o *outline) bag(from, to int) []uint32 {
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
