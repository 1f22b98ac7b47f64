package similarity

import (
	"cmp"
	"math"
	"slices"
)

// topic is what a text is about: its content stems and how much each weighs,
// ordered by stem, of length one.
type topic []weight

type weight struct {
	stem  uint32
	value float64
}

// topics makes topics as they are asked for: few texts' ever are.
type topics struct {
	stems  func(text uint32) []uint32 // of a text, sorted
	texts  []uint32                   // of each stem, how many texts have it
	all    int                        // texts
	topics map[uint32]topic
}

// newTopics counts in how many texts each stem of the clauses stands. The
// clauses of a text stand together.
func newTopics(clauses []clause, ix *index) *topics {
	all := len(ix.texts)
	first := make([]int, all+1) // of each text, its first clause
	for _, c := range clauses {
		first[c.text+1]++
	}
	for i := range all {
		first[i+1] += first[i]
	}
	t := &topics{all: all, topics: make(map[uint32]topic), texts: make([]uint32, len(ix.vocabulary.hashes))}
	var buffer []uint32
	t.stems = func(text uint32) []uint32 {
		buffer = ix.appendStems(buffer[:0], clauses[first[text]:first[text+1]])
		slices.Sort(buffer)
		return buffer
	}
	last := make([]uint32, len(t.texts)) // by stem, one more than the last text that has it
	for _, c := range clauses {
		for _, token := range ix.tokensIn(c) {
			if stem, ok := ix.vocabulary.stem(token); ok && last[stem] != c.text+1 {
				last[stem] = c.text + 1
				t.texts[stem]++
			}
		}
	}
	return t
}

// of returns the topic of a text: how often it has each stem, and how few
// texts do (tf-idf, Spärck Jones 1972).
func (ts *topics) of(text uint32) topic {
	t, ok := ts.topics[text]
	if ok {
		return t
	}
	stems := ts.stems(text)
	for start := 0; start < len(stems); {
		end := start + 1
		for end < len(stems) && stems[end] == stems[start] {
			end++
		}
		t = append(t, weight{stems[start], 1 + math.Log(float64(end-start))})
		start = end
	}
	var sum float64
	for i := range t {
		t[i].value *= math.Log(1 + float64(ts.all)/float64(ts.texts[t[i].stem]))
		sum += t[i].value * t[i].value
	}
	for i := range t {
		t[i].value /= math.Sqrt(sum)
	}
	ts.topics[text] = t
	return t
}

// subjectTimes is how often a text has the words of its subject, or more.
const subjectTimes = 3

// inSubject counts the stems that are of the subject of both texts.
func (ts *topics) inSubject(stems []uint32, a, b uint32) int {
	subject := func(text uint32) func(uint32) bool {
		all := slices.Clone(ts.stems(text))
		return func(stem uint32) bool {
			at, _ := slices.BinarySearch(all, stem)
			return at+subjectTimes <= len(all) && all[at+subjectTimes-1] == stem
		}
	}
	ofA, ofB := subject(a), subject(b)
	n := 0
	for _, stem := range stems {
		if ofA(stem) && ofB(stem) {
			n++
		}
	}
	return n
}

// cosine is 0 for topics that share nothing, 1 for the same.
func (t topic) cosine(u topic) float64 {
	var sum float64
	for len(t) > 0 && len(u) > 0 {
		switch cmp.Compare(t[0].stem, u[0].stem) {
		case -1:
			t = t[1:]
		case 1:
			u = u[1:]
		default:
			sum += t[0].value * u[0].value
			t, u = t[1:], u[1:]
		}
	}
	return sum
}
