package reuse

import (
	"fmt"
	"slices"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// These thresholds say what editors are told, by which check, and how grave it is.
// They were set on the news texts of chance.go, but for those of an agency's copy, of
// which these have none: TestAgencyCopy in package audit has the cases that these
// tell apart.
var (
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
	// longPassage is the words from which a reused passage is a serious matter,
	// shortPassage those up to which it is a small one.
	longPassage, shortPassage = 60, 18
)

// telling lists the checks of shared passages by how much they tell, those that tell
// most first. A check that is not in it stops the program, and every test, when it
// starts.
var telling = func() []*record.Check {
	list := []*record.Check{
		check.DuplicateArticle, check.UncreditedCopy, check.ReusedPassage, check.Repetition, check.RewordedPassage,
	}
	for _, c := range check.All() {
		passages := c.Sheet == record.SheetDuplicates && c.About != record.AboutQuotation
		if passages && !slices.ContainsFunc(list, func(listed *record.Check) bool { return listed.ID == c.ID }) {
			panic(fmt.Sprintf("audit/reuse: how much does check %s tell?", c.Name))
		}
	}
	return list
}()

// rank orders checks by how much they tell.
func rank(c *record.Check) int { return slices.Index(telling, c) }

// severity is of the words that were taken over. It is "" where the check's own
// stands.
func (u held) severity() record.Severity {
	words := u.Words
	reworded := u.Kind == similarity.Reworded
	switch {
	case u.check == check.UncreditedCopy && (words <= shortPassage || reworded && words < longPassage):
		return record.Medium
	case u.check != check.ReusedPassage:
		return ""
	case reworded:
		words = max(u.Longest, min(words, longPassage-1)/2)
	}
	switch {
	case words >= longPassage:
		return record.High
	case words <= shortPassage:
		return record.Low
	}
	return record.Medium
}
