package grammar

// moveWeights are what a perceptron has learned of moves. They are read-only.
type moveWeights struct {
	index index
	rows  []moveRow // sorted by key
}

// moveRow is a feature with how much more it speaks for left and for right than for
// shift: what is the same for all moves doesn't matter. Eight bytes hold it all, so
// that a feature costs one look at memory.
type moveRow struct {
	key         uint32
	left, right int16
}

// newMoveWeights makes a table of rows, which are sorted by key.
func newMoveWeights(rows []row) *moveWeights {
	w := &moveWeights{rows: make([]moveRow, 0, len(rows)+1)}
	for _, r := range rows {
		var weights [moveCount]int16
		for _, e := range r.entries {
			weights[e.class] = e.weight
		}
		w.rows = append(w.rows, moveRow{r.key, weights[left] - weights[shift], weights[right] - weights[shift]})
	}
	w.finish()
	return w
}

// finish makes the table ready to be asked.
func (w *moveWeights) finish() {
	w.index = newIndex(len(w.rows), func(i int) uint32 { return w.rows[i].key })
	w.rows = append(w.rows, moveRow{key: lastKey})
}

// score adds up what the features say of each move.
func (w *moveWeights) score(features []uint32) (scores [moveCount]int32) {
	var found [mostFeatures]candidate
	var l, r int32
	for _, c := range w.index.candidates(&found, features) {
		at := c.row
		for w.rows[at].key < c.key {
			at++
		}
		if row := w.rows[at]; row.key == c.key {
			l += int32(row.left)
			r += int32(row.right)
		}
	}
	scores[left], scores[right] = l, r
	return scores
}
