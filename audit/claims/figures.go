package claims

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Units of a Figure. A figure without one is a count.
const (
	unitPercent = "%"
	unitTimes   = "times"
)

// mostTimes is the largest multiple that is written "4.6x".
const mostTimes = 100

// figure is a Figure with what the rules need to know of its place.
type figure struct {
	Figure
	from, to int    // tokens, currency mark and unit included
	whole    [2]int // tokens of the range that it is an end of, or of itself
	bound    int    // 1: "over", "at least"; -1: "under", "up to"; 0: none
	money    bool
	scale    float64 // by which its number is multiplied: 1e6 for millions
}

// findFigures finds the numbers of a sentence that measure something: dates,
// years, times and numbers that are part of a name are left out.
func (s *sentence) findFigures() []figure {
	var found []figure
	for i := 0; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.Kind != segment.Number && !t.Is(lang.Number) && !(t.Word == lang.Unknown && s.spelledNumber(i)) {
			continue
		}
		f, ok := s.figureAt(i)
		if !ok {
			continue
		}
		i = f.to - 1
		if n := len(found); n > 0 && s.isRange(&found[n-1], &f) {
			joinRange(&found[n-1], &f)
		}
		found = append(found, f)
	}
	return found
}

// isRange reports whether two figures are the ends of a range: "5–10%".
func (s *sentence) isRange(low, high *figure) bool {
	dash := low.to
	return high.from == dash+1 && strings.Contains("-–—", s.surface(dash)) &&
		s.tokens[dash-1].End == s.tokens[dash].Start && s.tokens[dash].End == s.tokens[high.from].Start
}

// joinRange gives the ends of a range what is said once for both: "€3–4
// million".
func joinRange(low, high *figure) {
	low.whole = [2]int{low.from, high.to}
	high.whole = low.whole
	if low.scale == 1 {
		low.scale = high.scale
		low.Value *= high.scale
	}
	switch {
	case low.Unit == "":
		low.Unit, low.money = high.Unit, high.money
	case high.Unit == "":
		high.Unit, high.money = low.Unit, low.money
	}
}

// spelledNumber reports whether token i is a number such as "seventy-eight".
func (s *sentence) spelledNumber(i int) bool {
	tens, ones, ok := strings.Cut(s.surface(i), "-")
	return ok && s.lexicon.Numbers.Values[segment.Normal(tens)] >= 20 && s.lexicon.Numbers.Values[segment.Normal(ones)] > 0
}

// figureAt reads the figure whose number begins at token i.
func (s *sentence) figureAt(i int) (figure, bool) {
	f := figure{from: i, to: i + 1, scale: 1}
	if !s.readNumber(&f) {
		return f, false
	}
	for f.to < len(s.tokens) && s.tokens[f.to].Is(lang.Scale) && (!s.tokens[f.to].Regards(lang.Unitword) || s.multiplied(i, f.to+1)) {
		f.scale *= s.lexicon.Numbers.Scales[segment.Normal(s.surface(f.to))]
		f.to++
	}
	f.Value *= f.scale
	f.money = s.readMoney(&f)
	s.readUnit(&f)
	if f.Unit == "" && s.isCalendar(i, f) {
		return f, false
	}
	f.whole = [2]int{f.from, f.to}
	f.Start, f.End = s.tokens[f.from].Start, s.tokens[f.to-1].End
	f.Approx = s.regarding(f.from-3, f.from, lang.Approx)
	f.bound = s.boundBefore(f.from)
	return f, true
}

// readNumber reads the figure's first token: a number in digits, with what a letter
// behind it stands for, or in words.
func (s *sentence) readNumber(f *figure) bool {
	text := segment.Normal(s.surface(f.from))
	if s.tokens[f.from].Kind != segment.Number {
		first, rest, _ := strings.Cut(text, "-")
		v, ok := s.lexicon.Numbers.Values[first]
		f.Value = v + s.lexicon.Numbers.Values[rest]
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
		f.Unit = unitTimes
		return f.Value <= mostTimes // "777x": a model
	default:
		scale, ok := s.lexicon.Numbers.Scales[suffix]
		if !ok || !s.multiplied(f.from, f.from+1) {
			return false // "4K": a format; "$3m", "3m euros" and "3m people" are amounts
		}
		f.scale = scale
	}
	return true
}

// readUnit reads the percent or the unit behind the figure's number.
func (s *sentence) readUnit(f *figure) {
	if f.to >= len(s.tokens) {
		return
	}
	next := segment.Normal(s.surface(f.to))
	second := s.lexicon.Numbers.Percent[next]
	switch {
	case next == "%" || s.tokens[f.to].Regards(lang.Percent):
		f.Unit, f.to = unitPercent, f.to+1
	case second != "" && f.to+1 < len(s.tokens) && second == segment.Normal(s.surface(f.to+1)):
		f.Unit, f.to = unitPercent, f.to+2 // "per cent"
	case f.money:
	case s.tokens[f.to].Regards(lang.Unitword):
		f.Unit, f.to = s.lexicon.Stem(next), f.to+1
	}
}

