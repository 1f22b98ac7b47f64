package similarity

import (
	"cmp"
	"maps"
	"slices"
)

// A form is words that many texts fill in, each with names and figures of its
// own: the notice of a share buyback, the result of a match, the weather. What
// such texts have in common is the form, and none has it from another. One that
// is from another keeps what that filled in, too.
const (
	// formTexts is how many texts have partWords words in a row, at the least,
	// if these are part of a form.
	formTexts, partWords = 5, 3
	// maxHolders is how many of these texts are asked whether they have the rest of
	// the form, too, and maxParts the most parts of it that they are asked for.
	maxHolders, maxParts = 32, 256
	// fewerFill is by how many times fewer texts have the words that are filled in
	// than have most of those of the form.
	fewerFill = 4
	// maxFill is the most words filled in between two parts of a form.
	maxFill = 20
	// A form has fewWords of its own at the least, and wordedShare of all from its
	// first to its last: what any two texts have of the language is less.
	fewWords    = 10
	wordedShare = 1.0 / 3
	// filledShare is the share of a passage in a filled-in form from which it is
	// of that form.
	filledShare = 0.7
	// fillShare is how many different names and figures are filled in for each
	// word, at the least: copies with one name changed, however often it stands
	// there, are no form. Two texts differ in fewFilled of them, and have no more
	// than keptFill in the same places, and keptNames anywhere, which those that
	// share most by chance do.
	fillShare = 0.05
	fewFilled = 2
	keptFill  = 2.0 / 3
	keptNames = 0.8
	// fewKept is how many of them a passage must hold to be judged by itself.
	fewKept = 5
)

// filledForm is a form as one text fills it in.
type filledForm struct {
	number   int      // among all of them
	from, to int      // tokens, [from, to)
	names    []uint32 // different names and figures filled in, sorted
	places   []uint64 // all of them, each with the word of the form before it, sorted
	plain    []uint32 // other words filled in, sorted
}

// asForms tells which matches are of forms, by [Match.Form]; they come in order.
// Of these it keeps the ones that tell of words, or of a text being of a form,
// that none before them tells of: each text is matched with the first of its
// form, and not each with each.
func (ix *index) asForms(found []Match) []Match {
	shared := ix.shared(found)
	if len(shared) < formTexts {
		return found
	}
	parts, forms := ix.formParts(shared), make(map[int][]filledForm)
	n := 0
	for text, p := range parts {
		forms[text] = p.filledForms(ix.tokens[text], shared[text])
		for i := range forms[text] {
			forms[text][i].number = n
			n++
		}
	}
	joined := newSets(n)
	told := make(told, len(parts))
	kept := found[:0]
	for _, m := range found {
		a, b := ix.formOf(m.A, forms[m.A.Text]), ix.formOf(m.B, forms[m.B.Text])
		if m.A.Text == m.B.Text || a == nil || b == nil || !a.differs(b) || ix.keepsFill(m, parts) {
			kept = append(kept, m)
			continue
		}
		if joined.root(a.number) == joined.root(b.number) && told.holds(ix, m.A) && told.holds(ix, m.B) {
			continue
		}
		joined.join(a.number, b.number)
		m = ix.wholeForm(m, a, b)
		told.add(ix, m.A)
		told.add(ix, m.B)
		from, to := ix.tokensOf(m.A)
		m.Form = int(slices.Max(parts[m.A.Text].holders[from:to]))
		kept = append(kept, m)
	}
	return kept
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
	return fewer >= fewKept && float64(common(a.names, b.names)) > keptNames*float64(fewer) &&
		float64(common(a.places, b.places)) > keptFill*float64(min(len(a.places), len(b.places)))
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

// told is, by text and token, whether a match was told of that holds it.
type told map[int][]bool

func (t told) add(ix *index, p Passage) {
	if t[p.Text] == nil {
		t[p.Text] = make([]bool, len(ix.tokens[p.Text]))
	}
	from, to := ix.tokensOf(p)
	for i := from; i < to; i++ {
		t[p.Text][i] = true
	}
}

// holds reports whether all words of a passage were told of.
func (t told) holds(ix *index, p Passage) bool {
	from, to := ix.tokensOf(p)
	return t[p.Text] != nil && !slices.Contains(t[p.Text][from:to], false)
}

// shared returns, by text, the tokens that it shares with other texts, as
// intervals in order that don't touch.
func (ix *index) shared(found []Match) map[int][]interval {
	shared := make(map[int][]interval)
	add := func(p Passage) {
		from, to := ix.tokensOf(p)
		shared[p.Text] = append(shared[p.Text], interval{from, to})
	}
	for _, m := range found {
		if m.A.Text != m.B.Text {
			add(m.A)
			add(m.B)
		}
	}
	for text, list := range shared {
		slices.SortFunc(list, func(v, w interval) int { return cmp.Compare(v.from, w.from) })
		kept := list[:1]
		for _, v := range list[1:] {
			if last := &kept[len(kept)-1]; v.from <= last.to {
				last.to = max(last.to, v.to)
			} else {
				kept = append(kept, v)
			}
		}
		shared[text] = kept
	}
	return shared
}

// formParts is the words in a row that enough texts share to be part of a form,
// as one text holds them.
type formParts struct {
	holders []uint32   // by token, how many texts hold the part it is in, or 0
	first   [][]uint32 // by the first token of a part, the first texts that hold it
}

// formParts returns the parts of forms by text, for those that hold any.
func (ix *index) formParts(shared map[int][]interval) map[int]formParts {
	var postings []posting
	for _, text := range slices.Sorted(maps.Keys(shared)) {
		for _, v := range shared[text] {
			if v.to-v.from < partWords {
				continue
			}
			for i, hash := range runHashes(numbersOf(ix.tokens[text][v.from:v.to]), partWords) {
				postings = append(postings, posting{hash, uint32(text), uint32(v.from + i)})
			}
		}
	}
	parts := make(map[int]formParts)
	each := func(visit func(posting)) {
		for _, p := range postings {
			visit(p)
		}
	}
	eachHash(sorted(len(postings), each), func(same []posting) {
		n, first := textsOf(same)
		if n < formTexts {
			return
		}
		for _, p := range same {
			text, at := int(p.text), int(p.pos)
			if _, ok := parts[text]; !ok {
				words := len(ix.tokens[text])
				parts[text] = formParts{make([]uint32, words), make([][]uint32, words)}
			}
			parts[text].first[at] = first
			for i := range partWords {
				holders := &parts[text].holders[at+i]
				*holders = max(*holders, n)
			}
		}
	})
	return parts
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
			if tokens[i].plain() {
				plain++
			}
		}
	}
	return words >= fewWords && float64(words) >= wordedShare*float64(f.to-f.from) && 2*plain >= words
}

