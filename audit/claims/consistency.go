package claims

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
)

// readConflicts finds what an article says that can't both be so: figures for
// one thing that differ, and spans of time that don't last as long as they are
// said to. It would rather miss a slip than ask about none.
func (r *reader) readConflicts() {
	r.conflicts = map[int]*Problem{}
	for i := range r.sentences {
		if p := r.sentences[i].span(); p != nil {
			r.conflicts[i] = p
		} else if p := r.sentences[i].sum(); p != nil {
			r.conflicts[i] = p
		}
	}
	r.compareBounds()
	r.compareValues()
}

// sum finds a total that its parts, in the same sentence, don't add up to:
// "1,400 jobs in May and 1,600 in June, 2,500 in total".
func (s *sentence) sum() *Problem {
	const parts, slack = 2, 0.03 // a total may be rounded
	if len(s.figures) != parts+1 || s.question || s.heading {
		return nil
	}
	total, sum := -1, 0.0
	for k := range s.figures {
		f := &s.figures[k]
		if f.Unit != s.figures[0].Unit || !s.likeNouns(f, &s.figures[0]) || s.Tokens[f.From].Quoted || f.Unit == figures.UnitPercent || f.Value < smallestRepeated {
			return nil
		}
		if s.totals(f) {
			total = k
			continue
		}
		sum += f.Value
	}
	if total != parts || sum == 0 || math.Abs(s.figures[total].Value-sum) <= slack*sum || s.figures[total].Bound > 0 && sum > s.figures[total].Value {
		return nil
	}
	f := &s.figures[total]
	return s.problem(checkInconsistent, medium, f.From, f.To,
		fmt.Sprintf("%s and %s make %s, not %s.", s.Words(s.figures[0].From, s.figures[0].To), s.Words(s.figures[1].From, s.figures[1].To),
			strconv.FormatFloat(sum, 'f', -1, 64), s.Words(f.From, f.To)),
		"Add the figures up again, from their source; say so if the total counts something else.")
}

// likeNouns reports whether figures of a sentence may be added up: they count
// one thing, people, or jobs. A figure without a noun counts what the one before
// does.
func (s *sentence) likeNouns(f, g *figures.Found) bool {
	if f.Counts == "" || g.Counts == "" || f.Counts == g.Counts {
		return true
	}
	_, i := s.counted(f)
	_, j := s.counted(g)
	a, b := &s.Tokens[i-1], &s.Tokens[j-1]
	return a.Is(lang.People) && b.Is(lang.People) || a.Regards(lang.Job) && b.Regards(lang.Job)
}

// span finds a range of dates that lasts longer or shorter than the same
// sentence says: "between Q3 2024 and Q4 2025 … over a 12-month period".
func (s *sentence) span() *Problem {
	if len(s.Tokens) == 0 || s.question || s.heading {
		return nil
	}
	var lengths []figures.Length
	for i := 0; i+3 < len(s.Tokens); i++ {
		a, b, next, ok := s.reading().RunsFrom(i)
		if !ok {
			continue
		}
		if lengths == nil {
			if lengths = s.reading().Lengths(); len(lengths) == 0 {
				break
			}
		}
		shortest := b.From - a.From
		longest := b.To - a.From
		for _, l := range lengths {
			if i <= l.From && l.From < next || shortest <= l.Months && l.Months <= longest {
				continue
			}
			return s.problem(checkInconsistent, medium, l.From, l.To,
				fmt.Sprintf("%q is %s, not %q.", s.Words(i, next), inMonths(shortest, longest), s.Words(l.From, l.To)),
				"Correct the dates or the length, from the source of the figure.")
		}
	}
	return nil
}

// inMonths is how long a range of dates lasts, its last date left out or
// counted in.
func inMonths(shortest, longest int) string {
	if shortest%12 == 0 && longest%12 == 0 {
		return fmt.Sprintf("%d to %d years", shortest/12, longest/12)
	}
	return fmt.Sprintf("%d to %d months", shortest, longest)
}

// smallestRepeated is the count from which one number for one thing, given
// twice in an article, is the same number.
const smallestRepeated = 1000

// totals reports whether "in total" or the like stands behind a figure.
func (s *sentence) totals(f *figures.Found) bool {
	for i := f.To; i < min(f.To+runOfWords, len(s.Tokens)); i++ {
		if t := &s.Tokens[i]; t.Regards(lang.Total) && (t.Is(lang.Adverb) || s.Tokens[i-1].Regards(lang.In)) {
			return true
		}
	}
	return false
}

// compareBounds finds an exact figure that is given elsewhere in the article as
// a bound: "30,000 jobs" and "over 30,000 jobs".
func (r *reader) compareBounds() {
	type place struct{ sentence, figure int }
	first := map[figureKey]place{}
	for i := range r.sentences {
		s := &r.sentences[i]
		if s.heading || s.question {
			continue
		}
		for k := range s.figures {
			f := &s.figures[k]
			if f.Unit != "" || f.Value < smallestRepeated || f.Approx && f.Bound == 0 || s.Tokens[f.From].Quoted || !s.states(f) {
				continue
			}
			key := figureKey{f.Value, ""}
			p, met := first[key]
			if !met {
				first[key] = place{i, k}
				continue
			}
			t := &r.sentences[p.sentence]
			g := &t.figures[p.figure]
			if g.Bound == f.Bound || p.sentence == i || !s.sameNoun(f, t, g) {
				continue
			}
			if _, had := r.conflicts[i]; had {
				continue
			}
			from, to := s.withBound(f)
			other, otherTo := t.withBound(g)
			q := s.problem(checkInconsistent, low, from, to,
				fmt.Sprintf("%q here and %q elsewhere in the article: both can't be exact.", s.Words(from, to), t.Words(other, otherTo)),
				"Give the same figure twice, as its source has it.")
			q.OtherStart, q.OtherEnd = t.Start, t.End
			r.conflicts[i] = q
		}
	}
}

