package claims

import (
	"slices"
	"strings"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// emptyClasses are words that say nothing of what a figure measures.
const emptyClasses = lang.Possessive | lang.Aux | lang.Clause | lang.Preposition | lang.Definite | lang.Pronoun |
	lang.First | lang.Weekday | lang.Month | lang.Adverb | lang.Say | lang.Number

// describe fills in what each figure measures: the stems of the words around
// it, up to the next figure or clause.
func (s *sentence) describe(found []figures.Found) {
	const reach = 9 // tokens to either side
	if len(found) == 0 {
		return
	}
	sourced := 0 // a date behind "according to" dates the source, not the figures before
	if h := s.hit(lang.SignAccording); h != nil {
		sourced = h.From
	}
	before, behind, relative := s.period(0, sourced), s.period(sourced, len(s.Tokens)), s.relative()
	for n := range found {
		f := &found[n]
		if f.Unit == "" && f.Value < figures.Smallest && !s.share(f) {
			continue // nobody compares it
		}
		if f.Period = behind; f.From < sourced {
			f.Period = before
		}
		f.Published = s.Published
		if from, to := s.counted(f); from < to {
			f.Counts = s.Lexicon.Stem(segment.Normal(s.Surface(to - 1)))
			f.What = s.Words(from, to)
		}
		f.Changes = s.Regarding(f.From-4, f.From, lang.Trend)
		f.Relative = relative
		low, high := max(0, f.From-reach), min(len(s.Tokens), f.To+reach)
		if n > 0 {
			low = max(low, found[n-1].To)
		}
		if n+1 < len(found) {
			high = min(high, found[n+1].From)
		}
		s.readAbout(f, low, high)
	}
}

// readAbout fills in what the words of tokens [low, high) around a figure say that it
// is about.
func (s *sentence) readAbout(f *figures.Found, low, high int) {
	for i := low; i < high; i++ {
		t := &s.Tokens[i]
		if i == f.From {
			i = f.To - 1
			continue
		}
		if t.Kind != segment.Word || t.Word.Stop || t.Is(emptyClasses) || t.Regards(lang.Approx) {
			continue
		}
		f.About = append(f.About, s.Lexicon.Stem(segment.Normal(s.Surface(i))))
		if s.isName(i) && (i > 0 || s.names[s.Surface(i)]) && !s.speaks(i) {
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
func (s *sentence) counted(f *figures.Found) (from, to int) {
	const row = 6 // tokens
	if s.Regarding(f.From-row, f.To+row, lang.Versus) || s.Regarding(f.To, f.To+2, lang.Market) {
		return 0, 0 // "Net 5.1 million vs 2.6 million", "46 basis points": anyone's figures
	}
	for i := f.To; i < min(f.To+runOfWords, len(s.Tokens)); i++ {
		if t := &s.Tokens[i]; t.Is(lang.Clause) && t.Regards(lang.Approx) {
			return 0, 0 // "500,000 fewer than": a difference
		}
	}
	if from, to = s.countedBehind(f); to > 0 {
		return from, to
	}
	for i := f.From - 1; i >= 0; i-- {
		if s.Tokens[i].Regards(lang.Measure) {
			return i, i + 1
		}
	}
	return 0, 0
}

// countedBehind returns the run of words behind a figure that says what it counts, or
// a run that ends at 0.
func (s *sentence) countedBehind(f *figures.Found) (from, to int) {
	from = f.To
	for i := f.To; i < min(f.To+runOfWords, len(s.Tokens)); i++ {
		t := &s.Tokens[i]
		if i == f.To && t.Is(lang.Preposition) && f.Unit != "" {
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
	for i := range s.Tokens {
		if t := &s.Tokens[i]; !t.Quoted && t.Is(lang.Weekday) || i > 0 && t.Regards(lang.Span) && (s.Tokens[i-1].Is(lang.Definite) || s.Tokens[i-1].Regards(lang.Relative)) {
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
		w := s.Surface(i)
		switch t := &s.Tokens[i]; {
		case t.Capital && t.Is(lang.Month),
			t.Capital && len(w) == 2 && w[0] == 'Q' && '1' <= w[1] && w[1] <= '4',
			t.Kind == segment.Number && len(w) == 4 && (w[:2] == "19" || w[:2] == "20"):
			parts = append(parts, segment.Normal(w))
		}
	}
	return strings.Join(parts, " ")
}

// runOfWords is how many words after a figure may say what it counts.
const runOfWords = 4
