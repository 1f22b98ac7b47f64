package finding

import (
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// document is one of sentences that end in a full stop.
func document(id, content string) *text.Assessed {
	d := &text.Assessed{Document: &text.Document{Article: &article.Article{Source: id + ".txt", Text: content}, ID: id}}
	for at := 0; at < len(content); {
		end := at + strings.Index(content[at:], ".") + 1
		d.Sentences = append(d.Sentences, claims.Sentence{Start: at, End: end})
		at = min(len(content), end+1)
	}
	return d
}

// TestCollect makes findings of drafts in any order: the same, each once.
func TestCollect(t *testing.T) {
	first, second := document("A1", "Nothing. Boats rot. Nothing. Boats rot."), document("A2", "Boats rot.")
	corpus := text.Corpus{first, second}
	draft := func(d *text.Assessed, sentence int, c *record.Check) Draft {
		s := d.Sentences[sentence]
		return Draft{In: d, Check: c, Finding: record.Finding{Start: s.Start, End: s.End}}
	}
	drafts := []Draft{
		draft(first, 1, check.Repetition), draft(first, 3, check.Repetition), draft(first, 1, check.Repetition),
		draft(second, 0, check.Repetition), draft(first, 0, check.DisputedFigure), draft(first, 1, check.ReusedPassage),
	}
	off := map[string]bool{check.ReusedPassage.ID: true}
	list := Collect(corpus, off, drafts[3:], drafts[:3])
	if len(list) != 3 {
		t.Fatalf("%d findings: %+v", len(list), list)
	}
	if f := list[0]; f.Text != "Nothing." || f.Before != "" || f.After != "Boats rot." || f.Severity != check.DisputedFigure.Severity || f.Why == "" {
		t.Errorf("the first is %+v", f)
	}
	if f := list[1]; f.Article != "A1" || f.Start != first.Sentences[1].Start || f.Count != 2 || f.Before != "Nothing." || f.Status != record.StatusNew {
		t.Errorf("what stands twice is %+v", f)
	}
	if f := list[2]; f.Article != "A2" || f.Count != 1 || f.ID == list[1].ID {
		t.Errorf("the other article's is %+v", f)
	}
}

// TestID shows that a finding keeps its ID wherever it stands, and however it is
// printed.
func TestID(t *testing.T) {
	id := func(content, words string) string {
		d := document("A1", content)
		start := strings.Index(content, words)
		list := Collect(text.Corpus{d}, nil, []Draft{{In: d, Check: check.Repetition, Finding: record.Finding{Start: start, End: start + len(words)}}})
		return list[0].ID
	}
	want := id("The boats rot.", "The boats rot.")
	if got := id("A new lede. The  BOATS rot.", "The  BOATS rot."); got != want {
		t.Errorf("moved and printed otherwise, it is %s and not %s", got, want)
	}
	if got := id("The ships rot.", "The ships rot."); got == want {
		t.Error("other words have the same ID")
	}
}
