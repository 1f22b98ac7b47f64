package similarity

// cell is one state of an alignment: its score and the equal words on the way.
type cell struct{ score, matched int }

// aligner holds the rows of the alignment tables, to use again.
type aligner struct {
	above, row []cell
	a, b       []uint32 // the words that are aligned
	looked     int      // runs looked at for being inside a passage
}

func (al *aligner) reset(width int) {
	if cap(al.row) < width {
		al.row, al.above = make([]cell, width), make([]cell, width)
	}
	al.row, al.above = al.row[:width], al.above[:width]
}

// best aligns a prefix of a with a prefix of b: an equal word scores one, a
// word dropped, added or changed costs one. It returns the lengths of the
// prefixes that score best, and the equal words in them. With whole set, the
// prefixes are all of a and b.
func (al *aligner) best(a, b view, whole bool) (na, nb int, best cell) {
	al.reset(b.n + 1)
	al.a, al.b = a.appendWords(al.a[:0]), b.appendWords(al.b[:0])
	for j := range al.row {
		al.row[j] = cell{score: -j}
	}
	for i := 1; i <= a.n; i++ {
		al.above, al.row = al.row, al.above
		al.row[0] = cell{score: -i}
		word := al.a[i-1]
		for j := 1; j <= b.n; j++ {
			c := al.above[j-1]
			if word == al.b[j-1] {
				c.score++
				c.matched++
			} else {
				c.score--
			}
			if up := al.above[j]; up.score-1 > c.score {
				c = cell{up.score - 1, up.matched}
			}
			if left := al.row[j-1]; left.score-1 > c.score {
				c = cell{left.score - 1, left.matched}
			}
			al.row[j] = c
			if c.score > best.score {
				na, nb, best = i, j, c
			}
		}
	}
	if whole {
		return a.n, b.n, al.row[b.n]
	}
	return na, nb, best
}

// view is a stretch of tokens, read forwards or backwards.
type view struct {
	tokens []token
	n      int // words
	back   bool
}

func forward(tokens []token) view  { return view{tokens, len(tokens), false} }
func backward(tokens []token) view { return view{tokens, len(tokens), true} }

// appendWords appends the numbers of the words, in the order they are read in.
func (v view) appendWords(words []uint32) []uint32 {
	if v.back {
		for i := len(v.tokens) - 1; i >= 0; i-- {
			words = append(words, v.tokens[i].Number())
		}
		return words
	}
	for _, t := range v.tokens {
		words = append(words, t.Number())
	}
	return words
}
