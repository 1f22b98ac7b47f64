package similarity

import (
	"slices"

	"copydesk.dev/similarity/sorted"
)

// crowd is how many others a text or a clause shares words with, at the least, to
// be looked at for forms before it is compared with all of them. It bounds cost: 6 and
// 10 change no figure of the samples or of made-up forms.
const crowd = 8

// crowds is what is known of texts and clauses that share words with many others.
type crowds struct {
	places  map[int][]interval // by text, where they do
	spared  map[int][]interval // by text, forms that not all others were compared with
	covered coverage           // words that matches of forms cover
}

func newCrowds() crowds {
	return crowds{make(map[int][]interval), make(map[int][]interval), make(coverage)}
}

// candidate is a stretch of each of two texts that may be alike.
type candidate struct {
	textA, textB int
	a, b         interval // tokens
}

// sparing spares comparisons of texts that fill in one form. What they have in
// common is reported once of each (see [index.asForms]), and comparing each with
// each costs the square of their number: so forms are looked for where most is
// shared, before it is compared. It is no loss if one isn't found, or isn't quite what it turns out to
// be: [index.asForms] decides.
type sparing struct {
	*index
	forms  map[int][]filledForm // by text
	reach  int                  // words beyond a candidate that a match of it likely holds
	known  findings
	spared []bool // of each form, by number: a comparison was spared
}

// findings is what matches of forms say: the words that they cover, and the forms,
// by number, that are one.
type findings struct {
	covered coverage
	joined  sets
}

// sparing looks for forms in the crowded places that are known.
func (ix *index) sparing(reach int) *sparing {
	s := &sparing{index: ix, reach: reach}
	if len(ix.crowds.places) < formTexts {
		return s
	}
	for text, list := range ix.crowds.places {
		ix.crowds.places[text] = merged(list)
	}
	forms, _, n := ix.filledForms(ix.crowds.places)
	s.forms, s.known, s.spared = forms, findings{ix.crowds.covered, newSets(n)}, make([]bool, n)
	return s
}

// matches returns the matches of n pairs. It calls compare with those that are
// worth it, by index: first with those that would add to what those before them say
// of forms, if all are matches, and then with those that would add to what the
// matches found say. alike returns the candidates of a pair.
func (s *sparing) matches(n int, alike func(pair int) []candidate, compare func(pairs []int) ([]Match, error)) ([]Match, error) {
	pairs := make([]int, n)
	for i := range pairs {
		pairs[i] = i
	}
	if len(s.forms) == 0 {
		return compare(pairs)
	}
	likely := s.known.clone()
	var first, rest []int
	for _, i := range pairs {
		if list := alike(i); !s.isApart(list) || s.addsTo(likely, list) {
			s.suppose(list, likely)
			first = append(first, i)
		} else {
			rest = append(rest, i)
		}
	}
	found, err := compare(first)
	if err != nil {
		return nil, err
	}
	s.note(found)
	rest = slices.DeleteFunc(rest, func(i int) bool {
		list := alike(i)
		spared := !s.addsTo(s.known, list)
		if spared {
			s.spare(list)
		}
		return spared
	})
	more, err := compare(rest)
	return append(found, more...), err
}

// spare takes note of words that two texts share, as they fill in one form, and that
// no match will cover.
func (s *sparing) spare(list []candidate) {
	note := func(text int, f *filledForm) {
		if !s.spared[f.number] {
			s.spared[f.number] = true
			s.crowds.spared[text] = append(s.crowds.spared[text], interval{f.from, f.to})
		}
	}
	for _, c := range list {
		a, b := s.placed(c)
		note(c.textA, a)
		note(c.textB, b)
	}
}

// isApart reports whether all candidates are of forms that are apart.
func (s *sparing) isApart(list []candidate) bool {
	return !slices.ContainsFunc(list, func(c candidate) bool { a, _ := s.formsOf(c); return a == nil })
}

// addsTo reports whether matches of candidates, of forms that are apart, would add
// to what is known.
func (s *sparing) addsTo(known findings, list []candidate) bool {
	return slices.ContainsFunc(list, func(c candidate) bool {
		a, b := s.placed(c)
		return known.joined.root(a.number) != known.joined.root(b.number) || !known.covered.both(c)
	})
}

// both reports whether all words of a candidate are covered.
func (c coverage) both(x candidate) bool { return c.holds(x.textA, x.a) && c.holds(x.textB, x.b) }

// suppose takes candidates for matches.
func (s *sparing) suppose(list []candidate, likely findings) {
	for _, c := range list {
		if a, b := s.formsOf(c); a != nil {
			likely.joined.join(a.number, b.number)
			likely.covered.add(s.index, c.textA, s.reached(c.a, a))
			likely.covered.add(s.index, c.textB, s.reached(c.b, b))
		}
	}
}

