package main

import (
	"math"
	"strings"

	"copydesk.dev/audit/claims/lexis"
)

// one is the whole of a lemma's occurrences in a row of the table.
const one = 255

// unseen is added to how often each sense was seen: one half, as is usual where
// what was not seen is not held for impossible.
const unseen = 0.5

// row is a lemma's shares, in 255ths, by class.
type row map[lexis.Class]int

// weigh gives a lemma's shares.
//
// A sense weighs as often as it was seen in the texts that WordNet's editors
// tagged, and a bit more, since most senses were never seen. The tagged texts are
// those of the Brown Corpus and a novel, where prices climb less often than
// people do: so senses in classes of sourcing count as often as classes.yaml
// says, and do so for all of a lemma's classes.
func weigh(w word, d *dict, members map[synsetID]membership) row {
	weights := map[lexis.Class]float64{}
	total := 0.0
	for _, s := range d.senses[w] {
		set, m := d.synsets[s.synset], members[s.synset]
		weight := (float64(s.count) + unseen) * float64(max(m.times, 1)) // exact, so the same everywhere
		total += weight
		weights[set.file] += weight
		for _, c := range m.classes {
			weights[c] += weight
		}
		if set.isName(w.lemma) {
			weights[lexis.Name] += weight
		}
	}
	r, rest, largest := row{}, one, lexis.Unknown
	for _, c := range lexis.Classes() {
		r[c] = int(math.Round(weights[c] / total * one))
		if c.Divides() {
			rest -= r[c]
			if r[c] > r[largest] {
				largest = c
			}
		}
	}
	r[largest] += rest // what rounding took or gave, so that they sum to one
	return r
}

// kept reports whether the table has the lemma. Of lemmas with several words,
// most of which are names and kinds of plants, it has verbs and what is in a
// class of sourcing.
func kept(w word, r row) bool {
	if w.part == lexis.PartVerb || !strings.Contains(w.lemma, " ") {
		return true
	}
	if r[lexis.Name] == one {
		return false
	}
	for _, c := range lexis.Classes() {
		if !c.Divides() && c != lexis.Name && float64(r[c]) >= lexis.HasShare*one {
			return true
		}
	}
	return false
}
