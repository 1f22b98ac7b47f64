package similarity

import (
	"cmp"
	"slices"
)

const (
	// maxGap is the most words between two runs of one passage. × 0.8 and × 1.25
	// change no plagdet, and three and two of 346 matches among the news.
	maxGap = 40
	// reach is how far beyond its last run a passage is tried. × 0.8 costs .3
	// points of plagdet, × 1.25 .1.
	reach = 30
	// endScore is what words beyond the last run must score to be taken in:
	// less would draw in a stray "the". 2 brings twelve edited matches more among the
	// news, three verbatim ones fewer, and costs 1.9 points of summaries, of all none;
	// 4 brings four verbatim and drops eight edited ones, and adds .1 points.
	endScore = 3
	// lookBack bounds the runs before a run that it may be joined to, and so the cost;
	// × 0.8 and × 1.25 change nothing.
	lookBack = 24
)

// box is one stretch of each text, in token indices, aligned.
type box struct {
	a, aEnd, b, bEnd int
	matched          int // words equal and in order
	longest          int // words of the longest run
}

func (x box) contains(r run) bool {
	return x.a <= r.a && r.a+r.n <= x.aEnd && x.b <= r.b && r.b+r.n <= x.bEnd
}

// overlaps reports whether x and y share words on either side.
func (x box) overlaps(y box) bool {
	return x.a < y.aEnd && y.a < x.aEnd || x.b < y.bEnd && y.b < x.bEnd
}

// meets reports whether x and y share words on both sides.
func (x box) meets(y box) bool {
	return x.a < y.aEnd && y.a < x.aEnd && x.b < y.bEnd && y.b < x.bEnd
}

// hull returns the stretches from the first to the last word of two boxes.
func (x box) hull(y box) box {
	return box{a: min(x.a, y.a), aEnd: max(x.aEnd, y.aEnd), b: min(x.b, y.b), bEnd: max(x.bEnd, y.bEnd)}
}

// identity is the share of the words of both sides that agree in order.
func (x box) identity() float64 {
	return float64(2*x.matched) / float64(x.aEnd-x.a+x.bEnd-x.b)
}

// link is the best way to end a chain with one run.
type link struct {
	score   int
	matched int
	prev    int // index of the run before, or -1
}

// chain joins the runs of one pair of texts into passages: a run follows
// another when it lies after it in both texts and the words between agree
// well enough to be worth it. Runs are ordered by their place in a. Within
// one text the two sides of a passage don't overlap.
func (al *aligner) chain(a, b []token, runs []run, within bool) []box {
	links := make([]link, len(runs))
	for i, r := range runs {
		links[i] = link{score: r.n, matched: r.n, prev: -1}
		for j := i - 1; j >= 0 && j >= i-lookBack; j-- {
			gain, matched, trim, ok := al.gap(a, b, runs[j], r)
			if !ok || within && r.a+r.n > chainStart(runs, links, j).b {
				continue
			}
			if total := links[j].score + gain + r.n - trim; total > links[i].score {
				links[i] = link{total, links[j].matched + matched + r.n - trim, j}
			}
		}
	}
	return al.collect(a, b, runs, links, within)
}

func chainStart(runs []run, links []link, i int) run {
	for links[i].prev >= 0 {
		i = links[i].prev
	}
	return runs[i]
}

// gap aligns the words between two runs. ok is false when the second does not
// follow the first, or follows too far behind. trim counts the words at the second's start that the
// first holds already.
func (al *aligner) gap(a, b []token, r, s run) (score, matched, trim int, ok bool) {
	trim = max(0, r.a+r.n-s.a, r.b+r.n-s.b)
	if trim >= s.n || s.a < r.a || s.b < r.b {
		return 0, 0, 0, false
	}
	between := func(tokens []token, from, to int) view { return forward(tokens[from:max(from, to)]) }
	inA := between(a, r.a+r.n, s.a+trim)
	inB := between(b, r.b+r.n, s.b+trim)
	if inA.n > maxGap || inB.n > maxGap {
		return 0, 0, 0, false
	}
	_, _, c := al.best(inA, inB, true)
	return c.score, c.matched, trim, true
}

// collect takes the chains apart from the best to the worst: no run is used
// twice, and a run inside a passage already taken adds nothing. A run longer
// than any of that passage stays: the passage may yet be found too weak.
func (al *aligner) collect(a, b []token, runs []run, links []link, within bool) []box {
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(links[j].score, links[i].score) })
	used, inside := make([]bool, len(runs)), make([]bool, len(runs))
	var boxes []box
	for _, last := range order {
		if used[last] || inside[last] {
			continue
		}
		x := box{aEnd: runs[last].a + runs[last].n, bEnd: runs[last].b + runs[last].n}
		for i := last; i >= 0 && !used[i]; i = links[i].prev {
			used[i] = true
			x.a, x.b = runs[i].a, runs[i].b
			x.longest = max(x.longest, runs[i].n)
			x.matched = links[last].matched
			if p := links[i].prev; p >= 0 && used[p] {
				// The rest belongs to a better chain: keep this run, whole.
				_, between, trim, _ := al.gap(a, b, runs[p], runs[i])
				x.matched -= links[p].matched + between - trim
			}
		}
		x = al.grow(a, b, x, within)
		for i := firstRun(runs, x.a); i < len(runs) && runs[i].a < x.aEnd; i++ {
			al.looked++
			inside[i] = inside[i] || x.longest >= runs[i].n && x.contains(runs[i])
		}
		boxes = append(boxes, x)
	}
	return boxes
}

// firstRun returns the index of the first run that begins at a word of a, or
// behind it.
func firstRun(runs []run, at int) int {
	i, _ := slices.BinarySearchFunc(runs, at, func(r run, at int) int { return cmp.Compare(r.a, at) })
	return i
}

// grow takes in words beyond both ends of a passage while enough of them
// agree.
func (al *aligner) grow(a, b []token, x box, within bool) box {
	for {
		endA, endB := min(x.aEnd+reach, len(a)), min(x.bEnd+reach, len(b))
		if within {
			endA = min(endA, x.b)
		}
		na, nb, c := al.best(forward(a[x.aEnd:endA]), forward(b[x.bEnd:endB]), false)
		if c.score < endScore {
			break
		}
		x.aEnd, x.bEnd, x.matched = x.aEnd+na, x.bEnd+nb, x.matched+c.matched
	}
	for {
		startA, startB := max(x.a-reach, 0), max(x.b-reach, 0)
		if within {
			startB = max(startB, x.aEnd)
		}
		na, nb, c := al.best(backward(a[startA:x.a]), backward(b[startB:x.b]), false)
		if c.score < endScore {
			break
		}
		x.a, x.b, x.matched = x.a-na, x.b-nb, x.matched+c.matched
	}
	return x
}
