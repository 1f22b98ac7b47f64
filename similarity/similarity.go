package similarity

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/similarity/words"
)

// Kind says how two passages are alike.
type Kind string

const (
	Verbatim Kind = "verbatim" // the same words
	Edited   Kind = "edited"   // words changed, added or dropped
	Reworded Kind = "reworded" // the same content in other words or another order
)

// Passage is a span of one text, on word boundaries.
type Passage struct {
	Text       int // index of the text
	Start, End int // bytes, [Start, End)
}

// Match is two passages that say the same in nearly the same words. A lies in
// the text that was given first or, within one text, stands first.
type Match struct {
	A, B    Passage
	Kind    Kind
	Score   float64 // 0 to 1; see [Metrics]
	Metrics Metrics
	Words   int // in the longer passage
	Longest int // words of the longest run of equal words that both passages hold
	Group   int // index into [Result.Groups]

	// Turns tells a reworded passage from one on the same subject: how many
	// different turns of phrase, three words in a row that are neither names
	// nor figures, both sides hold.
	Turns int

	// Form is, of two passages that are one form of words which many texts fill
	// in with names and figures of their own, how many texts have parts of it; or
	// 0. Neither passage is evidence that its text has it from the other.
	Form int
}

// Group is all passages that are the same passage, ordered by text and
// position.
type Group []Passage

// Result is what [Find] found: matches ordered by A, then B, and their groups
// ordered by first passage.
type Result struct {
	Matches []Match
	Groups  []Group
}

// Options sets what counts as a match. The zero value means [DefaultOptions].
type Options struct {
	MinWords    int     // a run of this many equal words is always found; at least 8
	MinEdited   float64 // identity below which an edited passage without such a run is no match, 0 to 1
	MinReworded float64 // share of its content words that a reworded passage must have from the other, 0 to 1; above 1 turns rewording off
	Jobs        int     // texts and pairs worked on at once; 0 means one a core

	// Known tells of each text, by index, whether it was compared before:
	// passages that two known texts share are not looked for. The matches are
	// those that Find returns without Known, less the ones between known texts
	// and inside them. Nil means that all texts are new.
	Known func(text int) bool
}

// DefaultOptions are the settings the audit uses. MinWords of 10 costs .5 points of
// plagdet and brings 44 verbatim matches more among the news, to 127; 15 adds .4 points
// and drops 23. MinEdited × 0.8 takes three
// reworded matches for edited ones and × 1.25 six edited for reworded, of plagdet
// neither .1 points. MinReworded × 0.8 changes neither, × 1.25 costs 1.0 points and a
// fifth of the reworded matches.
func DefaultOptions() Options {
	return Options{MinWords: 12, MinEdited: 0.6, MinReworded: 0.45}
}

// normalMinWords is the run that is looked for when minWords is asked for.
func normalMinWords(minWords int) int {
	return max(cmp.Or(minWords, DefaultOptions().MinWords), shingleWords+2)
}

// windowFor is the number of neighbouring shingles of which one is kept so
// that any minWords words hold one.
func windowFor(minWords int) int { return minWords - shingleWords + 1 }

func (o Options) withDefaults() Options {
	d := DefaultOptions()
	o.MinWords = normalMinWords(o.MinWords)
	o.MinEdited = cmp.Or(o.MinEdited, d.MinEdited)
	o.MinReworded = cmp.Or(o.MinReworded, d.MinReworded)
	o.Jobs = cmp.Or(o.Jobs, runtime.GOMAXPROCS(0))
	return o
}

// index is what a search knows of its texts.
type index struct {
	Options
	texts      []string
	tokens     [][]token
	known      []bool         // of each text; see [Options.Known]
	searched   []bool         // of each text: it or a copy of it is not known
	folded     []bool         // of each text: another text stands for it
	copies     map[int]copies // by the first of them
	crowds     crowds
	vocabulary *words.Vocabulary // of all texts; stems only once rewording is looked for
	minWords   int
	window     int // neighbouring shingles of which winnowing keeps one
}

