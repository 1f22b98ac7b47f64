package sentences

import (
	"cmp"
	"math"
	"slices"
)

// Rewritten passages are found as by Sanchez-Perez, Gelbukh and Sidorov
// ("Adaptive algorithm for plagiarism detection: the best-performing approach
// at PAN 2014 text alignment competition", CLEF 2015): pairs of sentences that
// are alike are clustered, and a cluster is a passage when its two sides are
// alike as wholes. Words are weighed by how few sentences of the two texts
// have them, so that what both texts are about counts little.
const (
	// echoCosine and echoDice are what two sentences must reach to be alike. The
	// cosine × 0.8 costs .3 points and a false alarm, × 1.25 .2. Dice × 0.8 adds .8
	// points with a false alarm more, × 1.25 costs 1.0, of summaries 8.2.
	echoCosine = 0.30
	echoDice   = 0.36
	// maxStemPairs is how many pairs of sentences may have a stem in common that
	// is still looked at, and maxEchoes how many sentences one may be alike. What
	// two texts say all the time doesn't tell which passage was rewritten from
	// which, and costs the square of their lengths: they bound cost, and change
	// nothing there.
	maxStemPairs = 1 << 22
	maxEchoes    = 64
	// maxCells bounds the table of sentence pairs looked at in one go.
	maxCells = 1 << 20
)

// echo is a pair of sentences that are alike.
type echo struct{ a, b int }

// Pairing compares two outlines. It is made for one pair after another.
type Pairing struct {
	a, b         *Outline
	weightA      []float64 // by stem of a
	weightB      []float64
	twinA, twinB []int     // by stem, its index in the other outline, or -1
	normA, normB []float64 // by sentence, squared, or unknown

	dot     []float32 // by pair of sentences
	shared  []uint16  // the same: distinct stems in common
	touched []int     // cells of both that aren't zero

	inA, inB bag
}

// Set prepares the comparison of two outlines.
func (p *Pairing) Set(a, b *Outline) {
	p.a, p.b = a, b
	p.weightA, p.twinA = slices.Grow(p.weightA[:0], len(a.stems))[:len(a.stems)], slices.Grow(p.twinA[:0], len(a.stems))[:len(a.stems)]
	p.weightB, p.twinB = slices.Grow(p.weightB[:0], len(b.stems))[:len(b.stems)], slices.Grow(p.twinB[:0], len(b.stems))[:len(b.stems)]
	total := float64(len(a.sentences) + len(b.sentences))
	var logs [16]float64 // of few holders, which most stems have
	for n := range logs {
		logs[n] = math.Log(total / float64(n))
	}
	weigh := func(holders int) float64 {
		if holders < len(logs) {
			return logs[holders]
		}
		return math.Log(total / float64(holders))
	}
	i, j := 0, 0
	for i < len(a.stems) && j < len(b.stems) {
		switch x, y := a.stems[i], b.stems[j]; {
		case x == y:
			w := weigh(len(a.held(i)) + len(b.held(j)))
			p.weightA[i], p.weightB[j], p.twinA[i], p.twinB[j] = w, w, j, i
			i, j = i+1, j+1
		case x < y:
			p.weightA[i], p.twinA[i] = weigh(len(a.held(i))), -1
			i++
		default:
			p.weightB[j], p.twinB[j] = weigh(len(b.held(j))), -1
			j++
		}
	}
	for ; i < len(a.stems); i++ {
		p.weightA[i], p.twinA[i] = weigh(len(a.held(i))), -1
	}
	for ; j < len(b.stems); j++ {
		p.weightB[j], p.twinB[j] = weigh(len(b.held(j))), -1
	}
	p.normA, p.normB = unknownNorms(p.normA, a), unknownNorms(p.normB, b)
	p.inA.reset(len(a.stems))
	p.inB.reset(len(b.stems))
}

// unknown is the norm of a sentence that was not asked for yet: few ever are.
const unknown = -1

func unknownNorms(list []float64, o *Outline) []float64 {
	list = slices.Grow(list[:0], len(o.sentences))[:len(o.sentences)]
	for i := range list {
		list[i] = unknown
	}
	return list
}

// squaredNorm returns the squared norm of a sentence, and remembers it.
func squaredNorm(known []float64, o *Outline, sentence int, weights []float64) float64 {
	if known[sentence] == unknown {
		sum := 0.0
		for _, t := range o.sentences[sentence].terms {
			w := float64(t.n) * weights[t.stem]
			sum += w * w
		}
		known[sentence] = sum
	}
	return known[sentence]
}