// isOne reports whether enough texts hold half of the parts of a form, each of
// them: one has this of the language, another that, and no form in common.
func (p formParts) isOne(f filledForm) bool {
	var texts []uint32
	parts := 0
	for i := f.from; i+partWords <= f.to && parts < maxParts; i++ {
		if p.first[i] != nil && !slices.Contains(p.holders[i:i+partWords], 0) {
			texts = append(texts, p.first[i]...)
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
	before := noStem // the word of the form
	for i := f.from; i < f.to; i++ {
		switch t := tokens[i]; {
		case holders[i] > 0:
			before = t.word()
		case t.plain():
			f.plain = append(f.plain, t.word())
		default:
			f.names = append(f.names, t.word())
			f.places = append(f.places, uint64(before)<<32|uint64(t.word()))
		}
	}
	f.names = distinct(f.names)
	slices.Sort(f.places)
	slices.Sort(f.plain)
}

// formOf returns the form that a passage is of, or nil.
func (ix *index) formOf(p Passage, forms []filledForm) *filledForm {
	from, to := ix.tokensOf(p)
	i, _ := slices.BinarySearchFunc(forms, from, func(f filledForm, from int) int { return cmp.Compare(f.to, from+1) })
	if i == len(forms) {
		return nil
	}
	if held := min(to, forms[i].to) - max(from, forms[i].from); float64(held) < filledShare*float64(to-from) {
		return nil
	}
	return &forms[i]
}

// differs reports whether two texts fill a form in differently, and with names
// and figures for the most part.
func (f *filledForm) differs(g *filledForm) bool {
	fewer := min(len(f.names), len(g.names))
	plain := max(len(f.plain), len(g.plain)) - common(f.plain, g.plain)
	same := common(f.names, g.names)
	return float64(fewer) >= fillShare*float64(max(f.to-f.from, g.to-g.from)) && plain <= fewer &&
		fewer-same >= fewFilled && float64(same) <= keptNames*float64(fewer) &&
		float64(common(f.places, g.places)) <= keptFill*float64(min(len(f.places), len(g.places)))
}
