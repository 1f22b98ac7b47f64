package audit

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"copydesk/similarity"
)

const (
	// listShare is the share of a passage's words that are names or figures
	// from which it is a list of them; figureShare is enough of figures alone.
	listShare, figureShare = 0.65, 0.25
	// longList is the words from which a list that is the same to the letter
	// is worth a finding.
	longList = 60
	// fewPlain is the fewest shared words of a short passage that are no names;
	// of a copied one, one less is enough.
	fewPlain = 3
	// manyFigures is how many figures tell two reports in the same words apart.
	manyFigures = 6
	// formulaWords is up to how many words other figures make other news.
	formulaWords = 60
	// enoughShared is what sharedWords times the score must be for a reworded
	// passage to convince by itself.
	enoughShared = 3.6
	// closeEnough is the closeness from which a passage is from another, and
	// not on its subject only; without it, mostWords of its content words and
	// manyShared words in all must be the other's.
	closeEnough           = 0.47
	mostWords, manyShared = 0.61, 8
	// A turn of turnKept words that both have convinces where the passages have
	// at least wordsKept words, are as close as closeKept and share no name.
	turnKept, wordsKept, closeKept = 6, 12, 0.55
	// A turn of longTurn words convinces by itself, if more than fewPlain of
	// them say something and none is a name or a figure.
	longTurn = 7
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

// vocabularyOf reads the words of a passage, or of parts of one. Without small
// letters, capitals say nothing.
func (e *entry) vocabularyOf(parts ...similarity.Passage) vocabulary {
	v := vocabulary{plain: make(map[string]bool), proper: make(map[string]bool), figures: make(map[string]bool)}
	var tokens []similarity.Token
	for _, p := range parts {
		maps.Copy(v.figures, figuresIn(e.Text[p.Start:p.End]))
		tokens = append(tokens, e.tokensIn(p.Start, p.End)...)
	}
	small := false
	for _, t := range tokens {
		word := e.Text[t.Start:t.End]
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
	words := float64(v.words)
	return float64(v.names+v.digits) >= listShare*words || float64(v.digits) >= figureShare*words && v.digits > 3
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
// other, or "".
func (r *run) byChance(m similarity.Match) string {
	a, b := r.entries[m.A.Text].vocabularyOf(m.A), r.entries[m.B.Text].vocabularyOf(m.B)
	copied := m.Longest >= r.MinWords
	few := fewPlain
	if copied && m.Kind != similarity.Reworded {
		few--
	}
	switch {
	case (a.isList() || b.isList()) && m.Longest < longList:
		return "a list of names or figures"
	case m.Words <= shortPassage && shared(a.plain, b.plain) < few && shared(a.proper, b.proper) >= fewPlain:
		return "hardly more than names"
	case m.Kind == similarity.Reworded && !copied && m.Closeness < closeEnough && (m.Metrics.Words < mostWords || sharedWords(a, b) < manyShared) && !r.keepsTurn(m):
		return "the same subject, with hardly a turn of phrase in common"
	case m.Kind != similarity.Verbatim && otherFigures(m, a.figures, b.figures, copied):
		return "the same form of words, of other figures"
	}
	return ""
}

// keepsTurn reports whether two passages share a long turn of phrase that is of
// neither names nor figures.
func (r *run) keepsTurn(m similarity.Match) bool {
	if m.Longest < longTurn {
		return false
	}
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	tokens := a.tokensIn(m.A.Start, m.A.End)
	at, n := similarity.LongestRun(tokens, b.tokensIn(m.B.Start, m.B.End))
	turn := a.vocabularyOf(similarity.Passage{Text: m.A.Text, Start: int(tokens[at].Start), End: int(tokens[at+n-1].End)})
	return turn.names == 0 && turn.digits == 0 && len(turn.plain) > fewPlain
}

// otherFigures reports whether the figures of two passages, whatever their
// words, are of two things: last week's report and this week's. The more is
// copied, the more figures must differ.
func otherFigures(m similarity.Match, a, b map[string]bool, copied bool) bool {
	same, fewer := shared(a, b), min(len(a), len(b))
	switch {
	case copied:
		return fewer >= manyFigures && 4*same < fewer
	case m.Kind == similarity.Edited:
		return fewer > 1 && 2*same < fewer
	}
	return fewer > 2 && 4*same < fewer || fewer > 0 && same == 0 && m.Words <= formulaWords
}

// isWeak reports whether two passages share too few words to be from one
// another for that alone.
func (r *run) isWeak(m similarity.Match) bool {
	if r.copied(m) {
		return false
	}
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	v, w := a.vocabularyOf(m.A), b.vocabularyOf(m.B)
	if m.Longest >= turnKept && m.Closeness >= closeKept && min(v.words, w.words) >= wordsKept && shared(v.proper, w.proper) == 0 {
		return false
	}
	return m.Score*sharedWords(v, w) < enoughShared
}

// sharedWords counts the telling words that two passages share. Names count
// half, and as many as there are other words: two articles about one man share
// his name and office.
func sharedWords(a, b vocabulary) float64 {
	plain := shared(a.plain, b.plain)
	names := shared(a.proper, b.proper)
	for stem := range a.proper { // a name here, at the start of a sentence or a word there
		if b.plain[stem] && !a.plain[stem] {
			names++
		}
	}
	for stem := range b.proper {
		if a.plain[stem] && !b.plain[stem] {
			names++
		}
	}
	return float64(plain) + float64(min(names, plain))/2
}
