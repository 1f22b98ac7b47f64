package similarity

import "slices"

// group sorts the passages of matches into groups, sets each match's Group,
// and returns the groups. The two passages of a match are in one group, and
// so are passages of one text that are mostly the same span.
func group(matches []Match) []Group {
	var passages []Passage
	for _, m := range matches {
		passages = append(passages, m.A, m.B)
	}
	slices.SortFunc(passages, comparePassages)
	passages = slices.Compact(passages)
	find := func(p Passage) int {
		i, _ := slices.BinarySearchFunc(passages, p, comparePassages)
		return i
	}

	sets := newSets(len(passages))
	for _, m := range matches {
		sets.join(find(m.A), find(m.B))
	}
	for i, p := range passages {
		// Spans of one place stand together, so a few neighbours are enough.
		for j := i + 1; j < min(i+8, len(passages)) && sameSpan(p, passages[j]); j++ {
			sets.join(i, j)
		}
	}

	number := make(map[int]int) // of a set's first passage, its group
	var groups []Group
	for i, p := range passages {
		root := sets.root(i)
		if _, ok := number[root]; !ok {
			number[root] = len(groups)
			groups = append(groups, nil)
		}
		g := &groups[number[root]]
		if n := len(*g); n == 0 || !sameSpan((*g)[n-1], p) {
			*g = append(*g, p)
		} else if last := &(*g)[n-1]; p.End-p.Start > last.End-last.Start {
			*last = p // one place, once, at its longest
		}
	}
	for i := range matches {
		matches[i].Group = number[sets.root(find(matches[i].A))]
	}
	return groups
}

// sameSpan reports whether two passages of one text share at least half of
// the words they cover together.
func sameSpan(p, q Passage) bool {
	shared := min(p.End, q.End) - max(p.Start, q.Start)
	union := max(p.End, q.End) - min(p.Start, q.Start)
	return p.Text == q.Text && 2*shared >= union
}

// sets is a union of disjoint sets whose root is their smallest member.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) root(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(i, j int) {
	i, j = s.root(i), s.root(j)
	s[max(i, j)] = min(i, j)
}
