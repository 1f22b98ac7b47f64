package audit

import (
	"cmp"
	"fmt"
	"slices"

	"copydesk/audit/check"
	"copydesk/audit/record"
	"copydesk/similarity"
)

const (
	// duplicateShare is the share of an article's words in another from which
	// the article is a duplicate.
	duplicateShare = 0.8
	// longPassage is the words from which a reused passage is a serious matter,
	// shortPassage those up to which it is a small one.
	longPassage, shortPassage = 60, 18
	// sharedSpan is the share of a passage that another finding about the same
	// words must cover to make this one superfluous.
	sharedSpan = 0.5
)

// reuse is a match seen from the article that gets the finding.
type reuse struct {
	match       int // index into the result's matches
	here, there similarity.Passage
	kind        similarity.Kind
	words       int
	check       string
	shared      int // words shared with the other article in all, for a duplicate article
}

// duplicates turns unexcused matches into findings: of each article about
// each of its passages once, however many others have it too.
func (r *run) duplicates() {
	perEntry := make([][]reuse, len(r.entries))
	for i, m := range r.reused.Matches {
		if u, ok := r.reuse(i, m); ok {
			perEntry[u.here.Text] = append(perEntry[u.here.Text], u)
		}
	}
	for i, list := range perEntry {
		list = wholeArticle(r.entries[i], list)
		slices.SortStableFunc(list, func(u, v reuse) int {
			return cmp.Or(
				cmp.Compare(rank(u.check), rank(v.check)),
				cmp.Compare(v.words, u.words),
				cmp.Compare(u.there.Text, v.there.Text),
				cmp.Compare(u.here.Start, v.here.Start),
			)
		})
		var told []similarity.Passage
		for _, u := range list {
			if coveredShare(u.here, told) < sharedSpan {
				told = append(told, u.here)
				r.report(u, othersWith(r.reused.Groups[r.reused.Matches[u.match].Group], u))
			}
		}
	}
}

// rank orders checks by how much they tell.
func rank(name string) int {
	return slices.Index([]string{
		check.DuplicateArticle, check.UncreditedCopy, check.ReusedPassage, check.Repetition, check.RewordedPassage,
	}, name)
}

// reuse decides which article a match is held against, and by which check. ok
// is false when it is held against none.
func (r *run) reuse(i int, m similarity.Match) (u reuse, ok bool) {
	a, b := r.entries[m.A.Text], r.entries[m.B.Text]
	if r.contexts[i].excused() || a.role != audited && b.role != audited {
		return u, false
	}
	u = reuse{match: i, here: m.B, there: m.A, kind: m.Kind, words: m.Words}
	if b.role != audited { // the audited article is the older one, and still the only one to ask
		a, b = b, a
		u.here, u.there = m.A, m.B
	}
	switch {
	case a == b:
		u.check = check.Repetition
	case m.Kind == similarity.Reworded:
		u.check = check.RewordedPassage
	case a.owner != "":
		u.check = check.UncreditedCopy
	default:
		u.check = check.ReusedPassage
	}
	return u, true
}

