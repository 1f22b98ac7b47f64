package similarity

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// minRewritten is how many content words the two sides of a rewritten
	// passage share; fewRewritten is enough where they are closely alike.
	minRewritten, fewRewritten = 12, 8
	closelyAlike               = 0.45
	// moreRewritten is how many it takes where the texts share knownReuse
	// words already.
	moreRewritten = 20
	// minPassage is the fewest words of either side.
	minPassage = 16
	// copiedShare is the share of a rewritten passage in copied ones from
	// which those tell it better.
	copiedShare = 0.6
	// nearby is the most bytes between two passages that are one.
	nearby = 150
	// longCopied and closeCopied are the words and the score of a copied
	// passage that stands for itself.
	longCopied  = 40
	closeCopied = 0.85
)

// rewritten finds passages of several sentences that one text has from another
// in other words, and returns all matches: where the copied ones found before
// are part of such a passage, the passage tells of them, as one.
func (rs *rewordings) rewritten(ctx context.Context, texts []idPair, stemmers pool[*stemmer]) ([]Match, error) {
	merged := make([][]Match, len(texts))
	pairings := newPool(rs.Jobs, func() *pairing { return new(pairing) })
	err := rs.eachPair(ctx, stemmers, texts, func(i int, a, b *outline) {
		p := pairings.get()
		defer pairings.put(p)
		t := texts[i]
		p.set(a, b)
		copied := rs.copied[[2]int{int(t.a), int(t.b)}]
		var passages []Match
		for _, s := range p.stretches(p.echoes()) {
			if !p.telling(s, wordsOf(copied)) {
				continue
			}
			m := rs.stretchMatch(p, int(t.a), int(t.b), s)
			if !slices.ContainsFunc(copied, func(n Match) bool { return rs.stands(n) && m.overlaps(n) }) {
				passages = append(passages, m)
			}
		}
		merged[i] = rs.absorb(copied, passages)
	})
	if err != nil {
		return nil, err
	}
	for i, t := range texts {
		pair := [2]int{int(t.a), int(t.b)}
		if len(merged[i]) > 0 {
			rs.copied[pair] = merged[i]
		}
	}
	var all []Match
	for _, matches := range rs.copied {
		all = append(all, matches...)
	}
	return all, nil
}

// stands reports whether a copied match stands for itself, whatever is alike
// around it: it is long and close to the letter, or a quotation.
func (ix *index) stands(m Match) bool {
	return m.Kind != Reworded && (m.Words >= longCopied && m.Score >= closeCopied || ix.quoted(m.A) && ix.quoted(m.B))
}

// quoted reports whether quotation marks stand around a passage.
func (ix *index) quoted(p Passage) bool {
	text := ix.texts[p.Text]
	before, _ := utf8.DecodeLastRuneInString(text[:p.Start])
	after := strings.TrimLeft(text[p.End:], ".,!?…")
	next, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(quotationMarks, before) && strings.ContainsRune(quotationMarks, next)
}

const quotationMarks = "\"“”„‟«»‘’'"

// overlaps reports whether two matches share words on both sides.
func (m Match) overlaps(n Match) bool { return m.A.overlaps(n.A) && m.B.overlaps(n.B) }

// near reports whether two passages of one text overlap, or nearly.
func (p Passage) near(q Passage) bool {
	return p.Text == q.Text && p.Start < q.End+nearby && q.Start < p.End+nearby
}

func wordsOf(matches []Match) int {
	words := 0
	for _, m := range matches {
		words += m.Words
	}
	return words
}

// telling decides whether a stretch shares enough to be a match, between texts
// known to share some words already.
func (p *pairing) telling(s stretch, known int) bool {
	wordsA, wordsB := p.words([]stretch{s})
	if min(wordsA, wordsB) < minPassage {
		return false
	}
	shared := common(p.a.bag(s.a, s.aEnd), p.b.bag(s.b, s.bEnd))
	switch {
	case known >= knownReuse:
		return shared >= moreRewritten
	case shared >= minRewritten:
		return true
	}
	return shared >= fewRewritten && p.cosine(s) >= closelyAlike
}

