package audit

import (
	"cmp"
	"context"
	"slices"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

const (
	// duplicateShare is the share of an article's words in another from which
	// the article is a duplicate.
	duplicateShare = 0.8
	// sharedSpan is the share of a passage that another finding about the same
	// words must cover to make this one superfluous.
	sharedSpan = 0.5
	// takenWords is the fewest words of an agency that are its copy. In other
	// words they still are from takenShare of the shorter article, where they
	// score followScore.
	takenWords              = 25
	takenShare, followScore = 0.25, 0.6
)

// reuse is a match seen from the article that gets the finding.
type reuse struct {
	here, there similarity.Passage
	match       similarity.Match
	check       *record.Check
	shared      int // words shared with the other article in all, for a duplicate article
}

// duplicates turns unexcused matches into findings: of each article about
// each of its passages once, however many others have it too.
func (r *run) duplicates(ctx context.Context) error {
	perEntry := make([][]reuse, len(r.entries))
	for i, m := range r.reused.Matches {
		if u, ok := r.reuse(i, m); ok {
			perEntry[u.here.Text] = append(perEntry[u.here.Text], u)
		}
	}
	for i, list := range perEntry {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		list = r.wholeArticle(i, r.ownedCopy(i, list))
		slices.SortStableFunc(list, func(u, v reuse) int {
			return cmp.Or(
				cmp.Compare(rank(u.check), rank(v.check)),
				cmp.Compare(v.match.Words, u.match.Words),
				cmp.Compare(u.there.Text, v.there.Text),
				cmp.Compare(u.here.Start, v.here.Start),
			)
		})
		var told cover
		for _, u := range list {
			if told.share(u.here) < sharedSpan {
				told.add(u.here)
				r.report(u)
			}
		}
	}
	return nil
}

// rank orders checks by how much they tell.
func rank(c *record.Check) int {
	return slices.Index([]*record.Check{
		check.DuplicateArticle, check.UncreditedCopy, check.ReusedPassage, check.Repetition, check.RewordedPassage,
	}, c)
}

// reuse decides which article a match is held against, and by which check. ok
// is false when it is held against none.
func (r *run) reuse(i int, m similarity.Match) (u reuse, ok bool) {
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	if r.contexts[i].excused() || a.role != record.RoleAudited && b.role != record.RoleAudited {
		return u, false
	}
	u = reuse{match: m, here: m.B, there: m.A}
	if b.role != record.RoleAudited { // the audited article is the older one, and still the only one to ask
		a, b = b, a
		u.here, u.there = m.A, m.B
	}
	switch {
	case a == b:
		u.check = check.Repetition
	case !r.copied(m):
		u.check = check.RewordedPassage
	default:
		u.check = check.ReusedPassage
	}
	return u, true
}

// copied reports whether a match took over words and not only what they say: a
// rewritten passage may hold sentences that are the same.
func (r *run) copied(m similarity.Match) bool {
	return m.Kind != similarity.Reworded || m.Longest >= r.MinWords
}

// ownedCopy finds what an article has of an agency's or a sender's copy. A few
// words in a row are a turn of phrase. In other words it is that copy still
// where it is much of either article and follows it closely.
func (r *run) ownedCopy(text int, list []reuse) []reuse {
	taken := make(map[int][]similarity.Passage) // by the other article
	for _, u := range list {
		if r.entries[u.there.Text].owner != "" && u.check != check.Repetition {
			taken[u.there.Text] = append(taken[u.there.Text], u.here)
		}
	}
	words := make(map[int]int, len(taken))
	for other, passages := range taken {
		words[other] = r.entries[text].wordsIn(passages...)
	}
	for i, u := range list {
		n := words[u.there.Text]
		shorter := min(r.entries[text].wordCount, r.entries[u.there.Text].wordCount)
		much := float64(n) >= takenShare*float64(shorter) && u.match.Score >= followScore
		if n >= takenWords && u.check != check.Repetition && (u.check == check.ReusedPassage || much) {
			list[i].check = check.UncreditedCopy
		}
	}
	return list
}

// wholeArticle makes one finding of all that an article shares with another,
// when that is most of it; then its smaller reuses are no news.
func (r *run) wholeArticle(text int, list []reuse) []reuse {
	e := r.entries[text]
	copies := func(u reuse) bool { return u.check == check.ReusedPassage && u.match.Kind != similarity.Reworded }
	spans := make(map[int][]similarity.Passage) // by the other article
	for _, u := range list {
		if copies(u) {
			spans[u.there.Text] = append(spans[u.there.Text], u.here)
		}
	}
	shared := make(map[int]int, len(spans))
	for other, passages := range spans {
		shared[other] = e.wordsIn(passages...)
	}
	var whole *reuse
	for _, u := range list {
		u.shared = shared[u.there.Text]
		if !copies(u) || float64(u.shared) < duplicateShare*float64(e.wordCount) {
			continue
		}
		// Of several originals the one with most of the words, of its passages
		// the longest.
		if whole == nil || u.shared > whole.shared || u.there.Text == whole.there.Text && u.match.Words > whole.match.Words {
			whole = &u
		}
	}
	if whole == nil {
		return list
	}
	whole.check = check.DuplicateArticle
	list = slices.DeleteFunc(list, func(u reuse) bool {
		return u.check == check.ReusedPassage || u.check == check.RewordedPassage
	})
	return append(list, *whole)
}
