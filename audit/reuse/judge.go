package reuse

import (
	"crypto/sha256"
	"encoding/hex"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// Judged is a match and what is to be made of it.
type Judged struct {
	similarity.Match
	GroupName string // of its reuse group: the same on any night
	Copied    bool   // words were taken over, and not only what they say
	Context   record.Context
	Reason    string // why Context is not none

	// Check is the check by which an unexcused match is held against an article at
	// first, before what else the article shares is looked at (see Findings),
	// Here the passage there, and There the other: see hold. Check is nil where it
	// is held against none.
	Check       *record.Check
	Here, There similarity.Passage

	group similarity.Group
}

// SourceNames knows the names that a source goes by.
type SourceNames interface {
	// SourceNames returns the names of a source that is known by one of them.
	SourceNames(name string) []string
}

// Judge judges all matches of a search among the corpus's texts. A run of
// minWords words was searched for.
func Judge(corpus text.Corpus, found *similarity.Result, minWords int, names SourceNames) []Judged {
	j := newJudge(corpus, found, minWords, names)
	groups := groupNames(corpus, found.Groups)
	judged := make([]Judged, len(found.Matches))
	for i, m := range found.Matches {
		p := j.pair(m)
		judged[i] = Judged{Match: m, GroupName: groups[m.Group], Copied: p.copied, group: found.Groups[m.Group]}
		judged[i].Context, judged[i].Reason = j.excuse(p)
		if judged[i].Context == record.ContextNone {
			judged[i].hold(p)
		}
	}
	return judged
}

// judge is what all matches have to say about one.
type judge struct {
	corpus   text.Corpus
	minWords int
	names    SourceNames
	credited map[credit]bool // what was looked up
	notes    *boilerplate
	phrases  *stockPhrases
}

func newJudge(corpus text.Corpus, found *similarity.Result, minWords int, names SourceNames) *judge {
	j := &judge{corpus: corpus, minWords: minWords, names: names, credited: make(map[credit]bool)}
	j.notes, j.phrases = newBoilerplate(j, found), newStockPhrases(j, found)
	return j
}

// pair is a match with the two documents that have it.
type pair struct {
	similarity.Match
	a, b   side
	copied bool // as Judged has it: a rewritten passage may hold sentences that are the same
	run    bool // a run of as many words as are searched for is the same
}

// side is a passage of a document.
type side struct {
	*text.Assessed
	at similarity.Passage
}

func (j *judge) pair(m similarity.Match) pair {
	run := m.Longest >= j.minWords
	return pair{
		Match: m, a: side{j.corpus[m.A.Text], m.A}, b: side{j.corpus[m.B.Text], m.B},
		copied: m.Kind != similarity.Reworded || run, run: run,
	}
}

// within reports whether both passages stand in one document.
func (p pair) within() bool { return p.A.Text == p.B.Text }

// isMost reports whether a passage is so much of an article that neither its
// outlet nor its author excuses printing it again.
func (p pair) isMost() bool { return p.a.isMost() || p.b.isMost() }

func (s side) isMost() bool { return 2*s.WordsIn(s.at) >= s.WordCount }

func (s side) words() []similarity.Token { return s.TokensIn(s.at.Start, s.at.End) }

// hold decides which article a match is held against, and by which check: the later
// one, or the earlier one where only that was audited, as it is the only one to ask.
// Where neither was, it is held against none.
func (u *Judged) hold(p pair) {
	if p.a.Role != record.RoleAudited && p.b.Role != record.RoleAudited {
		return
	}
	u.Here, u.There = p.B, p.A
	if p.b.Role != record.RoleAudited {
		u.Here, u.There = p.A, p.B
	}
	switch {
	case p.within():
		u.Check = check.Repetition
	case !p.copied:
		u.Check = check.RewordedPassage
	default:
		u.Check = check.ReusedPassage
	}
}

// groupNames names each reuse group after the words of its first passage, so
// that it keeps its name when other articles come and go.
func groupNames(corpus text.Corpus, groups []similarity.Group) []string {
	names := make([]string, len(groups))
	for i, g := range groups {
		first := corpus[g[0].Text]
		sum := sha256.Sum256([]byte(first.ID + text.Key(first.Text[g[0].Start:g[0].End])))
		names[i] = "G" + hex.EncodeToString(sum[:6])
	}
	return names
}

// Unexcused returns, by document, its passages that are held against it
// ([Judged.Check]): these it loses originality for.
func Unexcused(corpus text.Corpus, judged []Judged) [][]similarity.Passage {
	passages := make([][]similarity.Passage, len(corpus))
	for i := range judged {
		if u := &judged[i]; u.Check != nil {
			passages[u.Here.Text] = append(passages[u.Here.Text], u.Here)
		}
	}
	return passages
}

// Records returns the matches as the stream has them, and how many reuse groups
// they belong to. Two articles that were not audited are nobody's news.
func Records(corpus text.Corpus, judged []Judged) (matches []record.Match, groups int) {
	seen := make(map[int]bool)
	for i := range judged {
		u := &judged[i]
		a, b := corpus[u.A.Text], corpus[u.B.Text]
		if a.Role != record.RoleAudited && b.Role != record.RoleAudited {
			continue
		}
		seen[u.Group] = true
		matches = append(matches, record.Match{
			Group:     u.GroupName,
			MatchKind: string(u.Kind),
			Context:   u.Context,
			Reason:    u.Reason,
			Score:     u.Score,
			Words:     u.Words,
			Metrics: map[string]float64{
				"order": u.Metrics.Order, "words": u.Metrics.Words, "containment": u.Metrics.Containment,
			},
			A: a.Passage(u.A.Start, u.A.End),
			B: b.Passage(u.B.Start, u.B.End),
		})
	}
	return matches, len(seen)
}
