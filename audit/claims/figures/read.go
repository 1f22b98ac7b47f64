package figures

import (
	"math"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Reading is a line in which figures and dates are looked for.
type Reading struct{ *lang.Line }

// Units of a Figure. A figure without one is a count.
const (
	UnitPercent = "%"
	UnitTimes   = "times"
)

// mostTimes is the largest multiple that is written "4.6x".
const mostTimes = 100

// Found is a Figure with what the rules need to know of its place.
type Found struct {
	Figure
	From, To int     // tokens, currency mark and unit included
	Whole    [2]int  // tokens of the range that it is an end of, or of itself
	Bound    int     // 1: "over", "at least"; -1: "under", "up to"; 0: none
	Money    bool    // its unit is a currency
	scale    float64 // by which its number is multiplied: 1e6 for millions
}

// Find finds the numbers of a sentence that measure something: dates,
// years, times and numbers that are part of a name are left out.
func (s Reading) Find() []Found {
	var found []Found
	for i := 0; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.Kind != segment.Number && !t.Is(lang.Number) && !(t.Word == lang.Unknown && s.spelledNumber(i)) {
			continue
		}
		f, ok := s.figureAt(i)
		if !ok {
			continue
		}
		i = f.To - 1
		if n := len(found); n > 0 && s.isRange(&found[n-1], &f) {
			joinRange(&found[n-1], &f)
		}
		found = append(found, f)
	}
	return found
}

// isRange reports whether two figures are the ends of a range: "5–10%".
func (s Reading) isRange(low, high *Found) bool {
	dash := low.To
	return high.From == dash+1 && strings.Contains("-–—", s.Surface(dash)) &&
		s.Tokens[dash-1].End == s.Tokens[dash].Start && s.Tokens[dash].End == s.Tokens[high.From].Start
}

// joinRange gives the ends of a range what is said once for both: "€3–4
// million".
func joinRange(low, high *Found) {
	low.Whole = [2]int{low.From, high.To}
	high.Whole = low.Whole
	if low.scale == 1 {
		low.scale = high.scale
		low.Value *= high.scale
	}
	switch {
	case low.Unit == "":
		low.Unit, low.Money = high.Unit, high.Money
	case high.Unit == "":
		high.Unit, high.Money = low.Unit, low.Money
	}
}

// spelledNumber reports whether token i is a number such as "seventy-eight".
func (s Reading) spelledNumber(i int) bool {
	tens, ones, ok := strings.Cut(s.Surface(i), "-")
	return ok && s.Lexicon.Numbers.Values[segment.Normal(tens)] >= 20 && s.Lexicon.Numbers.Values[segment.Normal(ones)] > 0
}

// figureAt reads the figure whose number begins at token i.
func (s Reading) figureAt(i int) (Found, bool) {
	f := Found{From: i, To: i + 1, scale: 1}
	if !s.readNumber(&f) {
		return f, false
	}
	for f.To < len(s.Tokens) && s.Tokens[f.To].Is(lang.Scale) && (!s.Tokens[f.To].Regards(lang.Unitword) || s.multiplied(i, f.To+1)) {
		f.scale *= s.Lexicon.Numbers.Scales[segment.Normal(s.Surface(f.To))]
		f.To++
	}
	f.Value *= f.scale
	f.Money = s.readMoney(&f)
	s.readUnit(&f)
	if f.Unit == "" && s.isCalendar(i, f) {
		return f, false
	}
	f.Whole = [2]int{f.From, f.To}
	f.Start, f.End = s.Tokens[f.From].Start, s.Tokens[f.To-1].End
	f.Approx = s.Regarding(f.From-3, f.From, lang.Approx)
	f.Bound = s.boundBefore(f.From)
	return f, true
}

// readNumber reads the figure's first token: a number in digits, with what a letter
// behind it stands for, or in words.
func (s Reading) readNumber(f *Found) bool {
	text := segment.Normal(s.Surface(f.From))
	if s.Tokens[f.From].Kind != segment.Number {
		first, rest, _ := strings.Cut(text, "-")
		v, ok := s.Lexicon.Numbers.Values[first]
		f.Value = v + s.Lexicon.Numbers.Values[rest]
		return ok
	}
	digits := strings.TrimRight(text, "xbklmnt")
	v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return false // "16-inch", "2nd", "4K"
	}
	f.Value = v
	switch suffix := text[len(digits):]; suffix {
	case "":
	case "x":
		f.Unit = UnitTimes
		return f.Value <= mostTimes // "777x": a model
	default:
		scale, ok := s.Lexicon.Numbers.Scales[suffix]
		if !ok || !s.multiplied(f.From, f.From+1) {
			return false // "4K": a format; "$3m", "3m euros" and "3m people" are amounts
		}
		f.scale = scale
	}
	return true
}

