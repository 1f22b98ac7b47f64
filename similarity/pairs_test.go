package similarity

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestCandidates holds the clauses and the texts that are compared against
// brute force, with all pairs of words sorted at once, and in rounds and
// parts.
func TestCandidates(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 12))
	draw := rand.NewZipf(rng, 1.2, 6, 300)
	var texts []string
	for range 120 {
		var b strings.Builder
		for range 1 + rng.IntN(12) {
			for range 3 + rng.IntN(9) {
				fmt.Fprintf(&b, "word%dish ", draw.Uint64())
			}
			b.WriteString(pick(rng, ", and", ". ", "; the"))
		}
		texts = append(texts, b.String())
	}
	options := Options{Known: func(text int) bool { return text%3 == 0 }, Jobs: 3}
	ix := newIndex(texts, options.withDefaults())
	if _, err := ix.fingerprint(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := ix.vocabulary.FindStems(texts, func(n int, work func(int)) error { return ix.each(t.Context(), n, work) }); err != nil {
		t.Fatal(err)
	}
	var clauses []clause
	for i := range texts {
		clauses = clausesOf(clauses, ix.vocabulary, uint32(i), ix.tokens[i])
	}

	clausesOf, textsOf := make(map[[2]uint32][]uint32), make(map[[2]uint32][]uint32)
	for i, c := range clauses {
		stems := ix.vocabulary.AppendContent(nil, ix.tokensIn(c))
		for j, a := range stems {
			for _, b := range stems[j+1 : min(j+3, len(stems))] {
				if key := [2]uint32{min(a, b), max(a, b)}; a != b {
					clausesOf[key] = append(clausesOf[key], uint32(i))
					textsOf[key] = append(textsOf[key], c.text)
				}
			}
		}
	}
	clauseMeets, textMeets := make(map[idPair]int), make(map[idPair]int)
	for key, list := range clausesOf {
		list, together := slices.Compact(list), slices.Compact(textsOf[key])
		if len(list) > maxCommon {
			continue
		}
		countMeetings(clauseMeets, list)
		if len(together) <= maxTogether {
			countMeetings(textMeets, together)
		}
	}
	wantClauses := ix.metOften(clauseMeets, minPairs, func(i uint32) uint32 { return clauses[i].text })
	wantTexts := ix.metOften(textMeets, minTogether, func(i uint32) uint32 { return i })
	if len(wantClauses) < 20 || len(wantTexts) < 20 {
		t.Fatalf("%d pairs of clauses and %d of texts are too few to tell", len(wantClauses), len(wantTexts))
	}

	for _, size := range []struct{ inPart, inRound int }{{pairsInPart, pairsInRound}, {40, 500}, {1, 1}} {
		inClauses, inTexts, err := newPairSort(ix, clauses, size.inPart, size.inRound).gatherings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		gotClauses, _ := ix.often(t.Context(), inClauses, len(clauses), minPairs, func(i uint32) uint32 { return clauses[i].text })
		gotTexts, _ := ix.often(t.Context(), inTexts, len(texts), minTogether, func(i uint32) uint32 { return i })
		if diff := gocmp.Diff(wantClauses, gotClauses, gocmp.AllowUnexported(idPair{})); diff != "" {
			t.Errorf("%+v: clauses %s", size, diff)
		}
		if diff := gocmp.Diff(wantTexts, gotTexts, gocmp.AllowUnexported(idPair{})); diff != "" {
			t.Errorf("%+v: texts %s", size, diff)
		}
	}
}

func countMeetings(met map[idPair]int, list []uint32) {
	for i, a := range list {
		for _, b := range list[i+1:] {
			met[idPair{a, b}]++
		}
	}
}

func (ix *index) metOften(met map[idPair]int, minMeet int, textOf func(uint32) uint32) []idPair {
	var pairs []idPair
	for p, n := range met {
		if s, t := textOf(p.a), textOf(p.b); n >= minMeet && s != t && ix.told(s, t) {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(p, q idPair) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	return pairs
}

// TestPairCode checks that no two pairs have one number, whatever the sizes.
func TestPairCode(t *testing.T) {
	for _, size := range []struct{ stems, clauses, parts int }{{1, 1, 1}, {20, 3, 64}, {40, 40, 1 << 20}, {1<<28 - 1, 1<<31 - 1, 1}} {
		code := newPairCode(size.stems, size.clauses, size.parts)
		if code.entryBits() > 64 || code.part > 2*code.stem {
			t.Fatalf("%+v: an entry has %d bits, a part %d", size, code.entryBits(), code.part)
		}
		type number struct {
			part  int
			entry uint64
		}
		seen := make(map[number][3]uint32)
		for a := range uint32(min(size.stems, 30)) {
			for b := range uint32(min(size.stems, 30)) {
				for c := range min(size.clauses, 3) {
					a, b := uint32(size.stems-1)-a, uint32(size.stems-1)-b
					hash := code.hash(a, b)
					n := number{code.partOf(hash), code.entry(hash, size.clauses-1-c)}
					pair := [3]uint32{min(a, b), max(a, b), uint32(c)}
					if other, ok := seen[n]; ok && other != pair {
						t.Fatalf("%+v: %v and %v are both %v", size, pair, other, n)
					}
					seen[n] = pair
				}
			}
		}
	}
}

func pick[T any](rng *rand.Rand, list ...T) T { return list[rng.IntN(len(list))] }
