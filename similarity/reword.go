package similarity

import (
	"cmp"
	"context"
	"slices"

	"copydesk.dev/similarity/sentences"
	"copydesk.dev/similarity/sorted"
)

const (
	// minShared is how many content words two reworded stretches share at
	// least. One fewer or more changes no plagdet, and one match among the news.
	minShared = 4
	// clauseDice is what two clauses must reach to be alike. × 0.8 and × 1.25 change
	// no plagdet, and one and two matches among the news.
	clauseDice = 0.44
	// minPlain is how many plain words are more than what anybody would use;
	// knownPlain is enough in two texts known to share much, where nearlyAll
	// content words must be the same. One plain word more or fewer changes no
	// plagdet and three matches among the news, but for knownPlain of 5, which costs
	// .2 points; nearlyAll × 0.8 costs .1.
	minPlain, knownPlain = 7, 6
	nearlyAll            = 0.8
	// knownReuse is how many words two texts must be known to share for most
	// rewordings of a clause or two more to be no news. × 0.8 and × 1.25 change no
	// plagdet, and one and two matches among the news.
	knownReuse = 40
)

// rewordings is a search for reworded passages, after the copied ones.
type rewordings struct {
	*index
	clauses []clause           // of all texts
	related []idPair           // texts that share rare pairs of words, in order
	copied  map[[2]int][]Match // matches known of each pair of texts
}

// reworded finds what was reworded, and returns it with the matches found
// before: passages of several sentences, some of which hold copied ones, and
// single clauses where there is no other match.
func (ix *index) reworded(ctx context.Context, found []Match) ([]Match, error) {
	err := ix.vocabulary.FindStems(ix.texts, func(n int, work func(int)) error { return ix.each(ctx, n, work) })
	if err != nil {
		return nil, err
	}
	perText := make([][]clause, len(ix.texts))
	err = ix.each(ctx, len(ix.texts), func(i int) {
		if !ix.folded[i] {
			perText[i] = clausesOf(nil, ix.vocabulary, uint32(i), ix.tokens[i])
		}
	})
	if err != nil {
		return nil, err
	}
	clauses := slices.Concat(perText...)
	clear(perText)
	ofClauses, ofTexts, err := ix.candidates(ctx, clauses)
	if err != nil {
		return nil, err
	}
	rs := &rewordings{ix, clauses, ofTexts, make(map[[2]int][]Match)}
	for _, m := range found {
		pair := [2]int{m.A.Text, m.B.Text}
		rs.copied[pair] = append(rs.copied[pair], m)
	}
	found, err = rs.rewritten(ctx, ofTexts)
	if err != nil {
		return nil, err
	}
	ix.crowdedClauses(clauses, ofClauses)
	spared := ix.sparing(0)
	slices.SortFunc(found, compareMatches)
	spared.note(found)
	alike := func(i int) []candidate { return rs.candidate(ofClauses[i]) }
	single, err := spared.matches(len(ofClauses), alike, func(some []int) ([]Match, error) {
		pairs := make([]idPair, len(some))
		for i, n := range some {
			pairs[i] = ofClauses[n]
		}
		return rs.ofClauses(ctx, pairs)
	})
	return append(found, best(single)...), err
}

// eachPair runs work for each pair of texts, with their outlines. Pairs come
// in order; outlines are made when they are first needed and dropped after
// that of the last pair, as those of all texts would take twice the memory of
// the texts.
func (ix *index) eachPair(ctx context.Context, pairs []idPair, work func(i int, a, b *sentences.Outline)) error {
	const some = 512 // pairs between which outlines come and go
	last := make([]int, len(ix.texts))
	for i, p := range pairs {
		last[p.a], last[p.b] = i, i
	}
	outlines := make([]*sentences.Outline, len(ix.texts))
	outliners := newPool(ix.Jobs, func() *sentences.Outliner { return &sentences.Outliner{Vocabulary: ix.vocabulary} })
	for start := 0; start < len(pairs); start += some {
		end := min(start+some, len(pairs))
		var needed []uint32
		for _, p := range pairs[start:end] {
			needed = append(needed, p.a, p.b)
		}
		slices.Sort(needed)
		needed = slices.Compact(needed)
		err := ix.each(ctx, len(needed), func(i int) {
			if text := needed[i]; outlines[text] == nil {
				r := outliners.get()
				defer outliners.put(r)
				outlines[text] = r.Outline(ix.tokens[text])
			}
		})
		if err != nil {
			return err
		}
		err = ix.each(ctx, end-start, func(i int) {
			p := pairs[start+i]
			work(start+i, outlines[p.a], outlines[p.b])
		})
		if err != nil {
			return err
		}
		for _, text := range needed {
			if last[text] < end {
				outlines[text] = nil
			}
		}
	}
	return nil
}

