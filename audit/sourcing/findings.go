package sourcing

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Disputes drafts findings of different figures for the same thing, at the later
// document unless the evidence bears that one out. When ctx ends, it returns what
// it has, and the error.
func (rel *Relations) Disputes(ctx context.Context) (drafts []finding.Draft, err error) {
	for _, p := range sortedPlaces(rel.dispute) {
		if ctx.Err() != nil {
			return drafts, ctx.Err()
		}
		for _, q := range rel.dispute[p] {
			if q.Document < p.Document { // p is the later document
				drafts = append(drafts, rel.disputed(p, q)...)
			}
		}
	}
	return drafts, nil
}

// disputed drafts the finding about two places that dispute, if one of them was
// audited.
func (rel *Relations) disputed(later, earlier text.Place) []finding.Draft {
	if rel.isChecked(later) && !rel.isChecked(earlier) || rel.corpus[later.Document].Role != record.RoleAudited {
		later, earlier = earlier, later
	}
	if rel.corpus[later.Document].Role != record.RoleAudited {
		return nil
	}
	return []finding.Draft{rel.draft(check.DisputedFigure, later, earlier, func(other record.Passage) string {
		return fmt.Sprintf("%s has it otherwise: “%s”", rel.corpus[earlier.Document].Label(), other.Text)
	})}
}

func (rel *Relations) isChecked(p text.Place) bool {
	return rel.proofs.Level(rel.corpus, p) == record.LevelChecked
}

// draft drafts a finding about the sentence at a place, compared with that at
// another.
func (rel *Relations) draft(c *record.Check, at, with text.Place, why func(other record.Passage) string) finding.Draft {
	d, s, span := rel.corpus[at.Document], rel.corpus.At(at), rel.corpus.Span(with)
	other := rel.corpus[with.Document].Passage(span.Start, span.End)
	return finding.Draft{In: d, Check: c, Finding: record.Finding{
		Start: s.Start, End: s.End, Trigger: figures(d, s), Why: why(other),
		ClaimKind: string(s.Kind), Attribution: recorded(rel.proofs.attribution(rel.corpus, at)), Other: &other,
	}}
}

// figures returns the figures of a sentence, as they stand there.
func figures(d *text.Assessed, s *claims.Sentence) string {
	var list []string
	for _, f := range s.Figures {
		list = append(list, d.Text[f.Start:f.End])
	}
	return strings.Join(list, " … ")
}

// minCircle is how many documents must lead back to one for its claim to be
// called circular.
const minCircle = 2

// Circles drafts findings of claims that several documents give and all have from
// one. When ctx ends, it returns what it has, and the error.
func (rel *Relations) Circles(ctx context.Context) (drafts []finding.Draft, err error) {
	for _, root := range sortedPlaces(rel.agree) {
		if ctx.Err() != nil {
			return drafts, ctx.Err()
		}
		led := rel.ledBackTo(root)
		for _, q := range led {
			if rel.corpus[q.Document].Role != record.RoleAudited {
				continue
			}
			drafts = append(drafts, rel.draft(check.CircularSourcing, q, root, func(record.Passage) string {
				return fmt.Sprintf("%s give this, and all have it from %s.", text.Count(len(rel.ids(led)), "article"), rel.corpus[root.Document].Label())
			}))
		}
	}
	return drafts, nil
}

// ledBackTo returns the places that have a claim from root, as its copies or by
// citing it, if all that give it do and enough cite it.
func (rel *Relations) ledBackTo(root text.Place) (led []text.Place) {
	cited := 0
	for _, q := range rel.agree[root] {
		switch {
		case rel.cites(q, root):
			cited++
			led = append(led, q)
		case rel.isCopy(root, q):
			led = append(led, q)
		case q.Document != root.Document:
			return nil
		}
	}
	if cited < minCircle {
		return nil
	}
	return led
}

func sortedPlaces(links map[text.Place][]text.Place) []text.Place {
	return slices.SortedFunc(maps.Keys(links), text.ComparePlaces)
}