// Find returns the passages that texts share, and those a text repeats. Give
// likely origins first: of two texts that share a passage, the earlier one
// holds A. The result depends on the texts and their order alone, not on
// Jobs. The error is ctx's, when it ends, or says that there are more different
// words than can be numbered, 268 million.
func Find(ctx context.Context, texts []string, options Options) (*Result, error) {
	o := options.withDefaults()
	ix := newIndex(texts, o)
	postings, err := ix.fingerprint(ctx)
	if err != nil {
		return nil, err
	}
	found, err := ix.copied(ctx, ix.seeds(postings))
	if err != nil {
		return nil, err
	}
	if o.MinReworded <= 1 {
		if found, err = ix.reworded(ctx, found); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, compareMatches)
	found = ix.asForms(found)
	err = ix.each(ctx, len(found), func(i int) {
		found[i].Longest = ix.longest(found[i])
		found[i].Turns = ix.turns(found[i])
	})
	if err != nil {
		return nil, err
	}
	found = ix.withCopies(found)
	slices.SortFunc(found, compareMatches)
	groups := group(found)
	return &Result{Matches: found, Groups: groups}, nil
}

func newIndex(texts []string, o Options) *index {
	ix := &index{
		Options: o, texts: texts, tokens: make([][]token, len(texts)), known: make([]bool, len(texts)), searched: make([]bool, len(texts)),
		minWords: o.MinWords, window: windowFor(o.MinWords), crowds: newCrowds(),
	}
	for i := range texts {
		ix.known[i] = o.Known != nil && o.Known(i)
		ix.searched[i] = !ix.known[i]
	}
	return ix
}

// isSearched reports whether matches between two texts, or inside one, are looked
// for.
func (ix *index) isSearched(a, b uint32) bool { return ix.searched[a] || ix.searched[b] }

// fingerprint tokenises the texts and returns those of their postings that may
// have an equal, ordered by hash, text and position.
func (ix *index) fingerprint(ctx context.Context) ([]posting, error) {
	type buffer struct {
		words    *words.Collector
		tokens   []Token
		shingles []uint64
		postings []posting
	}
	var collectors []*words.Collector
	buffers := newPool(ix.Jobs, func() *buffer {
		b := &buffer{words: words.NewCollector()}
		collectors = append(collectors, b.words)
		return b
	})
	collectedBy := make([]*words.Collector, len(ix.texts))
	lists, hashes := make([][]posting, len(ix.texts)), make([]uint64, len(ix.texts))
	err := ix.each(ctx, len(ix.texts), func(i int) {
		b := buffers.get()
		defer buffers.put(b)
		b.tokens = words.AppendTokens(b.tokens[:0], ix.texts[i])
		ix.tokens[i], collectedBy[i] = b.words.Collect(uint32(i), ix.texts[i], b.tokens), b.words
		b.shingles = shingleHashes(b.shingles[:0], b.tokens, shingleWords)
		b.postings = winnow(b.postings[:0], uint32(i), b.shingles, ix.window)
		lists[i] = slices.Clone(b.postings)
	})
	if err != nil {
		return nil, err
	}
	if ix.vocabulary, err = words.NewVocabulary(collectors); err != nil {
		return nil, err
	}
	err = ix.each(ctx, len(ix.texts), func(i int) {
		collectedBy[i].Renumber(ix.tokens[i])
		hashes[i] = runHash(ix.tokens[i])
	})
	if err != nil {
		return nil, err
	}
	ix.foldCopies(hashes)
	n := 0
	for i, list := range lists {
		if ix.folded[i] {
			lists[i] = nil
			continue
		}
		n += len(list)
	}
	wanted := newSieve(n)
	for i, list := range lists {
		for _, p := range list {
			wanted.add(p.hash, !ix.searched[i])
		}
	}
	return byHash(n/4, func(visit func(posting)) {
		for _, list := range lists {
			for _, p := range list {
				if wanted.passes(p.hash) {
					visit(p)
				}
			}
		}
	}), nil
}

// copied turns seeds into verbatim and edited matches.
func (ix *index) copied(ctx context.Context, seeds []seed) ([]Match, error) {
	var pairs [][]seed
	for start := 0; start < len(seeds); {
		end := start + 1
		for end < len(seeds) && seeds[end].a == seeds[start].a && seeds[end].b == seeds[start].b {
			end++
		}
		pairs = append(pairs, seeds[start:end])
		start = end
	}
	alike := func(i int) []candidate { return ix.seeded(pairs[i]) }
	ix.crowdedSeeds(pairs)
	return ix.sparing(reach).matches(len(pairs), alike, func(some []int) ([]Match, error) {
		matches := make([][]Match, len(some))
		err := ix.each(ctx, len(some), func(i int) { matches[i] = ix.matchPair(pairs[some[i]]) })
		return slices.Concat(matches...), err
	})
}

