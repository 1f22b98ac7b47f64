package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// compare finds the passages that articles share.
func (r *run) compare(ctx context.Context) error {
	texts, known := make([]string, len(r.entries)), make([]bool, len(r.entries))
	for i, e := range r.entries {
		texts[i], known[i] = e.Text, e.role == record.RoleArchived
	}
	r.Progress("comparing", 0, len(texts))
	result, err := patience.Await(ctx, func() (*similarity.Result, error) {
		return similarity.Find(ctx, texts, similarity.Options{
			MinWords: r.MinWords, MinEdited: r.MinEdited, MinReworded: r.MinReworded, Jobs: r.Jobs,
			Known: func(text int) bool { return known[text] },
		})
	})
	if err != nil {
		return err
	}
	r.reused, r.groups = result, r.groupNames(result.Groups)
	r.Progress("comparing", len(texts), len(texts))
	return nil
}

// recordMatches writes the matches, with their contexts, into the log. Two
// articles that were not audited are nobody's news.
func (r *run) recordMatches(ctx context.Context) error {
	contexts, err := patience.Await(ctx, func() ([]matchContext, error) { return r.judge(), nil })
	if err != nil {
		return err
	}
	r.contexts, r.compared = contexts, true
	told := make(map[int]bool) // groups
	for i, m := range r.reused.Matches {
		a, b := r.entries[m.A.Text], r.entries[m.B.Text]
		if a.role != record.RoleAudited && b.role != record.RoleAudited {
			continue
		}
		told[m.Group] = true
		r.log.Matches = append(r.log.Matches, record.Match{
			Group:     r.groups[m.Group],
			MatchKind: string(m.Kind),
			Context:   r.contexts[i].name,
			Reason:    r.contexts[i].reason,
			Score:     m.Score,
			Words:     m.Words,
			Metrics: map[string]float64{
				"order": m.Metrics.Order, "words": m.Metrics.Words, "containment": m.Metrics.Containment,
			},
			A: a.passage(m.A.Start, m.A.End),
			B: b.passage(m.B.Start, m.B.End),
		})
	}
	r.log.Summary.Groups = len(told)
	return nil
}

// groupNames names each reuse group after the words of its first passage, so
// that it keeps its name when other articles come and go.
func (r *run) groupNames(groups []similarity.Group) []string {
	names := make([]string, len(groups))
	for i, g := range groups {
		first := r.entries[g[0].Text]
		sum := sha256.Sum256([]byte(first.id + folded(first.Text[g[0].Start:g[0].End])))
		names[i] = "G" + hex.EncodeToString(sum[:6])
	}
	return names
}

// CompareTexts returns the matches between two inputs, and inside each.
func (a *Auditor) CompareTexts(ctx context.Context, first, second string) (*record.Log, error) {
	r := newRun(a)
	for _, source := range []string{first, second} {
		e, err := a.readOne(ctx, source)
		if err != nil {
			return nil, err
		}
		r.entries = append(r.entries, e)
	}
	identify(r.entries)
	if likelierOrigin(r.entries[1], r.entries[0]) < 0 && !r.entries[1].published.IsZero() {
		r.entries[0], r.entries[1] = r.entries[1], r.entries[0]
	}
	if err := r.compare(ctx); err != nil {
		return nil, err
	}
	if err := r.assess(ctx); err != nil { // quotations decide contexts
		return nil, err
	}
	if err := r.recordMatches(ctx); err != nil {
		return nil, err
	}
	return &r.log, nil
}
