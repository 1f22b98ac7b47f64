package similarity

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"

	"copydesk.dev/similarity/sorted"
	"copydesk.dev/similarity/words"
)

// A form is words that many texts fill in, each with names and figures of its
// own: the notice of a share buyback, the result of a match, the weather. What
// such texts have in common is the form, and none has it from another. One that
// is from another keeps what that filled in, too.
//
// The labelled samples hold no forms, and no figure of theirs changes with these
// constants: what is said beside them is of 544 matches of made-up texts, of which 491
// are of forms.
const (
	// formTexts is how many texts have partWords words in a row, at the least,
	// if these are part of a form. Four make six matches more of forms, six eight
	// fewer; runs of two words give 517 matches, and of four 754.
	formTexts, partWords = 5, 3
	// maxHolders is how many of these texts are asked whether they have the rest of
	// the form, too, and maxParts the most parts of it that they are asked for. They
	// bound cost: × 0.8 and × 1.25 change nothing.
	maxHolders, maxParts = 32, 256
	// fewerFill is by how many times fewer texts have the words that are filled in
	// than have most of those of the form. 3 and 5 change nothing; without it,
	// TestFormsAreNotComparedEachWithEach fails.
	fewerFill = 4
	// maxFill is the most words filled in between two parts of a form. × 0.8 gives 779
	// matches, × 1.25 517.
	maxFill = 20
	// A form has fewWords of its own at the least: what any two texts have of the
	// language is less. 8 change nothing, 13 leave one match fewer of a form.
	fewWords = 10
	// filledShare is the share of a passage in a filled-in form from which it is
	// of that form. × 0.8 gives 518 matches, × 1.25 as many as now.
	filledShare = 0.7
	// fillShare is how many different names and figures are filled in for each
	// word, at the least: copies with one name changed, however often it stands
	// there, are no form. Two texts differ in fewFilled of them, and have no more
	// than keptFill in the same places, and keptNames anywhere, which those that
	// share most by chance do. fillShare × 0.8 and × 1.25 change nothing; without it,
	// TestCopiesAreNoForm fails, and TestOneNameIsNoForm where fewFilled is one. keptFill
	// × 1.25 and keptNames of 1, which is never too many, give one match fewer; × 0.8
	// neither changes how many there are.
	fillShare = 0.05
	fewFilled = 2
	keptFill  = 2.0 / 3
	keptNames = 0.8
	// fewKept is how many of them a passage must hold to be judged by itself. Four or
	// six change no figure.
	fewKept = 5
)

// filledForm is a form as one text fills it in.
type filledForm struct {
	number   int      // among all of them
	from, to int      // tokens, [from, to)
	names    []uint32 // different names and figures filled in, sorted
	places   []uint64 // all of them, each with the word of the form before it, sorted
	ordered  []uint64 // the same as they stand
	plain    []uint32 // other words filled in, sorted
}

// asForms marks the matches that are of forms, by [Match.Form]; they come in order.
// Of these it keeps the ones that cover words, or show a text to be of a form, as
// none before them does: each text is matched with the first of its form, and not
// each with each.
func (ix *index) asForms(found []Match) []Match {
	shared := ix.shared(found)
	if len(shared) < formTexts {
		return found
	}
	forms, parts, n := ix.filledForms(shared)
	joined := newSets(n)
	covered := make(coverage, len(parts))
	kept := found[:0]
	for _, m := range found {
		a, b := formOf(ix.interval(m.A), forms[m.A.Text]), formOf(ix.interval(m.B), forms[m.B.Text])
		if m.A.Text == m.B.Text || a == nil || b == nil || !a.differs(b) || ix.keepsFill(m, parts) {
			kept = append(kept, m)
			continue
		}
		if joined.root(a.number) == joined.root(b.number) && covered.holds(m.A.Text, ix.interval(m.A)) && covered.holds(m.B.Text, ix.interval(m.B)) {
			continue
		}
		joined.join(a.number, b.number)
		m = ix.wholeForm(m, a, b)
		v := ix.interval(m.A)
		covered.add(ix, m.A.Text, v)
		covered.add(ix, m.B.Text, ix.interval(m.B))
		m.Form = int(slices.Max(parts[m.A.Text].holders[v.from:v.to]))
		kept = append(kept, m)
	}
	return kept
}

