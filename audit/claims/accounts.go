package claims

import (
	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// What companies publish of themselves and pay one another.

// accounts reports whether a figure is a named company's profit, sales or the
// like: its accounts give it.
func (s *sentence) accounts(f *figures.Found) bool {
	const reach, opening = 12, 4 // tokens
	if s.Tokens[0].Regards(lang.Result) || s.Regarding(0, opening, lang.Result) && !s.Around(0, opening, lang.Definite|lang.Indefinite|lang.Aux) {
		return true // "Sales grew": the company's that the article is about
	}
	if !s.Regarding(f.From-reach, f.To+reach, lang.Result) {
		return false
	}
	return s.companyBefore(f.From)
}

// companyBefore reports whether the sentence speaks of a company before token i:
// by name, or as "the group", "its". It looks through each token once.
func (s *sentence) companyBefore(i int) bool {
	for ; s.company < i; s.company++ {
		t := &s.Tokens[s.company]
		if t.Is(lang.Body) && s.Around(s.company-1, s.company, lang.Definite) || t.Is(lang.Possessor) && t.Is(lang.Thing) || s.companyAt(s.company) {
			return true
		}
	}
	return false
}

// companyAt reports whether token i is part of a name that may be a company's:
// no place's and no person's. A first word must be known for a name.
func (s *sentence) companyAt(i int) bool {
	w := s.Surface(i)
	switch {
	case !s.isName(i), s.places[w], s.personAt(i) != "":
		return false
	case i == 0:
		return segment.IsAcronym(w) || s.names[w] && !s.Tokens[0].Is(lang.Definite)
	}
	return !s.Tokens[i-1].Is(lang.Locating)
}

// tellsResults reports whether the article opens with a company's accounts: a named
// company's profit, sales or the like, in money.
func (r *reader) tellsResults() bool {
	const lede = 6 // sentences
	for i := range min(lede, len(r.sentences)) {
		s := &r.sentences[i]
		for k := range s.figures {
			if f := &s.figures[k]; f.Money && f.Value >= muchMoney && s.accounts(f) {
				return true
			}
		}
	}
	return false
}

// ofResults reports whether a sentence of such an article goes on with them: it
// tells of a result, or its subject is the company.
func (s *sentence) ofResults() bool {
	if s.Regarding(0, len(s.Tokens), lang.Result) || s.Tokens[0].Is(lang.Thing) {
		return true
	}
	body := s.subjectBody(len(s.Tokens))
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
		listed := f.From-g.To < 3 && (s.Surface(f.From-1) == "," || s.Tokens[f.From-1].Regards(lang.Joining))
		if !listed && !s.Regarding(f.From-2, f.From, lang.Fromto|lang.Against) {
			return false
		}
		if s.publicKnowledge(g) || g.Money && g.Value >= muchMoney && !s.counts(g) {
			return true
		}
		k = i
	}
	return false
}

// taken reports whether a percentage is the share of something that somebody has
// or takes: "owns 28 percent of the mill", not "bought 12 percent more".
func (s *sentence) taken(f *figures.Found) bool {
	if s.Around(f.To+1, f.To+2, lang.Possessor|lang.Article) && s.Regarding(f.To+2, f.To+3, lang.Market) || s.Regarding(f.To, f.To+1, lang.Owning) {
		return true // "sells 10 percent of its stake", "controls 25 percent of the stock", "70 percent held by"
	}
	return s.Regarding(f.From-4, f.From, lang.Owning|lang.Buying) && !s.Regarding(f.To, f.To+1, lang.More|lang.Less)
}

// paid reports whether an amount is the price of a public deal: "bought the mill
// for $3bn", "paid $3bn for the mill".
func (s *sentence) paid(f *figures.Found) bool {
	const near = 4 // tokens: "for just over $3bn"
	return s.Regarding(f.From-near, f.From, lang.For) && s.Regarding(0, f.From, lang.Buying) ||
		s.Regarding(f.From-near, f.From, lang.Price) && s.Regarding(f.To, f.To+2, lang.For)
}
