package figures

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Stretch is a stretch of time in whole months, counted from the year 0.
type Stretch struct {
	From, To int // months; To is the one after the last
	year     bool
}

// dateAt reads the date that begins at token i ("2027", "Q3 2024", "March
// 2026", "the end of 2027", "March 3, 2026", "3 March 2026") and returns the token
// after it. A date without a year has year false and lies in the year 0.
func (s Reading) dateAt(i int) (d Stretch, next int, ok bool) {
	if i = s.dateProper(i); i >= len(s.Tokens) {
		return d, i, false
	}
	if y, isYear := s.yearAt(i); isYear {
		return Stretch{y * 12, y*12 + 12, true}, i + 1, true
	}
	dayFirst := i+1 < len(s.Tokens) && s.Tokens[i+1].Is(lang.Month) && s.isDay(i)
	if dayFirst {
		i++
	}
	if d, ok = s.monthOrQuarter(i, !dayFirst); !ok {
		return d, i, false
	}
	next = i + 1
	if next+1 < len(s.Tokens) && s.Surface(next) == "." && s.Tokens[next+1].Kind == segment.Number {
		next++ // "Sept. 3"
	}
	if !dayFirst && next < len(s.Tokens) && s.isDay(next) {
		next++
	}
	if y, end, isYear := s.yearBehind(next); isYear {
		return Stretch{d.From + y*12, d.To + y*12, true}, end, true
	}
	return d, next, true
}

// dateProper returns where the date proper begins behind what leads in at token i:
// "the end of".
func (s Reading) dateProper(i int) int {
	const longest = 4 // words
	leads := func(t *lang.Token) bool { return t.Regards(lang.Part|lang.Of) || t.Is(lang.Article) }
	for end := min(i+longest, len(s.Tokens)); i < end && leads(&s.Tokens[i]); {
		i++
	}
	return i
}

// monthOrQuarter reads the month that token i names, or, where one may stand, the
// quarter, in the year 0.
func (s Reading) monthOrQuarter(i int, quarters bool) (d Stretch, ok bool) {
	if !s.Tokens[i].Capital {
		return d, false
	}
	word := segment.Normal(s.Surface(i))
	if quarters && len(word) == 2 && s.Lexicon.Numbers.Quarter == word[:1] && '1' <= word[1] && word[1] <= '4' {
		from := int(word[1]-'1') * 3
		return Stretch{From: from, To: from + 3}, true
	}
	month := s.Lexicon.Numbers.Months[word]
	return Stretch{From: month - 1, To: month}, month > 0
}

// yearBehind reads the year at token i, which a comma may stand before: "March 3,
// 2024".
func (s Reading) yearBehind(i int) (year, next int, ok bool) {
	if i < len(s.Tokens) && s.Surface(i) == "," {
		i++
	}
	if i >= len(s.Tokens) {
		return 0, i, false
	}
	year, ok = s.yearAt(i)
	return year, i + 1, ok
}

// isDay reports whether token i may be a day of the month: "3", "3rd".
func (s Reading) isDay(i int) bool {
	const longest = 4 // bytes
	w := s.Surface(i)
	if s.Tokens[i].Kind != segment.Number || len(w) > longest {
		return false
	}
	v, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	return err == nil && 0 < v && v <= 31
}

// yearAt reads a year in digits.
func (s Reading) yearAt(i int) (int, bool) {
	const first, last = 1900, 2199
	if s.Tokens[i].Kind != segment.Number || s.Tokens[i].Quoted || s.Tokens[i].End-s.Tokens[i].Start != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(s.Surface(i))
	return y, err == nil && first <= y && y <= last
}

// RunsFrom reads a range of dates that opens at token i, "between Q3 2024 and
// Q4 2025", "March 3, 2024, to April 5, 2024", and returns both ends and the token
// after it. What no word opens must have its year at both ends.
func (s Reading) RunsFrom(i int) (a, b Stretch, next int, ok bool) {
	first, opened := s.rangeOpens(i)
	if first < 0 {
		return a, b, i, false
	}
	a, k, ok := s.dateAt(first)
	if ok && a.year && k < len(s.Tokens) && s.Surface(k) == "," {
		k++ // "March 3, 2024, to"
	}
	if !ok || !s.rangeGoesOn(k) || !opened && (!a.year || s.Tokens[k].Regards(lang.Joining)) {
		return a, b, i, false
	}
	b, next, ok = s.dateAt(k + 1)
	if !ok || !b.year {
		return a, b, i, false
	}
	if !a.year {
		year := b.From / 12 * 12
		a.From, a.To = a.From+year, a.To+year
		if a.From > b.From {
			a.From, a.To = a.From-12, a.To-12 // "from November to March 2025"
		}
	}
	return a, b, next, a.From < b.From
}

