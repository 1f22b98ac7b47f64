package reuse

import (
	"cmp"
	"context"
	"slices"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// held is a match that is held against a document.
type held struct {
	*Judged
	check  *record.Check // by which it is in the end
	shared int           // words shared with the other document in all, for a duplicate article
}

// Findings drafts findings of what is held against each document: about each of
// its passages once, however many others have it too. When ctx ends, it returns
// what it has, and the error.
func Findings(ctx context.Context, corpus text.Corpus, judged []Judged) ([]finding.Draft, error) {
	against := make([][]held, len(corpus)) // by document
	for i := range judged {
		if u := &judged[i]; u.Check != nil {
			against[u.Here.Text] = append(against[u.Here.Text], held{Judged: u, check: u.Check})
		}
	}
	var drafts []finding.Draft
	for i, list := range against {
		if ctx.Err() != nil {
			return drafts, ctx.Err()
		}
		list = wholeArticle(corpus[i], ownedCopy(corpus, corpus[i], list))
		slices.SortStableFunc(list, func(u, v held) int {
			return cmp.Or(
				cmp.Compare(rank(u.check), rank(v.check)),
				cmp.Compare(v.Words, u.Words),
				cmp.Compare(u.There.Text, v.There.Text),
				cmp.Compare(u.Here.Start, v.Here.Start),
			)
		})
		var reported text.Cover
		for _, u := range list {
			if reported.Share(u.Here) < sharedSpan {
				reported.Add(u.Here)
				drafts = append(drafts, u.draft(corpus))
			}
		}
	}
	return drafts, nil
}

// ownedCopy finds what a document has of an agency's or a sender's copy. A few
// words in a row are a turn of phrase. In other words it is that copy still
// where it is much of either document and follows it closely.
func ownedCopy(corpus text.Corpus, d *text.Assessed, list []held) []held {
	taken := make(map[int][]similarity.Passage) // by the other document
	for _, u := range list {
		if corpus[u.There.Text].Owner != "" && u.check != check.Repetition {
			taken[u.There.Text] = append(taken[u.There.Text], u.Here)
		}
	}
	words := make(map[int]int, len(taken))
	for other, passages := range taken {
		words[other] = d.WordsIn(passages...)
	}
	for i, u := range list {
		n := words[u.There.Text]
		shorter := min(d.WordCount, corpus[u.There.Text].WordCount)
		much := float64(n) >= takenShare*float64(shorter) && u.Score >= followScore
		if n >= takenWords && u.check != check.Repetition && (u.check == check.ReusedPassage || much) {
			list[i].check = check.UncreditedCopy
		}
	}
	return list
}

// wholeArticle makes one of all that a document shares with another, when that is
// most of it; then its smaller reuses are no news.
func wholeArticle(d *text.Assessed, list []held) []held {
	copies := func(u held) bool { return u.check == check.ReusedPassage && u.Kind != similarity.Reworded }
	passages := make(map[int][]similarity.Passage) // by the other document
	for _, u := range list {
		if copies(u) {
			passages[u.There.Text] = append(passages[u.There.Text], u.Here)
		}
	}
	shared := make(map[int]int, len(passages))
	for other, list := range passages {
		shared[other] = d.WordsIn(list...)
	}
	var whole *held
	for _, u := range list {
		u.shared = shared[u.There.Text]
		if !copies(u) || float64(u.shared) < duplicateShare*float64(d.WordCount) {
			continue
		}
		// Of several originals the one with most of the words, of its passages
		// the longest.
		if whole == nil || u.shared > whole.shared || u.There.Text == whole.There.Text && u.Words > whole.Words {
			whole = &u
		}
	}
	if whole == nil {
		return list
	}
	whole.check = check.DuplicateArticle
	list = slices.DeleteFunc(list, func(u held) bool {
		return u.check == check.ReusedPassage || u.check == check.RewordedPassage
	})
	return append(list, *whole)
}
