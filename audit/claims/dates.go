package claims

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// stretch is a stretch of time in whole months, counted from the year 0.
type stretch struct {
	from, to int // months; to is the one after the last
	year     bool
}

// dateAt reads the date that begins at token i ("2027", "Q3 2024", "March
// 2026", "the end of 2027", "March 3, 2026", "3 March 2026") and returns the token
// after it. A date without a year has stretch.year false and lies in the year 0.
func (s *sentence) dateAt(i int) (d stretch, next int, ok bool) {
	if i = s.dateProper(i); i >= len(s.tokens) {
		return d, i, false
	}
	if y, isYear := s.yearAt(i); isYear {
		return stretch{y * 12, y*12 + 12, true}, i + 1, true
	}
	dayFirst := i+1 < len(s.tokens) && s.tokens[i+1].Is(lang.Month) && s.isDay(i)
	if dayFirst {
		i++
	}
	if d, ok = s.monthOrQuarter(i, !dayFirst); !ok {
		return d, i, false
	}
	next = i + 1
	if next+1 < len(s.tokens) && s.surface(next) == "." && s.tokens[next+1].Kind == segment.Number {
		next++ // "Sept. 3"
	}
	if !dayFirst && next < len(s.tokens) && s.isDay(next) {
		next++
	}
	if y, end, isYear := s.yearBehind(next); isYear {
		return stretch{d.from + y*12, d.to + y*12, true}, end, true
	}
	return d, next, true
}

// dateProper returns where the date proper begins behind what leads in at token i:
// "the end of".
func (s *sentence) dateProper(i int) int {
	const longest = 4 // words
	leads := func(t *lang.Token) bool { return t.Regards(lang.Part|lang.Of) || t.Is(lang.Article) }
	for end := min(i+longest, len(s.tokens)); i < end && leads(&s.tokens[i]); {
		i++
	}
	return i
}

// monthOrQuarter reads the month that token i names, or, where one may stand, the
// quarter, in the year 0.
func (s *sentence) monthOrQuarter(i int, quarters bool) (d stretch, ok bool) {
	if !s.tokens[i].Capital {
		return d, false
	}
	word := segment.Normal(s.surface(i))
	if quarters && len(word) == 2 && s.lexicon.Numbers.Quarter == word[:1] && '1' <= word[1] && word[1] <= '4' {
		from := int(word[1]-'1') * 3
		return stretch{from: from, to: from + 3}, true
	}
	month := s.lexicon.Numbers.Months[word]
	return stretch{from: month - 1, to: month}, month > 0
}

// yearBehind reads the year at token i, which a comma may stand before: "March 3,
// 2024".
func (s *sentence) yearBehind(i int) (year, next int, ok bool) {
	if i < len(s.tokens) && s.surface(i) == "," {
		i++
	}
	if i >= len(s.tokens) {
		return 0, i, false
	}
	year, ok = s.yearAt(i)
	return year, i + 1, ok
}

// isDay reports whether token i may be a day of the month: "3", "3rd".
func (s *sentence) isDay(i int) bool {
	const longest = 4 // bytes
	w := s.surface(i)
	if s.tokens[i].Kind != segment.Number || len(w) > longest {
		return false
	}
	v, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	return err == nil && 0 < v && v <= 31
}

// yearAt reads a year in digits.
func (s *sentence) yearAt(i int) (int, bool) {
	const first, last = 1900, 2199
	if s.tokens[i].Kind != segment.Number || s.tokens[i].Quoted || s.tokens[i].End-s.tokens[i].Start != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s.surface(i))
	return y, err == nil && first <= y && y <= last
}

// runsFrom reads a range of dates that opens at token i, "between Q3 2024 and
// Q4 2025", "March 3, 2024, to April 5, 2024", and returns both ends and the token
// after it. What no word opens must have its year at both ends.
func (s *sentence) runsFrom(i int) (a, b stretch, next int, ok bool) {
	first, opened := s.rangeOpens(i)
	if first < 0 {
		return a, b, i, false
	}
	a, k, ok := s.dateAt(first)
	if ok && a.year && k < len(s.tokens) && s.surface(k) == "," {
		k++ // "March 3, 2024, to"
	}
	if !ok || !s.rangeGoesOn(k) || !opened && (!a.year || s.tokens[k].Regards(lang.Joining)) {
		return a, b, i, false
	}
	b, next, ok = s.dateAt(k + 1)
	if !ok || !b.year {
		return a, b, i, false
	}
	if !a.year {
		year := b.from / 12 * 12
		a.from, a.to = a.from+year, a.to+year
		if a.from > b.from {
			a.from, a.to = a.from-12, a.to-12 // "from November to March 2025"
		}
	}
	return a, b, next, a.from < b.from
}

