package audit

import (
	"fmt"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

const (
	// longPassage is the words from which a reused passage is a serious matter,
	// shortPassage those up to which it is a small one.
	longPassage, shortPassage = 60, 18
	// triggerWords is the most words of a finding's trigger.
	triggerWords = 12
)

// report makes a finding of a reuse.
func (r *run) report(u reuse) {
	here, there := r.entries[u.here.Text], r.entries[u.there.Text]
	f := record.Finding{
		Group: r.groups[u.match.Group], MatchKind: string(u.match.Kind), Score: u.match.Score,
		Trigger: r.sameWords(u), Severity: u.severity(), Why: r.why(u),
	}
	f.Start, f.End = here.tidy(u.here)
	other := there.passage(there.tidy(u.there))
	f.Other = &other
	r.found.add(here, u.check, f)
}

// severity is of the words that were taken over. It is "" where the check's own
// stands.
func (u reuse) severity() record.Severity {
	words := u.match.Words
	reworded := u.match.Kind == similarity.Reworded
	switch {
	case u.check == check.UncreditedCopy && (words <= shortPassage || reworded && words < longPassage):
		return record.Medium
	case u.check != check.ReusedPassage:
		return ""
	case reworded:
		words = max(u.match.Longest, min(words, longPassage-1)/2)
	}
	switch {
	case words >= longPassage:
		return record.High
	case words <= shortPassage:
		return record.Low
	}
	return record.Medium
}

// sameWords is the longest run of words of the passage that stands in the
// other too, or how it begins.
func (r *run) sameWords(u reuse) string {
	here, there := r.entries[u.here.Text], r.entries[u.there.Text]
	words := here.tokensIn(u.here.Start, u.here.End)
	at, n := similarity.LongestRun(words, there.tokensIn(u.there.Start, u.there.End))
	if n < 2 {
		at, n = 0, len(words)
	}
	n = min(n, triggerWords)
	return here.Text[words[at].Start:words[at+n-1].End]
}

// why says what is shared with which article, and how much of it. Where the
// later article is accused of copying, it says when nobody knows which that is.
func (r *run) why(u reuse) string {
	why := r.whatIsShared(u) + r.elsewhere(u)
	accused := u.check == check.DuplicateArticle || u.check == check.ReusedPassage
	if accused && (r.entries[u.here.Text].published.IsZero() || r.entries[u.there.Text].published.IsZero()) {
		why += " Either may be the copy: not both are dated."
	}
	return why
}

func (r *run) whatIsShared(u reuse) string {
	here, there, m := r.entries[u.here.Text], r.entries[u.there.Text], u.match
	origin, words := there.label(), count(m.Words, "word")
	reworded := m.Kind == similarity.Reworded
	switch {
	case u.check == check.DuplicateArticle:
		return fmt.Sprintf("%d of the article's %d words (%d %%) also stand in %s.",
			u.shared, here.wordCount, 100*u.shared/here.wordCount, origin)
	case u.check == check.UncreditedCopy && reworded:
		return fmt.Sprintf("The passage %s copy of %s (%s), which the article names nowhere: %s.", likeness(m), there.owner, origin, r.extent(m))
	case u.check == check.UncreditedCopy:
		return fmt.Sprintf("%s are copy of %s (%s), which the article names nowhere.", words, there.owner, origin)
	case u.check == check.Repetition && reworded:
		return fmt.Sprintf("It %s another passage of this article: %s.", likeness(m), r.extent(m))
	case u.check == check.Repetition:
		return fmt.Sprintf("%s, %s, stand twice in this article.", words, howAlike(m))
	case reworded:
		return fmt.Sprintf("It %s a passage of %s: %s.", likeness(m), origin, r.extent(m))
	}
	return fmt.Sprintf("%s, %s, also stand in %s.", words, howAlike(m), origin)
}

// likeness says how much a reworded passage is like the other, by its score.
func likeness(m similarity.Match) string {
	switch {
	case m.Score >= 0.9:
		return "says almost the same as"
	case m.Score >= 0.75:
		return "says much the same as"
	case m.Score >= 0.6:
		return "follows"
	}
	return "resembles"
}

// extent says how much two reworded passages share.
func (r *run) extent(m similarity.Match) string {
	s := fmt.Sprintf("%d %% of the shorter one's content words stand in the other", percent(m.Score))
	if m.Longest >= r.MinWords {
		s += fmt.Sprintf(", %d of all words in a row", m.Longest)
	}
	return s
}

func howAlike(m similarity.Match) string {
	if m.Kind == similarity.Verbatim {
		return "the same to the letter but for case and punctuation"
	}
	return fmt.Sprintf("%d %% of them the same and in the same order", percent(m.Score))
}

func percent(share float64) int { return int(100*share + 0.5) }

// elsewhere says in how many articles beyond these two the passage, or one like
// it, stands.
func (r *run) elsewhere(u reuse) string {
	texts := make(map[int]bool)
	for _, p := range r.reused.Groups[u.match.Group] {
		texts[p.Text] = true
	}
	delete(texts, u.here.Text)
	delete(texts, u.there.Text)
	switch n := len(texts); {
	case n == 0 || u.check == check.Repetition:
		return ""
	case u.match.Kind == similarity.Reworded:
		return fmt.Sprintf(" Something like it stands in %s as well.", count(n, "other article"))
	default:
		return fmt.Sprintf(" It stands in %s as well.", count(n, "other article"))
	}
}
