package claims

import (
	"cmp"
	"math"
	"slices"
)

// Relation says that two documents give a figure for the same thing.
type Relation struct {
	Agree bool     // the same value; else clearly another
	A, B  Ref      // A's document comes before B's
	About []string // the stems both share, sorted
}

// Ref points at docs[Doc][Sentence].Figures[Figure] of Relate's argument.
type Ref struct{ Doc, Sentence, Figure int }

// Limits of Relate. It would rather miss a relation than invent one: a wrong
// "disputed" costs an editor a phone call.
const (
	agreeStems   = 3     // stems both figures share, a name among them
	disputeStems = 4     // the same, to say that they dispute
	agreeShare   = 0.4   // shared stems over all stems of both
	disputeShare = 0.6   // the same, to say that they dispute
	sameValue    = 0.005 // relative difference up to which values are the same
	otherValue   = 0.03  // from which they are clearly different
	roundedValue = 0.25  // the same, if either is approximate
	mostPostings = 64    // figures under one key beyond which the key says nothing
)

// postingKey is a unit and two stems, one of them of a name: what figures for
// the same thing have in common.
type postingKey struct{ unit, name, stem string }

// Relate finds figures for the same thing in different documents: the same
// unit, strongly overlapping words around them with a name among these, no
// different periods. It compares only figures that meet under a key of the
// index, and of one figure's relations with one document it keeps the nearest.
func Relate(docs [][]Sentence) []Relation {
	index := map[postingKey][]Ref{}
	eachFigure(docs, func(r Ref, f *Figure) {
		for _, name := range f.Names {
			for _, s := range f.About {
				if s != name {
					k := postingKey{f.Unit, name, s}
					index[k] = append(index[k], r)
				}
			}
		}
	})
	var relations []Relation
	eachFigure(docs, func(r Ref, f *Figure) {
		nearest := map[int]Relation{} // by document
		met := map[Ref]bool{}
		for _, name := range f.Names {
			for _, s := range f.About {
				postings := index[postingKey{f.Unit, name, s}]
				if s == name || len(postings) > mostPostings {
					continue
				}
				for _, other := range postings {
					if other.Doc <= r.Doc || met[other] {
						continue
					}
					met[other] = true
					rel, ok := compare(r, other, f, figureOf(docs, other))
					if old, had := nearest[other.Doc]; ok && (!had || len(rel.About) > len(old.About)) {
						nearest[other.Doc] = rel
					}
				}
			}
		}
		for _, rel := range nearest {
			relations = append(relations, rel)
		}
	})
	slices.SortFunc(relations, func(a, b Relation) int {
		return cmp.Or(compareRefs(a.A, b.A), compareRefs(a.B, b.B))
	})
	return relations
}

// eachFigure calls f for the figures worth comparing, in order.
func eachFigure(docs [][]Sentence, f func(Ref, *Figure)) {
	const smallest = 10 // counts below it are too common to tell things apart
	for d := range docs {
		for s := range docs[d] {
			for i := range docs[d][s].Figures {
				if g := &docs[d][s].Figures[i]; g.Unit != "" || g.Value >= smallest {
					f(Ref{d, s, i}, g)
				}
			}
		}
	}
}

func figureOf(docs [][]Sentence, r Ref) *Figure { return &docs[r.Doc][r.Sentence].Figures[r.Figure] }

func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Figure, b.Figure))
}

// compare decides whether two figures of one unit measure the same thing, and
// whether they agree.
func compare(a, b Ref, f, g *Figure) (Relation, bool) {
	if f.Period != "" && g.Period != "" && f.Period != g.Period {
		return Relation{}, false
	}
	shared := intersect(f.About, g.About)
	share := float64(len(shared)) / float64(len(f.About)+len(g.About)-len(shared))
	names := common(f.Names, g.Names)
	if names == 0 || len(shared) < agreeStems || share < agreeShare {
		return Relation{}, false
	}
	apart := math.Abs(f.Value-g.Value) / max(math.Abs(f.Value), math.Abs(g.Value), 1e-9)
	clearly := otherValue
	if f.Approx || g.Approx {
		clearly = roundedValue
	}
	switch {
	case apart <= sameValue:
		return Relation{Agree: true, A: a, B: b, About: shared}, true
	case apart >= clearly && len(shared) >= disputeStems && share >= disputeShare:
		return Relation{A: a, B: b, About: shared}, true
	}
	return Relation{}, false
}

// intersect returns what two sorted lists share.
func intersect(a, b []string) []string {
	var both []string
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both = append(both, a[i])
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return both
}