// wholeArticle makes one finding of all that an article shares with another,
// when that is most of it; then its smaller reuses are no news.
func wholeArticle(e *entry, list []reuse) []reuse {
	spans := make(map[int][]similarity.Passage) // by the other article
	for _, u := range list {
		if u.check == check.ReusedPassage {
			spans[u.there.Text] = append(spans[u.there.Text], u.here)
		}
	}
	shared := make(map[int]int, len(spans))
	for other, passages := range spans {
		shared[other] = e.wordsIn(passages)
	}
	var whole *reuse
	for _, u := range list {
		if u.check != check.ReusedPassage {
			continue
		}
		u.shared = shared[u.there.Text]
		if float64(u.shared) < duplicateShare*float64(len(e.tokens)) {
			continue
		}
		// Of several originals the one with most of the words, of its passages
		// the longest.
		if whole == nil || u.shared > whole.shared || u.there.Text == whole.there.Text && u.words > whole.words {
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

// wordsIn counts the words of e that lie in any of the passages.
func (e *entry) wordsIn(passages []similarity.Passage) int {
	n := 0
	for _, t := range e.tokens {
		if slices.ContainsFunc(passages, func(p similarity.Passage) bool {
			return p.Start <= int(t.Start) && int(t.End) <= p.End
		}) {
			n++
		}
	}
	return n
}

// coveredShare is the share of p's bytes that lie in the passages.
func coveredShare(p similarity.Passage, told []similarity.Passage) float64 {
	covered := 0
	for _, q := range told {
		covered += max(0, min(p.End, q.End)-max(p.Start, q.Start))
	}
	return float64(covered) / float64(p.End-p.Start)
}

// othersWith counts the articles of a group beyond the two a finding names.
func othersWith(g similarity.Group, u reuse) int {
	texts := make(map[int]bool)
	for _, p := range g {
		texts[p.Text] = true
	}
	delete(texts, u.here.Text)
	delete(texts, u.there.Text)
	return len(texts)
}

func (r *run) report(u reuse, others int) {
	here, there := r.entries[u.here.Text], r.entries[u.there.Text]
	m := r.reused.Matches[u.match]
	f := record.Finding{Group: r.groups[m.Group], MatchKind: string(u.kind), Score: m.Score}
	f.Start, f.End = here.tidy(u.here)
	other := there.passage(there.tidy(u.there))
	f.Other = &other
	also := ""
	if others > 0 {
		also = fmt.Sprintf(" It stands in %s as well.", count(others, "other article"))
	}
	origin := there.label()
	if here.published.IsZero() || there.published.IsZero() {
		also += " Not both articles are dated, so either may be the origin."
	}
	switch u.check {
	case check.DuplicateArticle:
		f.Why = fmt.Sprintf("%d of the article's %d words (%d %%) also stand in %s.%s",
			u.shared, len(here.tokens), 100*u.shared/len(here.tokens), origin, also)
	case check.UncreditedCopy:
		f.Why = fmt.Sprintf("%s are copy of %s (%s), which the article names nowhere.%s",
			count(u.words, "word"), there.owner, origin, also)
	case check.ReusedPassage:
		f.Why = fmt.Sprintf("%s, %s, also stand in %s.%s", count(u.words, "word"), howAlike(m), origin, also)
		f.Severity = severityOf(u.words)
	case check.RewordedPassage:
		f.Why = fmt.Sprintf("It says the same as a passage of %s: %d %% of the shorter one's content words stand in the other.%s",
			origin, int(100*m.Score+0.5), also)
	case check.Repetition:
		f.Why = fmt.Sprintf("%s, %s, stand twice in this article.", count(u.words, "word"), howAlike(m))
	}
	r.found.add(here, u.check, f)
}

func severityOf(words int) record.Severity {
	switch {
	case words >= longPassage:
		return record.High
	case words <= shortPassage:
		return record.Low
	}
	return record.Medium
}

func howAlike(m similarity.Match) string {
	if m.Kind == similarity.Verbatim {
		return "the same to the letter but for case and punctuation"
	}
	return fmt.Sprintf("%d %% of them the same and in the same order", int(100*m.Score+0.5))
}

// strayWords is how many words of a sentence a passage may touch by chance: two
// articles that copy a paragraph may both go on with "The".
const strayWords = 3

// tidy returns a passage as a reader would mark it: without stray words of a
// sentence before or after, and with the punctuation that closes it.
func (e *entry) tidy(p similarity.Passage) (start, end int) {
	start, end = p.Start, p.End
	first, last := e.sentenceAt(start), e.sentenceAt(end-1)
	if first < 0 {
		return start, end
	}
	if s := e.sentences[first]; first < last && s.Start < start && e.words(start, s.End) <= strayWords {
		first++
		start = e.sentences[first].Start
	}
	if s := e.sentences[last]; first < last && end < s.End && e.words(s.Start, end) <= strayWords {
		last--
		end = e.sentences[last].End
	}
	if s := e.sentences[first]; s.Start < start && e.words(s.Start, start) == 0 {
		start = s.Start
	}
	if s := e.sentences[last]; end < s.End && e.words(end, s.End) == 0 {
		end = s.End
	}
	if start >= end { // sentences and passage have nothing to do with each other
		return p.Start, p.End
	}
	return start, end
}

// words counts the words of a span; one that ends before it starts has none.
func (e *entry) words(start, end int) int {
	if start >= end {
		return 0
	}
	return similarity.CountWords(e.Text[start:end])
}

// label names an article in a sentence: its title and outlet, or its source.
func (e *entry) label() string {
	name := e.Source
	if e.Title != "" {
		name = "“" + e.Title + "”"
	}
	if e.Outlet != "" {
		name += " (" + e.Outlet + ")"
	}
	return name
}
