package sourcing

import (
	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Inspected is the sentence at a place as an inspection shows it, with those of the
// findings that are about it.
func (p Proofs) Inspected(corpus text.Corpus, at text.Place, found []record.Finding) record.Sentence {
	d, s := corpus[at.Document], corpus.At(at)
	out := record.Sentence{
		Start: s.Start, End: s.End, Text: d.Sentence(at.Sentence), Due: s.Due,
		Attribution: p.Record(corpus, at), Weasel: append([]string{}, s.Weasel...),
		Figures: []record.SentenceFigure{}, Quotations: []record.SentenceQuotation{}, Findings: []record.SentenceFinding{},
	}
	for _, step := range s.Trace {
		out.Trace = append(out.Trace, record.Step(step))
	}
	if s.Kind != "" {
		kind := string(s.Kind)
		out.ClaimKind = &kind
	}
	for _, f := range s.Figures {
		out.Figures = append(out.Figures, record.SentenceFigure{
			Start: f.Start, End: f.End, Text: d.Text[f.Start:f.End],
			Value: f.Value, Unit: f.Unit, What: f.What, Period: f.Period, Approx: f.Approx,
		})
	}
	for _, q := range s.Quotations {
		out.Quotations = append(out.Quotations, record.SentenceQuotation{Start: q.Start, End: q.End, Text: d.Text[q.Start:q.End], Speaker: q.Speaker})
	}
	for _, f := range found {
		if f.Text != out.Text {
			continue // a sentence that stands twice is one finding
		}
		title := f.Check
		if c, err := check.Find(f.Check); err == nil {
			title = c.Title
		}
		out.Findings = append(out.Findings, record.SentenceFinding{
			Check: f.Check, Title: title, Severity: f.Severity, Trigger: f.Trigger,
			Why: f.Why, Fix: f.Fix, Name: f.Name, Nearest: f.Nearest, Other: f.Other,
		})
	}
	return out
}
