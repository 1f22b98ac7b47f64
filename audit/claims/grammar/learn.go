package grammar

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Train learns a model from sentences whose tags, lemmas, heads and relations are
// right. The same sentences give the same model on any machine. A treebank of
// 200,000 words takes some minutes and a gigabyte of memory.
func Train(treebank []Sentence) *Model {
	m := &Model{
		labels:  labelsOf(treebank),
		lexicon: learnLexicon(treebank),
		lemmas:  learnLemmas(treebank),
	}
	tags := guessedTags(m, treebank)
	m.tagger = pack(learnTagger(m, treebank, tagEpochs))
	moves, relations := learnParser(m, treebank, tags)
	m.moves = pack(moves)
	m.relations = pack(relations)
	return m
}

// How often the treebank is gone through, in how many parts it is read by taggers
// that have not seen them, and below what weights, in 1/scale, a feature and a
// weight are left out.
const (
	tagEpochs, parseEpochs = 8, 10
	folds                  = 5
	strong, weak           = scale, scale / 4
)

func pack(p *perceptron) *weights { return newWeights(p.classes, p.mean(strong, weak)) }

// labelsOf returns the labels of a treebank, in order. Those seen twice at most
// are mistakes of annotators.
func labelsOf(treebank []Sentence) []label {
	counts := map[label]int{}
	for _, s := range treebank {
		for _, t := range s {
			counts[label{t.Tag, t.Fine}]++
		}
	}
	maps.DeleteFunc(counts, func(_ label, n int) bool { return n < 3 })
	return slices.SortedFunc(maps.Keys(counts), func(a, b label) int {
		return cmp.Or(cmp.Compare(a.tag, b.tag), cmp.Compare(a.fine, b.fine))
	})
}

// learnLexicon learns what tags the words of a treebank have that occur three
// times or more.
func learnLexicon(treebank []Sentence) map[string]uint32 {
	counts := map[string]map[Fine]int{}
	for _, s := range treebank {
		for _, t := range s {
			w := normal(t.Text)
			if counts[w] == nil {
				counts[w] = map[Fine]int{}
			}
			counts[w][t.Fine]++
		}
	}
	lexicon := map[string]uint32{}
	for w, c := range counts {
		total := 0
		for _, n := range c {
			total += n
		}
		if total < 3 {
			continue
		}
		var names []string
		for f, n := range c {
			if n*12 >= total {
				names = append(names, f.String())
			}
		}
		slices.Sort(names)
		lexicon[w] = hash(20, strings.Join(names, "|"))
	}
	return lexicon
}

// guessedTags returns the tags that a tagger gives which has not seen the
// sentence, so that the parser learns to live with its mistakes.
func guessedTags(m *Model, treebank []Sentence) [][]label {
	tags := make([][]label, len(treebank))
	for fold := range folds {
		var rest []Sentence
		for i, s := range treebank {
			if i*folds/len(treebank) != fold {
				rest = append(rest, s)
			}
		}
		t := &Model{labels: m.labels, lexicon: learnLexicon(rest)}
		t.tagger = pack(learnTagger(t, rest, tagEpochs-3))
		for i, s := range treebank {
			if i*folds/len(treebank) != fold {
				continue
			}
			guess := slices.Clone(s)
			t.tag(guess, t.words(guess))
			for _, g := range guess {
				tags[i] = append(tags[i], label{g.Tag, g.Fine})
			}
		}
	}
	return tags
}

// learnTagger learns weights of tags, from the treebank and from copies of some
// of its sentences in title case and in capitals: what is a name there must not
// depend on capitals.
func learnTagger(m *Model, treebank []Sentence, epochs int) *perceptron {
	number := map[label]int{}
	for i, l := range m.labels {
		number[l] = i
	}
	var sentences []Sentence
	for i, s := range treebank {
		sentences = append(sentences, s)
		switch i % 10 {
		case 0:
			sentences = append(sentences, recased(s, capitalised))
		case 5:
			sentences = append(sentences, recased(s, strings.ToUpper))
		}
	}
	words := make([][]word, len(sentences))
	for i, s := range sentences {
		words[i] = m.words(s)
	}
	p := newPerceptron(len(m.labels))
	scores := make([]int32, len(m.labels))
	var features []uint32
	shuffle := newShuffler(len(sentences))
	for range epochs {
		for _, i := range shuffle.order() {
			before, earlier := start, start
			for j, t := range sentences[i] {
				features = tagFeatures(features[:0], words[i], j, before, earlier)
				p.score(features, scores)
				b := best(scores)
				if right, ok := number[label{t.Tag, t.Fine}]; ok {
					p.learn(features, right, b)
				}
				earlier, before = before, m.labels[b].key()
			}
		}
	}
	return p
}

