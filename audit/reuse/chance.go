package reuse

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/similarity"
)

// The thresholds of chance were set on some 2,600 matches among 5,000 news texts
// of many outlets, of which readers judged hundreds drawn at random
// (docs/benchmarks.md, "Fourteen hundred matches, read"). How many matches come
// out otherwise when one is changed stands there below, as TestThresholds printed
// it.
var (
	// listShare is the share of a passage's words that are names or figures
	// from which it is a list of them; figureShare is enough of figures alone.
	listShare, figureShare = 0.65, 0.25
	// longList is the words from which a list that is the same to the letter
	// is worth a finding.
	longList = 40
	// fewPlain is the fewest shared words of a short passage that are no names;
	// of a copied one, one less is enough.
	fewPlain = 3
	// manyFigures is how many figures tell two reports in the same words apart.
	manyFigures = 6
	// formulaWords is up to how many words other figures make other news.
	formulaWords = 60
	// fewTurns is the fewest turns of phrase by which a passage of fairlyLong
	// words is from another, and not on its subject only, fewerTurns if one is
	// longTurn words long; turnShare is how many there are for each of its words
	// at the least. Of shorter ones only those that keep some are found.
	fewTurns, fewerTurns, longTurn = 6, 4, 7
	turnShare, fairlyLong          = 0.04, 50
	// A short passage that sums up a long one is from it with summaryTurns, and
	// summaryShare for each of its own words.
	summaryTurns, summaryShare = 3, 0.12
	// A short rewording has fewInOrder words in the same order at the most when
	// these are no evidence; from sureScore on it needs none.
	fewInOrder, sureScore = 12, 0.85
	// With hardlyTurns, a short passage of which nameShare or more is names and
	// figures is hardly more than these.
	hardlyTurns, nameShare = 2, 0.4
	// contentLetters is the fewest letters of a word that says something.
	contentLetters = 4
	// stemLetters is how many letters of a word are compared.
	stemLetters = 6
)

// vocabulary is what the words of a passage are.
type vocabulary struct {
	words, names, digits int // counted each time they stand there
	plain, proper        map[string]bool
	figures              map[string]bool
}

