// Package figures compares what texts count and measure: which figures are for the
// same thing, and whether they agree.
package figures

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"github.com/cespare/xxhash/v2"
)

// Relation says that two documents give a figure for the same thing.
type Relation struct {
	Agree bool     // the same value; else clearly another
	A, B  Ref      // A's document comes before B's
	About []string // the stems both share, sorted
}

// Ref points at docs[Doc][Sentence][Figure] of Relate's argument.
type Ref struct{ Doc, Sentence, Figure int }

// Limits of Relate. It would rather miss a relation than invent one: a wrong
// "disputed" costs an editor a phone call.
const (
	agreeStems   = 3     // stems both figures share, a name among them
	likeStems    = 5     // the same, without a name
	telling      = 3     // stems under which a figure is filed without a name
	DisputeStems = 4     // the same, to say that they dispute
	disputeNouns = 2     // those of them that are no names
	sameShare    = 0.8   // the same, of what rises or falls in undated articles
	agreeShare   = 0.4   // shared stems over all stems of both
	disputeShare = 0.6   // the same, to say that they dispute, or without a name
	sameValue    = 0.005 // relative difference up to which values are the same
	otherValue   = 0.03  // from which they are clearly different
	roundedValue = 0.25  // the same, if either is approximate
	mostPostings = 64    // figures under one key beyond which the key says nothing
)

// Smallest is the count below which counts are too common to tell
// things apart.
const Smallest = 10

// stale is how far apart two articles may have come out for figures without a
// period to be of the same time.
const stale = 14 * 24 * time.Hour

// Figure is a number and what it measures.
type Figure struct {
	Value      float64
	Unit       string   // "", "%", "$", "days", …
	About      []string // stems of the content words nearby, sorted
	Names      []string // those of About that stand in a name, sorted
	Counts     string   // stem of the noun it counts or measures; "": none was found
	What       string   // the words of the text that Counts is from: "warehouse jobs"
	Changes    bool     // it is how something rises or falls
	Period     string   // the years, months and quarters named in the sentence, in order; "": none
	Relative   bool     // it is for a time that depends on the day of writing: "last week"
	Approx     bool     // "about", "nearly", "more than"
	Start, End int

	Published time.Time // when the article came out; zero: unknown
}

// postingKey is what figures for the same thing have in common: a unit and two
// stems, the first of a name; or a unit, a stem and the value itself.
type postingKey struct {
	unit, name, stem string
	value            float64
}

// keys appends the keys a figure is filed under.
func (f *Figure) keys(dst []postingKey) []postingKey {
	for _, s := range f.About {
		for _, name := range f.Names {
			if s != name {
				dst = append(dst, postingKey{unit: f.Unit, name: name, stem: s})
			}
		}
	}
	if len(f.About) >= likeStems {
		for _, s := range longest(f.About, telling) {
			dst = append(dst, postingKey{unit: f.Unit, stem: s, value: f.Value})
		}
	}
	return dst
}

// Keys returns the hashes of all keys that figures are filed under, by sentence.
func Keys(sentences [][]Figure) []uint64 {
	var hashes []uint64
	var filed []postingKey
	eachFigure([][][]Figure{sentences}, func(_ Ref, f *Figure) {
		filed = f.keys(filed[:0])
		for _, k := range filed {
			text := []byte(k.unit + "\x00" + k.name + "\x00" + k.stem + "\x00")
			hashes = append(hashes, xxhash.Sum64(binary.BigEndian.AppendUint64(text, math.Float64bits(k.value))))
		}
	})
	return hashes
}

// longest returns the n longest strings: long words are rare ones.
func longest(list []string, n int) []string {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return sorted[:min(n, len(sorted))]
}

