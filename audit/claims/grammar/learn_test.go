package grammar

import (
	"slices"
	"testing"
)

// TestPerceptron learns to tell two classes by one feature, and keeps the mean of
// the weights: the first of three steps mends, so it is 2/3, or 43 of 64.
func TestPerceptron(t *testing.T) {
	p := newPerceptron(2, 1)
	scores := make([]int32, 2)
	features := []uint32{7}
	for range 3 {
		p.score(features, scores)
		p.learn(features, scores, 1, rivalOf(scores, 1))
	}
	rows := p.mean(1, 1)
	if len(rows) != 1 || len(rows[0].entries) != 2 || rows[0].entries[1] != (entry{1, 43}) || rows[0].entries[0] != (entry{0, -43}) {
		t.Errorf("got %+v", rows)
	}
	if rows := p.mean(scale, 1); len(rows) != 0 {
		t.Errorf("weak rows were kept: %+v", rows)
	}
	for key := range uint32(100_000) { // more than the index has room for at first
		p.learn([]uint32{key}, scores, 0, 1)
	}
	if got := len(p.mean(0, 0)); got != 100_000 {
		t.Errorf("%d rows, not 100,000", got)
	}
}

// TestOracle compares what moves cost with the arcs that can still be made after
// them, in every state of small trees that can be come to.
func TestOracle(t *testing.T) {
	for _, gold := range [][]int{{1, 3, 1}, {3, 0, 1}, {1, 2, 3}, {1, 4, 3, 1}, {4, 0, 0, 2}, {2, 2, 4, 2}} {
		explore(t, gold, nil)
	}
}

// explore goes through all moves after those given.
func explore(t *testing.T, gold []int, moves []move) {
	st := replay(gold, moves)
	if st.done() {
		return
	}
	lost := reachable(gold, moves)
	for m := shift; m < moveCount; m++ {
		if !st.allowed(m) {
			continue
		}
		after := append(moves[:len(moves):len(moves)], m)
		if got, want := st.cost(m, gold), lost-reachable(gold, after); got != want {
			t.Errorf("%v after %v: move %d costs %d, not %d", gold, moves, m, got, want)
		}
		explore(t, gold, after)
	}
}

// replay makes moves in a sentence of as many words as there are heads.
func replay(gold []int, moves []move) *state {
	st := newState(make(Sentence, len(gold)), make([]word, len(gold)))
	for _, m := range moves {
		if m == shift {
			st.push()
			continue
		}
		head, dependent := st.arc(m)
		st.attach(head, dependent, RelDep)
	}
	return st
}

// reachable returns how many right arcs the best way on has in the end.
func reachable(gold []int, moves []move) int {
	st := replay(gold, moves)
	if st.done() {
		right := 0
		for i, h := range gold {
			if st.heads[i] == h {
				right++
			}
		}
		return right
	}
	most := -1
	for m := shift; m < moveCount; m++ {
		if st.allowed(m) {
			most = max(most, reachable(gold, append(moves[:len(moves):len(moves)], m)))
		}
	}
	return most
}

func TestProjective(t *testing.T) {
	for _, test := range []struct{ heads, want []int }{
		{[]int{1, 2, 3}, []int{1, 2, 3}},
		{[]int{4, 0, 4, 1, 5}, []int{4, 0, 4, 4, 5}}, // from 3 to 1 over 2, and then to 0 over 2, which hangs on neither
	} {
		if got := projective(test.heads); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v, not %v", test.heads, got, test.want)
		}
	}
}