// vocabulary reads the words of the passage, or of parts of it. Without small
// letters, capitals say nothing.
func (s side) vocabulary(parts ...similarity.Passage) vocabulary {
	v := vocabulary{plain: make(map[string]bool), proper: make(map[string]bool), figures: make(map[string]bool)}
	var tokens []similarity.Token
	for _, p := range parts {
		maps.Copy(v.figures, figuresIn(s.Text[p.Start:p.End]))
		tokens = append(tokens, s.TokensIn(p.Start, p.End)...)
	}
	small := false
	for _, t := range tokens {
		word := s.Text[t.Start:t.End]
		first, _ := utf8.DecodeRuneInString(word)
		letters := utf8.RuneCountInString(word)
		stem := stemOf(word)
		v.words++
		switch {
		case unicode.IsDigit(first):
			v.digits++
		case unicode.IsUpper(first):
			v.names++
			if letters >= contentLetters-1 {
				v.proper[stem] = true
			}
		case letters >= contentLetters:
			v.plain[stem] = true
		}
		small = small || unicode.IsLower(lastRune(word))
	}
	if !small {
		v.names = 0
	}
	return v
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stemOf is the part of a word by which its forms are the same, roughly.
func stemOf(word string) string {
	word = similarity.Fold(word)
	n := 0
	for i := range word {
		if n++; n > stemLetters {
			return word[:i]
		}
	}
	return word
}

// figuresIn returns the figures of a text, with the signs inside them: "1.2",
// "1986/87", "6-1".
func figuresIn(text string) map[string]bool {
	figures := make(map[string]bool)
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		end := i + 1
		for end < len(text) && (isDigit(text[end]) || end+1 < len(text) && isDigit(text[end+1]) && isInner(text[end])) {
			end++
		}
		figures[text[i:end]] = true
		i = end
	}
	return figures
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isInner(c byte) bool { return slices.Contains([]byte(".,/-:"), c) }

// isList reports whether a passage is mostly names and figures: a squad, a
// table of results, an index of prices.
func (v vocabulary) isList() bool {
	return v.isNaming(listShare) || float64(v.digits) >= figureShare*float64(v.words) && v.digits > 3
}

// isNaming reports whether a share of the words are names or figures.
func (v vocabulary) isNaming(share float64) bool {
	return float64(v.names+v.digits) >= share*float64(v.words)
}

// shared counts what stands in both sets.
func shared(a, b map[string]bool) int {
	n := 0
	for word := range a {
		if b[word] {
			n++
		}
	}
	return n
}

// byChance says why two passages may be alike without one being from the
// other, or "". That they are not, it doesn't say: only that what they share is
// no evidence.
func (p pair) byChance() string {
	a, b := p.a.vocabulary(p.A), p.b.vocabulary(p.B)
	switch {
	case p.within() && p.Words <= phraseWords && p.a.InSentence(p.A.Start, p.B.End):
		return "the same form of words twice in one sentence"
	case a.isList() && b.isList() && p.Longest < longList:
		return "a list of names or figures"
	case p.hasFewPlain(a, b):
		return "hardly more than names and figures"
	case !p.copied && p.hasFewTurns(min(a.words, b.words)):
		return fmt.Sprintf("it may be two reports of one subject: few turns of phrase in common, %d in %d words", p.Turns, p.Words)
	case p.Kind == similarity.Reworded && p.hasFewInOrder():
		return "it may be two reports of one subject: few words in the same order"
	case p.Kind != similarity.Verbatim && p.hasOtherFigures(a.figures, b.figures):
		return "the same form of words, of other figures"
	}
	return ""
}

// hasFewPlain reports whether two short passages share names and figures, and
// hardly another word.
func (p pair) hasFewPlain(a, b vocabulary) bool {
	if p.Words > shortPassage {
		return false
	}
	few := fewPlain
	if p.run && p.Kind != similarity.Reworded {
		few--
	}
	return shared(a.plain, b.plain) < few && shared(a.proper, b.proper) >= fewPlain ||
		p.Turns <= hardlyTurns && a.isNaming(nameShare) && b.isNaming(nameShare)
}

// hasFewTurns reports whether a passage has so few turns of phrase from another
// that both may be on one subject only.
func (p pair) hasFewTurns(shorterWords int) bool {
	if p.Words < fairlyLong || p.Turns >= summaryTurns && float64(p.Turns) >= summaryShare*float64(shorterWords) {
		return false
	}
	enough := p.Turns >= fewTurns || p.Turns >= fewerTurns && p.Longest >= longTurn
	return !enough || float64(p.Turns) < turnShare*float64(p.Words)
}

// hasFewInOrder reports whether of two short passages the shorter has not nearly
// all its content words from the other, nor a long turn, and few words are in the
// same order: those of the longest common subsequence.
func (p pair) hasFewInOrder() bool {
	if p.Words >= fairlyLong || p.Longest >= longTurn || p.Score >= sureScore {
		return false
	}
	a, b := p.a.words(), p.b.words()
	row := make([]int, len(b)+1) // of the words of b up to each
	for _, x := range a {
		before := 0
		for k, y := range b {
			above := row[k+1]
			if row[k+1] = max(above, row[k]); x.Hash == y.Hash {
				row[k+1] = before + 1
			}
			before = above
		}
	}
	return row[len(b)] <= fewInOrder
}

// hasOtherFigures reports whether the figures of two passages, whatever their
// words, are of two things: last week's report and this week's. The more is
// copied, the more figures must differ; in two places of one article, a quarter.
func (p pair) hasOtherFigures(a, b map[string]bool) bool {
	same, fewer := shared(a, b), min(len(a), len(b))
	switch {
	case p.within() && p.Kind == similarity.Edited && p.Words <= formulaWords:
		return same < fewer && 4*same <= 3*fewer
	case p.run:
		return fewer >= manyFigures && 4*same < fewer
	case p.Kind == similarity.Edited:
		return fewer > 1 && 2*same < fewer
	}
	return fewer > 2 && 4*same < fewer || fewer > 0 && same == 0 && p.Words <= formulaWords
}
