package audit

import (
	"context"
	"fmt"
	"slices"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

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

const (
	// An article whose originality is below is held, or queried.
	holdOriginality, queryOriginality = 50, 80
	// An article whose sourcing is below is queried, if it makes at least
	// minClaims claims.
	querySourcing, minClaims = 25, 4
)

// score writes the articles, sources and findings into the log.
func (r *run) score(ctx context.Context) error {
	r.Progress(Scoring, 0, len(r.entries))
	excluded := r.unexcused()
	found := r.found.list(r.entries)
	if err := r.decide(ctx, found); err != nil {
		return err
	}
	perArticle := make(map[string][]record.Finding)
	for _, f := range found {
		perArticle[f.Article] = append(perArticle[f.Article], f)
	}
	told := r.told(found)
	for i, e := range r.entries {
		if e.role == record.RoleArchived && !told[e.id] {
			continue
		}
		a := e.record()
		if e.role == record.RoleAudited {
			if r.compared {
				a.Originality, a.OriginalityParts = originality(e, excluded[i])
			}
			a.Sourcing, a.SourcingParts = sourcingScore(e)
			a.Triage, a.TriageReason = triage(a, perArticle[e.id], len(e.claims()))
			if a.Triage == record.TriageClear && r.unseen != "" {
				a.Triage, a.TriageReason = record.TriageQuery, r.unseen
			}
		}
		r.log.Articles = append(r.log.Articles, a)
	}
	for _, e := range r.evidence {
		r.log.Articles = append(r.log.Articles, e.record())
	}
	r.recordSources()
	r.log.Findings = found
	return r.perform(ctx, stage{"standings", r.standings, r.late, "earlier scores of outlets and writers were not looked up"})
}

func (e *entry) record() record.Article {
	a := record.Article{
		ID: e.id, Source: e.Source, File: e.file, Role: e.role, Title: e.Title, Byline: orEmpty(e.Byline), Outlet: e.Outlet,
		Published: e.Published, Language: e.Language, Canonical: e.Canonical, Words: e.wordCount,
		SHA256: e.SHA256, Confidence: e.Confidence, NotAssessed: e.silence, Removed: []record.Removed{},
	}
	for _, removed := range e.Removed {
		a.Removed = append(a.Removed, record.Removed{Text: removed.Text, Reason: removed.Reason})
	}
	return a
}

// unexcused returns, by article, its passages in matches that nothing excuses.
// An origin is not held against its copies: only the article that came later
// loses originality.
func (r *run) unexcused() [][]similarity.Passage {
	passages := make([][]similarity.Passage, len(r.entries))
	if !r.compared {
		return passages
	}
	for i, m := range r.reused.Matches {
		if u, ok := r.reuse(i, m); ok {
			passages[u.here.Text] = append(passages[u.here.Text], u.here)
		}
	}
	return passages
}

// originality is the share of an article's words outside unexcused matches.
func originality(e *entry, excluded []similarity.Passage) (*float64, *record.Parts) {
	words := e.wordCount
	if words == 0 {
		return nil, nil
	}
	reused := e.wordsIn(excluded...)
	score := round1(100 * float64(words-reused) / float64(words))
	return &score, &record.Parts{
		Formula: fmt.Sprintf("100 × (%d words − %d in unexcused matches) / %d", words, reused, words),
		Terms:   []record.Term{{Name: "words", Value: float64(words)}, {Name: "in unexcused matches", Value: float64(reused)}},
	}
}

// claims returns the indices of the sentences that make claims.
func (e *entry) claims() []int {
	var list []int
	for i, s := range e.sentences {
		if s.Kind != claims.KindNone {
			list = append(list, i)
		}
	}
	return list
}

// sourcingScore is the mean sourcing level of an article's claims, weighted by
// kind, as a share of the highest level. It is not assessed without claims.
func sourcingScore(e *entry) (*float64, *record.Parts) {
	var sum, weights float64
	var levels [record.LevelChecked + 1]float64
	for _, i := range e.claims() {
		s := e.sentences[i]
		var level record.Level
		if s.Attribution != nil {
			level = record.Level(s.Attribution.Level)
		}
		w := claimWeight[s.Kind]
		sum, weights = sum+w*float64(level), weights+w
		levels[level] += w
	}
	if weights == 0 {
		return nil, nil
	}
	parts := &record.Parts{Formula: fmt.Sprintf("100 × %g / (%d × %g): levels times weights, over the highest level times weights", sum, int(record.LevelChecked), weights)}
	for level, w := range levels {
		if w > 0 {
			parts.Terms = append(parts.Terms, record.Term{Name: fmt.Sprintf("weight at level %d", level), Value: w})
		}
	}
	score := round1(100 * sum / (float64(record.LevelChecked) * weights))
	return &score, parts
}

// triage says in one word what an editor should do with an article, and why.
func triage(a record.Article, found []record.Finding, claimCount int) (word record.Triage, reason string) {
	bySeverity := make(map[record.Severity]int)
	for _, f := range found {
		if f.Status != record.StatusDecided {
			bySeverity[f.Severity]++
		}
	}
	low := func(score *float64, limit float64) bool { return score != nil && *score < limit }
	switch {
	case bySeverity[record.High] > 0:
		return record.TriageHold, count(bySeverity[record.High], "high-severity finding")
	case low(a.Originality, holdOriginality):
		return record.TriageHold, fmt.Sprintf("originality %g", *a.Originality)
	case bySeverity[record.Medium] > 0:
		return record.TriageQuery, count(bySeverity[record.Medium], "medium-severity finding")
	case low(a.Originality, queryOriginality):
		return record.TriageQuery, fmt.Sprintf("originality %g", *a.Originality)
	case claimCount >= minClaims && low(a.Sourcing, querySourcing):
		return record.TriageQuery, fmt.Sprintf("sourcing %g", *a.Sourcing)
	}
	if a.NotAssessed != "" {
		return record.TriageNotAssessed, a.NotAssessed
	}
	return record.TriageClear, "nothing of weight was found"
}

// finish counts what the log holds.
func (r *run) finish() {
	log, s := &r.log, &r.log.Summary
	s.Finished = stamp(r.Now())
	s.Articles, s.Matches, s.Claims = len(log.Articles), len(log.Matches), len(log.Claims)
	s.Sources, s.Findings = len(log.Sources), len(log.Findings)
	s.BySeverity, s.ByCheck, s.ByTriage = make(map[string]int), make(map[string]int), make(map[record.Triage]int)
	for _, r := range log.Rejected {
		if !r.Skipped {
			s.Rejected++
		}
	}
	for _, a := range log.Articles {
		s.Words += a.Words
		if a.Triage != "" {
			s.ByTriage[a.Triage]++
		}
	}
	for _, f := range log.Findings {
		s.BySeverity[string(f.Severity)]++
		s.ByCheck[f.Check]++
		if r.Archive == nil {
			continue
		}
		switch f.Status {
		case record.StatusNew:
			s.New++
		case record.StatusKnown:
			s.Known++
		default:
			s.Decided++
		}
	}
}

// told returns the IDs of the articles that the log speaks of besides those
// that were audited.
func (r *run) told(found []record.Finding) map[string]bool {
	told := make(map[string]bool)
	for _, m := range r.log.Matches {
		told[m.A.Article], told[m.B.Article] = true, true
	}
	for _, c := range r.log.Claims {
		for _, id := range append(slices.Clone(c.CorroboratedBy), c.DisputedBy...) {
			told[id] = true
		}
	}
	for _, f := range found {
		if f.Other != nil {
			told[f.Other.Article] = true
		}
	}
	return told
}
