package similarity

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"copydesk.dev/similarity/sentences"
)

const (
	// minRewritten is how many content words the two sides of a rewritten
	// passage share; fewRewritten is enough where they are closely alike. 10 changes
	// no plagdet and brings six reworded matches more among the news, 15 costs .2
	// points and ten matches; the others × 0.8 and × 1.25 change no plagdet.
	minRewritten, fewRewritten = 12, 8
	closelyAlike               = 0.45
	// Texts on one subject use the same words, but not in a row: a rewording
	// keeps minRun words in a row, and fewRun or else loosely of its content
	// words. One between texts that share knownReuse words elsewhere, and are
	// on one subject for sure, shares more of them (closely). A run of 2 adds .2
	// points and brings eight matches more among the news, one of 4 costs .7; loosely
	// changes none; closely × 0.8 adds .3, × 1.25 costs 2.2.
	minRun, fewRun   = 3, 4
	loosely, closely = 0.45, 0.55
	// minPassage is the fewest words of either side; one of fewer than
	// longPassage keeps pairs of plain words. 40 costs .1 points and brings twenty
	// matches more among the news, 63 costs 1.8; minPassage changes none.
	minPassage, longPassage = 16, 50
	// copiedShare is the share of a rewritten passage in copied ones from
	// which those tell it better. × 0.8 costs .3 points; more changes none.
	copiedShare = 0.9
	// wholeShare is the share of one side that is as good: what lies beyond on
	// the other has nothing to match. × 0.8 costs .6 points, of summaries 7.9.
	wholeShare = 0.97
	// nearby is the most bytes between two passages that are one. × 0.8 costs .1
	// points, × 1.25 none.
	nearby = 150
	// longCopied and closeCopied are the words and the score of a copied
	// passage that is a match by itself. longCopied × 0.8 costs .6 points, of
	// summaries 13.3, × 1.25 none, and makes six verbatim matches among the news
	// edited or reworded; closeCopied × 0.8 costs 4.0, × 1.25, which is never, .1 and
	// twelve verbatim matches.
	longCopied  = 40
	closeCopied = 0.85
)

