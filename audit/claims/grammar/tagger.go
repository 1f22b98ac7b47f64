package grammar

// label is what the tagger tells apart: a universal part of speech with a fine
// one.
type label struct {
	tag  Tag
	fine Fine
}

// key is the label as a part of features.
func (l label) key() uint32 { return (uint32(l.tag)<<8 | uint32(l.fine)) * 2654435761 }

// start is the label before the first word.
const start uint32 = 1

// tag gives every word its parts of speech, from left to right.
func (m *Model) tag(s Sentence, words []word, known []*knownWord) {
	scores := make([]int32, m.tagger.classes)
	features := make([]uint32, 0, mostFeatures)
	before, earlier := start, start
	nobody := m.tagger.lanes(beforeFeatures(features, &absent))
	for i := range s {
		next := nobody
		if i+1 < len(s) {
			next = known[i+1].before
		}
		features = contextFeatures(features[:0], words, i, before, earlier)
		m.tagger.score(features, scores, known[i].own, next)
		l := m.labels[best(scores)]
		s[i].Tag, s[i].Fine = l.tag, l.fine
		earlier, before = before, l.key()
	}
}

// best returns the first of the classes with the highest score.
func best(scores []int32) int {
	b := 0
	for i, x := range scores {
		if x > scores[b] {
			b = i
		}
	}
	return b
}

// tagFeatures appends the features of the i-th word; before and earlier are the
// labels of the two words to its left.
func tagFeatures(f []uint32, words []word, i int, before, earlier uint32) []uint32 {
	f = ownFeatures(f, &words[i], i == 0)
	f = beforeFeatures(f, at(words, i+1))
	return contextFeatures(f, words, i, before, earlier)
}

// outline is a word's shape, where that depends on capitals others have.
func (w *word) outline(first bool) uint32 { return mix3(0, w.shape, truth(first), w.letterCase) }

// ownFeatures appends the features that are of the word alone.
func ownFeatures(f []uint32, w *word, first bool) []uint32 {
	outline := w.outline(first)
	return append(f,
		mix0(1),
		mix1(2, w.form), mix1(3, w.lower), mix1(4, w.shape), mix1(5, outline),
		mix1(6, w.suffix1), mix1(7, w.suffix2), mix1(8, w.suffix3), mix1(9, w.suffix4),
		mix1(10, w.prefix1), mix1(11, w.prefix2), mix1(12, w.prefix3),
		mix1(13, w.ambiguity), mix2(14, w.ambiguity, outline), mix2(15, w.suffix3, outline),
		mix1(44, w.speech), mix1(47, w.class), mix2(48, w.speech, outline), mix2(50, w.speech, w.suffix2),
	)
}

// beforeFeatures appends the features of the word before r1 that are of r1 alone.
func beforeFeatures(f []uint32, r1 *word) []uint32 {
	return append(f,
		mix1(18, r1.lower), mix1(34, r1.suffix3), mix1(35, r1.ambiguity), mix1(40, r1.shape), mix1(46, r1.speech),
	)
}

// contextFeatures appends the features that are of the word and others.
func contextFeatures(f []uint32, words []word, i int, before, earlier uint32) []uint32 {
	w := &words[i]
	l1, l2, r1, r2 := at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	return append(f,
		mix1(16, l1.lower), mix1(17, l2.lower), mix1(19, r2.lower),
		mix1(20, before), mix2(21, before, earlier), mix2(22, before, w.lower), mix2(23, earlier, w.lower),
		mix3(24, before, earlier, w.lower), mix2(25, before, w.ambiguity), mix2(26, before, w.suffix3),
		mix3(27, before, w.ambiguity, r1.ambiguity), mix2(28, before, r1.lower),
		mix2(29, l1.lower, w.lower), mix2(30, w.lower, r1.lower), mix2(31, l1.lower, r1.lower), mix2(32, l1.lower, l2.lower),
		mix1(33, l1.suffix3), mix1(36, r2.ambiguity),
		mix2(37, w.ambiguity, r1.ambiguity), mix3(38, w.ambiguity, r1.ambiguity, r2.ambiguity),
		mix3(39, l1.shape, w.shape, r1.shape), mix3(41, before, earlier, w.ambiguity),
		mix3(42, r1.suffix2, w.suffix2, before), mix3(43, w.ambiguity, r1.shape, w.outline(i == 0)),
		mix2(45, w.speech, before),
		mix3(49, w.speech, before, r1.speech), mix2(51, l1.speech, w.speech), mix2(52, w.class, before),
	)
}
