package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// findStatistic returns the sentence's first figure that somebody must have
// counted, measured or estimated, or nil: not prices, dates, sizes, stakes and
// movements of the stock market, nor the small counts a reporter makes.
func (s *sentence) findStatistic() *figure {
	past := 0 // the token after the brackets that convert a figure: "$5m (£2.8m)"
	for i := range s.figures {
		f := &s.figures[i]
		if f.from < past {
			continue
		}
		past = s.pastConversion(f.to)
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
func (s *sentence) counts(f *figure) bool {
	if s.publicKnowledge(f) {
		return false
	}
	counted, _ := first(measures, measured{s, f})
	return counted
}

// measured is a figure of a sentence.
type measured struct {
	*sentence
	*figure
}

// measures say of each kind of figure whether somebody must have counted it.
var measures = []attempt[measured, bool]{
	{name: "a percentage", try: func(m measured) (bool, bool) {
		return m.Unit == unitPercent && m.isShareOfMany(), m.Unit == unitPercent
	}},
	{name: "a multiple", try: func(m measured) (bool, bool) { return true, m.Unit == unitTimes }},
	{name: "an amount", try: func(m measured) (bool, bool) { return m.money && m.isTotalOrAverage(), m.money }},
	{name: "a time or a size", try: func(m measured) (bool, bool) { return m.Unit != "" && m.changes(m.figure), m.Unit != "" }},
	{name: "a large count", try: func(m measured) (bool, bool) {
		return m.Value >= fewThings && m.isCountOfThings(), m.Value >= fewThings
	}},
	{name: "a count of people", try: func(m measured) (bool, bool) {
		return m.regarding(m.to, m.to+3, lang.Ofpeople), m.Value >= fewPeople
	}},
	{name: "a share in words", try: func(m measured) (bool, bool) { return m.share(m.figure), true }},
}

// isShareOfMany reports whether a percentage is of no price, deal or stake.
func (m measured) isShareOfMany() bool {
	priced := m.from > 0 && m.tokens[m.from-1].Is(lang.Be) && m.regarding(m.from-4, m.from, lang.Price) // "the price will be 96 percent"
	return !priced && !m.regarding(m.to, m.to+2, lang.Deal|lang.Market|lang.Price) && !m.regarding(m.from-20, m.from, lang.Market) && !m.taken(m.figure)
}

// isTotalOrAverage reports whether an amount is so large that somebody must have
// added it up, or an average; and no price of a deal.
func (m measured) isTotalOrAverage() bool {
	if m.Value < muchMoney {
		return m.regarding(m.from-8, m.to+6, lang.Average) && !m.regarding(m.from-4, m.from, lang.Deal)
	}
	after := m.pastConversion(m.to)
	return !m.paid(m.figure) && !m.regarding(m.from-4, m.from, lang.Deal|lang.Market|lang.Plan) && !m.regarding(after, after+5, lang.Deal|lang.Market|lang.Plan)
}

// isCountOfThings reports whether a noun may stand behind a count.
func (m measured) isCountOfThings() bool {
	return m.to < len(m.tokens) && m.tokens[m.to].Kind == segment.Word && !m.tokens[m.to].Is(lang.Clause|lang.Preposition|lang.Aux) &&
		!m.regarding(m.from-3, m.from, lang.Market) && !m.regarding(m.to, m.to+2, lang.Unitword|lang.Market)
}

// pastConversion returns the token after the brackets that open at token i,
// "(£2.8m)", or i.
func (s *sentence) pastConversion(i int) int {
	const longest = 8 // tokens
	if i >= len(s.tokens) || s.surface(i) != "(" {
		return i
	}
	for j := i + 1; j < len(s.tokens) && j < i+longest; j++ {
		if s.surface(j) == ")" {
			return j + 1
		}
	}
	return i
}

// publicKnowledge reports whether a figure is one nobody need be named for: a
// row of results, the outcome of an election or a game, a crowd, a limit, a
// poll's size, a company's accounts, or an idiom ("one hundred percent behind
// her", "the top 1 percent").
func (s *sentence) publicKnowledge(f *figure) bool {
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
	return m.regarding(m.from-by, m.to+by, topics)
}

var knownToAll = []attempt[measured, bool]{
	known("a row of results", func(m measured) bool {
		const few = 4 // words
		return m.near(6, lang.Versus) || m.wordCount < few
	}),
	// "Under the pact, 80 percent": its terms
	known("the terms of an agreement", func(m measured) bool {
		const opening = 6 // tokens
		return m.from > 2 && m.tokens[0].Regards(lang.Below) && m.tokens[1].Is(lang.Definite) && m.regarding(2, opening, lang.Plan)
	}),
	// "accused of a payment of 160m": the charge's
	known("what somebody is accused of", func(m measured) bool { return m.regarding(0, m.from, lang.Allegation) }),
	known("an election or a game", func(m measured) bool { return m.near(6, lang.Contest) }),
	known("a limit", func(m measured) bool {
		return m.regarding(m.to, m.to+4, lang.Threshold) || m.regarding(m.from-5, m.from, lang.Threshold)
	}),
	known("a crowd", func(m measured) bool { return m.Unit == "" && m.near(6, lang.Presence) }),
	known("all of it", func(m measured) bool { return m.Unit == unitPercent && m.Value == 100 }),
	// "a poll of 1,200 voters"
	known("those whom a poll asked", func(m measured) bool { return m.regarding(m.from-3, m.from, lang.Poll) || m.asked(m.figure) }),
	known("a company's accounts", func(m measured) bool { return (m.Unit == unitPercent || m.money) && m.accounts(m.figure) }),
	// "the top 1 percent"
	known("an idiom", func(m measured) bool {
		return m.from > 0 && m.Unit == unitPercent && m.tokens[m.from-1].Is(lang.Superlative) && !m.tokens[m.from-1].Regards(lang.Approx)
	}),
}

// asked reports whether a count is of those whom a poll asked: "the poll was taken
// in May among 1,200 voters".
func (s *sentence) asked(f *figure) bool {
	return f.Unit == "" && s.regarding(0, f.from, lang.Poll) && s.around(f.from-2, f.from, lang.Preposition)
}

// around reports whether a word of the classes stands in tokens [from, to).
func (s *sentence) around(from, to int, c lang.Class) bool {
	for i := max(0, from); i < min(to, len(s.tokens)); i++ {
		if s.tokens[i].Is(c) {
			return true
		}
	}
	return false
}

// hypothetical reports whether the figure stands in a clause that supposes it:
// "if the discount is ten percent, somebody must".
func (s *sentence) hypothetical(f *figure) bool {
	return s.supposing(f.from)
}

// regarding reports whether a word about the topics stands in tokens [from, to).
func (s *sentence) regarding(from, to int, topics lang.Topic) bool {
	for i := max(0, from); i < min(to, len(s.tokens)); i++ {
		if s.tokens[i].Regards(topics) {
			return true
		}
	}
	return false
}

// changes reports whether a figure with a unit of time or size is the end of a
// change of something measured: "fell from 3 hours to 25 minutes".
func (s *sentence) changes(f *figure) bool {
	if s.regarding(f.from-3, f.from, lang.Passing) {
		return false // "will rise over the next three years": when, not how much
	}
	return s.regarding(f.from-8, f.from, lang.Trend) && s.regarding(0, f.from, lang.Measure) ||
		s.regarding(f.from-4, f.from, lang.Average)
}

// share reports whether the figure is a share of people: "one in five adults",
// "eight out of ten companies".
func (s *sentence) share(f *figure) bool {
	if f.to+2 >= len(s.tokens) {
		return false
	}
	i := f.to
	if !s.tokens[i].Is(lang.Fraction) {
		return false
	}
	if s.tokens[i+1].Is(lang.Preposition) {
		i++ // "out of"
	}
	if i+2 >= len(s.tokens) {
		return false
	}
	whole, what := &s.tokens[i+1], &s.tokens[i+2]
	return (whole.Is(lang.Number) || whole.Kind == segment.Number) && what.Kind == segment.Word &&
		!what.Regards(lang.Unitword) && !what.Is(lang.Preposition|lang.Clause)
}

// trend returns the token at which something measured rises or falls without
// a figure ("driver pay went down"), or -1.
func (s *sentence) trend() int {
	for i := 1; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.Quoted || t.Capital || !t.Regards(lang.Moved) {
			continue
		}
		if s.tokens[i-1].Is(lang.Be) && !s.lexicon.Ends(lang.EndLasting, s.surface(i)) {
			continue // "cases were dropped": somebody dropped them
		}
		j := i - 1
		for j > 0 && s.tokens[j].Is(lang.Aux|lang.Adverb) && !s.tokens[j].Regards(lang.Measure) {
			if s.tokens[j].Is(lang.Modal) {
				break
			}
			j--
		}
		if i+1 < len(s.tokens) && s.tokens[i+1].Is(lang.Article|lang.Definite) {
			continue // it does it to something else
		}
		if s.tokens[j].Regards(lang.Measure) && !s.tokens[j].Quoted && !s.regarding(j-2, j, lang.Market) {
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
	return s.around(k-4, k, lang.Modal) || s.around(0, k, lang.Second)
}
