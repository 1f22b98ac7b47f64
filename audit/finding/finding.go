// Package finding makes findings whole: from a draft, which says where a check
// fired and what is special about it there, and from the check's definition.
package finding

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Draft is a finding as a stage makes it. Of the embedded finding Start and End
// are set, and what is special about it; [Collect] fills in the rest.
type Draft struct {
	In    *text.Assessed
	Check *record.Check
	record.Finding
}

// Collect makes drafts whole and returns them ordered by document and position.
// What stands twice in a document is one finding that counts two, at the place
// of the draft that came first. Checks that are off, by ID, make none.
func Collect(corpus text.Corpus, off map[string]bool, drafts ...[]Draft) []record.Finding {
	type occurrence struct {
		id    string
		start int
	}
	byID := make(map[string]*record.Finding)
	seen := make(map[occurrence]bool)
	for _, list := range drafts {
		for i := range list {
			d := &list[i]
			if off[d.Check.ID] {
				continue
			}
			id := idOf(d)
			if at := (occurrence{id, d.Start}); !seen[at] {
				seen[at] = true
				if first, ok := byID[id]; ok {
					first.Count++
				} else {
					f := d.whole(id)
					byID[id] = &f
				}
			}
		}
	}
	return sorted(corpus, byID)
}

// whole is the finding of a draft.
func (d *Draft) whole(id string) record.Finding {
	f := d.Finding
	f.ID, f.Check = id, d.Check.ID
	f.Article, f.Source = d.In.ID, d.In.Source
	f.Text = d.In.Text[f.Start:f.End]
	f.Severity = cmp.Or(f.Severity, d.Check.Severity)
	f.Why, f.Fix = cmp.Or(f.Why, d.Check.Rationale), cmp.Or(f.Fix, d.Check.Fix)
	f.Status, f.Count = record.StatusNew, 1
	if i := d.In.SentenceAt(f.Start); i > 0 {
		f.Before = d.In.Sentence(i - 1)
	}
	if i := d.In.SentenceAt(f.End-1) + 1; i > 0 && i < len(d.In.Sentences) {
		f.After = d.In.Sentence(i)
	}
	return f
}

// idOf makes a finding's ID of the check, the document's ID, and the words and the
// name it is about, folded, never of a position.
func idOf(d *Draft) string {
	words := text.Key(d.In.Text[d.Start:d.End] + " " + d.Name)
	sum := sha256.Sum256([]byte(d.Check.ID + "\x00" + d.In.ID + "\x00" + words))
	return "F" + hex.EncodeToString(sum[:8])
}

func sorted(corpus text.Corpus, byID map[string]*record.Finding) []record.Finding {
	rank := make(map[string]int, len(corpus))
	for i, d := range corpus {
		rank[d.ID] = i
	}
	list := make([]record.Finding, 0, len(byID))
	for _, f := range byID {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(f, g record.Finding) int {
		return cmp.Or(
			cmp.Compare(rank[f.Article], rank[g.Article]),
			cmp.Compare(f.Start, g.Start), cmp.Compare(f.End, g.End),
			cmp.Compare(f.Check, g.Check), cmp.Compare(f.ID, g.ID),
		)
	})
	return list
}