// Relate finds figures for the same thing in different documents: the same
// unit, strongly overlapping words around them, no different periods. Agreeing
// figures share a name or most of their words; disputing ones share a name,
// what they count and when. It compares only figures that meet under a key of
// the index, and of one figure's relations with one document it keeps the
// nearest.
func Relate(docs [][][]Figure) []Relation {
	index := map[postingKey][]Ref{}
	var keys []postingKey
	eachFigure(docs, func(r Ref, f *Figure) {
		keys = f.keys(keys[:0])
		for _, k := range keys {
			if len(index[k]) <= mostPostings {
				index[k] = append(index[k], r)
			}
		}
	})
	var relations []Relation
	eachFigure(docs, func(r Ref, f *Figure) {
		nearest := map[int]Relation{} // by document
		met := map[Ref]bool{}
		keys = f.keys(keys[:0])
		for _, k := range keys {
			postings := index[k]
			if len(postings) > mostPostings {
				continue
			}
			for _, other := range postings {
				if other.Doc <= r.Doc || met[other] {
					continue
				}
				met[other] = true
				agree, about, ok := Compare(f, &docs[other.Doc][other.Sentence][other.Figure])
				rel := Relation{Agree: agree, A: r, B: other, About: about}
				if old, had := nearest[other.Doc]; ok && (!had || len(rel.About) > len(old.About)) {
					nearest[other.Doc] = rel
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
func eachFigure(docs [][][]Figure, f func(Ref, *Figure)) {
	for d := range docs {
		for s := range docs[d] {
			for i := range docs[d][s] {
				if g := &docs[d][s][i]; g.Unit != "" || g.Value >= Smallest {
					f(Ref{d, s, i}, g)
				}
			}
		}
	}
}

func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Figure, b.Figure))
}

// Compare decides whether two figures of one unit measure the same thing, and
// whether they agree; about are the stems they share.
func Compare(f, g *Figure) (agree bool, about []string, ok bool) {
	if f.Period != "" && g.Period != "" && f.Period != g.Period {
		return false, nil, false
	}
	shared := intersect(f.About, g.About)
	share := float64(len(shared)) / float64(len(f.About)+len(g.About)-len(shared))
	names := Common(f.Names, g.Names)
	apart := math.Abs(f.Value-g.Value) / max(math.Abs(f.Value), math.Abs(g.Value), 1e-9)
	clearly := otherValue
	if f.Approx || g.Approx {
		clearly = roundedValue
	}
	switch {
	case apart <= sameValue:
		alike := names > 0 && len(shared) >= agreeStems && share >= agreeShare ||
			len(shared) >= likeStems && share >= disputeShare
		return true, shared, alike
	case apart >= clearly:
		disputes := names > 0 && len(shared) >= DisputeStems && len(shared)-names >= disputeNouns &&
			share >= disputeShare && sameThing(f, g) && sameTime(f, g, share)
		return false, shared, disputes
	}
	return false, nil, false
}

// sameThing reports whether two figures count the same noun of the same names:
// what is said of a name only one of them has is another matter.
func sameThing(f, g *Figure) bool {
	names := Common(f.Names, g.Names)
	return f.Counts != "" && f.Counts == g.Counts && 2*names > len(f.Names)+len(g.Names)-names
}

// sameTime reports whether two figures are for one time: the same period; or
// none, in articles that came out together. Without their dates, what was so
// "last week" is another matter in each, and so is what rises or falls unless
// it is told in the same words.
func sameTime(f, g *Figure, share float64) bool {
	switch {
	case f.Period != "" && f.Period == g.Period:
		return true
	case f.Published.IsZero() || g.Published.IsZero():
		return !f.Relative && !g.Relative && (share >= sameShare || !f.Changes && !g.Changes)
	}
	return f.Published.Sub(g.Published).Abs() <= stale
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

// Common counts the strings two sorted lists share.
func Common(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// HoldsNear reports whether one of the sorted values is near to v: if any is, the
// next above or below is.
func HoldsNear(values []float64, v float64) bool {
	i, _ := slices.BinarySearch(values, v)
	return i < len(values) && near(values[i], v) || i > 0 && near(values[i-1], v)
}

func near(a, b float64) bool { return math.Abs(a-b) <= otherValue*max(math.Abs(a), math.Abs(b)) }
