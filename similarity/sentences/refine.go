package sentences

const (
	// oneSided is what a word that only one side of a passage has counts
	// against it, where one that both have counts two for it. × 0.8 costs .3 points,
	// of summaries 5.8, × 1.25 .2.
	oneSided = 0.3
	// maxOutward is the most sentences that an edge moves outward in one go,
	// maxRounds how often all four are moved. They bound cost: more change nothing,
	// fewer no plagdet.
	maxOutward, maxRounds = 10, 6
)

// refine moves the edges of a stretch to where its balance is best: the weight
// of what both sides say, each word as often as both do, less a share of the
// weight of all they say. It is to sets of words what a local alignment (Smith
// and Waterman 1981) is to their order.
func (p *Pairing) refine(s Stretch) Stretch {
	p.inA.fill(p.a, s.a, s.aEnd)
	p.inB.fill(p.b, s.b, s.bEnd)
	a := side{p.a, p.weightA, p.twinA, &p.inA, &p.inB}
	b := side{p.b, p.weightB, p.twinB, &p.inB, &p.inA}
	for range maxRounds {
		before := s
		s.a = a.edge(s.a, s.aEnd, -1)
		s.aEnd = a.edge(s.aEnd, s.a, 1)
		s.b = b.edge(s.b, s.bEnd, -1)
		s.bEnd = b.edge(s.bEnd, s.b, 1)
		if s == before {
			break
		}
	}
	return s
}

// side is one side of a stretch.
type side struct {
	*Outline
	weights    []float64 // by stem
	twins      []int     // by stem, its index in the other outline, or -1
	own, other *bag
}

// edge returns the best place for one edge, as an index of sentences. The
// opposite edge stays where it is; outward is -1 for the front edge and 1 for
// the back.
func (s side) edge(at, opposite, outward int) int {
	beyond := func(edge int) int { // the sentence just outside
		if outward < 0 {
			return edge - 1
		}
		return edge
	}
	best, bestAt, balance, edge := 1e-9, at, 0.0, at
	for range maxOutward {
		if i := beyond(edge); i < 0 || i == len(s.sentences) {
			break
		}
		balance += s.put(beyond(edge), 1)
		edge += outward
		if balance > best {
			best, bestAt = balance, edge
		}
	}
	for edge != opposite+outward { // one sentence stays
		edge -= outward
		balance += s.put(beyond(edge), -1)
		if balance > best {
			best, bestAt = balance, edge
		}
	}
	for edge != bestAt {
		s.put(beyond(edge), 1)
		edge += outward
	}
	return bestAt
}

// put adds a sentence to the side (times is 1) or takes it away (-1), and
// returns the change of the balance.
func (s side) put(sentence int, times int32) float64 {
	change := 0.0
	for _, t := range s.sentences[sentence].terms {
		before := s.own.n[t.stem]
		after := before + times*t.n
		s.own.add(t.stem, times*t.n)
		both := int32(0)
		if twin := s.twins[t.stem]; twin >= 0 {
			n := s.other.n[twin]
			both = min(after, n) - min(before, n)
		}
		change += s.weights[t.stem] * (2*float64(both) - oneSided*float64(after-before))
	}
	return change
}
