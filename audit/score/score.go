// Package score turns what was found into an article's two scores, its triage
// word, and the credibility of the sources it cites. Every score comes with its
// arithmetic, complete enough to recompute it by hand.
package score

import (
	"fmt"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/sourcing"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// Originality is 100 × the share of a document's words outside passages that are
// held against it; nil of a document without words.
func Originality(d *text.Document, unexcused []similarity.Passage) (*float64, *record.Parts) {
	words := d.WordCount
	if words == 0 {
		return nil, nil
	}
	reused := d.WordsIn(unexcused...)
	score := record.Round(100 * float64(words-reused) / float64(words))
	return &score, &record.Parts{
		Formula: fmt.Sprintf("100 × (%d words − %d in unexcused matches) / %d", words, reused, words),
		Terms:   []record.Term{{Name: "words", Value: float64(words)}, {Name: "in unexcused matches", Value: float64(reused)}},
	}
}

// claimWeight is how much a kind of claim counts for an article's sourcing:
// three times as much where a reader would act on it.
var claimWeight = map[claims.Kind]float64{
	claims.KindStatistic:       3,
	claims.KindForecast:        3,
	claims.KindResearchFinding: 3,
	claims.KindQuotation:       2,
	claims.KindAnecdote:        2,
	claims.KindAllegation:      2,
	claims.KindSuperlative:     1,
	claims.KindEvent:           1,
}

// Sourcing is the mean sourcing level of the claims of the i-th document,
// weighted by kind, as a share of the highest level, 0 to 100. It is nil, not
// assessed, without claims; how many there are comes with it.
func Sourcing(corpus text.Corpus, i int, proofs sourcing.Proofs) (score *float64, parts *record.Parts, count int) {
	var sum, weights float64
	var byLevel [record.LevelChecked + 1]float64
	for k := range corpus[i].Sentences {
		kind := corpus[i].Sentences[k].Kind
		if kind == claims.KindNone {
			continue
		}
		count++
		level, w := proofs.Level(corpus, text.Place{Document: i, Sentence: k}), claimWeight[kind]
		sum, weights = sum+w*float64(level), weights+w
		byLevel[level] += w
	}
	if weights == 0 {
		return nil, nil, count
	}
	const highest = float64(record.LevelChecked)
	parts = &record.Parts{Formula: fmt.Sprintf("100 × %g / (%g × %g): levels times weights, over the highest level times weights", sum, highest, weights)}
	for level, w := range byLevel {
		if w > 0 {
			parts.Terms = append(parts.Terms, record.Term{Name: fmt.Sprintf("weight at level %d", level), Value: w})
		}
	}
	mean := record.Round(100 * sum / (highest * weights))
	return &mean, parts, count
}