// filledForms returns the forms that texts fill in, n in all, where they share words
// with others, and the parts of these.
func (ix *index) filledForms(shared map[int][]interval) (forms map[int][]filledForm, parts map[int]formParts, n int) {
	forms, parts = make(map[int][]filledForm), ix.formParts(shared)
	for text, p := range parts {
		if list := p.filledForms(ix.tokens[text], shared[text]); len(list) > 0 {
			forms[text] = list
		}
		for i := range forms[text] {
			forms[text][i].number = n
			n++
		}
	}
	return forms, parts, n
}

// keepsFill reports whether two passages by themselves are filled in with the same
// names and figures: copied out of a form that goes on differently.
func (ix *index) keepsFill(m Match, parts map[int]formParts) bool {
	read := func(p Passage) (f filledForm) {
		f.from, f.to = ix.tokensOf(p)
		f.read(ix.tokens[p.Text], parts[p.Text].holders)
		return f
	}
	a, b := read(m.A), read(m.B)
	fewer := min(len(a.names), len(b.names))
	return fewer >= fewKept && float64(sorted.Common(a.names, b.names)) > keptNames*float64(fewer) &&
		float64(sorted.Common(a.places, b.places)) > keptFill*float64(min(len(a.places), len(b.places)))
}

// wholeForm returns a match that holds all of the forms that its passages are
// of, unless these are the same word for word or too little of the forms is
// alike.
func (ix *index) wholeForm(m Match, a, b *filledForm) Match {
	if m.Kind == Verbatim {
		return m
	}
	whole := m
	whole.A, _ = ix.tokenSpan(m.A.Text, a.from, a.to)
	whole.B, _ = ix.tokenSpan(m.B.Text, b.from, b.to)
	if joined, ok := ix.hull([]Match{m, whole}); ok {
		return joined
	}
	return m
}

// coverage is, by text and token, whether a match that is kept holds it.
type coverage map[int][]bool

func (c coverage) add(ix *index, text int, v interval) {
	if c[text] == nil {
		c[text] = make([]bool, len(ix.tokens[text]))
	}
	for i := v.from; i < v.to; i++ {
		c[text][i] = true
	}
}

// holds reports whether all of some words are covered.
func (c coverage) holds(text int, v interval) bool {
	return c[text] != nil && !slices.Contains(c[text][v.from:v.to], false)
}

// shared returns, by text, the tokens that it shares with other texts, as
// intervals in order that don't touch.
func (ix *index) shared(found []Match) map[int][]interval {
	shared := make(map[int][]interval)
	add := func(p Passage) { shared[p.Text] = append(shared[p.Text], ix.interval(p)) }
	for _, m := range found {
		if m.A.Text != m.B.Text {
			add(m.A)
			add(m.B)
		}
	}
	for text, list := range ix.crowds.spared {
		shared[text] = append(shared[text], list...)
	}
	for text, list := range shared {
		shared[text] = merged(list)
	}
	return shared
}

// merged makes one interval of those that touch, and returns them in order.
func merged(list []interval) []interval {
	slices.SortFunc(list, func(v, w interval) int { return cmp.Compare(v.from, w.from) })
	kept := list[:1]
	for _, v := range list[1:] {
		if last := &kept[len(kept)-1]; v.from <= last.to {
			last.to = max(last.to, v.to)
		} else {
			kept = append(kept, v)
		}
	}
	return kept
}