// compareValues finds different figures for one thing, by the measure of
// [Relate], unless a third figure of the article is their sum or difference.
func (r *reader) compareValues() {
	const most = 32 // of one kind before a figure; of 5,000 articles of news none has more than 7
	type kind struct{ unit, counts string }
	type place struct {
		sentence int
		*figures.Found
	}
	met := map[kind][]place{}
	for i := range r.sentences {
		s := &r.sentences[i]
		for k := range s.figures {
			g := &s.figures[k]
			if len(g.Names) == 0 || len(g.About) < figures.DisputeStems || g.Counts == "" || g.Changes || !s.counts(g) || s.Tokens[g.From].Quoted || s.heading {
				continue
			}
			before := met[kind{g.Unit, g.Counts}]
			met[kind{g.Unit, g.Counts}] = append(before, place{i, g})
			for _, f := range before[max(0, len(before)-most):] {
				if _, had := r.conflicts[i]; had {
					break
				}
				if f.sentence != i && r.contradict(f.Found, g) && !r.otherSource(f.sentence, i) {
					r.conflicts[i] = r.differing(i, f.sentence, g, f.Found)
				}
			}
		}
	}
}

// contradict reports whether two figures are for one thing and differ, and no
// third is their sum or their difference: they are no parts of it, and neither
// came on top of the other.
func (r *reader) contradict(f, g *figures.Found) bool {
	if agree, _, ok := figures.Compare(&f.Figure, &g.Figure); !ok || agree {
		return false
	}
	if r.values == nil {
		r.values = r.valuesByUnit()
	}
	all := r.values[f.Unit]
	return !figures.HoldsNear(all, f.Value+g.Value) && !figures.HoldsNear(all, math.Abs(f.Value-g.Value))
}

// differing is what is to be said of figure g in sentence i, which figure f in
// sentence j contradicts.
func (r *reader) differing(i, j int, g, f *figures.Found) *Problem {
	s, t := &r.sentences[i], &r.sentences[j]
	p := s.problem(checkInconsistent, medium, g.From, g.To,
		fmt.Sprintf("%s here and %s elsewhere in the article, for the same thing as it seems.", s.Words(g.From, g.To), t.Words(f.From, f.To)),
		"Go back to the source of each, and say what is measured and when.")
	p.OtherStart, p.OtherEnd = t.Start, t.End
	return p
}

// valuesByUnit returns the article's figures, sorted.
func (r *reader) valuesByUnit() map[string][]float64 {
	values := map[string][]float64{}
	for i := range r.sentences {
		for k := range r.sentences[i].figures {
			f := &r.sentences[i].figures[k]
			values[f.Unit] = append(values[f.Unit], f.Value)
		}
	}
	for _, list := range values {
		slices.Sort(list)
	}
	return values
}

// otherSource reports whether two sentences have different sources: that these
// disagree is what the article tells.
func (r *reader) otherSource(i, j int) bool {
	a, b := r.effective[i], r.effective[j]
	return a.reachable() && b.reachable() && a.name != b.name
}

// states reports whether a figure counts people or jobs as they are: no limit,
// no expectation, no end of a range ("between 2,000 and 4,000").
func (s *sentence) states(f *figures.Found) bool {
	switch {
	case f.Counts == "" || !s.Regarding(f.To, f.To+runOfWords, lang.Ofpeople|lang.Job),
		s.Regarding(f.From-1, f.From, lang.Rangefrom|lang.Rangeto) || s.Regarding(f.To, f.To+1, lang.Rangeto),
		s.hit(lang.SignForecast) != nil || s.supposing(f.From):
		return false
	}
	for i := range f.From {
		if t := &s.Tokens[i]; t.Is(lang.Modal) && t.Is(lang.Aux) {
			return false
		}
	}
	return true
}

// withBound returns the tokens of a figure with the word that makes it a bound.
func (s *sentence) withBound(f *figures.Found) (from, to int) {
	if f.Bound == 0 {
		return f.From, f.To
	}
	from = f.From - 1
	t := &s.Tokens[from]
	led := !t.Is(lang.Preposition) && from > 0 && s.Tokens[from-1].Is(lang.Locating)
	if t.Regards(lang.Than|lang.To) || led {
		from-- // "more than", "up to", "at least"
	}
	return from, f.To
}

// sameNoun reports whether two figures count the same: one noun, or words for
// people who have a job.
func (s *sentence) sameNoun(f *figures.Found, t *sentence, g *figures.Found) bool {
	return f.Counts == g.Counts || s.Regarding(f.To, f.To+runOfWords, lang.Job) && t.Regarding(g.To, g.To+runOfWords, lang.Job)
}
