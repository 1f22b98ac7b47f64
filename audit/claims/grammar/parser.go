package grammar

// move is a step of the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011).
type move int

const (
	shift move = iota // the next word goes on the stack
	left              // the top of the stack hangs on the next word
	right             // the top of the stack hangs on the one below it
	moveCount
)

// state is a sentence half parsed: words on the stack, and those from next on
// still to come. The root of the tree is a word behind the last, number n.
type state struct {
	n        int
	nodes    []node
	heads    []int
	rels     []Relation
	branches []branches
	stack    []int
	next     int
}

// node is what features know of a word.
type node struct{ word, lemma, tag, suffix, class uint32 }

// branches are the dependents that a word has so far.
type branches struct {
	left, left2, right, right2 int    // the outermost and the one attached before it, -1 for none
	lefts, rights              uint32 // how many
	leftSet, rightSet          uint32 // hashes of their relations in the order of attachment
}

var (
	rootNode   = node{7, 7, 7, 7, 7}
	noNode     = node{3, 3, 3, 3, 3}
	noBranches = branches{left: -1, left2: -1, right: -1, right2: -1, lefts: 9, rights: 9, leftSet: 11, rightSet: 11}
)

// newState begins a sentence of tagged words.
func newState(s Sentence, words []word) *state {
	n := len(s)
	st := &state{
		n:        n,
		nodes:    make([]node, n+1),
		heads:    make([]int, n+1),
		rels:     make([]Relation, n+1),
		branches: make([]branches, n+1),
		stack:    make([]int, 0, 16),
	}
	for i := range words {
		st.nodes[i] = node{
			word:   words[i].lower,
			lemma:  hash(30, s[i].Lemma),
			tag:    label{s[i].Tag, s[i].Fine}.key(),
			suffix: words[i].suffix3,
			class:  words[i].class,
		}
	}
	st.nodes[n] = rootNode
	for i := range st.branches {
		st.heads[i] = -1
		st.branches[i] = branches{left: -1, left2: -1, right: -1, right2: -1}
	}
	return st
}

func (st *state) done() bool { return st.next == st.n && len(st.stack) == 0 }

// allowed reports whether a move can be made. Only one word may hang on the root:
// the last one that is left on the stack.
func (st *state) allowed(m move) bool {
	switch m {
	case shift:
		return st.next < st.n
	case left:
		return len(st.stack) == 1 || len(st.stack) > 1 && st.next < st.n
	default:
		return len(st.stack) > 1
	}
}

// arc returns the head and the dependent that a move other than shift joins.
func (st *state) arc(m move) (head, dependent int) {
	if m == left {
		return st.next, st.top(0)
	}
	return st.top(1), st.top(0)
}

func (st *state) push() {
	st.stack = append(st.stack, st.next)
	st.next++
}

// attach makes an arc and takes the dependent off the stack.
func (st *state) attach(head, dependent int, rel Relation) {
	st.heads[dependent], st.rels[dependent] = head, rel
	b := &st.branches[head]
	if dependent < head {
		b.left2, b.left = b.left, dependent
		b.lefts = min(b.lefts+1, 3)
		b.leftSet = b.leftSet*31 + uint32(rel) + 50
	} else {
		b.right2, b.right = b.right, dependent
		b.rights = min(b.rights+1, 3)
		b.rightSet = b.rightSet*31 + uint32(rel) + 50
	}
	st.stack = st.stack[:len(st.stack)-1]
}

// top returns the k-th word of the stack from above, -1 if there is none.
func (st *state) top(k int) int {
	if k >= len(st.stack) {
		return -1
	}
	return st.stack[len(st.stack)-1-k]
}

func (st *state) node(i int) *node {
	if i < 0 || i > st.n {
		return &noNode
	}
	return &st.nodes[i]
}

func (st *state) of(i int) *branches {
	if i < 0 || i > st.n {
		return &noBranches
	}
	return &st.branches[i]
}

// rel returns the relation of a word that is attached, as a part of features.
func (st *state) rel(i int) uint32 {
	if i < 0 {
		return 5
	}
	return uint32(st.rels[i]) + 50
}

// attachAll gives every word its head and relation, by the best move at each
// step.
func (m *Model) attachAll(s Sentence, words []word) {
	st := newState(s, words)
	features := make([]uint32, 0, 128)
	rels := make([]int32, m.relations.classes)
	for !st.done() {
		features = st.moveFeatures(features[:0])
		moves := m.moves.score(features)
		next := st.bestAllowed(&moves)
		if next == shift {
			st.push()
			continue
		}
		head, dependent := st.arc(next)
		rel := RelRoot
		if head < st.n {
			features = st.relationFeatures(features[:0], head, dependent)
			m.relations.score(features, rels)
			rel = bestRelation(rels)
		}
		st.attach(head, dependent, rel)
	}
	for i := range s {
		s[i].Head, s[i].Relation = st.heads[i], st.rels[i]
		if s[i].Head == st.n {
			s[i].Head = -1
		}
	}
}

func (st *state) bestAllowed(scores *[moveCount]int32) move {
	next := move(-1)
	for k := shift; k < moveCount; k++ {
		if st.allowed(k) && (next < 0 || scores[k] > scores[next]) {
			next = k
		}
	}
	return next
}

// bestRelation returns the best relation of a word that is not the root.
func bestRelation(scores []int32) Relation {
	b := RelDep
	for i, x := range scores {
		if x > scores[b] && Relation(i) != RelRoot {
			b = Relation(i)
		}
	}
	return b
}
