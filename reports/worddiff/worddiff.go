// Package worddiff compares two passages word by word.
package worddiff

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/words"
)

// Change is what became of words between two passages.
type Change int

const (
	Same    Change = iota // the words stand in both passages
	Added                 // only here, in the first passage
	Dropped               // only there, in the second passage
	Changed               // here in other words than there
)

// Part is a stretch of a passage, with the space behind it.
type Part struct {
	Text string
	Kind Change
}

// maxEdits bounds the work of comparing two passages; what differs more is
// marked as changed throughout.
const maxEdits = 300

// Compare compares two passages word by word, whatever their case, quotes and
// spaces, and returns both in parts. Together the parts of a side are the
// passage. Passages that differ in more than 300 words are each one part, but
// for what both begin and end with.
func Compare(here, there string) (left, right []Part) {
	a, b := splitWords(here), splitWords(there)
	head := 0
	for head < len(a) && head < len(b) && a[head].form == b[head].form {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail].form == b[len(b)-1-tail].form {
		tail++
	}
	keepA, keepB := shortestEdit(a[head:len(a)-tail], b[head:len(b)-tail])
	kept := func(list []word, mid []bool) []bool {
		all := make([]bool, len(list))
		for i := range all {
			all[i] = i < head || i >= len(list)-tail || mid[i-head]
		}
		return all
	}
	left = cut(here, a, label(kept(a, keepA), kept(b, keepB), Added))
	right = cut(there, b, label(kept(b, keepB), kept(a, keepA), Dropped))
	return left, right
}

// word is a word or a punctuation mark, with the space behind it.
type word struct {
	form string // by which words are compared
	end  int    // byte offset; it starts where the one before ends
}

func splitWords(s string) []word {
	var list []word
	for tokens := words.FromString(s); tokens.Next(); {
		token := tokens.Value()
		if strings.TrimFunc(token, unicode.IsSpace) == "" && len(list) > 0 {
			list[len(list)-1].end = tokens.End()
			continue
		}
		list = append(list, word{plainSigns.Replace(strings.ToLower(token)), tokens.End()})
	}
	return list
}

// plainSigns puts one sign for all of its kind.
var plainSigns = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "–", "-", "—", "-")

// shortestEdit says which words of a and b a shortest edit keeps (Myers 1986,
// the greedy algorithm). Beyond maxEdits it keeps none.
func shortestEdit(a, b []word) (keepA, keepB []bool) {
	keepA, keepB = make([]bool, len(a)), make([]bool, len(b))
	limit := min(len(a)+len(b), maxEdits)
	furthest := make([]int, 2*limit+3) // x by diagonal, offset by limit+1
	var trace [][]int
	for d := 0; d <= limit; d++ {
		trace = append(trace, append([]int(nil), furthest[limit+1-d:limit+2+d]...))
		for k := -d; k <= d; k += 2 {
			x := furthest[limit+1+k-1] + 1
			if k == -d || k != d && furthest[limit+1+k-1] < furthest[limit+1+k+1] {
				x = furthest[limit+1+k+1]
			}
			for x < len(a) && x-k < len(b) && a[x].form == b[x-k].form {
				x++
			}
			furthest[limit+1+k] = x
			if x >= len(a) && x-k >= len(b) {
				backtrack(trace, len(a), len(b), keepA, keepB)
				return keepA, keepB
			}
		}
	}
	return keepA, keepB
}

// backtrack walks from the end to the start along the furthest points of each
// number of edits, and marks what was kept on the way.
func backtrack(trace [][]int, x, y int, keepA, keepB []bool) {
	for d := len(trace) - 1; d >= 0; d-- {
		at := func(k int) int { // furthest x on diagonal k with d-1 edits
			if i := k + d; i >= 0 && i < len(trace[d]) {
				return trace[d][i]
			}
			return -1
		}
		k := x - y
		prev := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			prev = k + 1
		}
		prevX := at(prev)
		prevY := prevX - prev
		if d == 0 {
			prevX, prevY = 0, 0
		}
		for x > max(prevX, 0) && y > max(prevY, 0) {
			x, y = x-1, y-1
			keepA[x], keepB[y] = true, true
		}
		x, y = prevX, prevY
	}
}

// label says what became of each word of a passage, given which words of it
// and of the other are kept: words in a gap are changed if the other passage
// has a gap there too, and otherwise alone.
func label(kept, otherKept []bool, alone Change) []Change {
	labels := make([]Change, len(kept))
	for i, j := 0, 0; i < len(kept); {
		start, gap := i, false
		for i < len(kept) && !kept[i] {
			i++
		}
		for j < len(otherKept) && !otherKept[j] {
			j, gap = j+1, true
		}
		for k := start; k < i; k++ {
			labels[k] = alone
			if gap {
				labels[k] = Changed
			}
		}
		i, j = i+1, j+1 // past the word both keep, labelled Same
	}
	return labels
}

// cut cuts a passage into parts where its words' labels change.
func cut(s string, list []word, labels []Change) []Part {
	var parts []Part
	start := 0
	for i, w := range list {
		if i+1 == len(list) || labels[i+1] != labels[i] {
			parts = append(parts, Part{s[start:w.end], labels[i]})
			start = w.end
		}
	}
	return parts
}
