package sourcing

import (
	"cmp"
	"slices"
	"strings"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/reuse"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// Relations is what claims have to do with one another across documents.
type Relations struct {
	corpus         text.Corpus
	proofs         Proofs
	agree, dispute map[text.Place][]text.Place
	copied         map[[2]int]*copies // by two documents
	forms          map[int][]formSpan // by document, passages that are filled-in forms, each once
}

// formSpan is a passage that is a form of words filled in, and the form's group.
type formSpan struct {
	text.Span
	group int
}

// Relate finds the claims of different documents that agree or dispute.
func Relate(corpus text.Corpus, judged []reuse.Judged, proofs Proofs) *Relations {
	rel := Unrelated(corpus, proofs)
	rel.copied, rel.forms = copiesOf(judged), formsOf(judged)
	docs := make([][]claims.Sentence, len(corpus))
	for i, d := range corpus {
		docs[i] = d.Sentences
	}
	for _, related := range claims.Relate(docs) {
		a := text.Place{Document: related.A.Doc, Sentence: related.A.Sentence}
		b := text.Place{Document: related.B.Doc, Sentence: related.B.Sentence}
		links := rel.dispute
		if !related.Agree && rel.ofOneForm(a, b) {
			continue
		}
		if related.Agree {
			links = rel.agree
		}
		links[a], links[b] = append(links[a], b), append(links[b], a)
	}
	for _, links := range []map[text.Place][]text.Place{rel.agree, rel.dispute} {
		for p, list := range links {
			slices.SortFunc(list, text.ComparePlaces)
			links[p] = slices.Compact(list)
		}
	}
	return rel
}

// Unrelated is the relations of documents of which none is known: nobody looked.
func Unrelated(corpus text.Corpus, proofs Proofs) *Relations {
	return &Relations{corpus: corpus, proofs: proofs, agree: make(map[text.Place][]text.Place), dispute: make(map[text.Place][]text.Place)}
}

// copiesOf returns the passages that documents share, but for filled-in forms.
func copiesOf(judged []reuse.Judged) map[[2]int]*copies {
	copied := make(map[[2]int]*copies)
	for i := range judged {
		m := &judged[i].Match
		if m.Form > 0 {
			continue
		}
		key := [2]int{m.A.Text, m.B.Text}
		if copied[key] == nil {
			copied[key] = new(copies)
		}
		copied[key].passages = append(copied[key].passages, [2]text.Span{{Start: m.A.Start, End: m.A.End}, {Start: m.B.Start, End: m.B.End}})
	}
	for _, c := range copied {
		c.sort()
	}
	return copied
}

// formsOf returns the passages that are filled-in forms. The first document of a
// form is matched with every other.
func formsOf(judged []reuse.Judged) map[int][]formSpan {
	forms := make(map[int][]formSpan)
	for i := range judged {
		m := &judged[i].Match
		if m.Form == 0 {
			continue
		}
		for _, p := range []similarity.Passage{m.A, m.B} {
			forms[p.Text] = append(forms[p.Text], formSpan{text.Span{Start: p.Start, End: p.End}, m.Group})
		}
	}
	for document, list := range forms {
		slices.SortFunc(list, func(f, g formSpan) int {
			return cmp.Or(cmp.Compare(f.group, g.group), cmp.Compare(f.Start, g.Start), cmp.Compare(f.End, g.End))
		})
		forms[document] = slices.Compact(list)
	}
	return forms
}

// isCopy reports whether two sentences lie in passages that their documents
// share.
func (rel *Relations) isCopy(p, q text.Place) bool {
	if q.Document < p.Document {
		p, q = q, p
	}
	c := rel.copied[[2]int{p.Document, q.Document}]
	return c != nil && c.has(rel.corpus.Span(p), rel.corpus.Span(q))
}

// ofOneForm reports whether two sentences lie in passages that are one form of
// words, filled in with names and figures of other things.
func (rel *Relations) ofOneForm(p, q text.Place) bool {
	return slices.ContainsFunc(rel.forms[p.Document], func(f formSpan) bool {
		return f.Overlaps(rel.corpus.Span(p)) && slices.ContainsFunc(rel.forms[q.Document], func(g formSpan) bool {
			return g.group == f.group && g.Overlaps(rel.corpus.Span(q))
		})
	})
}

// cites reports whether the sentence at p names q's outlet as its source.
func (rel *Relations) cites(p, q text.Place) bool {
	a, outlet := rel.proofs.attribution(rel.corpus, p), rel.corpus[q.Document].OutletKey
	return a != nil && outlet != "" && strings.Contains(text.Key(a.Name), text.Key(outlet))
}

// independent returns the documents, by ID, that agree with p of their own
// knowledge: no copies of it or of one another, none that has it from p or p from
// it.
func (rel *Relations) independent(p text.Place) []string {
	var kept []text.Place
	for _, q := range rel.agree[p] {
		dependent := q.Document == p.Document || rel.isCopy(p, q) || rel.cites(p, q) || rel.cites(q, p) ||
			slices.ContainsFunc(kept, func(k text.Place) bool { return k.Document == q.Document || rel.isCopy(k, q) })
		if !dependent {
			kept = append(kept, q)
		}
	}
	return rel.ids(kept)
}

// ids returns the IDs of the documents that places are in, each once, sorted.
func (rel *Relations) ids(places []text.Place) []string {
	ids := make([]string, 0, len(places))
	for _, p := range places {
		ids = append(ids, rel.corpus[p.Document].ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Claims returns the claims of audited documents as the stream has them.
func (rel *Relations) Claims() (list []record.Claim) {
	for i, d := range rel.corpus {
		if d.Role != record.RoleAudited {
			continue
		}
		for k := range d.Sentences {
			s := &d.Sentences[k]
			if s.Kind == claims.KindNone {
				continue
			}
			at := text.Place{Document: i, Sentence: k}
			list = append(list, record.Claim{
				Article: d.ID, Source: d.Source, Start: s.Start, End: s.End, Text: d.Text[s.Start:s.End],
				ClaimKind: string(s.Kind), Attribution: rel.proofs.Record(rel.corpus, at),
				CorroboratedBy: rel.independent(at), DisputedBy: rel.ids(rel.dispute[at]),
			})
		}
	}
	return list
}