// reached is the words of a form that a match of some of them likely holds.
func (s *sparing) reached(v interval, f *filledForm) interval {
	return interval{min(v.from, max(v.from-s.reach, f.from)), max(v.to, min(v.to+s.reach, f.to))}
}

// note takes in what matches say of forms; they come in order.
func (s *sparing) note(found []Match) {
	if len(s.forms) == 0 {
		return
	}
	for _, m := range found {
		c := candidate{m.A.Text, m.B.Text, s.interval(m.A), s.interval(m.B)}
		a, b := s.formsOf(c)
		if a == nil {
			continue
		}
		s.known.joined.join(a.number, b.number)
		if !s.known.covered.both(c) {
			m = s.wholeForm(m, a, b)
			s.known.covered.add(s.index, c.textA, s.interval(m.A))
			s.known.covered.add(s.index, c.textB, s.interval(m.B))
		}
	}
}

// formsOf returns the forms that the sides of a candidate are of, if they are apart.
func (s *sparing) formsOf(c candidate) (a, b *filledForm) {
	if a, b = s.placed(c); a == nil || b == nil || !a.isApart(b) {
		return nil, nil
	}
	return a, b
}

// placed returns the forms that the sides of a candidate are of, or nil.
func (s *sparing) placed(c candidate) (a, b *filledForm) {
	if c.textA == c.textB {
		return nil, nil
	}
	return formOf(c.a, s.forms[c.textA]), formOf(c.b, s.forms[c.textB])
}

// isApart reports whether two texts fill a form in so differently that no part of
// it can be a copy.
func (f *filledForm) isApart(g *filledForm) bool {
	return f.differs(g) && (sorted.Common(f.names, g.names) < fewKept || !f.keepsPart(g) && !g.keepsPart(f))
}

// keepsPart reports whether some part of a form is filled in nearly as in another
// text; see [index.keepsFill]. If a longer part is, one of fewer than twice fewKept
// names and figures is.
func (f *filledForm) keepsPart(g *filledForm) bool {
	kept := make([]int, 1, len(f.ordered)+1) // before each
	for i, place := range f.ordered {
		n := kept[i]
		if _, same := slices.BinarySearch(g.places, place); same {
			n++
		}
		kept = append(kept, n)
	}
	for from := range f.ordered {
		for to := from + fewKept; to < min(len(kept), from+2*fewKept); to++ {
			if float64(kept[to]-kept[from]) > keptFill*float64(to-from) {
				return true
			}
		}
	}
	return false
}

func (f findings) clone() findings {
	covered := make(coverage, len(f.covered))
	for text, list := range f.covered {
		covered[text] = slices.Clone(list)
	}
	return findings{covered, slices.Clone(f.joined)}
}

// crowdedSeeds takes note of where texts that share seeds with many others do, and
// of what stands around.
func (ix *index) crowdedSeeds(pairs [][]seed) {
	partners := make([]int, len(ix.texts))
	for _, seeds := range pairs {
		partners[seeds[0].a]++
		partners[seeds[0].b]++
	}
	add := func(text, pos uint32) {
		if partners[text] >= crowd {
			around := interval{max(0, int(pos)-reach), min(int(pos)+shingleWords+reach, len(ix.tokens[text]))}
			ix.crowds.places[int(text)] = append(ix.crowds.places[int(text)], around)
		}
	}
	for _, seeds := range pairs {
		for _, s := range seeds {
			add(s.a, s.aPos)
			add(s.b, s.bPos)
		}
	}
}

// seeded returns the runs that the seeds of two texts are in; of one text, that it is
// one.
func (ix *index) seeded(seeds []seed) []candidate {
	var list []candidate
	diagonal, end := int64(0), -1 // of the run before
	for _, s := range seeds {
		c := candidate{textA: int(s.a), textB: int(s.b)}
		if s.a == s.b {
			return []candidate{c}
		}
		if s.diagonal() == diagonal && int(s.aPos) < end {
			continue
		}
		r := extend(ix.tokens[s.a], ix.tokens[s.b], int(s.aPos), int(s.bPos))
		c.a, c.b = interval{r.a, r.a + r.n}, interval{r.b, r.b + r.n}
		list = append(list, c)
		diagonal, end = s.diagonal(), c.a.to
	}
	return list
}

// crowdedClauses takes note of the clauses that are to be compared with many others.
func (ix *index) crowdedClauses(clauses []clause, pairs []idPair) {
	partners := make([]int, len(clauses))
	for _, p := range pairs {
		partners[p.a]++
		partners[p.b]++
	}
	for i, n := range partners {
		if c := clauses[i]; n >= crowd {
			ix.crowds.places[int(c.text)] = append(ix.crowds.places[int(c.text)], c.words())
		}
	}
}

func (c clause) words() interval { return interval{int(c.from), int(c.from + c.n)} }