// rangeOpens returns where the first date of a range that opens at token i may
// begin, and whether a word opens it: "between"; or -1.
func (s Reading) rangeOpens(i int) (first int, opened bool) {
	t := &s.Tokens[i]
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
func (s Reading) rangeGoesOn(k int) bool {
	return k < len(s.Tokens) && (s.Tokens[k].Regards(lang.Rangeto) || lang.IsDash(s.Surface(k)))
}

// Due returns when what the sentence looks ahead to, from token i on, must have
// come true: the date behind "by" ("by 2028", "by the end of March 2026"), or
// behind an "in" that follows at once ("will open in 2028"). Behind a later
// "in" stands as often what the future is compared with.
func (s Reading) Due(i int) (Stretch, bool) {
	const atOnce = 3 // tokens
	var found Stretch
	ok := false
	for near := i + atOnce; i+1 < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		by := t.Regards(lang.By) || t.Regards(lang.Until)
		if t.Regards(lang.Until) && s.Around(near-atOnce, i, lang.Negation) {
			continue // "will not open before 2028"
		}
		if t.Quoted || !by && (ok || i > near || !t.Regards(lang.In)) {
			continue
		}
		d, _, isDate := s.dateAt(i + 1)
		if !isDate || !d.year || s.Tokens[i+1].Is(lang.Article) && i+2 < len(s.Tokens) && s.Tokens[i+2].Kind == segment.Number {
			continue // "will appear in the 2025 edition"
		}
		if found, ok = d, true; by {
			break
		}
	}
	return found, ok
}

// String is the stretch as a reader may sort it: "2027", "2025-Q4", "2026-03".
func (d Stretch) String() string {
	year := strconv.Itoa(d.From / 12)
	switch d.To - d.From {
	case 12:
		return year
	case 3:
		return year + "-Q" + strconv.Itoa(d.From%12/3+1)
	}
	return fmt.Sprintf("%s-%02d", year, d.From%12+1)
}

// Words is the stretch as a sentence of ours names it: "2027", "Q4 2025", "March
// 2026".
func (d Stretch) Words() string {
	switch year := d.From / 12; d.To - d.From {
	case 12:
		return strconv.Itoa(year)
	case 3:
		return fmt.Sprintf("Q%d %d", d.From%12/3+1, year)
	default:
		return fmt.Sprintf("%s %d", time.Month(d.From%12+1), year)
	}
}

// Length is a length of time that tokens [from, to) give.
type Length struct{ Months, From, To int }

// Lengths returns the lengths of time that the sentence says to pass, in order.
func (s Reading) Lengths() []Length {
	var found []Length
	for k := range s.Tokens {
		if months, to, ok := s.lasts(k); ok {
			found = append(found, Length{months, k, to})
		}
	}
	return found
}

// lasts reads a length of time that token k opens and something before it says
// that it passes: "(over a) 12-month (period)", "(within) two years".
func (s Reading) lasts(k int) (months, to int, ok bool) {
	if s.Tokens[k].Quoted || k == 0 {
		return 0, 0, false
	}
	number, unit, compound := strings.Cut(segment.Normal(s.Surface(k)), "-")
	to = k + 1
	if !compound {
		if to >= len(s.Tokens) {
			return 0, 0, false
		}
		unit, to = segment.Normal(s.Surface(to)), k+2
	}
	months = s.Lexicon.Months(number, unit)
	if months == 0 || !s.passes(k) {
		return 0, 0, false
	}
	if !compound {
		// "debt due between 2024 and 2026, over ten years": not that range
		return months, to, s.Tokens[k-1].Is(lang.Definite)
	}
	// "over a 12-month period", not "over 12-month-old bread"
	return months, to + 1, to < len(s.Tokens) && s.Tokens[to].Regards(lang.Span|lang.Part)
}

// passes reports whether something before token k says that the time at k passes:
// "over a", "within".
func (s Reading) passes(k int) bool {
	before := k - 1
	for before > 0 && s.Tokens[before].Is(lang.Definite|lang.Article) {
		before--
	}
	return s.Tokens[before].Regards(lang.Passing)
}
