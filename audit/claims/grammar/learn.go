package grammar

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Train learns a model from sentences whose tags, lemmas, heads and relations are
// right. The same sentences give the same model on any machine. A treebank of
// 200,000 words takes some minutes and a gigabyte of memory.
func Train(treebank []Sentence, dictionary map[string]Entry) *Model {
	v := &vocabulary{words: dictionary}
	m := &Model{
		labels:     labelsOf(treebank),
		lexicon:    learnLexicon(treebank),
		vocabulary: v,
		lemmas:     learnLemmas(treebank, v),
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		m.tagger = newWeights(len(m.labels), coarse(learnTagger(m, treebank, tagEpochs).mean(tagStrong, weak)))
	})
	moves, relations := learnParser(m, treebank, guessedTags(m, treebank))
	m.moves = newMoveWeights(coarse(moves.mean(moveStrong, weak)))
	m.relations = newWeights(relations.classes, coarse(relations.mean(relationStrong, weak)))
	wait.Wait()
	return m
}

// How often the treebank is gone through, and in how many parts it is read by taggers
// that have not seen them.
const (
	tagEpochs, parseEpochs = 8, 10
	folds                  = 5
)

// By how much the right class must be ahead: about half of what mending the weights
// of all features changes.
const tagMargin, moveMargin, relationMargin = 40, 100, 50

// What weight, in 1/scale, a feature must have for a class to be kept, and a weight to
// be kept with it. A feature that was in one mistake only hardly gets to scale; asking
// for more costs the parser nothing that could be measured and halves the file.
const (
	tagStrong, moveStrong, relationStrong = scale, 120, 120
	weak                                  = scale / 4
)

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

// guessedTags returns the treebank with the tags that a tagger gives which has not
// seen the sentence, so that the parser learns to live with its mistakes.
func guessedTags(m *Model, treebank []Sentence) []Sentence {
	tagged := make([]Sentence, len(treebank))
	var wait sync.WaitGroup
	for fold := range folds {
		first, end := fold*len(treebank)/folds, (fold+1)*len(treebank)/folds
		wait.Go(func() {
			rest := slices.Concat(treebank[:first], treebank[end:])
			t := &Model{labels: m.labels, lexicon: learnLexicon(rest), vocabulary: m.vocabulary, lemmas: m.lemmas}
			t.tagger = newWeights(len(t.labels), learnTagger(t, rest, tagEpochs-3).mean(tagStrong, weak))
			for i := first; i < end; i++ {
				tagged[i] = slices.Clone(treebank[i])
				t.TagWords(tagged[i])
			}
		})
	}
	wait.Wait()
	return tagged
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
	p := newPerceptron(len(m.labels), tagMargin)
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
					p.learn(features, scores, right, rivalOf(scores, right))
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
func learnParser(m *Model, treebank, tagged []Sentence) (moves, relations *perceptron) {
	moves, relations = newPerceptron(int(moveCount), moveMargin), newPerceptron(int(relationCount), relationMargin)
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
			st := newState(tagged[i], words[i])
			for !st.done() {
				features = st.moveFeatures(features[:0])
				moves.score(features, moveScores[:])
				right, rival := st.rivals(&moveScores, gold)
				moves.learn(features, moveScores[:], int(right), int(rival))
				next := st.bestAllowed(&moveScores)
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
						right := int(treebank[i][dependent].Relation)
						relations.learn(features, scores, right, rivalOf(scores, right))
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

// rivals returns the highest scored of the moves that cost least and that of those
// that cost more; if there is none, both are the first.
func (st *state) rivals(scores *[moveCount]int32, gold []int) (right, rival move) {
	good := st.cheapest(gold)
	right, rival = -1, -1
	for k := shift; k < moveCount; k++ {
		switch {
		case !st.allowed(k):
		case good[k] && (right < 0 || scores[k] > scores[right]):
			right = k
		case !good[k] && (rival < 0 || scores[k] > scores[rival]):
			rival = k
		}
	}
	if rival < 0 {
		rival = right
	}
	return right, rival
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
