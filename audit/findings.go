package audit

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// findings collects findings by ID, so that what stands twice in an article is
// one finding that counts two.
type findings struct {
	off  map[string]bool
	byID map[string]*record.Finding
	seen map[string]bool // ID and position of each occurrence
}

func newFindings(off map[string]bool) *findings {
	return &findings{off: off, byID: make(map[string]*record.Finding), seen: make(map[string]bool)}
}

// add completes a finding in e from the definition of its check, and takes it
// in. Its span, and what is special about it, are set already.
func (fs *findings) add(e *entry, c *record.Check, f record.Finding) {
	if fs.off[c.ID] {
		return
	}
	f.Check = c.ID
	f.Article, f.Source = e.id, e.Source
	f.Text = e.Text[f.Start:f.End]
	f.ID = findingID(c.ID, e.id, f.Text+" "+f.Name)
	f.Severity = cmp.Or(f.Severity, c.Severity)
	f.Why, f.Fix = cmp.Or(f.Why, c.Rationale), cmp.Or(f.Fix, c.Fix)
	f.Status, f.Count = record.StatusNew, 1
	place := fmt.Sprint(f.ID, f.Start)
	if fs.seen[place] {
		return
	}
	fs.seen[place] = true
	if first, ok := fs.byID[f.ID]; ok {
		first.Count++
		return
	}
	e.surround(&f)
	fs.byID[f.ID] = &f
}

// findingID is made of the check, the article's identity and the folded words,
// never of a position.
func findingID(check, article, text string) string {
	sum := sha256.Sum256([]byte(check + "\x00" + article + "\x00" + folded(text)))
	return "F" + hex.EncodeToString(sum[:8])
}

// folded is the words of a text in the form in which they are compared, each
// between two spaces.
func folded(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range similarity.Tokenize(text) {
		b.WriteString(similarity.Fold(text[t.Start:t.End]))
		b.WriteByte(' ')
	}
	return b.String()
}

// list returns the findings ordered by article and position. It needs the
// articles in the stream's order.
func (fs *findings) list(entries []*entry) []record.Finding {
	rank := make(map[string]int, len(entries))
	for i, e := range entries {
		rank[e.id] = i
	}
	list := make([]record.Finding, 0, len(fs.byID))
	for _, f := range fs.byID {
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

// surround sets the sentences before and after a finding.
func (e *entry) surround(f *record.Finding) {
	if i := e.sentenceAt(f.Start); i > 0 {
		f.Before = e.sentence(i - 1)
	}
	if i := e.sentenceAt(f.End-1) + 1; i > 0 && i < len(e.sentences) {
		f.After = e.sentence(i)
	}
}

func (e *entry) sentence(i int) string { return e.Text[e.sentences[i].Start:e.sentences[i].End] }

// count says a number of things in words: "1 other article", "3 other
// articles".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
