package claims

import "strings"

// statistic returns the sentence's first figure that somebody must have
// counted, measured or estimated, or nil: not prices, dates, sizes, stakes and
// movements of the stock market, nor the small counts a reporter makes.
func (s *sentence) statistic() *figure {
	for i := range s.figures {
		if f := &s.figures[i]; s.counts(f) {
			return f
		}
	}
	return nil
}

// counts reports whether a figure is a statistic.
func (s *sentence) counts(f *figure) bool {
	const fewPeople, fewThings = 100, 1000 // below these a reporter counts
	switch {
	case f.Unit == unitPercent:
		return !s.around(f.to, f.to+2, classDeal|classMarket|classPrice) && !s.around(f.from-6, f.from, classMarket)
	case f.Unit == unitTimes:
		return true
	case isCurrency(f.Unit):
		if f.Value >= 1e6 {
			return !s.around(f.from-4, f.from, classDeal|classMarket) && !s.around(f.to, f.to+2, classDeal|classMarket)
		}
		return s.around(f.from-8, f.to+6, classAverage)
	case f.Unit != "":
		return s.changes(f)
	case f.Value >= fewThings:
		return f.to < len(s.tokens) && s.tokens[f.to].kind == wordToken &&
			!s.around(f.from-3, f.from, classMarket) && !s.around(f.to, f.to+2, classUnitword|classMarket)
	case f.Value >= fewPeople:
		return s.around(f.to, f.to+3, classOfpeople)
	}
	return s.share(f)
}

// around reports whether a word of the classes stands in tokens [from, to).
func (s *sentence) around(from, to int, c class) bool {
	for i := max(0, from); i < min(to, len(s.tokens)); i++ {
		if s.tokens[i].is(c) {
			return true
		}
	}
	return false
}

// changes reports whether a figure with a unit of time or size is the end of a
// change of something measured: "fell from 3 hours to 25 minutes".
func (s *sentence) changes(f *figure) bool {
	return s.around(f.from-8, f.from, classTrend) && s.around(0, f.from, classMeasure) ||
		s.around(f.from-4, f.from, classAverage)
}

// share reports whether the figure is a share of people: "one in five adults",
// "eight out of ten companies".
func (s *sentence) share(f *figure) bool {
	if f.to+2 >= len(s.tokens) {
		return false
	}
	i := f.to
	if !s.tokens[i].is(classFraction) {
		return false
	}
	if s.tokens[i+1].is(classPreposition) {
		i++ // "out of"
	}
	if i+2 >= len(s.tokens) {
		return false
	}
	whole, what := &s.tokens[i+1], &s.tokens[i+2]
	return (whole.is(classNumber) || whole.kind == numberToken) && what.kind == wordToken &&
		!what.is(classUnitword|classPreposition|classClause)
}

// trend returns the token at which something measured rises or falls without
// a figure ("driver pay went down"), or -1.
func (s *sentence) trend() int {
	for i := 1; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.quoted || t.capital || !t.is(classTrend) {
			continue
		}
		if s.tokens[i-1].is(classBe) && !strings.HasSuffix(s.surface(i), "ing") {
			continue // "cases were dropped": somebody dropped them
		}
		j := i - 1
		for j > 0 && s.tokens[j].is(classAux|classAdverb) && !s.tokens[j].is(classMeasure) {
			if s.tokens[j].is(classModal) {
				break
			}
			j--
		}
		if i+1 < len(s.tokens) && s.tokens[i+1].is(classArticle|classDefinite) {
			continue // it does it to something else
		}
		if s.tokens[j].is(classMeasure) && !s.tokens[j].quoted && !s.around(j-2, j, classMarket) {
			return i
		}
	}
	return -1
}

// statistic: a figure nobody is named for.
func (r *reader) statistic(i int) (Problem, bool) {
	s := &r.sentences[i]
	if s.question || s.mostlyQuoted() || s.referenced() || s.plainEvent() || s.has(classFirst) {
		return Problem{}, false
	}
	if v := r.own[i]; v != nil && v.standing < standsPronoun && v.standing != standsNowhere {
		return Problem{}, false // the vague source is the graver fault
	}
	f := s.statistic()
	if f == nil {
		if r.near(i) || s.addressed() {
			return Problem{}, false
		}
		spelledOut := i+1 < len(r.sentences) && len(r.sentences[i+1].figures) > 0
		if k := s.trend(); k >= 0 && !spelledOut && !s.supposed(k) && s.hit(catForecast) == nil {
			return s.problem(checkStatistic, low, k-1, k+1,
				"Somebody must have measured the change, and nobody is named who did.", ""), true
		}
		return Problem{}, false
	}
	if r.effective[i].reachable() && r.spokenFor(i, f.from) || s.around(0, f.from, classSecond) || s.addressed() && s.tokens[0].is(classImperative) {
		return Problem{}, false
	}
	if r.covered[figureKey{f.Value, f.Unit}] {
		return Problem{}, false
	}
	if r.data[i] = r.sameData(i, f); r.data[i] {
		return Problem{}, false
	}
	severity := medium
	if f.Unit == unitPercent || f.Unit == unitTimes || isCurrency(f.Unit) && f.Value >= 1e9 {
		severity = high
	}
	if s.lastName(0, f.from) >= 0 {
		severity = medium // somebody is named who could at least be asked
	}
	return s.problem(checkStatistic, severity, f.from, f.to,
		"The sentence gives the figure "+s.words(f.from, f.to)+" and names nobody who counted, measured or published it.", ""), true
}

// spokenFor reports whether the sentence's source answers for token k: it
// stands before it, or apart after the claim, or in another sentence. "It sold
// for $5 million, though he asked for more" gives no source for the price.
func (r *reader) spokenFor(i, k int) bool {
	v := r.own[i]
	return v == nil || !v.reachable() || v.carried > 0 || v.link != "" || v.at < k || v.after || r.sentences[i].said == nil
}

// supposed reports whether the verb at token k is a supposition or a wish.
func (s *sentence) supposed(k int) bool {
	return s.around(k-4, k, classModal) || s.around(0, k, classSecond)
}

// sameData reports whether the figure goes on in the data of a neighbouring
// block that names its source: figures in a row from one set of data name it
// once.
func (r *reader) sameData(i int, f *figure) bool {
	const shared = 2 // stems
	if i > 0 && r.data[i-1] && r.sentences[i-1].Block == r.sentences[i].Block {
		return true
	}
	for _, n := range []int{-1, 1} {
		for k := i + n; k >= 0 && k < len(r.sentences) && (k-i)*n <= 3; k += n {
			if d := r.sentences[k].Block - r.sentences[i].Block; d < -1 || d > 1 {
				break
			}
			v := r.own[k]
			if !v.reachable() || v.looks || v.kind == sourcePerson {
				continue
			}
			for _, g := range r.sentences[k].figures {
				if common(f.About, g.About) >= shared {
					return true
				}
			}
		}
	}
	return false
}

// common counts the strings two sorted lists share.
func common(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
