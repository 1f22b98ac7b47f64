package similarity

import (
	"cmp"
	"slices"
)

// copies is texts that are the same word for word, in order. Only the first is
// searched; the others have its matches.
type copies []int

// foldCopies finds the texts that are copies of one another, given a hash of
// each text's words. Texts too short for a match stay alone.
func (ix *index) foldCopies(hashes []uint64) {
	order := make([]int, 0, len(ix.texts))
	for i, tokens := range ix.tokens {
		if len(tokens) >= ix.minWords {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		if hashes[i] != hashes[j] {
			return cmp.Compare(hashes[i], hashes[j])
		}
		return cmp.Compare(i, j)
	})
	ix.copies, ix.folded = make(map[int]copies), make([]bool, len(ix.texts))
	for start := 0; start < len(order); {
		first, end := order[start], start+1
		for end < len(order) && sameWords(ix.tokens[first], ix.tokens[order[end]]) {
			end++
		}
		if same := order[start:end]; len(same) > 1 {
			ix.copies[first] = same
			for _, i := range same[1:] {
				ix.folded[i] = true
				ix.searched[first] = ix.searched[first] || ix.searched[i]
			}
		}
		start = end
	}
}

func sameWords(a, b []token) bool {
	return slices.EqualFunc(a, b, func(s, t token) bool { return s.Number() == t.Number() })
}

// withCopies adds the matches of copies to those of the texts that were
// searched: copies match one another whole, and have every match that their
// first has. Beyond maxDense texts, each is matched with the first ones only.
func (ix *index) withCopies(found []Match) []Match {
	if len(ix.copies) == 0 {
		return found
	}
	var all []Match
	add := func(m Match, a, b int) {
		if !ix.known[a] || !ix.known[b] {
			m.A, m.B = ix.moved(m.A, a), ix.moved(m.B, b)
			if a > b {
				m.A, m.B = m.B, m.A
			}
			all = append(all, m)
		}
	}
	for _, m := range found {
		as, bs := ix.copiesOf(m.A.Text), ix.copiesOf(m.B.Text)
		for i, a := range as {
			for j, b := range bs {
				few := len(as)+len(bs) <= maxDense || i == 0 || j == 0
				if within := m.A.Text == m.B.Text; within && i == j || !within && few {
					add(m, a, b)
				}
			}
		}
	}
	for first, same := range ix.copies {
		words := len(ix.tokens[first])
		whole, _ := ix.tokenSpan(first, 0, words)
		m := Match{A: whole, B: whole, Kind: Verbatim, Score: 1, Metrics: Metrics{1, 1, 1}, Words: words, Longest: words}
		for i, a := range same {
			if i == 0 || len(same) <= maxDense {
				for _, b := range same[i+1:] {
					add(m, a, b)
				}
			}
		}
	}
	return all
}

func (ix *index) copiesOf(text int) copies {
	if same, ok := ix.copies[text]; ok {
		return same
	}
	return copies{text}
}

// moved returns the passage of a copy that a passage of its first is.
func (ix *index) moved(p Passage, text int) Passage {
	if p.Text == text {
		return p
	}
	from, to := ix.tokensOf(p)
	moved, _ := ix.tokenSpan(text, from, to)
	return moved
}
