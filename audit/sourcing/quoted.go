package sourcing

import (
	"cmp"
	"slices"
	"sort"

	"copydesk.dev/similarity"
)

// quotationIndex finds in the evidence, whole or nearly, what stands in quotation
// marks: every run of shingle words of the evidence, sorted by hash.
type quotationIndex struct {
	documents []*evidence
	runs      []indexedRun
}

type indexedRun struct {
	hash     uint64
	document int32 // index into documents
	at       int32 // index of the run's first token
}

// shingle is how many words in a row a quotation must share with a passage to
// be compared with it. With two, common turns of phrase make every passage one to
// compare with; with four, a word altered in every four hides a quotation.
const shingle = 3

// mostRuns is how many places of one run are looked at: what stands in more is
// a turn of phrase. It bounds what a quotation costs.
const mostRuns = 64

func newQuotationIndex(documents []*evidence) *quotationIndex {
	x := &quotationIndex{documents: documents}
	for i, d := range documents {
		for at := range len(d.Tokens()) - shingle + 1 {
			x.runs = append(x.runs, indexedRun{runHash(d.Tokens()[at:]), int32(i), int32(at)})
		}
	}
	slices.SortFunc(x.runs, func(a, b indexedRun) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.document, b.document), cmp.Compare(a.at, b.at))
	})
	return x
}

func runHash(tokens []similarity.Token) uint64 {
	const prime = 0x100000001b3 // FNV's
	h := uint64(0xcbf29ce484222325)
	for _, t := range tokens[:shingle] {
		h = (h ^ t.Hash) * prime
	}
	return h
}

// nearest is the passage of the evidence that is nearest to a quotation.
type nearest struct {
	document   *evidence
	start, end int     // bytes
	exact      bool    // the same words
	order      float64 // how far the words agree in order, 0 to 1
}

// nearest returns the passage nearest to a quotation, of those that share a run
// of words with it; an exact one first. It returns nil when there is none.
func (x *quotationIndex) nearest(quotation string) *nearest {
	q := similarity.Tokenize(quotation)
	type window struct{ document, start int }
	shared := make(map[window]int)
	for at := range len(q) - shingle + 1 {
		h := runHash(q[at:])
		first := sort.Search(len(x.runs), func(i int) bool { return x.runs[i].hash >= h })
		for i := first; i < len(x.runs) && i < first+mostRuns && x.runs[i].hash == h; i++ {
			shared[window{int(x.runs[i].document), max(0, int(x.runs[i].at)-at)}]++
		}
	}
	windows := make([]window, 0, len(shared))
	for w := range shared {
		windows = append(windows, w)
	}
	slices.SortFunc(windows, func(v, w window) int {
		return cmp.Or(-cmp.Compare(shared[v], shared[w]), cmp.Compare(v.document, w.document), cmp.Compare(v.start, w.start))
	})
	var best *nearest
	const mostWindows = 8
	for _, w := range windows[:min(len(windows), mostWindows)] {
		d := x.documents[w.document]
		tokens := d.Tokens()[w.start:min(w.start+len(q), len(d.Tokens()))]
		found := &nearest{document: d, start: int(tokens[0].Start), end: int(tokens[len(tokens)-1].End)}
		found.exact = slices.EqualFunc(q, tokens, func(a, b similarity.Token) bool { return a.Hash == b.Hash })
		if found.order = 1; !found.exact {
			found.order = similarity.Compare(quotation, d.Text[found.start:found.end]).Order
		}
		if best == nil || found.order > best.order || found.exact && !best.exact {
			best = found
		}
	}
	return best
}