// readMoney reads the currency that stands before the figure's number or behind it,
// with the country it is said to be of: "$", "A$", "euros", "Canadian dollars".
func (s *sentence) readMoney(f *figure) bool {
	currencies := s.lexicon.Numbers.Currencies
	of := func(country, space, sign string) string {
		if plain := currencies[segment.Normal(country)+sign]; plain != "" {
			return plain // "US$"
		}
		return country + space + sign
	}
	i := f.from
	if i > 0 && isCurrency(s.surface(i-1)) && s.tokens[i-1].End == s.tokens[i].Start {
		f.from, f.Unit = i-1, s.surface(i-1)
		if i > 1 && s.tokens[i-2].Capital && s.tokens[i-2].End == s.tokens[i-1].Start {
			f.from, f.Unit = i-2, of(s.surface(i-2), "", f.Unit)
		}
		return true
	}
	for k := f.to; k < min(f.to+2, len(s.tokens)); k++ {
		if unit := currencies[segment.Normal(s.surface(k))]; unit != "" {
			if k > f.to {
				unit = of(s.surface(f.to), " ", unit)
			}
			f.Unit, f.to = unit, k+1
			return true
		}
		if !s.tokens[k].Capital {
			break
		}
	}
	return false
}

// multiplied reports whether the letter before token k, which may stand for
// millions or for metres, multiplies the number at token i: of money ("$3 m", "3
// m euros"), or of what is counted or measured ("3 m people", "3 m tonnes").
func (s *sentence) multiplied(i, k int) bool {
	const reach = 2 // words: "3 m young people"
	if i > 0 && isCurrency(s.surface(i-1)) {
		return true
	}
	for n := k; n < min(k+reach, len(s.tokens)); n++ {
		t := &s.tokens[n]
		if t.Kind != segment.Word || t.Is(lang.Preposition|lang.Clause|lang.Aux) {
			return false
		}
		if s.lexicon.Numbers.Currencies[segment.Normal(s.surface(n))] != "" || t.Is(lang.People) || t.Regards(lang.Ofpeople|lang.Job|lang.Measure|lang.Unitword) {
			return true
		}
	}
	return false
}

// boundBefore reads whether the words before token i make its number the least
// of what may be (1) or the most (-1).
func (s *sentence) boundBefore(i int) int {
	if i == 0 {
		return 0
	}
	t, before := &s.tokens[i-1], &s.tokens[max(i-2, 0)]
	switch {
	case t.Regards(lang.Above), t.Regards(lang.Than) && before.Regards(lang.More):
		return 1
	case t.Regards(lang.Below), t.Regards(lang.Than) && before.Regards(lang.Less), t.Regards(lang.To) && before.Regards(lang.Up):
		return -1
	}
	return 0
}

// runOfWords is how many words after a figure may say what it counts.
const runOfWords = 4

// isCalendar reports whether the number is a year, a day of the month or a
// number in a name ("Destiny 2", "Boeing 737"): it measures nothing.
func (s *sentence) isCalendar(i int, f figure) bool {
	plain := !strings.Contains(s.surface(i), ",")
	if plain && f.to == i+1 && isYear(f.Value) {
		return !s.regarding(f.to, f.to+1, lang.Ofpeople)
	}
	return s.numbersName(i, f, plain) || f.to < len(s.tokens) && s.tokens[f.to].Is(lang.Month) && s.tokens[f.to].Capital
}

// isYear reports whether a number may be a year.
func isYear(v float64) bool { return v >= 1500 && v < 2200 && v == math.Trunc(v) }

