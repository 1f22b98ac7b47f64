package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// What companies publish of themselves and pay one another.

// accounts reports whether a figure is a named company's profit, sales or the
// like: its accounts give it.
func (s *sentence) accounts(f *figure) bool {
	const reach, opening = 12, 4 // tokens
	if s.tokens[0].Regards(lang.Result) || s.regarding(0, opening, lang.Result) && !s.around(0, opening, lang.Definite|lang.Indefinite|lang.Aux) {
		return true // "Sales grew": the company's that the article is about
	}
	if !s.regarding(f.from-reach, f.to+reach, lang.Result) {
		return false
	}
	return s.companyBefore(f.from)
}

// companyBefore reports whether the sentence speaks of a company before token i:
// by name, or as "the group", "its". It looks through each token once.
func (s *sentence) companyBefore(i int) bool {
	for ; s.company < i; s.company++ {
		t := &s.tokens[s.company]
		if t.Is(lang.Body) && s.around(s.company-1, s.company, lang.Definite) || t.Is(lang.Possessor) && t.Is(lang.Thing) || s.companyAt(s.company) {
			return true
		}
	}
	return false
}

// companyAt reports whether token i is part of a name that may be a company's:
// no place's and no person's. A first word must be known for a name.
func (s *sentence) companyAt(i int) bool {
	w := s.surface(i)
	switch {
	case !s.isName(i), s.places[w], s.personAt(i) != "":
		return false
	case i == 0:
		return segment.IsAcronym(w) || s.names[w] && !s.tokens[0].Is(lang.Definite)
	}
	return !s.tokens[i-1].Is(lang.Locating)
}

// tellsResults reports whether the article opens with a company's accounts: a named
// company's profit, sales or the like, in money.
func (r *reader) tellsResults() bool {
	const lede = 6 // sentences
	for i := range min(lede, len(r.sentences)) {
		s := &r.sentences[i]
		for k := range s.figures {
			if f := &s.figures[k]; f.money && f.Value >= muchMoney && s.accounts(f) {
				return true
			}
		}
	}
	return false
}

// ofResults reports whether a sentence of such an article goes on with them: it
// tells of a result, or its subject is the company.
func (s *sentence) ofResults() bool {
	if s.regarding(0, len(s.tokens), lang.Result) || s.tokens[0].Is(lang.Thing) {
		return true
	}
	body := s.subjectBody(len(s.tokens))
	return body != nil && (body.from < 2 || body.reference == refBody)
}

// comparison reports whether figure k only goes on from one before it that is
// public knowledge: "earned $3m, down from $5m", "bids of $3m, $4m and $5m".
func (s *sentence) comparison(k int) bool {
	const longest = 8 // figures in a row
	for i, least := k-1, max(0, k-longest); i >= least; i-- {
		f, g := &s.figures[k], &s.figures[i]
		if g.Unit != f.Unit {
			continue
		}
		listed := f.from-g.to < 3 && (s.surface(f.from-1) == "," || s.tokens[f.from-1].Regards(lang.Joining))
		if !listed && !s.regarding(f.from-2, f.from, lang.Fromto|lang.Against) {
			return false
		}
		if s.publicKnowledge(g) || g.money && g.Value >= muchMoney && !s.counts(g) {
			return true
		}
		k = i
	}
	return false
}

// taken reports whether a percentage is the share of something that somebody has
// or takes: "owns 28 percent of the mill", not "bought 12 percent more".
func (s *sentence) taken(f *figure) bool {
	if s.around(f.to+1, f.to+2, lang.Possessor|lang.Article) && s.regarding(f.to+2, f.to+3, lang.Market) || s.regarding(f.to, f.to+1, lang.Owning) {
		return true // "sells 10 percent of its stake", "controls 25 percent of the stock", "70 percent held by"
	}
	return s.regarding(f.from-4, f.from, lang.Owning|lang.Buying) && !s.regarding(f.to, f.to+1, lang.More|lang.Less)
}

// paid reports whether an amount is the price of a public deal: "bought the mill
// for $3bn", "paid $3bn for the mill".
func (s *sentence) paid(f *figure) bool {
	const near = 4 // tokens: "for just over $3bn"
	return s.regarding(f.from-near, f.from, lang.For) && s.regarding(0, f.from, lang.Buying) ||
		s.regarding(f.from-near, f.from, lang.Price) && s.regarding(f.to, f.to+2, lang.For)
}
