package audit

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"copydesk/audit/check"
	"copydesk/audit/claims"
	"copydesk/audit/record"
)

// levelChecked is the sourcing level of a claim found in the evidence.
const levelChecked = 5

// evidenceText is one piece of evidence, made ready for look-ups.
type evidenceText struct {
	*entry
	words string // folded
	title string // folded
}

// checkEvidence looks up what claims say in the documents the newsroom holds.
// A quotation that stands in one is checked, wherever the article has it from.
// A claim that cites one is checked when its quotations and figures stand
// there, and reported when one doesn't.
func (r *run) checkEvidence() {
	var texts []evidenceText
	for _, e := range r.evidence {
		texts = append(texts, evidenceText{e, folded(e.Text), folded(e.Title)})
	}
	if len(texts) == 0 {
		return
	}
	for _, e := range r.entries {
		for i := range e.sentences {
			r.checkSentence(e, &e.sentences[i], texts)
		}
	}
}

func (r *run) checkSentence(e *entry, s *claims.Sentence, texts []evidenceText) {
	var failed *evidenceText
	var absent string
	for i, text := range texts {
		cited := text.citedBy(e, s)
		if !cited && !quotesSomething(e, s) {
			continue
		}
		missing, found := text.lookUp(e, s)
		switch {
		case missing == "" && found > 0:
			e.verify(s, text)
			return
		case missing != "" && cited && failed == nil:
			failed, absent = &texts[i], missing
		}
	}
	if failed != nil && e.role == audited {
		r.found.add(e, check.NotInCitedEvidence, record.Finding{
			Start: s.Start, End: s.End, Trigger: absent,
			Why:       fmt.Sprintf("The sentence cites %s, and “%s” does not stand there.", failed.label(), absent),
			ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution),
		})
	}
}

// verify raises a sentence to the highest sourcing level.
func (e *entry) verify(s *claims.Sentence, text evidenceText) {
	a := claims.Attribution{Name: text.Title, SourceKind: "document"}
	if s.Attribution != nil {
		a = *s.Attribution
	}
	a.Level = levelChecked
	s.Attribution = &a
}

// lookUp counts the quotations and figures of a sentence that stand in the
// evidence, and returns the first that doesn't.
func (t evidenceText) lookUp(e *entry, s *claims.Sentence) (missing string, found int) {
	for _, q := range s.Quotations {
		quotation := e.Text[q.Start:q.End]
		if len(strings.Fields(folded(quotation))) < minQuoted {
			continue
		}
		if !strings.Contains(t.words, folded(quotation)) {
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
		if !strings.Contains(t.words, digits) {
			return figure, found
		}
		found++
	}
	return "", found
}

func quotesSomething(e *entry, s *claims.Sentence) bool {
	for _, q := range s.Quotations {
		if len(strings.Fields(folded(e.Text[q.Start:q.End]))) >= minQuoted {
			return true
		}
	}
	return false
}

// citedBy reports whether a sentence cites the evidence: by its title, by a
// link to it, or by an attribution that goes by either.
func (t evidenceText) citedBy(e *entry, s *claims.Sentence) bool {
	titled := len(strings.Fields(t.title)) > 1
	if titled && strings.Contains(folded(e.Text[s.Start:s.End]), t.title) {
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
	return a.Link != "" && samePage(a.Link, t.Canonical)
}

// samePage reports whether two addresses lead to one page.
func samePage(a, b string) bool {
	ua, errA := url.Parse(a)
	ub, errB := url.Parse(b)
	return errA == nil && errB == nil && ua.Host != "" &&
		strings.EqualFold(strings.TrimPrefix(ua.Host, "www."), strings.TrimPrefix(ub.Host, "www.")) &&
		strings.TrimSuffix(ua.Path, "/") == strings.TrimSuffix(ub.Path, "/")
}
