package sourcing

import (
	"context"
	"fmt"
	"strings"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// These were chosen, with no labelled articles and documents to set them on: a
// higher one overlooks slips in quotations, a lower one takes two quotations for
// one.
//
// otherWording is from which order metric on a quotation that nobody gives the
// document for is taken for the document's words, badly copied; and of how many
// words it must be at least.
const (
	otherWording      = 0.8
	otherWordingWords = 8
)

// sameQuotation is the order metric from which a quotation and a passage of the
// document it is said to be from are meant to be the same.
const sameQuotation = 0.6

// Verify looks up what claims say in the documents the newsroom holds. A
// quotation that stands in one is checked, wherever the article has it from, and
// reported when it stands there in nearly the same words. A claim that cites one
// is checked when its quotations and figures stand there, and reported when one
// doesn't. A claim that links to another document of the corpus is checked when
// that document says the same. When ctx ends, it returns what it has, and the
// error.
func Verify(ctx context.Context, corpus text.Corpus, held []*text.Document) (Proofs, []finding.Draft, error) {
	v := newVerifier(corpus, held)
	for i, d := range corpus {
		for k := range d.Sentences {
			if s := &d.Sentences[k]; len(s.Quotations)+len(s.Figures) == 0 {
				continue
			}
			if ctx.Err() != nil {
				return v.proofs, v.drafts, ctx.Err()
			}
			at := text.Place{Document: i, Sentence: k}
			if len(v.held) > 0 {
				v.checkHeld(at)
			}
			v.checkLinked(at)
		}
	}
	return v.proofs, v.drafts, nil
}

// verifier is the evidence, and what it was found to say.
type verifier struct {
	corpus     text.Corpus
	held       []*evidence
	quotations *quotationIndex           // of held
	pages      map[string]*text.Assessed // of the corpus, by address
	linked     map[*text.Assessed]*evidence

	proofs Proofs
	drafts []finding.Draft
}

func newVerifier(corpus text.Corpus, held []*text.Document) *verifier {
	v := &verifier{
		corpus: corpus, pages: make(map[string]*text.Assessed), linked: make(map[*text.Assessed]*evidence), proofs: make(Proofs),
	}
	for _, d := range held {
		v.held = append(v.held, newEvidence(&text.Assessed{Document: d}))
	}
	v.quotations = newQuotationIndex(v.held)
	for _, d := range corpus {
		if page := pageOf(d.Canonical); page != "" {
			v.pages[page] = d
		}
	}
	return v
}

// checkLinked looks a claim up in the document of the corpus that it links to.
func (v *verifier) checkLinked(at text.Place) {
	d, s, a := v.corpus[at.Document], v.corpus.At(at), v.proofs.attribution(v.corpus, at)
	if a == nil || a.Link == "" || record.Level(a.Level) == record.LevelChecked {
		return
	}
	page := v.pages[pageOf(a.Link)]
	if page == nil || page == d {
		return
	}
	e := v.linked[page]
	if e == nil {
		e = newEvidence(page)
		v.linked[page] = e
	}
	if missing, found := e.lookUp(d, s); missing == "" && found > 0 {
		v.prove(at, e, nil)
	}
}

// checkHeld looks a claim up in the documents that the newsroom holds.
func (v *verifier) checkHeld(at text.Place) {
	d, s := v.corpus[at.Document], v.corpus.At(at)
	words := text.Key(d.Text[s.Start:s.End])
	var failed *evidence
	var absent string
	for _, e := range v.held {
		if !e.citedBy(s, words) {
			continue
		}
		missing, found := e.lookUp(d, s)
		switch {
		case missing == "" && found > 0:
			v.prove(at, e, v.quotations)
			return
		case missing != "" && failed == nil:
			failed, absent = e, missing
		}
	}
	if v.checkQuotations(at, failed, absent) || failed == nil || d.Role != record.RoleAudited {
		return
	}
	f := record.Finding{
		Start: s.Start, End: s.End, Trigger: absent,
		Why:       fmt.Sprintf("The sentence cites %s, and “%s” does not stand there.", failed.Label(), absent),
		ClaimKind: string(s.Kind), Attribution: recorded(s.Attribution),
	}
	if i := failed.onMatter(words); i >= 0 {
		other := failed.Passage(failed.sentences[i].Start, failed.sentences[i].End)
		f.Other = &other
		f.Why += fmt.Sprintf(" It says: “%s”", other.Text)
	}
	v.draft(d, f)
}

// checkQuotations looks the quotations of a sentence up, whoever it has them
// from, and reports whether that settled the matter. The document that the
// sentence cites has failed to say what is absent.
func (v *verifier) checkQuotations(at text.Place, failed *evidence, absent string) bool {
	d, s := v.corpus[at.Document], v.corpus.At(at)
	for _, q := range s.Quotations {
		quotation := d.Text[q.Start:q.End]
		n := len(strings.Fields(text.Key(quotation)))
		if n < text.MinQuoted {
			continue
		}
		near := v.quotations.nearest(quotation)
		switch {
		case near == nil:
		case near.exact:
			if missing, found := near.document.lookUp(d, s); missing == "" && found > 0 {
				v.prove(at, near.document, v.quotations)
				return true
			}
		case failed != nil && near.document == failed && absent == quotation && near.order >= sameQuotation,
			near.order >= otherWording && n >= otherWordingWords:
			v.reportWording(d, s, q, near)
			return true
		}
	}
	return false
}

// reportWording reports a quotation that the evidence has in other words, and
// shows both.
func (v *verifier) reportWording(d *text.Assessed, s *claims.Sentence, q claims.Quotation, near *nearest) {
	if d.Role != record.RoleAudited {
		return
	}
	quotation := d.Text[q.Start:q.End]
	other := near.document.Passage(near.start, near.end)
	v.draft(d, record.Finding{
		Start: s.Start, End: s.End, Trigger: quotation,
		Why: fmt.Sprintf("%s has it in other words, “%s”: %s.",
			near.document.Label(), other.Text, text.Compare(text.Key(other.Text), text.Key(quotation))),
		ClaimKind: string(s.Kind), Attribution: recorded(s.Attribution), Other: &other,
		MatchKind: string(similarity.Edited), Score: near.order,
	})
}

func (v *verifier) draft(d *text.Assessed, f record.Finding) {
	v.drafts = append(v.drafts, finding.Draft{In: d, Check: check.NotInCitedEvidence, Finding: f})
}

// prove raises a sentence to the highest sourcing level, and notes where what it
// says stands: its quotation, if there is an index to find it in, or else the
// document's sentence on the matter.
func (v *verifier) prove(at text.Place, e *evidence, quotations *quotationIndex) {
	d, s := v.corpus[at.Document], v.corpus.At(at)
	proof := Proof{Attribution: claims.Attribution{Name: e.Title, SourceKind: "document"}}
	if s.Attribution != nil {
		proof.Attribution = *s.Attribution
	}
	proof.Attribution.Level = int(record.LevelChecked)
	for _, q := range s.Quotations {
		if quotations == nil || proof.Passage != nil {
			break
		}
		if near := quotations.nearest(d.Text[q.Start:q.End]); near != nil && near.exact && near.document == e {
			where := e.Passage(near.start, near.end)
			proof.Passage = &where
		}
	}
	if i := e.onMatter(text.Key(d.Text[s.Start:s.End])); i >= 0 && proof.Passage == nil {
		where := e.Passage(e.sentences[i].Start, e.sentences[i].End)
		proof.Passage = &where
	}
	v.proofs[at] = proof
}
