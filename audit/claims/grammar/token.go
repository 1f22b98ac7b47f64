package grammar

// Token is a word or mark of a sentence.
type Token struct {
	Text       string   // as it stands
	Start, End int      // byte offsets into the text given to Parse, 0-based, End exclusive
	Tag        Tag      // universal part of speech
	Fine       Fine     // the same with number, tense or degree
	Lemma      string   // lower case but for proper nouns
	Head       int      // index of the head in the sentence, -1 for the root
	Relation   Relation // to the head; RelRoot for the root
}

// Sentence is the words and marks of one sentence, in order. Once parsed, they
// are a tree: one root, no cycles.
type Sentence []Token

// Root returns the index of the root, or -1 in an empty sentence.
func (s Sentence) Root() int {
	for i := range s {
		if s[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Children returns the indexes of the words whose head is i, in order.
func (s Sentence) Children(i int) []int {
	var children []int
	for j := range s {
		if s[j].Head == i {
			children = append(children, j)
		}
	}
	return children
}

// Child returns the first child of i in one of the given relations, or -1.
func (s Sentence) Child(i int, relations ...Relation) int {
	for j := range s {
		if s[j].Head != i {
			continue
		}
		for _, r := range relations {
			if s[j].Relation == r {
				return j
			}
		}
	}
	return -1
}

// Subtree returns the indexes of the first word of i's subtree and of the one
// after its last. No branches of the tree cross, so all between belong to it.
func (s Sentence) Subtree(i int) (first, end int) {
	first, end = i, i+1
	for j := i - 1; j >= 0; j-- {
		if h := s[j].Head; first <= h && h <= i {
			first = j
		}
	}
	for j := i + 1; j < len(s); j++ {
		if h := s[j].Head; i <= h && h < end {
			end = j + 1
		}
	}
	return first, end
}

// Span returns the byte offsets at which i's subtree begins and ends, without
// the marks at its edges.
func (s Sentence) Span(i int) (start, end int) {
	first, last := s.Subtree(i)
	for first < i && s[first].Tag == Punct {
		first++
	}
	for last > i+1 && s[last-1].Tag == Punct {
		last--
	}
	return s[first].Start, s[last-1].End
}

// Subject returns the index of a predicate's subject, or -1. A verb that is
// coordinated with another ("rose and fell") or completes it ("is said to have
// left") has that one's, if it has none itself; one that completes a verb with an
// object has this ("urged them to leave").
func (s Sentence) Subject(predicate int) int {
	v := predicate
	for range longestChain {
		for j := range s {
			if s[j].Head == v && s[j].Relation.Subject() {
				return j
			}
		}
		relation := s[v].Relation
		if relation != RelConj && relation != RelXcomp {
			return -1
		}
		v = s[v].Head
		if object := s.Child(v, RelObj, RelIobj); relation == RelXcomp && object >= 0 {
			return object
		}
	}
	return -1
}

// longestChain is how many verbs may lean on each other before their subject is
// given up.
const longestChain = 16

// Passive reports whether i is a verb in the passive with its auxiliary: "was
// expected".
func (s Sentence) Passive(i int) bool { return s.Child(i, RelAuxPass) >= 0 }