// numbersName reports whether the number at token i is a day behind its month, or
// part of the name before it.
func (s *sentence) numbersName(i int, f figure, plain bool) bool {
	if i == 0 || s.tokens[i].Kind != segment.Number || !s.tokens[i-1].Capital {
		return false
	}
	before := &s.tokens[i-1]
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

// emptyClasses are words that say nothing of what a figure measures.
const emptyClasses = lang.Possessive | lang.Aux | lang.Clause | lang.Preposition | lang.Definite | lang.Pronoun |
	lang.First | lang.Weekday | lang.Month | lang.Adverb | lang.Say | lang.Number

// describe fills in what each figure measures: the stems of the words around
// it, up to the next figure or clause.
func (s *sentence) describe(found []figure) {
	const reach = 9 // tokens to either side
	if len(found) == 0 {
		return
	}
	sourced := 0 // a date behind "according to" dates the source, not the figures before
	if h := s.hit(lang.SignAccording); h != nil {
		sourced = h.From
	}
	before, behind, relative := s.period(0, sourced), s.period(sourced, len(s.tokens)), s.relative()
	for n := range found {
		f := &found[n]
		if f.Unit == "" && f.Value < figures.Smallest && !s.share(f) {
			continue // nobody compares it
		}
		if f.Period = behind; f.from < sourced {
			f.Period = before
		}
		f.Published = s.Published
		if from, to := s.counted(f); from < to {
			f.Counts = s.lexicon.Stem(segment.Normal(s.surface(to - 1)))
			f.What = s.words(from, to)
		}
		f.Changes = s.regarding(f.from-4, f.from, lang.Trend)
		f.Relative = relative
		low, high := max(0, f.from-reach), min(len(s.tokens), f.to+reach)
		if n > 0 {
			low = max(low, found[n-1].to)
		}
		if n+1 < len(found) {
			high = min(high, found[n+1].from)
		}
		s.readAbout(f, low, high)
	}
}

// readAbout fills in what the words of tokens [low, high) around a figure say that it
// is about.
func (s *sentence) readAbout(f *figure, low, high int) {
	for i := low; i < high; i++ {
		t := &s.tokens[i]
		if i == f.from {
			i = f.to - 1
			continue
		}
		if t.Kind != segment.Word || t.Word.Stop || t.Is(emptyClasses) || t.Regards(lang.Approx) {
			continue
		}
		f.About = append(f.About, s.lexicon.Stem(segment.Normal(s.surface(i))))
		if s.isName(i) && (i > 0 || s.names[s.surface(i)]) && !s.speaks(i) {
			f.Names = append(f.Names, f.About[len(f.About)-1])
		}
	}
	slices.Sort(f.Names)
	f.Names = slices.Compact(f.Names)
	slices.Sort(f.About)
	f.About = slices.Compact(f.About)
}

// speaks reports whether token i names a source of the sentence: what a figure
// measures is somebody else's.
func (s *sentence) speaks(i int) bool {
	for k := range s.attributions {
		if a := s.attributions[k]; a.from <= i && i < a.to && a.strong {
			return true
		}
	}
	return false
}

// counted returns the words that say what a figure counts, tokens [from, to), the
// noun last: the run of words after it ("3,200 warehouse jobs"), or before it
// what rises or falls. Of none, from is to.
func (s *sentence) counted(f *figure) (from, to int) {
	const row = 6 // tokens
	if s.regarding(f.from-row, f.to+row, lang.Versus) || s.regarding(f.to, f.to+2, lang.Market) {
		return 0, 0 // "Net 5.1 million vs 2.6 million", "46 basis points": anyone's figures
	}
	for i := f.to; i < min(f.to+runOfWords, len(s.tokens)); i++ {
		if t := &s.tokens[i]; t.Is(lang.Clause) && t.Regards(lang.Approx) {
			return 0, 0 // "500,000 fewer than": a difference
		}
	}
	if from, to = s.countedBehind(f); to > 0 {
		return from, to
	}
	for i := f.from - 1; i >= 0; i-- {
		if s.tokens[i].Regards(lang.Measure) {
			return i, i + 1
		}
	}
	return 0, 0
}

// countedBehind returns the run of words behind a figure that says what it counts, or
// a run that ends at 0.
func (s *sentence) countedBehind(f *figure) (from, to int) {
	from = f.to
	for i := f.to; i < min(f.to+runOfWords, len(s.tokens)); i++ {
		t := &s.tokens[i]
		if i == f.to && t.Is(lang.Preposition) && f.Unit != "" {
			from++
			continue // "percent of"
		}
		if t.Kind != segment.Word || t.Word.Stop || t.Is(emptyClasses) && !t.Regards(lang.Ofpeople) {
			break
		}
		to = i + 1
		if t.Regards(lang.Ofpeople) {
			break
		}
	}
	return from, to
}

// relative reports whether the sentence speaks of a time that depends on the
// day it was written: "last week", "the latest quarter".
func (s *sentence) relative() bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; !t.Quoted && t.Is(lang.Weekday) || i > 0 && t.Regards(lang.Span) && (s.tokens[i-1].Is(lang.Definite) || s.tokens[i-1].Regards(lang.Relative)) {
			return true
		}
	}
	return false
}

// period returns the years, months and quarters that tokens [from, to) name, in
// order: figures for different ones measure different things.
func (s *sentence) period(from, to int) string {
	var parts []string
	for i := from; i < to; i++ {
		w := s.surface(i)
		switch t := &s.tokens[i]; {
		case t.Capital && t.Is(lang.Month),
			t.Capital && len(w) == 2 && w[0] == 'Q' && '1' <= w[1] && w[1] <= '4',
			t.Kind == segment.Number && len(w) == 4 && (w[:2] == "19" || w[:2] == "20"):
			parts = append(parts, segment.Normal(w))
		}
	}
	return strings.Join(parts, " ")
}
