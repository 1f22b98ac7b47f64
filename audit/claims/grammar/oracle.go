package grammar

// The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013,
// "Training deterministic parsers with non-deterministic oracles"): what a move
// costs is how many of the right arcs it puts out of reach.

// cost returns what a move costs in a state; gold holds the right heads, with the
// number of words for the root's. Only the lowest word of the stack can still become
// the root.
func (st *state) cost(m move, gold []int) int {
	s0, b := st.top(0), st.next
	cost := 0
	switch m {
	case shift:
		if gold[b] == st.n && len(st.stack) > 0 {
			cost++
		}
		for k, i := range st.stack {
			if gold[i] == b || gold[b] == i && k < len(st.stack)-1 {
				cost++
			}
		}
	case left:
		if gold[s0] == st.top(1) {
			cost++
		}
		if b < st.n && gold[b] == s0 {
			cost++
		}
		cost += st.toCome(s0, b+1, gold)
	case right:
		cost += st.toCome(s0, b, gold)
	}
	return cost
}

// toCome counts the right arcs between the top of the stack, i, and the words from
// first on.
func (st *state) toCome(i, first int, gold []int) int {
	n := 0
	if first <= gold[i] && (gold[i] < st.n || len(st.stack) == 1) {
		n++
	}
	for k := first; k < st.n; k++ {
		if gold[k] == i {
			n++
		}
	}
	return n
}

// cheapest returns which of the allowed moves cost least.
func (st *state) cheapest(gold []int) (good [moveCount]bool) {
	least := -1
	var costs [moveCount]int
	for m := shift; m < moveCount; m++ {
		if !st.allowed(m) {
			continue
		}
		costs[m] = st.cost(m, gold)
		if least < 0 || costs[m] < least {
			least = costs[m]
		}
	}
	for m := shift; m < moveCount; m++ {
		good[m] = st.allowed(m) && costs[m] == least
	}
	return good
}

// projective returns the heads of a tree without crossing arcs: of the arcs that
// cross others the shortest hang on their head's head instead, until none
// does (Nivre and Nilsson 2005). heads has the number of words for the root's.
func projective(heads []int) []int {
	heads = append([]int(nil), heads...)
	for {
		at := crossing(heads)
		if at < 0 {
			return heads
		}
		heads[at] = heads[heads[at]]
	}
}

// crossing returns the dependent of the shortest arc that leaps over a word which
// doesn't hang on its head, or -1.
func crossing(heads []int) int {
	shortest := -1
	for d, h := range heads {
		if h == len(heads) || shortest >= 0 && gap(d, h) >= gap(shortest, heads[shortest]) {
			continue
		}
		for k := min(d, h) + 1; k < max(d, h); k++ {
			if !hangsOn(heads, k, h) {
				shortest = d
				break
			}
		}
	}
	return shortest
}

func gap(a, b int) int { return max(a-b, b-a) }

func hangsOn(heads []int, i, head int) bool {
	for i < len(heads) && i != head {
		i = heads[i]
	}
	return i == head
}
