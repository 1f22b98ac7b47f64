package audit

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// otherWording is from which order metric on a quotation that nobody gives the
// document for is taken for the document's words, badly copied; and of how many
// words it must be at least.
const (
	otherWording      = 0.8
	otherWordingWords = 8
)

// checkEvidence looks up what claims say in the documents the newsroom holds.
// A quotation that stands in one is checked, wherever the article has it from,
// and reported when it stands there in nearly the same words. A claim that
// cites one is checked when its quotations and figures stand there, and
// reported when one doesn't. A claim that links to another article of the run
// is checked when that article says the same.
func (r *run) checkEvidence(ctx context.Context) error {
	var texts []evidenceText
	for _, e := range r.evidence {
		texts = append(texts, newEvidenceText(e))
	}
	p := newProofs(texts)
	pages := make(map[string]*entry)
	read := make(map[*entry]*evidenceText) // of them
	for _, e := range r.entries {
		if page := pageOf(e.Canonical); page != "" {
			pages[page] = e
		}
	}
	for _, e := range r.entries {
		for i := range e.sentences {
			s := &e.sentences[i]
			if len(s.Quotations)+len(s.Figures) == 0 {
				continue
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if len(texts) > 0 {
				r.checkSentence(e, s, p)
			}
			if a := s.Attribution; a != nil && a.Link != "" && a.Level < int(record.LevelChecked) {
				if linked := pages[pageOf(a.Link)]; linked != nil && linked != e {
					text := read[linked]
					if text == nil {
						made := newEvidenceText(linked)
						text, read[linked] = &made, &made
					}
					if missing, found := text.lookUp(e, s); missing == "" && found > 0 {
						e.verify(s, text, nil)
					}
				}
			}
		}
	}
	return nil
}

func (r *run) checkSentence(e *entry, s *claims.Sentence, p *proofs) {
	var failed *evidenceText
	var absent string
	words := folded(e.Text[s.Start:s.End])
	for i := range p.texts {
		text := &p.texts[i]
		if !text.citedBy(s, words) {
			continue
		}
		missing, found := text.lookUp(e, s)
		switch {
		case missing == "" && found > 0:
			e.verify(s, text, p)
			return
		case missing != "" && failed == nil:
			failed, absent = text, missing
		}
	}
	for _, q := range s.Quotations {
		quotation := e.Text[q.Start:q.End]
		n := len(strings.Fields(folded(quotation)))
		if n < minQuoted {
			continue
		}
		near := p.nearest(quotation)
		switch {
		case near == nil:
		case near.exact:
			if missing, found := near.text.lookUp(e, s); missing == "" && found > 0 {
				e.verify(s, near.text, p)
				return
			}
		case failed != nil && near.text == failed && absent == quotation && near.order >= sameQuotation,
			near.order >= otherWording && n >= otherWordingWords:
			r.reportWording(e, s, q, near)
			return
		}
	}
	if failed == nil || e.role != record.RoleAudited {
		return
	}
	f := record.Finding{
		Start: s.Start, End: s.End, Trigger: absent,
		Why:       fmt.Sprintf("The sentence cites %s, and “%s” does not stand there.", failed.label(), absent),
		ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution),
	}
	if said := failed.onMatter(words); said >= 0 {
		other := failed.passage(failed.sentences[said].Start, failed.sentences[said].End)
		f.Other = &other
		f.Why += fmt.Sprintf(" It says: “%s”", other.Text)
	}
	r.found.add(e, check.NotInCitedEvidence, f)
}

// reportWording reports a quotation that the evidence has in other words, and
// shows both.
func (r *run) reportWording(e *entry, s *claims.Sentence, q claims.Quotation, near *proof) {
	if e.role != record.RoleAudited {
		return
	}
	quotation, document := e.Text[q.Start:q.End], near.text.Text[near.start:near.end]
	missing, added := onlyIn(folded(document), folded(quotation)), onlyIn(folded(quotation), folded(document))
	other := near.text.passage(near.start, near.end)
	r.found.add(e, check.NotInCitedEvidence, record.Finding{
		Start: s.Start, End: s.End, Trigger: quotation,
		Why:       fmt.Sprintf("%s has it in other words, “%s”: %s.", near.text.label(), document, difference(missing, added)),
		ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution), Other: &other,
		MatchKind: string(similarity.Edited), Score: near.order,
	})
}

// verify raises a sentence to the highest sourcing level, and notes where what
// it says stands: its quotation, or else the document's sentence on the matter.
func (e *entry) verify(s *claims.Sentence, text *evidenceText, p *proofs) {
	if e.proven == nil {
		e.proven = make(map[int]*record.Passage)
	}
	for _, q := range s.Quotations {
		if p == nil || e.proven[s.Start] != nil {
			break
		}
		if near := p.nearest(e.Text[q.Start:q.End]); near != nil && near.exact && near.text == text {
			where := text.passage(near.start, near.end)
			e.proven[s.Start] = &where
		}
	}
	if i := text.onMatter(folded(e.Text[s.Start:s.End])); i >= 0 && e.proven[s.Start] == nil {
		where := text.passage(text.sentences[i].Start, text.sentences[i].End)
		e.proven[s.Start] = &where
	}
	a := claims.Attribution{Name: text.Title, SourceKind: "document"}
	if s.Attribution != nil {
		a = *s.Attribution
	}
	a.Level = int(record.LevelChecked)
	s.Attribution = &a
}

// lookUp counts the quotations and figures of a sentence that stand in the
// evidence, and returns the first that doesn't.
func (t *evidenceText) lookUp(e *entry, s *claims.Sentence) (missing string, found int) {
	for _, q := range s.Quotations {
		quotation := e.Text[q.Start:q.End]
		if len(strings.Fields(folded(quotation))) < minQuoted {
			continue
		}
		if !t.says(folded(quotation)) {
			return quotation, found
		}
		found++
	}
	for _, f := range s.Figures {
		figure := e.Text[f.Start:f.End]
		digits := folded(strings.TrimFunc(figure, func(r rune) bool { return !unicode.IsDigit(r) }))
		if strings.TrimSpace(digits) == "" {
			continue // written in words
		}
		if !t.says(digits) {
			return figure, found
		}
		found++
	}
	return "", found
}

// citedBy reports whether a sentence, folded into words, cites the evidence: by
// its title, by a link to it, or by an attribution that goes by either.
func (t *evidenceText) citedBy(s *claims.Sentence, words string) bool {
	titled := len(strings.Fields(t.title)) > 1
	if titled && strings.Contains(words, t.title) {
		return true
	}
	a := s.Attribution
	if a == nil {
		return false
	}
	name := folded(a.Name)
	if titled && len(strings.Fields(name)) > 1 && (strings.Contains(t.title, name) || strings.Contains(name, t.title)) {
		return true
	}
	page := pageOf(a.Link)
	return page != "" && (page == pageOf(t.Canonical) || page == pageOf(t.Source))
}

// pageOf returns what two addresses of one page have in common, or "" of what is
// no address.
func pageOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return host + strings.TrimSuffix(u.Path, "/")
}
