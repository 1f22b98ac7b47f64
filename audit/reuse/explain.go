package reuse

import (
	"fmt"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// triggerWords is the most words of a finding's trigger: what fits a cell.
const triggerWords = 12

// draft drafts the finding.
func (u held) draft(corpus text.Corpus) finding.Draft {
	here, there := corpus[u.Here.Text], corpus[u.There.Text]
	f := record.Finding{
		Group: u.GroupName, MatchKind: string(u.Kind), Score: u.Score,
		Trigger: u.sameWords(here, there), Severity: u.severity(), Why: u.why(here, there),
	}
	f.Start, f.End = here.Tidy(u.Here)
	other := there.Passage(there.Tidy(u.There))
	f.Other = &other
	return finding.Draft{In: here, Check: u.check, Finding: f}
}

// sameWords is the longest run of words of the passage that stands in the
// other too, or how it begins.
func (u held) sameWords(here, there *text.Assessed) string {
	words := here.TokensIn(u.Here.Start, u.Here.End)
	at, n := similarity.LongestRun(words, there.TokensIn(u.There.Start, u.There.End))
	if n < 2 {
		at, n = 0, len(words)
	}
	n = min(n, triggerWords)
	return here.Text[words[at].Start:words[at+n-1].End]
}

// why says what is shared with which article, and how much of it. Where the
// later article is accused of copying, it says when nobody knows which that is.
func (u held) why(here, there *text.Assessed) string {
	why := u.whatIsShared(here, there) + u.elsewhere()
	accused := u.check == check.DuplicateArticle || u.check == check.ReusedPassage
	if accused && (here.PublishedAt.IsZero() || there.PublishedAt.IsZero()) {
		why += " Either may be the copy: not both are dated."
	}
	return why
}

func (u held) whatIsShared(here, there *text.Assessed) string {
	origin, words := there.Label(), text.Count(u.Words, "word")
	reworded := u.Kind == similarity.Reworded
	switch {
	case u.check == check.DuplicateArticle:
		return fmt.Sprintf("%d of the article's %d words (%d %%) also stand in %s.",
			u.shared, here.WordCount, 100*u.shared/here.WordCount, origin)
	case u.check == check.UncreditedCopy && reworded:
		return fmt.Sprintf("The passage %s copy of %s (%s), which the article names nowhere: %s.", u.likeness(), there.Owner, origin, u.extent())
	case u.check == check.UncreditedCopy:
		return fmt.Sprintf("%s are copy of %s (%s), which the article names nowhere.", words, there.Owner, origin)
	case u.check == check.Repetition && reworded:
		return fmt.Sprintf("It %s another passage of this article: %s.", u.likeness(), u.extent())
	case u.check == check.Repetition:
		return fmt.Sprintf("%s, %s, stand twice in this article.", words, u.howAlike())
	case reworded:
		return fmt.Sprintf("It %s a passage of %s: %s.", u.likeness(), origin, u.extent())
	}
	return fmt.Sprintf("%s, %s, also stand in %s.", words, u.howAlike(), origin)
}

// likeness says how much a reworded passage is like the other, by its score.
func (u held) likeness() string {
	switch {
	case u.Score >= 0.9:
		return "says almost the same as"
	case u.Score >= 0.75:
		return "says much the same as"
	case u.Score >= 0.6:
		return "follows"
	}
	return "resembles"
}

// extent says how much two reworded passages share.
func (u held) extent() string {
	s := fmt.Sprintf("%d %% of the shorter one's content words stand in the other", percent(u.Score))
	if u.Copied {
		s += fmt.Sprintf(", %d of all words in a row", u.Longest)
	}
	return s
}

func (u held) howAlike() string {
	if u.Kind == similarity.Verbatim {
		return "the same to the letter but for case and punctuation"
	}
	return fmt.Sprintf("%d %% of them the same and in the same order", percent(u.Score))
}

func percent(share float64) int { return int(100*share + 0.5) }

// elsewhere says in how many articles beyond these two the passage, or one like
// it, stands.
func (u held) elsewhere() string {
	texts := make(map[int]bool)
	for _, p := range u.group {
		texts[p.Text] = true
	}
	delete(texts, u.Here.Text)
	delete(texts, u.There.Text)
	switch n := len(texts); {
	case n == 0 || u.check == check.Repetition:
		return ""
	case u.Kind == similarity.Reworded:
		return fmt.Sprintf(" Something like it stands in %s as well.", text.Count(n, "other article"))
	default:
		return fmt.Sprintf(" It stands in %s as well.", text.Count(n, "other article"))
	}
}