// formParts is the words in a row that enough texts share to be part of a form,
// as one text holds them.
type formParts struct {
	holders []uint32   // by token, how many texts hold the part it is in, or 0
	part    []uint32   // by the first token of a part, its number; or 0
	first   [][]uint32 // by the number of a part, the first texts that hold it
}

// formParts returns the parts of forms by text, for those that hold any.
func (ix *index) formParts(shared map[int][]interval) map[int]formParts {
	postings := ix.sharedRuns(shared)
	parts, first := make(map[int]formParts), make([][]uint32, 1)
	each := func(visit func(posting)) {
		for _, p := range postings {
			visit(p)
		}
	}
	eachHash(byHash(len(postings), each), func(same []posting) {
		n, texts := textsOf(same)
		if n < formTexts {
			return
		}
		for _, p := range same {
			text, at := int(p.text), int(p.pos)
			if _, ok := parts[text]; !ok {
				words := len(ix.tokens[text])
				parts[text] = formParts{holders: make([]uint32, words), part: make([]uint32, words)}
			}
			parts[text].part[at] = uint32(len(first))
			for i := range partWords {
				holders := &parts[text].holders[at+i]
				*holders = max(*holders, n)
			}
		}
		first = append(first, texts)
	})
	for text, p := range parts {
		p.first = first
		parts[text] = p
	}
	return parts
}

// sharedRuns returns the runs of partWords words that may stand in formTexts places,
// ordered by text and position: all that do, and some that don't. Most runs stand in
// few, and counting is cheaper than sorting.
func (ix *index) sharedRuns(shared map[int][]interval) []posting {
	n := 0
	for _, list := range shared {
		for _, v := range list {
			n += v.to - v.from
		}
	}
	runs := make([]posting, 0, n)
	for _, text := range slices.Sorted(maps.Keys(shared)) {
		for _, v := range shared[text] {
			if v.to-v.from < partWords {
				continue
			}
			for i, hash := range runHashes(numbersOf(ix.tokens[text][v.from:v.to]), partWords) {
				runs = append(runs, posting{hash, uint32(text), uint32(v.from + i)})
			}
		}
	}
	size := bits.Len(uint(len(runs))) + 1
	places := make([]uint8, 1<<size) // by the first bits of a hash, formTexts at most
	for _, r := range runs {
		if n := &places[r.hash>>(64-size)]; *n < formTexts {
			*n++
		}
	}
	return slices.DeleteFunc(runs, func(r posting) bool { return places[r.hash>>(64-size)] < formTexts })
}

// textsOf counts the texts of postings, which are in their order, and returns
// the first maxHolders of them.
func textsOf(same []posting) (n uint32, first []uint32) {
	for i, p := range same {
		if i > 0 && p.text == same[i-1].text {
			continue
		}
		if n++; n <= maxHolders {
			first = append(first, p.text)
		}
	}
	return n, first
}

// filledForms returns the forms that a text fills in, in order, and sets the
// holders of the words filled in to 0. What is shared at the ends of a form
// belongs to it.
func (p formParts) filledForms(tokens []token, shared []interval) []filledForm {
	var forms []filledForm
	for _, f := range stretches(p.holders, 0, len(tokens)) {
		clearFill(p.holders[f.from:f.to])
		forms = append(forms, stretches(p.holders, f.from, f.to)...)
	}
	forms = slices.DeleteFunc(forms, func(f filledForm) bool { return !p.isWorded(f, tokens) || !p.isOne(f) })
	for i := range forms {
		forms[i].extend(shared)
		forms[i].read(tokens, p.holders)
	}
	return forms
}

// isWorded reports whether a form is words enough, and not a list of names.
func (p formParts) isWorded(f filledForm, tokens []token) bool {
	words, plain := 0, 0
	for i := f.from; i < f.to; i++ {
		if p.holders[i] > 0 {
			words++
			if tokens[i].IsPlain() {
				plain++
			}
		}
	}
	return words >= fewWords && 2*plain >= words
}