// readUnit reads the percent or the unit behind the figure's number.
func (s Reading) readUnit(f *Found) {
	if f.To >= len(s.Tokens) {
		return
	}
	next := segment.Normal(s.Surface(f.To))
	second := s.Lexicon.Numbers.Percent[next]
	switch {
	case next == "%" || s.Tokens[f.To].Regards(lang.Percent):
		f.Unit, f.To = UnitPercent, f.To+1
	case second != "" && f.To+1 < len(s.Tokens) && second == segment.Normal(s.Surface(f.To+1)):
		f.Unit, f.To = UnitPercent, f.To+2 // "per cent"
	case f.Money:
	case s.Tokens[f.To].Regards(lang.Unitword):
		f.Unit, f.To = s.Lexicon.Stem(next), f.To+1
	}
}

// readMoney reads the currency that stands before the figure's number or behind it,
// with the country it is said to be of: "$", "A$", "euros", "Canadian dollars".
func (s Reading) readMoney(f *Found) bool {
	currencies := s.Lexicon.Numbers.Currencies
	of := func(country, space, sign string) string {
		if plain := currencies[segment.Normal(country)+sign]; plain != "" {
			return plain // "US$"
		}
		return country + space + sign
	}
	i := f.From
	if i > 0 && isCurrency(s.Surface(i-1)) && s.Tokens[i-1].End == s.Tokens[i].Start {
		f.From, f.Unit = i-1, s.Surface(i-1)
		if i > 1 && s.Tokens[i-2].Capital && s.Tokens[i-2].End == s.Tokens[i-1].Start {
			f.From, f.Unit = i-2, of(s.Surface(i-2), "", f.Unit)
		}
		return true
	}
	for k := f.To; k < min(f.To+2, len(s.Tokens)); k++ {
		if unit := currencies[segment.Normal(s.Surface(k))]; unit != "" {
			if k > f.To {
				unit = of(s.Surface(f.To), " ", unit)
			}
			f.Unit, f.To = unit, k+1
			return true
		}
		if !s.Tokens[k].Capital {
			break
		}
	}
	return false
}

// multiplied reports whether the letter before token k, which may stand for
// millions or for metres, multiplies the number at token i: of money ("$3 m", "3
// m euros"), or of what is counted or measured ("3 m people", "3 m tonnes").
func (s Reading) multiplied(i, k int) bool {
	const reach = 2 // words: "3 m young people"
	if i > 0 && isCurrency(s.Surface(i-1)) {
		return true
	}
	for n := k; n < min(k+reach, len(s.Tokens)); n++ {
		t := &s.Tokens[n]
		if t.Kind != segment.Word || t.Is(lang.Preposition|lang.Clause|lang.Aux) {
			return false
		}
		if s.Lexicon.Numbers.Currencies[segment.Normal(s.Surface(n))] != "" || t.Is(lang.People) || t.Regards(lang.Ofpeople|lang.Job|lang.Measure|lang.Unitword) {
			return true
		}
	}
	return false
}

// boundBefore reads whether the words before token i make its number the least
// of what may be (1) or the most (-1).
func (s Reading) boundBefore(i int) int {
	if i == 0 {
		return 0
	}
	t, before := &s.Tokens[i-1], &s.Tokens[max(i-2, 0)]
	switch {
	case t.Regards(lang.Above), t.Regards(lang.Than) && before.Regards(lang.More):
		return 1
	case t.Regards(lang.Below), t.Regards(lang.Than) && before.Regards(lang.Less), t.Regards(lang.To) && before.Regards(lang.Up):
		return -1
	}
	return 0
}

// isCalendar reports whether the number is a year, a day of the month or a
// number in a name ("Destiny 2", "Boeing 737"): it measures nothing.
func (s Reading) isCalendar(i int, f Found) bool {
	plain := !strings.Contains(s.Surface(i), ",")
	if plain && f.To == i+1 && isYear(f.Value) {
		return !s.Regarding(f.To, f.To+1, lang.Ofpeople)
	}
	return s.numbersName(i, f, plain) || f.To < len(s.Tokens) && s.Tokens[f.To].Is(lang.Month) && s.Tokens[f.To].Capital
}

// isYear reports whether a number may be a year.
func isYear(v float64) bool { return v >= 1500 && v < 2200 && v == math.Trunc(v) }

// numbersName reports whether the number at token i is a day behind its month, or
// part of the name before it.
func (s Reading) numbersName(i int, f Found, plain bool) bool {
	if i == 0 || s.Tokens[i].Kind != segment.Number || !s.Tokens[i-1].Capital {
		return false
	}
	before := &s.Tokens[i-1]
	day := before.Is(lang.Month) && f.Value <= 31
	return day || plain && i > 1 && before.Kind == segment.Word && !before.Is(lang.Adverb) && !before.Regards(lang.Approx)
}

func isCurrency(s string) bool {
	switch s {
	case "$", "£", "€", "¥", "₹":
		return true
	}
	return false
}