// rewritten finds passages of several sentences that one text has from another
// in other words, and returns all matches: where the copied ones found before
// are part of such a passage, the passage tells of them, as one.
func (rs *rewordings) rewritten(ctx context.Context, texts []idPair) ([]Match, error) {
	merged := make([][]Match, len(texts))
	pairings := newPool(rs.Jobs, func() *sentences.Pairing { return new(sentences.Pairing) })
	err := rs.eachPair(ctx, texts, func(i int, a, b *sentences.Outline) {
		p := pairings.get()
		defer pairings.put(p)
		t := texts[i]
		p.Set(a, b)
		copied := rs.copied[[2]int{int(t.a), int(t.b)}]
		var passages []Match
		for _, s := range p.Stretches() {
			if p.Common(s) < fewRewritten {
				continue
			}
			m := rs.stretchMatch(p, int(t.a), int(t.b), s)
			known := slices.ContainsFunc(copied, func(n Match) bool { return rs.isStandalone(n) && (m.overlaps(n) || n.covers(m)) })
			if !known && rs.sharesEnough(p, s, m, wordsElsewhere(copied, m)) {
				passages = append(passages, m)
			}
		}
		merged[i] = rs.digests(rs.absorb(copied, passages))
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

// isStandalone reports whether a copied match is one by itself, whatever is alike
// around it: it is long and close to the letter, or a quotation.
func (ix *index) isStandalone(m Match) bool {
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

// covers reports whether m holds most of one side of n: what n says there is
// said of the same words elsewhere already.
func (m Match) covers(n Match) bool {
	return 2*m.A.shared(n.A) > n.A.size() || 2*m.B.shared(n.B) > n.B.size()
}

func (p Passage) size() int { return p.End - p.Start }

// shared is the bytes that lie in both passages.
func (p Passage) shared(q Passage) int {
	if p.Text != q.Text {
		return 0
	}
	return max(0, min(p.End, q.End)-max(p.Start, q.Start))
}

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

// wordsElsewhere counts the words of matches that don't touch m.
func wordsElsewhere(matches []Match, m Match) int {
	words := 0
	for _, n := range matches {
		if !n.A.near(m.A) || !n.B.near(m.B) {
			words += n.Words
		}
	}
	return words
}

// sharesEnough decides whether a stretch, as the match m, shares enough to be one,
// between texts known to share some words elsewhere.
func (ix *index) sharesEnough(p *sentences.Pairing, s sentences.Stretch, m Match, known int) bool {
	wordsA, wordsB := p.Words(s)
	if min(wordsA, wordsB) < minPassage || known >= knownReuse && m.Metrics.Words < closely {
		return false
	}
	shared := p.Common(s)
	enough := shared >= minRewritten || known < knownReuse && shared >= fewRewritten && p.Cosine(s) >= closelyAlike
	return enough && ix.grounded(m) && (m.Words >= longPassage || ix.keepsPairs(m))
}

// grounded reports whether a rewording keeps words in a row.
func (ix *index) grounded(m Match) bool {
	run := ix.longest(m)
	return run >= fewRun || run >= minRun && m.Metrics.Words >= loosely
}

func (ix *index) stretchMatch(p *sentences.Pairing, ta, tb int, s sentences.Stretch) Match {
	m := Match{Kind: Reworded}
	m.Metrics, _ = measureBags(p.Bags(s))
	m.Score = m.Metrics.score(Reworded)
	a, b := p.Tokens(s)
	m.A, m.Words = ix.tokenSpan(ta, a[0], a[1])
	words := 0
	m.B, words = ix.tokenSpan(tb, b[0], b[1])
	m.Words = max(m.Words, words)
	return m
}

// tokenSpan returns the passage of tokens [from, to), and its words.
func (ix *index) tokenSpan(text, from, to int) (Passage, int) {
	return ix.passage(text, ix.tokens[text][from:to]), to - from
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
			touches := m.A.near(p.A) && m.B.near(p.B) && !ix.isStandalone(m)
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
		if inA, inB := copiedIn(p, inside); min(inA, inB) >= copiedShare || max(inA, inB) >= wholeShare {
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

// copiedIn is the share of each side of m that lies in matches, in bytes.
// Matches of one pair don't overlap on either side but in repeats.
func copiedIn(m Match, matches []Match) (a, b float64) {
	inA, inB := 0, 0
	for _, n := range matches {
		inA += n.A.shared(m.A)
		inB += n.B.shared(m.B)
	}
	return float64(inA) / float64(m.A.size()), float64(inB) / float64(m.B.size())
}

// hull returns the match from the first to the last word of several, on both
// sides; not ok when that would be too little alike.
func (ix *index) hull(matches []Match) (Match, bool) {
	m := matches[0]
	same := true
	for _, n := range matches[1:] {
		same = same && n.A == m.A && n.B == m.B
		m.A, m.B = m.A.with(n.A), m.B.with(n.B)
	}
	if same {
		return matches[0], true
	}
	a, b := ix.within(m.A), ix.within(m.B)
	m.Words = max(len(a), len(b))
	m.Kind, m.Metrics = Edited, measure(numbersOf(a), numbersOf(b))
	if m.Metrics.Order < ix.MinEdited {
		if !ix.vocabulary.HasStems() { // rewording is not looked for, or not yet
			return m, false
		}
		m.Kind = Reworded
		m.Metrics, _ = measureBags(ix.vocabulary.AppendContent(nil, a), ix.vocabulary.AppendContent(nil, b))
	}
	m.Score = m.Metrics.score(m.Kind)
	return m, m.Kind == Edited || m.Score >= ix.MinReworded
}

// within returns the tokens of a passage.
func (ix *index) within(p Passage) []token {
	from, to := ix.tokensOf(p)
	return ix.tokens[p.Text][from:to]
}

// interval returns the tokens of a passage, by index.
func (ix *index) interval(p Passage) interval {
	from, to := ix.tokensOf(p)
	return interval{from, to}
}

// tokensOf returns the first token of a passage and the one behind it.
func (ix *index) tokensOf(p Passage) (from, to int) {
	tokens := ix.tokens[p.Text]
	at := func(t token, start int) int { return cmp.Compare(int(t.Start), start) }
	from, _ = slices.BinarySearchFunc(tokens, p.Start, at)
	to, _ = slices.BinarySearchFunc(tokens, p.End, at)
	return from, to
}