// echoes returns the pairs of sentences that are alike, ordered by a, then b.
// ease is the share of the thresholds that is enough: 1 for all of it.
func (p *Pairing) echoes(ease float64) []echo {
	rows := max(1, maxCells/max(1, len(p.b.sentences)))
	var found []echo
	for from := 0; from < len(p.a.sentences); from += rows {
		found = p.echoesIn(found, from, min(from+rows, len(p.a.sentences)), ease)
	}
	return found
}

// echoesIn looks at the sentences of a in [from, to).
func (p *Pairing) echoesIn(found []echo, from, to int, ease float64) []echo {
	width := len(p.b.sentences)
	if need := (to - from) * width; cap(p.dot) < need {
		p.dot, p.shared = make([]float32, need), make([]uint16, need)
	}
	dot, shared := p.dot[:cap(p.dot)], p.shared[:cap(p.dot)]
	p.touched = p.touched[:0]
	for stem, twin := range p.twinA {
		if twin < 0 {
			continue
		}
		heldA, heldB := p.a.held(stem), p.b.held(twin)
		if len(heldA)*len(heldB) > maxStemPairs {
			continue
		}
		weight := float32(p.weightA[stem] * p.weightA[stem])
		begin, _ := slices.BinarySearchFunc(heldA, from, func(x holder, sentence int) int { return cmp.Compare(int(x.sentence), sentence) })
		for _, x := range heldA[begin:] {
			if int(x.sentence) >= to {
				break
			}
			row := (int(x.sentence) - from) * width
			for _, y := range heldB {
				cell := row + int(y.sentence)
				if shared[cell] == 0 {
					p.touched = append(p.touched, cell)
				}
				shared[cell]++
				dot[cell] += weight * float32(x.n*y.n)
			}
		}
	}
	first := len(found)
	for _, cell := range p.touched {
		e := echo{from + cell/width, cell % width}
		if p.alike(e, float64(dot[cell]), int(shared[cell]), ease) {
			found = append(found, e)
		}
		dot[cell], shared[cell] = 0, 0
	}
	slices.SortFunc(found[first:], func(x, y echo) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return found[:first+len(fewEchoes(found[first:]))]
}

// fewEchoes takes out the echoes of sentences of a that have too many. They are
// ordered by a.
func fewEchoes(echoes []echo) []echo {
	kept := echoes[:0]
	for i := 0; i < len(echoes); {
		end := i
		for end < len(echoes) && echoes[end].a == echoes[i].a {
			end++
		}
		if end-i <= maxEchoes {
			kept = append(kept, echoes[i:end]...)
		}
		i = end
	}
	return kept
}

func (p *Pairing) alike(e echo, dot float64, shared int, ease float64) bool {
	terms := len(p.a.sentences[e.a].terms) + len(p.b.sentences[e.b].terms)
	return 2*float64(shared) > ease*echoDice*float64(terms) &&
		dot > ease*echoCosine*math.Sqrt(squaredNorm(p.normA, p.a, e.a, p.weightA)*squaredNorm(p.normB, p.b, e.b, p.weightB))
}

// bag counts stems of one outline.
type bag struct {
	n       []int32 // by stem
	touched []int32
}

func (b *bag) reset(stems int) {
	b.clear()
	b.n = slices.Grow(b.n[:0], stems)[:stems]
}

func (b *bag) clear() {
	for _, stem := range b.touched {
		b.n[stem] = 0
	}
	b.touched = b.touched[:0]
}

// add changes how often the bag holds a stem.
func (b *bag) add(stem, n int32) {
	if b.n[stem] == 0 {
		b.touched = append(b.touched, stem)
	}
	b.n[stem] += n
}

// fill makes the bag hold the stems of sentences [from, to).
func (b *bag) fill(o *Outline, from, to int) {
	b.clear()
	for _, s := range o.sentences[from:to] {
		for _, t := range s.terms {
			b.add(t.stem, t.n)
		}
	}
}

// Cosine compares stretches of sentences as wholes, 0 to 1.
func (p *Pairing) Cosine(s Stretch) float64 {
	p.inA.fill(p.a, s.a, s.aEnd)
	p.inB.fill(p.b, s.b, s.bEnd)
	var dot, normA, normB float64
	for _, stem := range p.inA.touched {
		w := float64(p.inA.n[stem]) * p.weightA[stem]
		normA += w * w
		if twin := p.twinA[stem]; twin >= 0 {
			dot += w * float64(p.inB.n[twin]) * p.weightA[stem]
		}
	}
	for _, stem := range p.inB.touched {
		w := float64(p.inB.n[stem]) * p.weightB[stem]
		normB += w * w
	}
	if dot == 0 {
		return 0
	}
	return dot / math.Sqrt(normA*normB)
}
