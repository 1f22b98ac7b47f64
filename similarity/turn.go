package similarity

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"copydesk.dev/similarity/sorted"
)

// Two writers on one event use the same names, figures and nouns; who writes
// from a text keeps turns of it, small words and all. So of two passages on one
// subject the plain words in a row that both have tell reuse best: METER
// (Clough, Gaizauskas, Piao and Wilks, ACL 2002) found the like of newspapers
// and their agency.
const (
	// turnWords is how many words in a row are a turn of phrase: [Match.Turns] are
	// counted in it, and no match depends on it. Two are a pair; one adds .1 points
	// of plagdet and brings nineteen reworded matches more among the news, three cost
	// .2 and eight.
	turnWords, pairWords = 3, 2
	// keptPairs is how many pairs a short passage or a clause keeps at least,
	// and keptHalf how much of its content words. 6 pairs bring ten reworded matches
	// more among the news, 10 cost four; of plagdet neither .1 points. keptHalf × 0.8
	// adds .1 points and seven such matches, × 1.25 costs .2 and ten, and a tenth of
	// those of made-up forms.
	keptPairs, keptHalf = 8, 0.6
	// A short sentence, of at least keptSentence words, is reworded with one
	// turn kept, keptWords in a row with keptContent content words: keptPlain
	// plain words are shared, and keptMost of its content words, or the turn is
	// longTurn words, keptShare of the shorter sentence and all that is shared,
	// and not what both texts are about, with words they have subjectTimes. It is
	// the news that these decide on, of 138 reworded matches: keptSentence × 0.8 one
	// more, × 1.25 six fewer; keptWords × 0.8 three fewer and a false alarm (.2 points),
	// × 1.25 three more; keptContent no more and two fewer; keptPlain two more and two
	// fewer; keptMost six more and one fewer; longTurn one more and four fewer;
	// keptShare no more and two fewer; subjectTimes changes none of these figures.
	keptSentence, keptWords, keptContent = 12, 4, 3
	keptPlain, keptMost                  = 5, 0.7
	longTurn, keptShare                  = 6, 0.4
	subjectTimes                         = 3
	// keptTexts is how many texts may have a turn that is no stock phrase. Two drop six
	// of these matches, four bring three.
	keptTexts = 3
)

// turns counts the turns of phrase that both passages have, each once.
func (ix *index) turns(m Match) int { return ix.plainRuns(m, turnWords) }

// keepsPairs reports whether both passages have enough pairs of plain words, and
// of the content words.
func (ix *index) keepsPairs(m Match) bool {
	return m.Metrics.Words >= keptHalf && ix.plainRuns(m, pairWords) >= keptPairs
}

// plainRuns counts the different runs of n words, neither names nor figures,
// that both passages have.
func (ix *index) plainRuns(m Match, n int) int {
	return sorted.Common(plainRuns(ix.within(m.A), n), plainRuns(ix.within(m.B), n))
}

// plainRuns returns the hashes of the runs of n plain words, sorted, each once.
func plainRuns(tokens []token, n int) []uint64 {
	var runs []uint64
	for i, hash := range runHashes(numbersOf(tokens), n) {
		if !slices.ContainsFunc(tokens[i:i+n], func(t token) bool { return !t.IsPlain() }) {
			runs = append(runs, hash)
		}
	}
	slices.Sort(runs)
	return slices.Compact(runs)
}

// keepsTurn reports whether two short sentences share one turn of phrase, as
// "the company's second large-scale job cut", and neither names nor figures,
// nor what both texts speak of all the time.
func (rs *rewordings) keepsTurn(r rewording, m Match) bool {
	shorter := min(len(rs.within(m.A)), len(rs.within(m.B)))
	if shorter < keptSentence || !rs.areRelated(m.A.Text, m.B.Text) || rs.muchKnown(m) {
		return false
	}
	run := rs.longest(m)
	a, b := rs.content(r)
	at, n := longestRun(a, b)
	if run < keptWords || n < keptContent {
		return false
	}
	plain := rs.sharedPlain(r)
	if plain >= keptPlain && m.Metrics.Words >= keptMost {
		return true
	}
	own := 0
	for _, stem := range a[at : at+n] {
		if rs.times(m.A.Text, stem) < subjectTimes || rs.times(m.B.Text, stem) < subjectTimes {
			own++
		}
	}
	slices.Sort(a)
	slices.Sort(b)
	return run >= longTurn && float64(run) >= keptShare*float64(shorter) && own >= keptContent && sorted.Common(a, b) == plain
}

// areRelated reports whether two texts, the first given first, share rare pairs
// of words.
func (rs *rewordings) areRelated(a, b int) bool {
	_, ok := slices.BinarySearchFunc(rs.related, idPair{uint32(a), uint32(b)}, func(p, q idPair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return ok
}

// times counts a stem in a text.
func (ix *index) times(text int, stem uint32) int {
	n := 0
	for _, t := range ix.tokens[text] {
		if s, ok := ix.vocabulary.Stem(t); ok && s == stem {
			n++
		}
	}
	return n
}

// ofTheirOwn returns the matches whose longest run few texts have, or any part
// of it: what many write is a stock phrase.
func (ix *index) ofTheirOwn(ctx context.Context, matches []Match) ([]Match, error) {
	if len(matches) == 0 {
		return nil, nil
	}
	texts := make(map[uint64]*atomic.Int32) // that have some words in a row
	turns := make([][]uint64, len(matches))
	for i, m := range matches {
		a := numbersOf(ix.within(m.A))
		at, n := longestRun(a, numbersOf(ix.within(m.B)))
		turns[i] = runHashes(a[at:at+n], keptWords)
		for _, hash := range turns[i] {
			texts[hash] = new(atomic.Int32)
		}
	}
	err := ix.each(ctx, len(ix.texts), func(i int) {
		if ix.folded[i] { // a copy of another
			return
		}
		var seen []uint64 // few texts have any
		for _, hash := range runHashes(numbersOf(ix.tokens[i]), keptWords) {
			if n := texts[hash]; n != nil && !slices.Contains(seen, hash) {
				seen = append(seen, hash)
				n.Add(1)
			}
		}
	})
	var own []Match
	for i, m := range matches {
		if !slices.ContainsFunc(turns[i], func(hash uint64) bool { return texts[hash].Load() > keptTexts }) {
			own = append(own, m)
		}
	}
	return own, err
}