// rangeOpens returns where the first date of a range that opens at token i may
// begin, and whether a word opens it: "between"; or -1.
func (s *sentence) rangeOpens(i int) (first int, opened bool) {
	t := &s.tokens[i]
	switch {
	case t.Quoted:
		return -1, false
	case t.Regards(lang.Rangefrom):
		return i + 1, true
	case t.Kind == segment.Number || t.Is(lang.Month):
		return i, false
	}
	return -1, false
}

// rangeGoesOn reports whether token k stands between the dates of a range.
func (s *sentence) rangeGoesOn(k int) bool {
	return k < len(s.tokens) && (s.tokens[k].Regards(lang.Rangeto) || isDash(s.surface(k)))
}

// due returns when what the sentence looks ahead to, from token i on, must have
// come true: the date behind "by" ("by 2028", "by the end of March 2026"), or
// behind an "in" that follows at once ("will open in 2028"). Behind a later
// "in" stands as often what the future is compared with.
func (s *sentence) due(i int) (stretch, bool) {
	const atOnce = 3 // tokens
	var found stretch
	ok := false
	for near := i + atOnce; i+1 < len(s.tokens); i++ {
		t := &s.tokens[i]
		by := t.Regards(lang.By) || t.Regards(lang.Until)
		if t.Regards(lang.Until) && s.around(near-atOnce, i, lang.Negation) {
			continue // "will not open before 2028"
		}
		if t.Quoted || !by && (ok || i > near || !t.Regards(lang.In)) {
			continue
		}
		d, _, isDate := s.dateAt(i + 1)
		if !isDate || !d.year || s.tokens[i+1].Is(lang.Article) && i+2 < len(s.tokens) && s.tokens[i+2].Kind == segment.Number {
			continue // "will appear in the 2025 edition"
		}
		if found, ok = d, true; by {
			break
		}
	}
	return found, ok
}

// looksAhead returns the token from which the sentence looks ahead, as of the
// day it was written, or -1: "will", "is expected to", "predicts". A look ahead
// that is itself in the past ("was expected to") is history.
func (s *sentence) looksAhead() int {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.Regards(lang.Future) && !t.Is(lang.Modal) && !t.Capital && !t.Quoted {
			return i
		}
	}
	if h := s.hit(lang.SignForecast); h != nil && !s.regarding(h.From, h.To, lang.Past) {
		return h.From
	}
	for k := range s.attributions {
		if a := s.attributions[k]; a.looks && !s.regarding(a.at, a.at+1, lang.Estimate) && !s.lexicon.Ends(lang.EndPast, s.surface(a.at)) && !s.regarding(a.at-2, a.at, lang.Past) {
			return a.at
		}
	}
	return -1
}

// pastDue finds a look ahead to a day that had passed when the article came
// out, or, of an article without a date, when it is read.
func (r *reader) pastDue(i int) *Problem {
	s := &r.sentences[i]
	asOf, when := r.Published, "the article came out"
	if asOf.IsZero() {
		asOf, when = r.Now, "it was read"
	}
	if asOf.IsZero() || s.question {
		return nil
	}
	from := s.looksAhead()
	if from < 0 || s.supposing(from) {
		return nil
	}
	d, ok := s.due(from)
	if end := time.Date(d.to/12, time.Month(d.to%12+1), 1, 0, 0, 0, 0, time.UTC); !ok || end.After(asOf) {
		return nil
	}
	to := from + 1
	if h := s.hit(lang.SignForecast); h != nil && h.From == from {
		to = h.To
	}
	return s.problem(checkPastDue, medium, from, to,
		fmt.Sprintf("This was due in %s, before %s in %s.", d.words(), when, asOf.Format("January 2006")),
		"Say what came of it, or give the forecast that holds today.")
}

// String is the stretch as a reader may sort it: "2027", "2025-Q4", "2026-03".
func (d stretch) String() string {
	year := strconv.Itoa(d.from / 12)
	switch d.to - d.from {
	case 12:
		return year
	case 3:
		return year + "-Q" + strconv.Itoa(d.from%12/3+1)
	}
	return fmt.Sprintf("%s-%02d", year, d.from%12+1)
}

// words is the stretch as a sentence of ours names it: "2027", "Q4 2025", "March
// 2026".
func (d stretch) words() string {
	switch year := d.from / 12; d.to - d.from {
	case 12:
		return strconv.Itoa(year)
	case 3:
		return fmt.Sprintf("Q%d %d", d.from%12/3+1, year)
	default:
		return fmt.Sprintf("%s %d", time.Month(d.from%12+1), year)
	}
}
