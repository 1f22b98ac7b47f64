package audit

import (
	"context"
	"errors"
	"fmt"
	"time"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
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
	return a.enter(art, record.RoleAudited), nil
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
	Due         string              `json:"due,omitempty"` // of a forecast: "2027", "2025-Q4", "2026-03"
	Attribution *record.Attribution `json:"attribution"`
	Weasel      []string            `json:"weasel"`
	Figures     []SentenceFigure    `json:"figures"`
	Quotations  []SentenceQuotation `json:"quotations"`
	Findings    []SentenceFinding   `json:"findings"`
	Trace       []claims.Step       `json:"trace,omitempty"` // which rules decided; see [Auditor.Trace]
}

// SentenceFigure is a number of a sentence and what it measures.
type SentenceFigure struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Text   string  `json:"text"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`   // "%", "$", the stem of "days"; "": a count
	What   string  `json:"what"`   // the words that say what it measures; "": none were found
	Period string  `json:"period"` // the years, quarters and months the sentence names
	Approx bool    `json:"approximate"`
}

// SentenceQuotation is what stands in quotation marks in a sentence.
type SentenceQuotation struct {
	Start   int    `json:"start"` // inside the marks
	End     int    `json:"end"`
	Text    string `json:"text"`
	Speaker string `json:"speaker"` // "": nobody is named
}

// SentenceFinding is a finding about one sentence.
type SentenceFinding struct {
	Check    string          `json:"check"`
	Title    string          `json:"title"`
	Severity record.Severity `json:"severity"`
	Trigger  string          `json:"trigger"`
	Why      string          `json:"why"`
	Fix      string          `json:"fix"`
	Name     string          `json:"name,omitempty"` // of an unrecognised name
	Nearest  string          `json:"nearest,omitempty"`
	Other    *record.Passage `json:"other,omitempty"` // what it is compared with
}

// Trace makes inspections say which rules decided.
func (a *Auditor) Trace() { a.assessor = a.assessor.Traced() }

// Inspect returns every sentence of an input, in order, looked up in the
// evidence of the settings. silence says why its claims were not assessed, if
// they were not.
func (a *Auditor) Inspect(ctx context.Context, source string) (sentences []Sentence, silence string, err error) {
	r := newRun(a)
	e, err := a.readOne(ctx, source)
	if err != nil {
		return nil, "", err
	}
	paths, rejected := a.reader.Expand(ctx, a.Evidence)
	if len(rejected) > 0 {
		return nil, "", rejected[0]
	}
	r.evidence = r.readAll(ctx, paths, record.RoleEvidence)
	if bad := r.log.Rejected; len(bad) > 0 {
		return nil, "", fmt.Errorf("evidence %s: %s", bad[0].Source, bad[0].Reason)
	}
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	r.entries = []*entry{e}
	identify(r.entries, r.evidence)
	a.assessEntry(e)
	if e.silence != "" {
		e.segment()
	}
	if err := errors.Join(r.checkEvidence(ctx), r.sourcing(ctx)); err != nil {
		return nil, "", err
	}
	found := r.found.list(r.entries)
	for i := range e.sentences {
		sentences = append(sentences, e.inspected(i, found))
	}
	return sentences, e.silence, nil
}

// inspected is the i-th sentence with its findings, of all findings.
func (e *entry) inspected(i int, found []record.Finding) Sentence {
	s := &e.sentences[i]
	out := Sentence{
		Start: s.Start, End: s.End, Text: e.sentence(i), Due: s.Due,
		Attribution: e.claimAttribution(s), Weasel: orEmpty(s.Weasel),
		Figures: []SentenceFigure{}, Quotations: []SentenceQuotation{}, Findings: []SentenceFinding{},
		Trace: s.Trace,
	}
	if s.Kind != "" {
		kind := string(s.Kind)
		out.ClaimKind = &kind
	}
	for _, f := range s.Figures {
		out.Figures = append(out.Figures, SentenceFigure{
			Start: f.Start, End: f.End, Text: e.Text[f.Start:f.End],
			Value: f.Value, Unit: f.Unit, What: f.What, Period: f.Period, Approx: f.Approx,
		})
	}
	for _, q := range s.Quotations {
		out.Quotations = append(out.Quotations, SentenceQuotation{q.Start, q.End, e.Text[q.Start:q.End], q.Speaker})
	}
	for _, f := range found {
		if f.Text != out.Text {
			continue // a sentence that stands twice is one finding
		}
		title := f.Check
		if c, err := check.Find(f.Check); err == nil {
			title = c.Title
		}
		out.Findings = append(out.Findings, SentenceFinding{
			Check: f.Check, Title: title, Severity: f.Severity, Trigger: f.Trigger,
			Why: f.Why, Fix: f.Fix, Name: f.Name, Nearest: f.Nearest, Other: f.Other,
		})
	}
	return out
}
