package score

import (
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/sourcing"
	"copydesk.dev/audit/text"
)

// Found is what a run has found, for its articles to be scored by.
type Found struct {
	Judged   []reuse.Judged
	Compared bool // passages were compared; originality is not known otherwise
	Proofs   sourcing.Proofs
	Findings []record.Finding
	Missing  string          // why not all was looked for, or ""
	Named    map[string]bool // IDs of the articles that the stream speaks of
}

// Articles returns documents and evidence as the stream has them, those that were
// audited with their scores. Of earlier nights it has those that are named.
func Articles(corpus text.Corpus, evidence []*text.Document, found Found) (list []record.Article) {
	findings := make(map[string][]record.Finding)
	for _, f := range found.Findings {
		findings[f.Article] = append(findings[f.Article], f)
	}
	unexcused := reuse.Unexcused(corpus, found.Judged)
	for i, d := range corpus {
		if d.Role == record.RoleArchived && !found.Named[d.ID] {
			continue
		}
		a := article(d)
		if d.Role == record.RoleAudited {
			if found.Compared {
				a.Originality, a.OriginalityParts = Originality(d.Document, unexcused[i])
			}
			var claims int
			a.Sourcing, a.SourcingParts, claims = Sourcing(corpus, i, found.Proofs)
			a.Triage, a.TriageReason = Triage(&a, findings[d.ID], claims, found.Missing)
		}
		list = append(list, a)
	}
	for _, d := range evidence {
		list = append(list, article(&text.Assessed{Document: d}))
	}
	return list
}

func article(d *text.Assessed) record.Article {
	a := record.Article{
		ID: d.ID, Source: d.Source, File: d.File, Role: d.Role, Title: d.Title, Byline: d.Byline, Outlet: d.Outlet,
		Published: d.Published, Language: d.Language, Canonical: d.Canonical, Words: d.WordCount,
		SHA256: d.SHA256, Confidence: d.Confidence, NotAssessed: d.NotAssessed, Removed: []record.Removed{},
	}
	if a.Byline == nil {
		a.Byline = []string{}
	}
	for _, removed := range d.Removed {
		a.Removed = append(a.Removed, record.Removed{Text: removed.Text, Reason: removed.Reason})
	}
	return a
}
