package audit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// place is one sentence of one article.
type place struct{ entry, sentence int }

func comparePlaces(p, q place) int {
	return cmp.Or(cmp.Compare(p.entry, q.entry), cmp.Compare(p.sentence, q.sentence))
}

// relations is what claims have to do with one another across articles.
type relations struct {
	*run
	agree, dispute map[place][]place
	copied         map[[2]int]*copies // by two articles
	forms          map[int][]formSpan // by article, passages that are filled-in forms, each once
}

// formSpan is a passage that is a form of words filled in, and the form's group.
type formSpan struct {
	span
	group int
}

type span struct{ start, end int }

func (s span) overlaps(t span) bool { return s.start < t.end && t.start < s.end }

// copies is the passages that two articles share, by where they begin in the
// first. None up to the i-th ends behind ends[i] there.
type copies struct {
	passages [][2]span
	ends     []int
}

func (c *copies) sort() {
	slices.SortFunc(c.passages, func(p, q [2]span) int { return cmp.Compare(p[0].start, q[0].start) })
	furthest := 0
	for _, p := range c.passages {
		furthest = max(furthest, p[0].end)
		c.ends = append(c.ends, furthest)
	}
}

// has reports whether two spans, one of each article, lie in one passage.
func (c *copies) has(a, b span) bool {
	i := sort.Search(len(c.passages), func(i int) bool { return c.passages[i][0].start >= a.end })
	for i--; i >= 0 && c.ends[i] > a.start; i-- {
		if p := c.passages[i]; p[0].overlaps(a) && p[1].overlaps(b) {
			return true
		}
	}
	return false
}

// relate makes the findings that need all articles at once.
func (r *run) relate(ctx context.Context) error {
	rel := &relations{run: r} // none, until they are known
	steps := []func(context.Context) error{
		r.recordMatches, r.duplicates, r.alteredQuotations, r.checkEvidence, r.sourcing,
		func(ctx context.Context) error {
			known, err := patience.Await(ctx, func() (*relations, error) { return r.relations(), nil })
			if err == nil {
				rel = known
			}
			return err
		},
		func(ctx context.Context) error { return rel.disputes(ctx) },
		func(ctx context.Context) error { return rel.circles(ctx) },
	}
	var err error
	for i := 0; i < len(steps) && err == nil; i++ {
		r.Progress("relating", i, len(steps))
		err = steps[i](ctx)
	}
	r.recordClaims(rel) // cut short or not
	return err
}

func (r *run) relations() *relations {
	rel := &relations{
		run: r, agree: make(map[place][]place), dispute: make(map[place][]place),
		copied: make(map[[2]int]*copies), forms: make(map[int][]formSpan),
	}
	for _, m := range r.reused.Matches {
		if m.Form > 0 {
			for _, p := range []similarity.Passage{m.A, m.B} {
				rel.forms[p.Text] = append(rel.forms[p.Text], formSpan{span{p.Start, p.End}, m.Group})
			}
			continue
		}
		key := [2]int{m.A.Text, m.B.Text}
		if rel.copied[key] == nil {
			rel.copied[key] = new(copies)
		}
		rel.copied[key].passages = append(rel.copied[key].passages, [2]span{{m.A.Start, m.A.End}, {m.B.Start, m.B.End}})
	}
	for _, c := range rel.copied {
		c.sort()
	}
	for text, list := range rel.forms { // the first article of a form is matched with every other
		slices.SortFunc(list, func(f, g formSpan) int {
			return cmp.Or(cmp.Compare(f.group, g.group), cmp.Compare(f.start, g.start), cmp.Compare(f.end, g.end))
		})
		rel.forms[text] = slices.Compact(list)
	}
	docs := make([][]claims.Sentence, len(r.entries))
	for i, e := range r.entries {
		docs[i] = e.sentences
	}
	for _, related := range claims.Relate(docs) {
		a := place{related.A.Doc, related.A.Sentence}
		b := place{related.B.Doc, related.B.Sentence}
		links := rel.dispute
		if !related.Agree && rel.ofOneForm(a, b) {
			continue
		}
		if related.Agree {
			links = rel.agree
		}
		links[a], links[b] = append(links[a], b), append(links[b], a)
	}
	for _, links := range []map[place][]place{rel.agree, rel.dispute} {
		for p, list := range links {
			slices.SortFunc(list, comparePlaces)
			links[p] = slices.Compact(list)
		}
	}
	return rel
}

func (rel *relations) span(p place) span {
	s := rel.entries[p.entry].sentences[p.sentence]
	return span{s.Start, s.End}
}

// isCopy reports whether two sentences lie in passages that their articles
// share.
func (rel *relations) isCopy(p, q place) bool {
	if q.entry < p.entry {
		p, q = q, p
	}
	c := rel.copied[[2]int{p.entry, q.entry}]
	return c != nil && c.has(rel.span(p), rel.span(q))
}

