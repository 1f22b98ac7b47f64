package audit

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"copydesk/audit/article"
	"copydesk/audit/check"
	"copydesk/audit/claims"
	"copydesk/audit/record"
)

// Clean returns the one article of an input.
func (a *Auditor) Clean(ctx context.Context, source string) (*article.Article, error) {
	for art, err := range a.reader.Articles(ctx, source) {
		return art, err
	}
	return nil, fmt.Errorf("%s: no article in it", source)
}

func (a *Auditor) readOne(ctx context.Context, source string) (*entry, error) {
	art, err := a.Clean(ctx, source)
	if err != nil {
		return nil, err
	}
	return a.enter(art, audited), nil
}

// segment cuts an article that was not assessed into bare sentences.
func (e *entry) segment() {
	for _, s := range claims.Segment(e.Text, e.document(time.Time{}).Blocks) {
		e.sentences = append(e.sentences, claims.Sentence{Start: s.Start, End: s.End})
	}
}

// Sentence is what an inspection says of one sentence.
type Sentence struct {
	Start       int                 `json:"start"` // byte offsets into the cleaned text, [start, end)
	End         int                 `json:"end"`
	Text        string              `json:"text"`
	ClaimKind   *string             `json:"claim_kind"`
	Attribution *record.Attribution `json:"attribution"`
	Weasel      []string            `json:"weasel"`
	Findings    []SentenceFinding   `json:"findings"`
}

// SentenceFinding is a finding about one sentence.
type SentenceFinding struct {
	Check    string          `json:"check"`
	Severity record.Severity `json:"severity"`
	Trigger  string          `json:"trigger"`
	Why      string          `json:"why"`
	Fix      string          `json:"fix"`
}

// Inspect returns every sentence of an input, in order. silence says why its
// claims were not assessed, if they were not.
func (a *Auditor) Inspect(ctx context.Context, source string) (sentences []Sentence, silence string, err error) {
	e, err := a.readOne(ctx, source)
	if err != nil {
		return nil, "", err
	}
	a.assessEntry(e)
	if e.silence != "" {
		e.segment()
	}
	for i, s := range e.sentences {
		out := Sentence{
			Start: s.Start, End: s.End, Text: e.sentence(i),
			Attribution: attribution(s.Attribution), Weasel: orEmpty(s.Weasel), Findings: []SentenceFinding{},
		}
		if s.Kind != "" {
			kind := string(s.Kind)
			out.ClaimKind = &kind
		}
		for _, p := range s.Problems {
			c, err := check.Find(p.Check)
			if err != nil {
				return nil, "", err
			}
			if a.off[c.ID] {
				continue
			}
			out.Findings = append(out.Findings, SentenceFinding{
				Check: c.ID, Severity: cmp.Or(record.Severity(p.Severity), c.Severity), Trigger: p.Trigger,
				Why: cmp.Or(p.Why, c.Rationale), Fix: cmp.Or(p.Fix, c.Fix),
			})
		}
		sentences = append(sentences, out)
	}
	return sentences, e.silence, nil
}