// recased is a copy of a sentence with its words in other letters.
func recased(s Sentence, change func(string) string) Sentence {
	s = slices.Clone(s)
	for i := range s {
		s[i].Text = change(s[i].Text)
	}
	return s
}

// capitalised is a word as titles have it: short ones small.
func capitalised(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	if len(w) < 4 {
		return w
	}
	return string(unicode.ToUpper(r)) + w[size:]
}

// learnParser learns weights of moves and of relations. It follows its own moves,
// right or wrong, so that it learns what to do after a mistake; in the first half
// of the first round it follows the right ones every other time.
func learnParser(m *Model, treebank []Sentence, tags [][]label) (moves, relations *perceptron) {
	moves, relations = newPerceptron(int(moveCount)), newPerceptron(int(relationCount))
	var moveScores [moveCount]int32
	scores := make([]int32, relationCount)
	var features []uint32
	words, heads := make([][]word, len(treebank)), make([][]int, len(treebank))
	for i, s := range treebank {
		words[i], heads[i] = m.words(s), goldHeads(s)
	}
	shuffle := newShuffler(len(treebank))
	for epoch := range parseEpochs {
		for _, i := range shuffle.order() {
			gold := heads[i]
			st := newState(words[i], tags[i])
			for !st.done() {
				features = st.moveFeatures(features[:0])
				moves.score(features, moveScores[:])
				chosen, right := st.bestAllowed(&moveScores), st.bestOf(&moveScores, gold)
				moves.learn(features, int(right), int(chosen))
				next := chosen
				if epoch == 0 && shuffle.next()%2 == 0 {
					next = right
				}
				if next == shift {
					st.push()
					continue
				}
				head, dependent := st.arc(next)
				rel := RelRoot
				if head < st.n {
					features = st.relationFeatures(features[:0], head, dependent)
					relations.score(features, scores)
					rel = bestRelation(scores)
					if gold[dependent] == head {
						relations.learn(features, int(treebank[i][dependent].Relation), int(rel))
					}
				}
				st.attach(head, dependent, rel)
			}
		}
	}
	return moves, relations
}

// goldHeads returns the heads of a sentence as a state has them, without crossing
// arcs.
func goldHeads(s Sentence) []int {
	heads := make([]int, len(s))
	for i := range s {
		if heads[i] = s[i].Head; heads[i] < 0 {
			heads[i] = len(s)
		}
	}
	return projective(heads)
}

// bestOf returns the highest scored of the moves that cost least; the one chosen
// is among them if it costs no more.
func (st *state) bestOf(scores *[moveCount]int32, gold []int) move {
	good := st.cheapest(gold)
	b := move(-1)
	for k := shift; k < moveCount; k++ {
		if good[k] && (b < 0 || scores[k] > scores[b]) {
			b = k
		}
	}
	return b
}

// shuffler puts numbers in an order that looks random and is always the same
// (splitmix64, Steele, Lea and Flood 2014; Fisher and Yates).
type shuffler struct {
	state   uint64
	numbers []int
}

func newShuffler(n int) *shuffler {
	s := &shuffler{state: 1, numbers: make([]int, n)}
	for i := range s.numbers {
		s.numbers[i] = i
	}
	return s
}

func (s *shuffler) next() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (s *shuffler) order() []int {
	for i := len(s.numbers) - 1; i > 0; i-- {
		j := int(s.next() % uint64(i+1))
		s.numbers[i], s.numbers[j] = s.numbers[j], s.numbers[i]
	}
	return s.numbers
}
