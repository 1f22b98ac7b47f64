package audit

import (
	"context"
	"fmt"
	"math"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/sourcing"
	"copydesk.dev/audit/text"
)

// Clean returns the one article of an input.
func (a *Auditor) Clean(ctx context.Context, source string) (*article.Article, error) {
	for art, err := range a.reader.Articles(ctx, source) {
		return art, err
	}
	return nil, fmt.Errorf("%s: no article in it", source)
}

func (a *Auditor) readOne(ctx context.Context, source string) (*text.Document, error) {
	art, err := a.Clean(ctx, source)
	if err != nil {
		return nil, err
	}
	return text.New(art, record.RoleAudited, a.assessor), nil
}

// Compare returns the matches between two inputs, and inside each.
func (a *Auditor) Compare(ctx context.Context, first, second string) ([]record.Match, error) {
	var both []*text.Document
	for _, source := range []string{first, second} {
		d, err := a.readOne(ctx, source)
		if err != nil {
			return nil, err
		}
		both = append(both, d)
	}
	text.Identify(both)
	if text.LikelierOrigin(both[1], both[0]) < 0 && !both[1].PublishedAt.IsZero() {
		both[0], both[1] = both[1], both[0]
	}
	corpus, err := a.assess(ctx, both) // quotations decide contexts
	if err != nil {
		return nil, err
	}
	found, err := a.compare(ctx, corpus)
	if err != nil {
		return nil, err
	}
	matches, _ := reuse.Records(corpus, reuse.Judge(corpus, found, a.MinWords, a.assessor))
	return matches, nil
}

// Trace makes inspections say which rules decided.
func (a *Auditor) Trace() { a.assessor = a.assessor.Traced() }

// Inspect returns every sentence of an input, in order, looked up in the evidence
// of the settings. notAssessed says why its claims were not assessed, if they were
// not.
func (a *Auditor) Inspect(ctx context.Context, source string) (sentences []record.Sentence, notAssessed string, err error) {
	d, err := a.readOne(ctx, source)
	if err != nil {
		return nil, "", err
	}
	in, err := a.inputs(math.MaxInt64).Read(ctx, intake.Input{Role: record.RoleEvidence, Paths: a.Evidence})
	if err != nil {
		return nil, "", err
	}
	if bad := in.Unread(record.RoleEvidence); len(bad) > 0 {
		return nil, "", fmt.Errorf("evidence %s: %s", bad[0].Source, bad[0].Reason)
	}
	text.Identify([]*text.Document{d}, in.Evidence)
	read := text.Assess(a.assessor, d, a.Now())
	if read.NotAssessed != "" {
		read.Sentences = d.Bare()
	}
	corpus := text.Corpus{read}
	proofs, drafts, err := sourcing.Verify(ctx, corpus, in.Evidence)
	if err != nil {
		return nil, "", err
	}
	problems, err := sourcing.Problems(ctx, corpus, proofs)
	if err != nil {
		return nil, "", err
	}
	found := finding.Collect(corpus, a.off, drafts, problems)
	for i := range read.Sentences {
		sentences = append(sentences, proofs.Inspected(corpus, text.Place{Sentence: i}, found))
	}
	return sentences, read.NotAssessed, nil
}