// ofClauses returns the reworded clauses among the candidates.
func (rs *rewordings) ofClauses(ctx context.Context, pairs []idPair) ([]Match, error) {
	alike := make([]bool, len(pairs))
	err := rs.each(ctx, len(pairs), func(i int) {
		r := rs.of(pairs[i])
		alike[i] = rs.alike(rs.content(r)) && !rs.isKnown(r)
	})
	if err != nil {
		return nil, err
	}
	var passages []rewording
	for i, p := range pairs {
		if alike[i] {
			passages = append(passages, rs.of(p))
		}
	}
	slices.SortStableFunc(passages, compareTexts)
	var matches, turned []Match
	for _, r := range rs.join(passages) {
		m := rs.rewordedMatch(r)
		switch {
		case m.Score < rs.MinReworded || !rs.grounded(m) || rs.isKnown(r):
		case rs.convincing(r, m):
			matches = append(matches, m)
		case rs.keepsTurn(r, m):
			turned = append(turned, m)
		}
	}
	turned, err = rs.ofTheirOwn(ctx, turned)
	return append(matches, turned...), err
}

func (rs *rewordings) of(p idPair) rewording {
	return rewording{rs.clauses, clauseRange{p.a, p.a + 1}, clauseRange{p.b, p.b + 1}}
}

// candidate returns the clauses of a pair as a candidate.
func (rs *rewordings) candidate(p idPair) []candidate {
	a, b := rs.clauses[p.a], rs.clauses[p.b]
	return []candidate{{int(a.text), int(b.text), a.words(), b.words()}}
}

// isKnown reports whether a match found before covers a rewording, or lies beside
// it on both sides and is not a standalone one.
func (rs *rewordings) isKnown(r rewording) bool {
	as, bs := r.sides()
	a, _ := rs.span(as)
	b, _ := rs.span(bs)
	return slices.ContainsFunc(rs.copied[[2]int{a.Text, b.Text}], func(m Match) bool {
		if m.covers(Match{A: a, B: b}) {
			return true
		}
		if rs.isStandalone(m) {
			return m.A.overlaps(a) && m.B.overlaps(b)
		}
		return m.A.near(a) && m.B.near(b)
	})
}

// convincing decides whether the words two stretches share are more than a
// fact that anybody would put so, and news: many are plain, and stand in a row.
// Between texts known to share much they must be nearly all.
func (rs *rewordings) convincing(r rewording, m Match) bool {
	shared := rs.sharedPlain(r)
	if rs.muchKnown(m) {
		return shared >= knownPlain && m.Metrics.Words >= nearlyAll
	}
	return shared >= minPlain && rs.keepsPairs(m)
}

// muchKnown reports whether the texts of a match are known to share much.
func (rs *rewordings) muchKnown(m Match) bool {
	return wordsOf(rs.copied[[2]int{m.A.Text, m.B.Text}]) >= knownReuse
}

// sharedPlain counts the plain stems that both stretches have.
func (rs *rewordings) sharedPlain(r rewording) int {
	as, bs := r.sides()
	return sorted.Common(rs.plainStems(as), rs.plainStems(bs))
}

// plainStems returns the plain stems of neighbouring clauses, sorted.
func (ix *index) plainStems(clauses []clause) []uint32 {
	var stems []uint32
	for _, c := range clauses {
		for _, t := range ix.tokensIn(c) {
			if stem, ok := ix.vocabulary.Stem(t); ok && t.IsPlain() {
				stems = append(stems, stem)
			}
		}
	}
	slices.Sort(stems)
	return stems
}

// alike decides whether two lists of stems say the same. It sorts them.
func (ix *index) alike(a, b []uint32) bool {
	slices.Sort(a)
	slices.Sort(b)
	shared := sorted.Common(a, b)
	return shared >= minShared && 2*float64(shared) >= clauseDice*float64(len(a)+len(b))
}