// ofOneForm reports whether two sentences lie in passages that are one form of
// words, filled in with names and figures of other things.
func (rel *relations) ofOneForm(p, q place) bool {
	return slices.ContainsFunc(rel.forms[p.entry], func(f formSpan) bool {
		return f.overlaps(rel.span(p)) && slices.ContainsFunc(rel.forms[q.entry], func(g formSpan) bool {
			return g.group == f.group && g.overlaps(rel.span(q))
		})
	})
}

// cites reports whether the sentence at p names q's outlet as its source.
func (rel *relations) cites(p, q place) bool {
	a, outlet := rel.entries[p.entry].sentences[p.sentence].Attribution, rel.entries[q.entry].outlet
	return a != nil && outlet != "" && strings.Contains(folded(a.Name), folded(outlet))
}

// independent returns the articles that agree with p of their own knowledge:
// no copies of it or of one another, none that has it from p or p from it.
func (rel *relations) independent(p place) []string {
	var kept []place
	for _, q := range rel.agree[p] {
		dependent := q.entry == p.entry || rel.isCopy(p, q) || rel.cites(p, q) || rel.cites(q, p) ||
			slices.ContainsFunc(kept, func(k place) bool { return k.entry == q.entry || rel.isCopy(k, q) })
		if !dependent {
			kept = append(kept, q)
		}
	}
	return rel.ids(kept)
}

// ids returns the IDs of the articles that places are in, each once, sorted.
func (rel *relations) ids(places []place) []string {
	ids := make([]string, 0, len(places))
	for _, p := range places {
		ids = append(ids, rel.entries[p.entry].id)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// disputes reports different figures for the same thing, at the later article
// unless the evidence bears that one out.
func (rel *relations) disputes(ctx context.Context) error {
	for _, p := range sortedKeys(rel.dispute) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for _, q := range rel.dispute[p] {
			if q.entry < p.entry { // p is the later article
				rel.reportDispute(p, q)
			}
		}
	}
	return nil
}

func (rel *relations) reportDispute(later, earlier place) {
	if rel.checked(later) && !rel.checked(earlier) || rel.entries[later.entry].role != record.RoleAudited {
		later, earlier = earlier, later
	}
	e, o := rel.entries[later.entry], rel.entries[earlier.entry]
	if e.role != record.RoleAudited {
		return
	}
	s, t := e.sentences[later.sentence], rel.span(earlier)
	other := o.passage(t.start, t.end)
	rel.found.add(e, check.DisputedFigure, record.Finding{
		Start: s.Start, End: s.End, Trigger: figures(e, s),
		Why:       fmt.Sprintf("%s has it otherwise: “%s”", o.label(), other.Text),
		ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution), Other: &other,
	})
}

func (rel *relations) checked(p place) bool {
	a := rel.entries[p.entry].sentences[p.sentence].Attribution
	return a != nil && a.Level == int(record.LevelChecked)
}

// figures returns the figures of a sentence, as they stand there.
func figures(e *entry, s claims.Sentence) string {
	var list []string
	for _, f := range s.Figures {
		list = append(list, e.Text[f.Start:f.End])
	}
	return strings.Join(list, " … ")
}

// minCircle is how many articles must lead back to one for its claim to be
// called circular.
const minCircle = 2

// circles reports claims that several articles give and all have from one.
func (rel *relations) circles(ctx context.Context) error {
	for _, root := range sortedKeys(rel.agree) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var led []place
		all, cited := true, 0
		for _, q := range rel.agree[root] {
			switch {
			case rel.cites(q, root):
				cited++
				led = append(led, q)
			case rel.isCopy(root, q):
				led = append(led, q)
			case q.entry != root.entry:
				all = false
			}
		}
		if !all || cited < minCircle {
			continue
		}
		origin := rel.entries[root.entry]
		for _, q := range led {
			e := rel.entries[q.entry]
			if e.role != record.RoleAudited {
				continue
			}
			s, t := e.sentences[q.sentence], rel.span(root)
			other := origin.passage(t.start, t.end)
			rel.found.add(e, check.CircularSourcing, record.Finding{
				Start: s.Start, End: s.End, Trigger: figures(e, s),
				Why: fmt.Sprintf("%s give this, and all have it from %s.",
					count(len(rel.ids(led)), "article"), origin.label()),
				ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution), Other: &other,
			})
		}
	}
	return nil
}

func sortedKeys(links map[place][]place) []place {
	keys := make([]place, 0, len(links))
	for p := range links {
		keys = append(keys, p)
	}
	slices.SortFunc(keys, comparePlaces)
	return keys
}

// recordClaims writes the audited articles' claims into the log.
func (r *run) recordClaims(rel *relations) {
	for i, e := range r.entries {
		if e.role != record.RoleAudited {
			continue
		}
		for j, s := range e.sentences {
			if s.Kind == claims.KindNone {
				continue
			}
			p := place{i, j}
			r.log.Claims = append(r.log.Claims, record.Claim{
				Article: e.id, Source: e.Source, Start: s.Start, End: s.End, Text: e.Text[s.Start:s.End],
				ClaimKind: string(s.Kind), Attribution: e.claimAttribution(&s),
				CorroboratedBy: rel.independent(p), DisputedBy: rel.ids(rel.dispute[p]),
			})
		}
	}
}
