package grammar

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// learnLemmas learns base forms: what most words with an ending do is a rule, a
// form that does otherwise an exception.
func learnLemmas(treebank []Sentence, v *vocabulary) *lemmas {
	counts := map[formKey]map[string]int{}
	for _, s := range treebank {
		for _, t := range s {
			if t.Lemma == "_" {
				continue // half of a word that was split by mistake
			}
			key := keyOf(t.Text, t.Fine)
			if counts[key] == nil {
				counts[key] = map[string]int{}
			}
			counts[key][t.Lemma]++
		}
	}
	l := &lemmas{vocabulary: v, exceptions: map[formKey]string{}, rules: map[formKey]lemmaRule{}, known: map[string]bool{}}
	forms := map[formKey]string{}
	for key, c := range counts {
		forms[key] = mostFrequent(c, strings.Compare)
		l.known[lemmaClass(key.fine)+forms[key]] = true
	}
	l.learnRules(forms)
	for key, lemma := range forms {
		if l.guess(key.form, key.fine) != lemma {
			l.exceptions[key] = lemma
		}
	}
	return l
}

// learnRules counts for every ending what forms with it do. Endings longer than
// one letter need two forms that agree; those that do as the shorter ending does
// are left out.
func (l *lemmas) learnRules(forms map[formKey]string) {
	endings := map[formKey]map[lemmaRule]int{}
	for key, lemma := range forms {
		if key.fine != NNP && key.fine != NNPS {
			lemma = strings.ToLower(lemma) // "Kenyan" doesn't make capitals a rule for "-an"
		}
		r := ruleOf(key.form, lemma)
		for n := 0; n <= min(longestEnding, len(key.form)-1); n++ {
			k := formKey{key.fine, key.form[len(key.form)-n:]}
			if endings[k] == nil {
				endings[k] = map[lemmaRule]int{}
			}
			endings[k][r]++
		}
	}
	keys := slices.SortedFunc(maps.Keys(endings), func(a, b formKey) int {
		return cmp.Or(cmp.Compare(len(a.form), len(b.form)), cmp.Compare(a.fine, b.fine), strings.Compare(a.form, b.form))
	})
	for _, k := range keys {
		r := mostFrequent(endings[k], compareRules)
		if len(k.form) > 1 && endings[k][r] < 2 {
			continue
		}
		if len(k.form) == 0 {
			l.common[k.fine] = commonRules(endings[k])
		}
		if shorter, ok := l.shorter(k); !ok || shorter != r {
			l.rules[k] = r
		}
	}
}

// shorter returns the rule for the longest ending shorter than that of k.
func (l *lemmas) shorter(k formKey) (lemmaRule, bool) {
	for n := len(k.form) - 1; n >= 0; n-- {
		if r, ok := l.rules[formKey{k.fine, k.form[len(k.form)-n:]}]; ok {
			return r, true
		}
	}
	return lemmaRule{}, false
}

// ruleOf is the shortest rule that makes a lemma of a form.
func ruleOf(form, lemma string) lemmaRule {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	return lemmaRule{form[n:], lemma[n:]}
}

// commonRules are the rules that five forms or more follow, the most frequent first.
func commonRules(counts map[lemmaRule]int) []lemmaRule {
	var rules []lemmaRule
	for r, n := range counts {
		if n >= 5 {
			rules = append(rules, r)
		}
	}
	slices.SortFunc(rules, func(a, b lemmaRule) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), compareRules(a, b))
	})
	return rules
}

func compareRules(a, b lemmaRule) int {
	return cmp.Or(strings.Compare(a.cut, b.cut), strings.Compare(a.add, b.add))
}

// mostFrequent returns the key with the highest count, the first in order of those
// that share it.
func mostFrequent[K comparable](counts map[K]int, compare func(a, b K) int) K {
	return slices.MinFunc(slices.Collect(maps.Keys(counts)), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), compare(a, b))
	})
}
