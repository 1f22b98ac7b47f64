package audit

import (
	"context"

	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// compare finds the passages that documents share: none, when ctx ends.
func (a *Auditor) compare(ctx context.Context, corpus text.Corpus) (*similarity.Result, error) {
	texts, known := make([]string, len(corpus)), make([]bool, len(corpus))
	for i, d := range corpus {
		texts[i], known[i] = d.Text, d.Role == record.RoleArchived
	}
	a.Progress("comparing", 0, len(texts))
	found, err := patience.Await(ctx, func() (*similarity.Result, error) {
		return similarity.Find(ctx, texts, similarity.Options{
			MinWords: a.MinWords, MinEdited: a.MinEdited, MinReworded: a.MinReworded, Jobs: a.Jobs,
			Known: func(text int) bool { return known[text] },
		})
	})
	if err != nil {
		return &similarity.Result{}, err
	}
	a.Progress("comparing", len(texts), len(texts))
	return found, nil
}
