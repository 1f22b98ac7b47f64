package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// What excuses a source that a sentence leaves unnamed.

// promises reports whether the verb at token k tells of an act: "agreed to
// keep", "refused to say". "Claims to be" is what somebody says.
func (s *sentence) promises(k int) bool {
	return s.Tokens[k].Is(lang.Say) && k+1 < len(s.Tokens) && s.Tokens[k+1].Regards(lang.To)
}

// presented reports whether the sentence opens the article with somebody
// unnamed whom the next sentences name, as a lede does: "A baker who says his
// bread was stolen … Ingrid Solheim filed …", "Bakers say … Bakers Matter found …".
func (j judged) presented() bool {
	const lede, reach = 2, 3 // sentences
	v := j.own
	if j.i > lede || v == nil {
		return false
	}
	for k := j.i + 1; k < len(j.sentences) && k <= j.i+reach; k++ {
		s := &j.sentences[k]
		o := s.opening()
		named := o.from == 0 && o.to-o.from >= 2 && s.persons[s.Surface(o.to-1)] != ""
		switch w := j.reader.own[k]; {
		case !v.plural && named:
			return true
		case v.plural && w.reachable() && w.reference >= refNamed &&
			w.kind != sourceCompany && w.kind != sourceOutlet && w.kind != sourceAgency: // experts are none of them
			return true
		}
	}
	return false
}

// resolved reports whether the sentence opens the article with a document that the
// next sentences say whose it is: "Rents will double, a report says. Research
// from Bakewell …".
func (j judged) resolved() bool {
	const lede, reach = 2, 3 // sentences
	v := j.own
	if j.i > lede || v == nil || !j.s.Around(v.from, v.to, lang.Document|lang.Anydocuments) {
		return false
	}
	for k := j.i + 1; k < len(j.sentences) && k <= j.i+reach; k++ {
		if w := j.reader.own[k]; w.reachable() && (w.kind != sourcePerson || w.reference == refPaper) {
			return true
		}
	}
	return false
}

// general reports whether a thought is ascribed to people at large, "few
// managers see", rather than to some of a named body: a general statement, that
// nobody told the writer.
func (s *sentence) general(v *source) bool {
	if v.trade && s.Tokens[v.at].Is(lang.Shows) && !s.Tokens[v.at].Is(lang.Say) {
		return true // "agents find the tunnels"
	}
	return s.Tokens[v.from].Is(lang.Some) && !s.Tokens[v.at].Is(lang.Say|lang.Saying|lang.Shows) && s.lastName(v.from+1, v.to) < 0
}

// crowd returns the verb by which several who are not named say the sentence, apart
// after it ("…, dealers said"), or -1: they are a source, if a poor one.
func (s *sentence) crowd() int {
	const longest = 3 // words: "foreign bond dealers"
	for v := 2; v < len(s.Tokens); v++ {
		t := &s.Tokens[v]
		if t.Quoted || !t.Is(lang.Say) || t.Is(lang.Nounlike) || !s.Lexicon.Ends(lang.EndPlural, s.Surface(v-1)) {
			continue
		}
		i := v - 1
		for i > 0 && v-i <= longest && s.Tokens[i].Kind == segment.Word && !s.Tokens[i].Is(lang.Aux|lang.Clause|lang.Preposition|lang.Possessive) {
			i--
		}
		if s.Surface(i) == "," {
			return v
		}
	}
	return -1
}

// supposing reports whether token k stands in a clause that supposes: "if the
// emails show that".
func (s *sentence) supposing(k int) bool {
	future := true // may be spoken of before token i
	for i := k - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		switch {
		case t.Kind > segment.Number && !(s.Surface(i) == "," && s.Lexicon.Ends(lang.EndLasting, s.Surface(i+1))): // "…, representing"
			return false
		case t.Is(lang.Conditional):
			return true
		case !t.Regards(lang.When):
		case i+1 < k && s.Tokens[i+1].Is(lang.Indefinite) && s.Tokens[k].Is(lang.Say) && !s.Lexicon.Ends(lang.EndPast, s.Surface(k)):
			return true // "when a leader says": any leader
		case future:
			if future = s.Regarding(0, i, lang.Future); future {
				return true
			}
		}
	}
	return false
}