func (ix *index) stretchMatch(p *pairing, ta, tb int, s stretch) Match {
	m := Match{Kind: Reworded}
	m.Metrics, _ = measureBags(p.a.bag(s.a, s.aEnd), p.b.bag(s.b, s.bEnd))
	m.Score = m.Metrics.score(Reworded)
	m.A, m.Words = ix.tokenSpan(ta, p.a.sentences[s.a].from, p.a.sentences[s.aEnd-1].to)
	words := 0
	m.B, words = ix.tokenSpan(tb, p.b.sentences[s.b].from, p.b.sentences[s.bEnd-1].to)
	m.Words = max(m.Words, words)
	return m
}

// tokenSpan returns the passage of tokens [from, to), and its words.
func (ix *index) tokenSpan(text, from, to int) (Passage, int) {
	tokens := ix.tokens[text][from:to]
	return Passage{text, int(tokens[0].Start), int(tokens[len(tokens)-1].End)}, len(tokens)
}

// absorb joins the copied and the rewritten passages of two texts. Copied ones
// that make up most of a rewritten one stand for it; others that touch it
// become part of it.
func (ix *index) absorb(copied, passages []Match) []Match {
	rest := slices.Clone(copied)
	var merged []Match
	for _, p := range passages {
		var inside []Match
		rest = slices.DeleteFunc(rest, func(m Match) bool {
			touches := m.A.near(p.A) && m.B.near(p.B) && !ix.stands(m)
			if touches {
				inside = append(inside, m)
			}
			return touches
		})
		if len(inside) == 0 {
			if p.Score >= ix.MinReworded {
				merged = append(merged, p)
			}
			continue
		}
		whole := p
		if shareIn(p.A, inside) >= copiedShare {
			whole = inside[0]
		}
		if joined, ok := ix.hull(append(inside, whole)); ok {
			merged = append(merged, joined)
		} else {
			merged = append(merged, inside...)
		}
	}
	return append(merged, rest...)
}

// shareIn is the share of p's bytes that lie in the A sides of matches.
func shareIn(p Passage, matches []Match) float64 {
	covered := 0
	for _, m := range matches {
		covered += max(0, min(p.End, m.A.End)-max(p.Start, m.A.Start))
	}
	return float64(covered) / float64(p.End-p.Start)
}

// hull returns the match from the first to the last word of several, on both
// sides; not ok when that would be too little alike.
func (ix *index) hull(matches []Match) (Match, bool) {
	m := matches[0]
	same := true
	for _, n := range matches[1:] {
		same = same && n.A == m.A && n.B == m.B
		m.A = Passage{m.A.Text, min(m.A.Start, n.A.Start), max(m.A.End, n.A.End)}
		m.B = Passage{m.B.Text, min(m.B.Start, n.B.Start), max(m.B.End, n.B.End)}
	}
	if same {
		return matches[0], true
	}
	a, b := ix.within(m.A), ix.within(m.B)
	m.Words = max(len(a), len(b))
	m.Kind, m.Metrics = Edited, measure(hashesOf(a), hashesOf(b))
	if m.Metrics.Order < ix.MinEdited {
		stems := newStemmer()
		m.Kind = Reworded
		m.Metrics, _ = measureBags(stems.all(ix.texts[m.A.Text], a), stems.all(ix.texts[m.B.Text], b))
	}
	m.Score = m.Metrics.score(m.Kind)
	return m, m.Kind == Edited || m.Score >= ix.MinReworded
}

// within returns the tokens of a passage.
func (ix *index) within(p Passage) []Token {
	tokens := ix.tokens[p.Text]
	from, _ := slices.BinarySearchFunc(tokens, p.Start, func(t Token, start int) int { return cmp.Compare(int(t.Start), start) })
	to, _ := slices.BinarySearchFunc(tokens, p.End, func(t Token, end int) int { return cmp.Compare(int(t.End), end) })
	return tokens[from : to+1]
}
