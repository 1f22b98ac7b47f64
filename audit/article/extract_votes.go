package article

import (
	"slices"
	"strings"
	"unicode"
)

// lexicon numbers words, so that texts are compared as numbers.
type lexicon map[string]int32

// number returns the numbers of the words of s, which are runs of letters, marks
// and digits in lower case.
func (l lexicon) number(s string) []int32 {
	var out []int32
	fields := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Other_Alphabetic, r)
	})
	for _, w := range fields {
		w = strings.ToLower(w)
		n, ok := l[w]
		if !ok {
			n = int32(len(l))
			l[w] = n
		}
		out = append(out, n)
	}
	return out
}

// gram is as many words in a row as tell one text from another.
type gram [3]int32

// opinion is the text an extractor took for the article, as numbered words.
type opinion struct {
	words  []int32
	places map[int32][]int // where a word stands, ascending
	grams  map[gram]int    // where three words stand, -1 more than once
}

func newOpinion(blocks []piece, l lexicon) *opinion {
	o := &opinion{places: map[int32][]int{}, grams: map[gram]int{}}
	for _, p := range blocks {
		o.words = append(o.words, l.number(p.text)...)
	}
	for i, w := range o.words {
		o.places[w] = append(o.places[w], i)
		if i >= len(gram{})-1 {
			g := gram(o.words[i-2 : i+1])
			if _, ok := o.grams[g]; ok {
				o.grams[g] = -1
			} else {
				o.grams[g] = i - 2
			}
		}
	}
	return o
}

// span is where a block stands in an opinion: words [start, end).
type span struct{ start, end int }

const (
	// sureShare is the share of a block's three-word runs that an opinion needs
	// to have for having taken the block. .3 changes none of 181 pages, .8 six
	// (F1 +.0002).
	sureShare = 0.6
	// maxTries bounds the search for a short block's place. Half changes none of
	// 181 pages.
	maxTries = 64
)

// votes says of each block of the page whether the opinion took it. A block
// with three-word runs that stand nowhere else is known by them. Any other, a
// "Sport" or a sentence that stands on the page twice, has to stand where its
// neighbours leave room.
func (o *opinion) votes(page [][]int32) []bool {
	taken := make([]bool, len(page))
	at := make([]span, len(page))
	for i, block := range page {
		at[i], taken[i] = o.find(block)
	}
	o.unsettle(taken, at)
	// The room for block i ends where the next block that is taken begins.
	limit := make([]int, len(page))
	next := len(o.words)
	for i := range slices.Backward(page) {
		limit[i] = next
		if taken[i] {
			next = at[i].start
		}
	}
	pos := 0
	for i, block := range page {
		switch {
		case taken[i]:
			pos = max(pos, at[i].end)
		case len(block) > 0:
			if start := o.search(block, pos, limit[i]); start >= 0 {
				taken[i] = true
				pos = start + len(block)
			}
		}
	}
	return taken
}

// find looks for a block by the runs of words that stand once in the opinion.
func (o *opinion) find(block []int32) (span, bool) {
	const n = len(gram{})
	if len(block) < 2*n {
		return span{}, false
	}
	s := span{len(o.words), 0}
	have, once := 0, 0
	for i := range len(block) - n + 1 {
		at, ok := o.grams[gram(block[i:i+n])]
		if !ok {
			continue
		}
		have++
		if at >= 0 {
			once++
			s.start, s.end = min(s.start, at), max(s.end, at+n)
		}
	}
	all := len(block) - n + 1
	return s, float64(have) >= sureShare*float64(all) && 2*once > all
}

// unsettle takes back what two blocks of the page claim: one of them was not
// meant.
func (o *opinion) unsettle(taken []bool, at []span) {
	claimed := map[int]int{} // by start
	for i, ok := range taken {
		if ok {
			claimed[at[i].start]++
		}
	}
	for i, ok := range taken {
		if ok && claimed[at[i].start] > 1 {
			taken[i] = false
		}
	}
}

// search returns where the block's words stand in a row in words [from, to), -1
// if nowhere.
func (o *opinion) search(block []int32, from, to int) int {
	places := o.places[block[0]]
	first, _ := slices.BinarySearch(places, from)
	for tries, start := range places[first:] {
		end := start + len(block)
		if tries == maxTries || end > to {
			break
		}
		if slices.Equal(o.words[start:end], block) {
			return start
		}
	}
	return -1
}
