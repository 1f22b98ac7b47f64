package audit

import (
	"cmp"
	"slices"
	"sort"

	"copydesk.dev/similarity"
)

// proofs finds in the evidence, whole or nearly, what stands in quotation
// marks: every run of shingle words of the evidence, sorted by hash.
type proofs struct {
	texts []evidenceText
	runs  []proofRun
}

type proofRun struct {
	hash uint64
	text int32 // index into texts
	at   int32 // index of the run's first token
}

// shingle is how many words in a row a quotation must share with a passage to
// be compared with it.
const shingle = 3

// mostRuns is how many places of one run are looked at: what stands in more is
// a turn of phrase.
const mostRuns = 64

func newProofs(texts []evidenceText) *proofs {
	p := &proofs{texts: texts}
	for i, t := range texts {
		for at := range len(t.tokens()) - shingle + 1 {
			p.runs = append(p.runs, proofRun{runHash(t.tokens()[at:]), int32(i), int32(at)})
		}
	}
	slices.SortFunc(p.runs, func(a, b proofRun) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.text, b.text), cmp.Compare(a.at, b.at))
	})
	return p
}

func runHash(tokens []similarity.Token) uint64 {
	const prime = 0x100000001b3 // FNV's
	h := uint64(0xcbf29ce484222325)
	for _, t := range tokens[:shingle] {
		h = (h ^ t.Hash) * prime
	}
	return h
}

// proof is the passage of the evidence that is nearest to a quotation.
type proof struct {
	text       *evidenceText
	start, end int     // bytes
	exact      bool    // the same words
	order      float64 // how far the words agree in order, 0 to 1
}

// nearest returns the passage nearest to a quotation, of those that share a run
// of words with it; an exact one first. It returns nil when there is none.
func (p *proofs) nearest(quotation string) *proof {
	q := similarity.Tokenize(quotation)
	type window struct{ text, start int }
	shared := make(map[window]int)
	for at := range len(q) - shingle + 1 {
		h := runHash(q[at:])
		first := sort.Search(len(p.runs), func(i int) bool { return p.runs[i].hash >= h })
		for i := first; i < len(p.runs) && i < first+mostRuns && p.runs[i].hash == h; i++ {
			shared[window{int(p.runs[i].text), max(0, int(p.runs[i].at)-at)}]++
		}
	}
	windows := make([]window, 0, len(shared))
	for w := range shared {
		windows = append(windows, w)
	}
	slices.SortFunc(windows, func(v, w window) int {
		return cmp.Or(-cmp.Compare(shared[v], shared[w]), cmp.Compare(v.text, w.text), cmp.Compare(v.start, w.start))
	})
	var best *proof
	const mostWindows = 8
	for _, w := range windows[:min(len(windows), mostWindows)] {
		t := &p.texts[w.text]
		tokens := t.tokens()[w.start:min(w.start+len(q), len(t.tokens()))]
		found := &proof{text: t, start: int(tokens[0].Start), end: int(tokens[len(tokens)-1].End)}
		found.exact = slices.EqualFunc(q, tokens, func(a, b similarity.Token) bool { return a.Hash == b.Hash })
		if found.order = 1; !found.exact {
			found.order = similarity.Compare(quotation, t.Text[found.start:found.end]).Order
		}
		if best == nil || found.order > best.order || found.exact && !best.exact {
			best = found
		}
	}
	return best
}