// each runs work for 0 to n-1 on Jobs goroutines, in contiguous shares small
// enough that none waits long for another.
func (ix *index) each(ctx context.Context, n int, work func(i int)) error {
	var g errgroup.Group
	g.SetLimit(ix.Jobs)
	share := max(1, min(64, n/(4*ix.Jobs)))
	for start := 0; start < n && ctx.Err() == nil; start += share {
		g.Go(func() error {
			for i := start; i < min(start+share, n) && ctx.Err() == nil; i++ {
				work(i)
			}
			return nil
		})
	}
	g.Wait()
	return ctx.Err()
}

// pool holds what goroutines use again, one at a time.
type pool[T any] chan T

func newPool[T any](n int, make_ func() T) pool[T] {
	p := make(pool[T], n)
	for range n {
		p <- make_()
	}
	return p
}

func (p pool[T]) get() T  { return <-p }
func (p pool[T]) put(t T) { p <- t }

// matchPair returns the matches of one pair of texts.
func (ix *index) matchPair(seeds []seed) []Match {
	ta, tb := int(seeds[0].a), int(seeds[0].b)
	a, b := ix.tokens[ta], ix.tokens[tb]
	var al aligner
	var kept []box
	for _, x := range al.chain(a, b, runs(a, b, seeds, ix.minWords, ta == tb), ta == tb) {
		if !ix.accept(x, kept) {
			continue
		}
		if ta != tb {
			x, kept = ix.joined(a, b, x, kept)
		}
		kept = append(kept, x)
	}
	matches := make([]Match, len(kept))
	for i, x := range kept {
		matches[i] = ix.match(ta, tb, x)
	}
	return matches
}

// joined returns a passage together with those kept that share words with it
// on both sides, and the others. Where one text says a thing more often than
// the other, they are one passage, unless too little of it would agree.
func (ix *index) joined(a, b []token, x box, kept []box) (box, []box) {
	for i := 0; i < len(kept); {
		both := x.hull(kept[i])
		if !x.meets(kept[i]) || ix.order(a, b, both) < ix.MinEdited {
			i++
			continue
		}
		x, kept, i = both, slices.Delete(kept, i, i+1), 0
	}
	return x, kept
}

// order is how far the words of a passage agree in order.
func (ix *index) order(a, b []token, x box) float64 {
	return measure(numbersOf(a[x.a:x.aEnd]), numbersOf(b[x.b:x.bEnd])).Order
}

// accept decides whether aligned words are a match: a run of minWords always
// is. Shorter runs must add up to as many words, agree closely, and lie where
// the better matches of the same texts don't.
func (ix *index) accept(x box, better []box) bool {
	if x.longest >= ix.minWords {
		return true
	}
	return x.matched >= ix.minWords && x.identity() >= ix.MinEdited &&
		!slices.ContainsFunc(better, x.overlaps)
}

func (ix *index) match(ta, tb int, x box) Match {
	a, b := ix.tokens[ta][x.a:x.aEnd], ix.tokens[tb][x.b:x.bEnd]
	m := Match{
		A:     ix.passage(ta, a),
		B:     ix.passage(tb, b),
		Kind:  Edited,
		Words: max(len(a), len(b)),
	}
	if slices.EqualFunc(a, b, func(x, y token) bool { return x.Number() == y.Number() }) {
		m.Kind = Verbatim
	}
	m.Metrics = measure(numbersOf(a), numbersOf(b))
	m.Score = m.Metrics.score(m.Kind)
	return m
}

// passage returns the passage from the first of some tokens to the last.
func (ix *index) passage(text int, tokens []token) Passage {
	return Passage{text, int(tokens[0].Start), tokens[len(tokens)-1].End(ix.texts[text])}
}

// numbersOf returns the numbers of the words.
func numbersOf(tokens []token) []uint32 {
	words := make([]uint32, len(tokens))
	for i, t := range tokens {
		words[i] = t.Number()
	}
	return words
}

func comparePassages(p, q Passage) int {
	return cmp.Or(cmp.Compare(p.Text, q.Text), cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End))
}

func compareMatches(m, n Match) int {
	return cmp.Or(comparePassages(m.A, n.A), comparePassages(m.B, n.B), cmp.Compare(m.Kind, n.Kind))
}
