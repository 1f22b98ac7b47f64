package grammar

import (
	"cmp"
	"unicode"
	"unicode/utf8"
)

// Repair mends the tags of an article's names, from what is the same all through
// an article and what a treebank's tagger, which sees one sentence, can't know:
// where a capital says nothing, as at the start of a sentence and in a headline, a
// word is a name if the article has it as one elsewhere, and none if the article
// has it in small letters only; and a mention that was missed is taken over from
// the others. It stands between Tag and Attach.
func (m *Model) Repair(article []Sentence) {
	seen := mentionsOf(article)
	for _, s := range article {
		weak := weakCapitals(s)
		for i := range s {
			t := &s[i]
			if l, ok := seen[normal(t.Text)].decide(t, weak[i]); ok {
				t.Tag, t.Fine = l.tag, l.fine
				t.Lemma = m.lemmas.of(t.Text, t.Fine)
			}
		}
	}
}

// ParseArticle reads the sentences of an article: it tags all, mends their names
// and parses them.
func (m *Model) ParseArticle(sentences []string) []Sentence {
	article := make([]Sentence, len(sentences))
	for i, text := range sentences {
		article[i] = m.Tag(text)
	}
	m.Repair(article)
	for _, s := range article {
		m.Attach(s)
	}
	return article
}

// mention is how an article uses a word where capitals tell.
type mention struct {
	named, common int           // capitalised and tagged a name; in small letters
	missed        int           // capitalised and not tagged a name
	labels        map[label]int // of those in small letters
	plural        int           // of the names
}

func mentionsOf(article []Sentence) map[string]*mention {
	seen := map[string]*mention{}
	for _, s := range article {
		weak := weakCapitals(s)
		for i, t := range s {
			if weak[i] && capital(t.Text) || !open(t.Tag) {
				continue
			}
			w := normal(t.Text)
			m := seen[w]
			if m == nil {
				m = &mention{labels: map[label]int{}}
				seen[w] = m
			}
			switch {
			case !capital(t.Text):
				m.common++
				m.labels[label{t.Tag, t.Fine}]++
			case t.Tag == ProperNoun:
				m.named++
				if t.Fine == NNPS {
					m.plural++
				}
			default:
				m.missed++
			}
		}
	}
	return seen
}

// decide returns the label a token should have for what the article says, and
// whether that is another than it has.
func (m *mention) decide(t *Token, weak bool) (label, bool) {
	if m == nil || !capital(t.Text) || !open(t.Tag) {
		return label{}, false
	}
	switch {
	case t.Tag == ProperNoun && weak && m.named == 0 && m.common > 0:
		return m.usual()
	case t.Tag != ProperNoun && m.named > m.common && (weak || m.named > m.missed):
		if 2*m.plural > m.named {
			return label{ProperNoun, NNPS}, true
		}
		return label{ProperNoun, NNP}, true
	}
	return label{}, false
}

// usual returns the label that the word most often has in small letters, unless it
// is a name there too.
func (m *mention) usual() (label, bool) {
	l := mostFrequent(m.labels, func(a, b label) int {
		return cmp.Or(cmp.Compare(a.tag, b.tag), cmp.Compare(a.fine, b.fine))
	})
	return l, l.tag != ProperNoun
}

// weakCapitals says of every word whether a capital at its start would say nothing:
// at the start of a sentence, a quotation or what follows a colon, and everywhere
// in titles and in sentences in capitals.
func weakCapitals(s Sentence) []bool {
	weak := make([]bool, len(s))
	letters := caseOf(s)
	start := true
	for i, t := range s {
		weak[i] = start || letters == titleCase || letters == upperCase
		switch {
		case t.Tag != Punct:
			start = false
		case t.Fine == OpeningQuote || t.Fine == Colon || t.Fine == Stop || t.Fine == LeftBracket:
			start = true
		}
	}
	return weak
}

// open reports whether words with the tag may be names mistaken.
func open(t Tag) bool {
	switch t {
	case Noun, ProperNoun, Verb, Adj, Adv, X, Intj:
		return true
	}
	return false
}

func capital(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}
