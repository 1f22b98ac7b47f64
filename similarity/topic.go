package similarity

import (
	"cmp"
	"math"
	"slices"
)

// topic is what a text is about: its content stems and how much each weighs,
// ordered by stem, of length one.
type topic []weight

type weight struct {
	stem  uint64
	value float64
}

// topics weighs the stems of each text by how often it has them and how few
// texts do (tf-idf, Spärck Jones 1972).
func topics(perText [][]clause) []topic {
	list := make([]topic, len(perText))
	texts := make(map[uint64]int) // of each stem, the texts that have it
	for i, clauses := range perText {
		var stems []uint64
		for _, c := range clauses {
			stems = append(stems, c.content...)
		}
		slices.Sort(stems)
		for start := 0; start < len(stems); {
			end := start + 1
			for end < len(stems) && stems[end] == stems[start] {
				end++
			}
			list[i] = append(list[i], weight{stems[start], 1 + math.Log(float64(end-start))})
			texts[stems[start]]++
			start = end
		}
	}
	for _, t := range list {
		var sum float64
		for i := range t {
			t[i].value *= math.Log(1 + float64(len(list))/float64(texts[t[i].stem]))
			sum += t[i].value * t[i].value
		}
		for i := range t {
			t[i].value /= math.Sqrt(sum)
		}
	}
	return list
}

// cosine is 0 for topics that share nothing, 1 for the same.
func (t topic) cosine(u topic) float64 {
	var sum float64
	for len(t) > 0 && len(u) > 0 {
		switch cmp.Compare(t[0].stem, u[0].stem) {
		case -1:
			t = t[1:]
		case 1:
			u = u[1:]
		default:
			sum += t[0].value * u[0].value
			t, u = t[1:], u[1:]
		}
	}
	return sum
}