// isOne reports whether enough texts hold half of the parts of a form, each of
// them: one has this of the language, another that, and no form in common.
func (p formParts) isOne(f filledForm) bool {
	var texts []uint32
	parts := 0
	for i := f.from; i+partWords <= f.to && parts < maxParts; i++ {
		if p.part[i] > 0 && !slices.Contains(p.holders[i:i+partWords], 0) {
			texts = append(texts, p.first[p.part[i]]...)
			parts++
		}
	}
	slices.Sort(texts)
	holders := 0
	for start, end := 0, 0; start < len(texts); start = end {
		for end = start + 1; end < len(texts) && texts[end] == texts[start]; {
			end++
		}
		if 2*(end-start) >= parts {
			holders++
		}
	}
	return holders >= formTexts
}

// extend takes in words at both ends that are shared, too.
func (f *filledForm) extend(shared []interval) {
	i, _ := slices.BinarySearchFunc(shared, f.from, func(v interval, from int) int { return cmp.Compare(v.to, from+1) })
	f.from = max(shared[i].from, f.from-maxFill)
	for shared[i].to < f.to {
		i++
	}
	f.to = min(shared[i].to, f.to+maxFill)
}

// stretches returns where forms lie in [from, to): parts of them with few words
// between.
func stretches(holders []uint32, from, to int) []filledForm {
	var found []filledForm
	for i := from; i < to; i++ {
		if holders[i] == 0 {
			continue
		}
		if n := len(found); n == 0 || i-found[n-1].to > maxFill {
			found = append(found, filledForm{from: i})
		}
		found[len(found)-1].to = i + 1
	}
	return found
}

// clearFill tells the words of a form from those filled in that many texts have
// by chance, as "three" or "on Monday": far fewer have these.
func clearFill(holders []uint32) {
	counts := slices.DeleteFunc(slices.Clone(holders), func(n uint32) bool { return n == 0 })
	slices.Sort(counts)
	least := counts[len(counts)*2/3] / fewerFill
	for i, n := range holders {
		if n < least {
			holders[i] = 0
		}
	}
}

// read sorts the words that are filled in.
func (f *filledForm) read(tokens []token, holders []uint32) {
	before := words.NoStem // the word of the form
	for i := f.from; i < f.to; i++ {
		switch t := tokens[i]; {
		case holders[i] > 0:
			before = t.Number()
		case t.IsPlain():
			f.plain = append(f.plain, t.Number())
		default:
			f.names = append(f.names, t.Number())
			f.places = append(f.places, uint64(before)<<32|uint64(t.Number()))
		}
	}
	f.names = sorted.Distinct(f.names)
	f.ordered = slices.Clone(f.places)
	slices.Sort(f.places)
	slices.Sort(f.plain)
}

// formOf returns the form that some words are of, or nil.
func formOf(v interval, forms []filledForm) *filledForm {
	i, _ := slices.BinarySearchFunc(forms, v.from, func(f filledForm, from int) int { return cmp.Compare(f.to, from+1) })
	if i == len(forms) {
		return nil
	}
	if held := min(v.to, forms[i].to) - max(v.from, forms[i].from); float64(held) < filledShare*float64(v.to-v.from) {
		return nil
	}
	return &forms[i]
}

// differs reports whether two texts fill a form in differently, and with names
// and figures for the most part.
func (f *filledForm) differs(g *filledForm) bool {
	fewer := min(len(f.names), len(g.names))
	plain := max(len(f.plain), len(g.plain)) - sorted.Common(f.plain, g.plain)
	same := sorted.Common(f.names, g.names)
	return float64(fewer) >= fillShare*float64(max(f.to-f.from, g.to-g.from)) && plain <= fewer &&
		fewer-same >= fewFilled && float64(same) <= keptNames*float64(fewer) &&
		float64(sorted.Common(f.places, g.places)) <= keptFill*float64(min(len(f.places), len(g.places)))
}
