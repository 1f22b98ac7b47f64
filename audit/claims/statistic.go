package claims

import (
	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// findStatistic returns the sentence's first figure that somebody must have
// counted, measured or estimated, or nil: not prices, dates, sizes, stakes and
// movements of the stock market, nor the small counts a reporter makes.
func (s *sentence) findStatistic() *figures.Found {
	past := 0 // the token after the brackets that convert a figure: "$5m (£2.8m)"
	for i := range s.figures {
		f := &s.figures[i]
		if f.From < past {
			continue
		}
		past = s.pastConversion(f.To)
		if s.counts(f) && !s.hypothetical(f) && !s.comparison(i) {
			return f
		}
	}
	return nil
}

// muchMoney is the amount from which somebody must have counted.
const muchMoney = 1e6

// few is how many people, and how many of anything else, a reporter counts.
const fewPeople, fewThings = 100, 1000

// counts reports whether a figure is a statistic.
func (s *sentence) counts(f *figures.Found) bool {
	if s.publicKnowledge(f) {
		return false
	}
	counted, _ := first(measures, measured{s, f})
	return counted
}

// measured is a figure of a sentence.
type measured struct {
	*sentence
	*figures.Found
}

// measures say of each kind of figure whether somebody must have counted it.
var measures = []attempt[measured, bool]{
	{name: "a percentage", try: func(m measured) (bool, bool) {
		return m.Unit == figures.UnitPercent && m.isShareOfMany(), m.Unit == figures.UnitPercent
	}},
	{name: "a multiple", try: func(m measured) (bool, bool) { return true, m.Unit == figures.UnitTimes }},
	{name: "an amount", try: func(m measured) (bool, bool) { return m.Money && m.isTotalOrAverage(), m.Money }},
	{name: "a time or a size", try: func(m measured) (bool, bool) { return m.Unit != "" && m.changes(m.Found), m.Unit != "" }},
	{name: "a large count", try: func(m measured) (bool, bool) {
		return m.Value >= fewThings && m.isCountOfThings(), m.Value >= fewThings
	}},
	{name: "a count of people", try: func(m measured) (bool, bool) {
		return m.Regarding(m.To, m.To+3, lang.Ofpeople), m.Value >= fewPeople
	}},
	{name: "a share in words", try: func(m measured) (bool, bool) { return m.share(m.Found), true }},
}

// isShareOfMany reports whether a percentage is of no price, deal or stake.
func (m measured) isShareOfMany() bool {
	priced := m.From > 0 && m.Tokens[m.From-1].Is(lang.Be) && m.Regarding(m.From-4, m.From, lang.Price) // "the price will be 96 percent"
	return !priced && !m.Regarding(m.To, m.To+2, lang.Deal|lang.Market|lang.Price) && !m.Regarding(m.From-20, m.From, lang.Market) && !m.taken(m.Found)
}

// isTotalOrAverage reports whether an amount is so large that somebody must have
// added it up, or an average; and no price of a deal.
func (m measured) isTotalOrAverage() bool {
	if m.Value < muchMoney {
		return m.Regarding(m.From-8, m.To+6, lang.Average) && !m.Regarding(m.From-4, m.From, lang.Deal)
	}
	after := m.pastConversion(m.To)
	return !m.paid(m.Found) && !m.Regarding(m.From-4, m.From, lang.Deal|lang.Market|lang.Plan) && !m.Regarding(after, after+5, lang.Deal|lang.Market|lang.Plan)
}

// isCountOfThings reports whether a noun may stand behind a count.
func (m measured) isCountOfThings() bool {
	return m.To < len(m.Tokens) && m.Tokens[m.To].Kind == segment.Word && !m.Tokens[m.To].Is(lang.Clause|lang.Preposition|lang.Aux) &&
		!m.Regarding(m.From-3, m.From, lang.Market) && !m.Regarding(m.To, m.To+2, lang.Unitword|lang.Market)
}

// pastConversion returns the token after the brackets that open at token i,
// "(£2.8m)", or i.
func (s *sentence) pastConversion(i int) int {
	const longest = 8 // tokens
	if i >= len(s.Tokens) || s.Surface(i) != "(" {
		return i
	}
	for j := i + 1; j < len(s.Tokens) && j < i+longest; j++ {
		if s.Surface(j) == ")" {
			return j + 1
		}
	}
	return i
}

// publicKnowledge reports whether a figure is one nobody need be named for: a
// row of results, the outcome of an election or a game, a crowd, a limit, a
// poll's size, a company's accounts, or an idiom ("one hundred percent behind
// her", "the top 1 percent").
func (s *sentence) publicKnowledge(f *figures.Found) bool {
	_, why := first(knownToAll, measured{s, f})
	return why != ""
}

// known is a reason for which nobody need be named for a figure.
func known(why string, holds func(measured) bool) attempt[measured, bool] {
	return unless[measured, bool](why, holds)
}

// near reports whether a word about the topics stands within by tokens of the
// figure.
func (m measured) near(by int, topics lang.Topic) bool {
	return m.Regarding(m.From-by, m.To+by, topics)
}

var knownToAll = []attempt[measured, bool]{
	known("a row of results", func(m measured) bool {
		const few = 4 // words
		return m.near(6, lang.Versus) || m.wordCount < few
	}),
	// "Under the pact, 80 percent": its terms
	known("the terms of an agreement", func(m measured) bool {
		const opening = 6 // tokens
		return m.From > 2 && m.Tokens[0].Regards(lang.Below) && m.Tokens[1].Is(lang.Definite) && m.Regarding(2, opening, lang.Plan)
	}),
	// "accused of a payment of 160m": the charge's
	known("what somebody is accused of", func(m measured) bool { return m.Regarding(0, m.From, lang.Allegation) }),
	known("an election or a game", func(m measured) bool { return m.near(6, lang.Contest) }),
	known("a limit", func(m measured) bool {
		return m.Regarding(m.To, m.To+4, lang.Threshold) || m.Regarding(m.From-5, m.From, lang.Threshold)
	}),
	known("a crowd", func(m measured) bool { return m.Unit == "" && m.near(6, lang.Presence) }),
	known("all of it", func(m measured) bool { return m.Unit == figures.UnitPercent && m.Value == 100 }),
	// "a poll of 1,200 voters"
	known("those whom a poll asked", func(m measured) bool { return m.Regarding(m.From-3, m.From, lang.Poll) || m.asked(m.Found) }),
	known("a company's accounts", func(m measured) bool { return (m.Unit == figures.UnitPercent || m.Money) && m.accounts(m.Found) }),
	// "the top 1 percent"
	known("an idiom", func(m measured) bool {
		return m.From > 0 && m.Unit == figures.UnitPercent && m.Tokens[m.From-1].Is(lang.Superlative) && !m.Tokens[m.From-1].Regards(lang.Approx)
	}),
}

// asked reports whether a count is of those whom a poll asked: "the poll was taken
// in May among 1,200 voters".
func (s *sentence) asked(f *figures.Found) bool {
	return f.Unit == "" && s.Regarding(0, f.From, lang.Poll) && s.Around(f.From-2, f.From, lang.Preposition)
}

// hypothetical reports whether the figure stands in a clause that supposes it:
// "if the discount is ten percent, somebody must".
func (s *sentence) hypothetical(f *figures.Found) bool {
	return s.supposing(f.From)
}

// changes reports whether a figure with a unit of time or size is the end of a
// change of something measured: "fell from 3 hours to 25 minutes".
func (s *sentence) changes(f *figures.Found) bool {
	if s.Regarding(f.From-3, f.From, lang.Passing) {
		return false // "will rise over the next three years": when, not how much
	}
	return s.Regarding(f.From-8, f.From, lang.Trend) && s.Regarding(0, f.From, lang.Measure) ||
		s.Regarding(f.From-4, f.From, lang.Average)
}

// share reports whether the figure is a share of people: "one in five adults",
// "eight out of ten companies".
func (s *sentence) share(f *figures.Found) bool {
	if f.To+2 >= len(s.Tokens) {
		return false
	}
	i := f.To
	if !s.Tokens[i].Is(lang.Fraction) {
		return false
	}
	if s.Tokens[i+1].Is(lang.Preposition) {
		i++ // "out of"
	}
	if i+2 >= len(s.Tokens) {
		return false
	}
	whole, what := &s.Tokens[i+1], &s.Tokens[i+2]
	return (whole.Is(lang.Number) || whole.Kind == segment.Number) && what.Kind == segment.Word &&
		!what.Regards(lang.Unitword) && !what.Is(lang.Preposition|lang.Clause)
}

// trend returns the token at which something measured rises or falls without
// a figure ("driver pay went down"), or -1.
func (s *sentence) trend() int {
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.Quoted || t.Capital || !t.Regards(lang.Moved) {
			continue
		}
		if s.Tokens[i-1].Is(lang.Be) && !s.Lexicon.Ends(lang.EndLasting, s.Surface(i)) {
			continue // "cases were dropped": somebody dropped them
		}
		j := i - 1
		for j > 0 && s.Tokens[j].Is(lang.Aux|lang.Adverb) && !s.Tokens[j].Regards(lang.Measure) {
			if s.Tokens[j].Is(lang.Modal) {
				break
			}
			j--
		}
		if i+1 < len(s.Tokens) && s.Tokens[i+1].Is(lang.Article|lang.Definite) {
			continue // it does it to something else
		}
		if s.Tokens[j].Regards(lang.Measure) && !s.Tokens[j].Quoted && !s.Regarding(j-2, j, lang.Market) {
			return i
		}
	}
	return -1
}

// spokenFor reports whether the sentence's source answers for token k: it
// stands before it, or apart after the claim, or in another sentence. "It sold
// for $5 million, though he asked for more" gives no source for the price.
func (r *reader) spokenFor(i, k int) bool {
	v := r.own[i]
	return v == nil || !v.reachable() || v.carried > 0 || v.link != "" || min(v.from, v.at) < k || v.after || r.sentences[i].attributions == nil
}

// supposed reports whether the verb at token k is a supposition or a wish.
func (s *sentence) supposed(k int) bool {
	return s.Around(k-4, k, lang.Modal) || s.Around(0, k, lang.Second)
}