// clauseRange is neighbouring clauses of one text, by index, half open.
type clauseRange struct{ from, to uint32 }

// rewording is two stretches of clauses that say the same.
type rewording struct {
	clauses []clause
	a, b    clauseRange
}

// join makes one rewording of those that stand next to each other, or one
// clause apart, in both texts, as long as the whole still says the same.
// Rewordings come ordered by their texts, then a, so that those of other
// texts make no difference.
func (ix *index) join(list []rewording) []rewording {
	const recent = 8 // rewordings that the next one may join: a bound of cost, six or ten change nothing
	var joined []rewording
next:
	for _, r := range list {
		for i := len(joined) - 1; i >= max(0, len(joined)-recent); i-- {
			if whole := joined[i].with(r); joined[i].near(r) && ix.alike(ix.content(whole)) {
				joined[i] = whole
				continue next
			}
		}
		joined = append(joined, r)
	}
	return joined
}

func compareTexts(r, s rewording) int {
	return cmp.Or(
		cmp.Compare(r.clauses[r.a.from].text, s.clauses[s.a.from].text),
		cmp.Compare(r.clauses[r.b.from].text, s.clauses[s.b.from].text),
	)
}

func (r rewording) with(s rewording) rewording {
	r.a = clauseRange{min(r.a.from, s.a.from), max(r.a.to, s.a.to)}
	r.b = clauseRange{min(r.b.from, s.b.from), max(r.b.to, s.b.to)}
	return r
}

func (r rewording) sides() (a, b []clause) {
	return r.clauses[r.a.from:r.a.to], r.clauses[r.b.from:r.b.to]
}

func (r rewording) near(s rewording) bool {
	return near(r.clauses, r.a, s.a) && near(r.clauses, r.b, s.b)
}

func near(clauses []clause, r, s clauseRange) bool {
	return clauses[r.from].text == clauses[s.from].text && s.from <= r.to+1 && r.from <= s.to+1
}

// content returns the stems of both sides.
func (ix *index) content(r rewording) (stemsA, stemsB []uint32) {
	as, bs := r.sides()
	return ix.appendStems(nil, as), ix.appendStems(nil, bs)
}

func (ix *index) appendStems(stems []uint32, clauses []clause) []uint32 {
	for _, c := range clauses {
		stems = ix.vocabulary.AppendContent(stems, ix.tokensIn(c))
	}
	return stems
}

func (ix *index) tokensIn(c clause) []token { return ix.tokens[c.text][c.from : c.from+c.n] }

func (ix *index) rewordedMatch(r rewording) Match {
	as, bs := r.sides()
	m := Match{Kind: Reworded}
	m.Metrics, _ = measureBags(ix.content(r))
	m.Score = m.Metrics.score(Reworded)
	m.A, m.Words = ix.span(as)
	words := 0
	m.B, words = ix.span(bs)
	m.Words = max(m.Words, words)
	return m
}

// span returns the passage of neighbouring clauses, and its words.
func (ix *index) span(clauses []clause) (Passage, int) {
	first, last := clauses[0], clauses[len(clauses)-1]
	tokens := ix.tokens[first.text][first.from : last.from+last.n]
	return ix.passage(int(first.text), tokens), len(tokens)
}

// best keeps, of rewordings of the same two texts that share words on one
// side, the one with the highest score.
func best(matches []Match) []Match {
	slices.SortStableFunc(matches, func(m, n Match) int {
		return cmp.Or(cmp.Compare(m.A.Text, n.A.Text), cmp.Compare(m.B.Text, n.B.Text), cmp.Compare(n.Score, m.Score))
	})
	first := 0 // of those kept, of the same two texts
	kept := matches[:0]
	for _, m := range matches {
		if len(kept) > 0 && (kept[first].A.Text != m.A.Text || kept[first].B.Text != m.B.Text) {
			first = len(kept)
		}
		if !slices.ContainsFunc(kept[first:], func(k Match) bool { return k.A.overlaps(m.A) || k.B.overlaps(m.B) }) {
			kept = append(kept, m)
		}
	}
	return kept
}

func (p Passage) overlaps(q Passage) bool {
	return p.Text == q.Text && p.Start < q.End && q.Start < p.End
}
