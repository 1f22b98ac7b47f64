package grammar

import "strings"

// lemmas makes base forms: by a table of the forms whose ending misleads, by
// rules for endings, and by what base forms are known.
type lemmas struct {
	exceptions map[formKey]string
	rules      map[formKey]lemmaRule // by ending
	common     [fineCount][]lemmaRule
	known      map[string]bool // "v" and a verb, "n" and a noun, "a" and any other word
	vocabulary *vocabulary
}

// formKey is a form, or an ending, with its part of speech.
type formKey struct {
	fine Fine
	form string
}

// lemmaRule makes a base form: it cuts one ending off and adds another.
type lemmaRule struct{ cut, add string }

// fits reports whether a form ends in what is cut off, and is more than that.
func (r lemmaRule) fits(form string) bool {
	return len(r.cut) < len(form) && strings.HasSuffix(form, r.cut)
}

func (r lemmaRule) apply(form string) string { return form[:len(form)-len(r.cut)] + r.add }

// longestEnding is how many bytes of a form's end rules look at.
const longestEnding = 5

// keyOf is the form a word is looked up in: small letters, but for names.
func keyOf(text string, fine Fine) formKey {
	if fine != NNP && fine != NNPS {
		text = strings.ToLower(text)
	}
	return formKey{fine, strings.ReplaceAll(text, "’", "'")}
}

// of returns the base form of a word. What nobody knows keeps its capitals where
// they say that it is made of a name: "Trumpian", "GPUs".
func (l *lemmas) of(text string, fine Fine) string {
	key := keyOf(text, fine)
	if lemma, ok := l.exceptions[key]; ok {
		return lemma
	}
	lemma := l.guess(key.form, fine)
	if l.knows(lemma, fine) {
		return lemma
	}
	switch outline := shape(text); {
	case fine == JJ && outline == "Xxx", (fine == NN || fine == NNS) && strings.LastIndexByte(outline, 'X') > 0:
		return l.guess(text, fine)
	}
	return lemma
}

// guess is what the rules make of a form: what its ending says if that is a known
// word, or what another rule makes of it if that is one.
func (l *lemmas) guess(form string, fine Fine) string {
	best := form
	for n := min(longestEnding, len(form)-1); n >= 0; n-- {
		if r, ok := l.rules[formKey{fine, form[len(form)-n:]}]; ok && r.fits(form) {
			best = r.apply(form)
			break
		}
	}
	if l.knows(best, fine) {
		return best
	}
	for _, r := range l.common[fine] {
		if r.fits(form) && l.knows(r.apply(form), fine) {
			return r.apply(form)
		}
	}
	return best
}

// knows reports whether there is such a base form, as far as is known.
func (l *lemmas) knows(lemma string, fine Fine) bool {
	class := lemmaClass(fine)
	return l.known[class+lemma] || class != "p" && l.vocabulary.words[lemma].Speech&speechOf[class] != 0
}

// speechOf is what a dictionary calls the words of a class.
var speechOf = map[string]Speech{"v": SpeechVerb, "n": SpeechNoun, "a": SpeechAdj | SpeechAdv}

// lemmaClass is the class of words a base form is looked for in.
func lemmaClass(f Fine) string {
	switch f {
	case VB, VBD, VBG, VBN, VBP, VBZ, MD:
		return "v"
	case NN, NNS:
		return "n"
	case NNP, NNPS:
		return "p"
	}
	return "a"
}
