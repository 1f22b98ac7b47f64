package similarity

import (
	"cmp"
	"context"
	"slices"
)

const (
	// maxCommon is the most clauses that a pair of words may stand in and
	// still be evidence that two of them belong together.
	maxCommon = 40
	// minPairs is how many pairs of neighbouring content words two clauses
	// must share to be compared.
	minPairs = 3
	// minShared is how many content words two reworded clauses share at least.
	minShared = 4
	// plainAlone is how many shared plain words convince by themselves.
	plainAlone = 8
	// strongScore and strongWords are what a rewording needs where its texts
	// are known to share another passage already.
	strongScore = 0.6
	strongWords = 20
	// sameTopic is the cosine from which two texts are about one thing.
	sameTopic = 0.2
)

// pairPosting is a pair of neighbouring content words and a clause it is in.
type pairPosting struct {
	hash   uint64
	clause uint32
}

// reworded finds clauses of different texts that share content words, where
// no match was found yet.
func (ix *index) reworded(ctx context.Context, found []Match) ([]Match, error) {
	perText := make([][]clause, len(ix.texts))
	err := ix.each(ctx, len(ix.texts), func(i int) {
		perText[i] = newStemmer().clauses(uint32(i), ix.texts[i], ix.tokens[i])
	})
	if err != nil {
		return nil, err
	}
	clauses := slices.Concat(perText...)
	pairs, about := candidates(clauses), topics(perText)
	alike := make([]bool, len(pairs))
	err = ix.each(ctx, len(pairs), func(i int) {
		c, d := &clauses[pairs[i].a], &clauses[pairs[i].b]
		alike[i] = ix.alike(c.content, d.content)
	})
	if err != nil {
		return nil, err
	}
	var passages []rewording
	for i, p := range pairs {
		if alike[i] {
			passages = append(passages, rewording{clauses, clauseRange{p.a, p.a + 1}, clauseRange{p.b, p.b + 1}})
		}
	}
	var matches []Match
	for _, r := range ix.join(passages) {
		if as, bs := r.sides(); convincing(as, bs, about) {
			matches = append(matches, ix.rewordedMatch(r))
		}
	}
	return beside(best(matches), found), nil
}

// convincing decides whether the words two stretches share are more than a
// turn of phrase. Many plain words are; few are where the texts are about the
// same thing.
func convincing(as, bs []clause, about []topic) bool {
	shared := common(plainStems(as), plainStems(bs))
	return shared >= plainAlone ||
		shared >= minShared && about[as[0].text].cosine(about[bs[0].text]) >= sameTopic
}

// common counts the members that two sorted lists share.
func common(a, b []uint64) int {
	shared := 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			shared++
			a, b = a[1:], b[1:]
		}
	}
	return shared
}

// plainStems returns the plain stems of neighbouring clauses, sorted.
func plainStems(clauses []clause) []uint64 {
	var stems []uint64
	for _, c := range clauses {
		for i, stem := range c.content {
			if c.plain[i] {
				stems = append(stems, stem)
			}
		}
	}
	slices.Sort(stems)
	return stems
}

// clausePair is two clauses, by index, a < b.
type clausePair struct{ a, b uint32 }

// candidates returns the pairs of clauses of different texts that share at
// least minPairs rare pairs of neighbouring content words, in any order.
func candidates(clauses []clause) []clausePair {
	var postings []pairPosting
	for i, c := range clauses {
		first := len(postings)
		for j, stem := range c.content {
			for k := j + 1; k <= j+2 && k < len(c.content); k++ {
				if c.content[k] != stem {
					postings = append(postings, pairPosting{pairHash(stem, c.content[k]), uint32(i)})
				}
			}
		}
		own := postings[first:]
		slices.SortFunc(own, func(p, q pairPosting) int { return cmp.Compare(p.hash, q.hash) })
		postings = postings[:first+len(slices.Compact(own))]
	}
	slices.SortFunc(postings, func(p, q pairPosting) int {
		return cmp.Or(cmp.Compare(p.hash, q.hash), cmp.Compare(p.clause, q.clause))
	})
	var shared []clausePair
	for start := 0; start < len(postings); {
		end := start + 1
		for end < len(postings) && postings[end].hash == postings[start].hash {
			end++
		}
		if end-start <= maxCommon {
			for i := start; i < end; i++ {
				for j := i + 1; j < end; j++ {
					a, b := postings[i].clause, postings[j].clause
					if clauses[a].text != clauses[b].text {
						shared = append(shared, clausePair{a, b})
					}
				}
			}
		}
		start = end
	}
	return often(shared, minPairs)
}

// often returns the pairs that occur at least n times, once each, in order.
func often(pairs []clausePair, n int) []clausePair {
	slices.SortFunc(pairs, func(p, q clausePair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	kept := pairs[:0]
	for start := 0; start < len(pairs); {
		end := start + 1
		for end < len(pairs) && pairs[end] == pairs[start] {
			end++
		}
		if end-start >= n {
			kept = append(kept, pairs[start])
		}
		start = end
	}
	return kept
}

// alike decides whether two lists of stems say the same.
func (ix *index) alike(a, b []uint64) bool {
	shared := common(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	return shared >= minShared && 2*float64(shared) >= ix.MinReworded*float64(len(a)+len(b))
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
// Rewordings come ordered by a.
func (ix *index) join(list []rewording) []rewording {
	const recent = 8 // rewordings that the next one may join
	var joined []rewording
next:
	for _, r := range list {
		for i := len(joined) - 1; i >= max(0, len(joined)-recent); i-- {
			if whole := joined[i].with(r); joined[i].near(r) && ix.alike(content(whole.sides())) {
				joined[i] = whole
				continue next
			}
		}
		joined = append(joined, r)
	}
	return joined
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

// content returns the stems of two stretches of clauses.
func content(a, b []clause) (stemsA, stemsB []uint64) {
	for _, c := range a {
		stemsA = append(stemsA, c.content...)
	}
	for _, c := range b {
		stemsB = append(stemsB, c.content...)
	}
	return stemsA, stemsB
}

func (ix *index) rewordedMatch(r rewording) Match {
	as, bs := r.sides()
	m := Match{Kind: Reworded, Metrics: measure(content(as, bs))}
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
	return Passage{int(first.text), int(tokens[0].Start), int(tokens[len(tokens)-1].End)}, len(tokens)
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

// beside drops the rewordings that add nothing to what was found before: those
// that lie, for a good part on both sides, in a match of the same two texts,
// and, where the two have such a match anywhere, those that are weak by
// themselves.
func beside(matches, found []Match) []Match {
	type pair struct{ a, b int }
	byPair := make(map[pair][]Match)
	for _, m := range found {
		p := pair{m.A.Text, m.B.Text}
		byPair[p] = append(byPair[p], m)
	}
	return slices.DeleteFunc(matches, func(m Match) bool {
		others := byPair[pair{m.A.Text, m.B.Text}]
		weak := m.Score < strongScore || m.Words < strongWords
		return len(others) > 0 && weak || slices.ContainsFunc(others, func(f Match) bool {
			return mostly(m.A, f.A) && mostly(m.B, f.B)
		})
	})
}

// mostly reports whether at least a third of p lies in q.
func mostly(p, q Passage) bool {
	return 3*(min(p.End, q.End)-max(p.Start, q.Start)) >= p.End-p.Start
}
