package audit

import (
	"cmp"
	"flag"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// The tests in this file take on somebody who copies a passage and disguises
// it, or who hides one in a page to have its author blamed. docs/security.md
// has the figures, and is the golden file of them.

// trick is one way to disguise a copy, or to plant one.
type trick struct {
	name string
	// pages returns the pages that a passage is printed on, in its disguise.
	pages func(c *copier, passage string) []string
	floor float64 // the least share of copies that is to be found
	plant bool    // the passage is not to be seen in the page: none may be found
}

// copier writes pages of made-up prose around what it is given.
type copier struct {
	*press
	head string // what goes into the page's head
}

func (c *copier) paragraph() string {
	var list []string
	for range 3 {
		list = append(list, c.own())
	}
	return strings.Join(list, " ")
}

// own is a sentence that nobody else has.
func (c *copier) own() string { return c.sentence(9+c.IntN(12)) + "." }

// page is a page of three paragraphs, what is given, and three more.
func (c *copier) page(body string) string {
	var before, after strings.Builder
	for range 3 {
		fmt.Fprintf(&before, "<p>%s</p>\n", c.paragraph())
		fmt.Fprintf(&after, "<p>%s</p>\n", c.paragraph())
	}
	title := c.sentence(7)
	return fmt.Sprintf("<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>%s</title>%s</head>\n<body><article><h1>%s</h1>\n%s%s\n%s</article></body></html>\n",
		title, c.head, title, before.String(), body, after.String())
}

// specimen is a passage, and the text of the article it stands in.
type specimen struct{ passage, article string }

// specimens are paragraphs of 40 to 120 words that stand in one article only
// and hold no quotation, for one that both sides quote is excused.
func specimens(texts []string, perText int) (list []specimen) {
	for i, text := range texts {
		taken := 0
		for p := range strings.SplitSeq(text, "\n\n") {
			n := len(strings.Fields(p))
			elsewhere := slices.ContainsFunc(texts, func(other string) bool { return strings.Contains(other, p) && other != text })
			if taken == perText || n < 40 || n > 120 || elsewhere || strings.ContainsAny(p, "\n“”\"") || slices.Contains(texts[:i], text) {
				continue
			}
			taken++
			list = append(list, specimen{p, text})
		}
	}
	return list
}

// catch is how many copies were found under a trick.
type catch struct {
	trick      *trick
	found, all int
}

func (t catch) share() float64 { return float64(t.found) / float64(max(1, t.all)) }

// tryOut prints every passage under a trick, audits the pages with the
// originals at hand, and counts the copies that are found.
func tryOut(t *testing.T, tr *trick, list []specimen) catch {
	t.Helper()
	dir := t.TempDir()
	write := func(folder, name, text string) string {
		path := filepath.Join(dir, folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	c := &copier{press: newPress()}
	c.Rand = rand.New(rand.NewPCG(3, 5)) // the same words for every trick
	copies := make(map[string]int)       // page: specimen
	for i, s := range list {
		first := slices.IndexFunc(list, func(other specimen) bool { return other.article == s.article })
		write("originals", fmt.Sprintf("%04d.txt", first), s.article)
		c.head = ""
		for k, page := range tr.pages(c, s.passage) {
			copies[write("pages", fmt.Sprintf("%04d-%d.html", i, k), page)] = i
		}
	}
	a, err := New(Settings{Inputs: []string{filepath.Join(dir, "pages")}, Reference: []string{filepath.Join(dir, "originals")}})
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(result.Log.Rejected); n > 0 {
		t.Fatalf("%s: %d pages were rejected: %+v", tr.name, n, result.Log.Rejected[0])
	}
	out := catch{trick: tr, all: len(list)}
	for i, s := range list {
		if tr.plant && planted(result.Log, copies, i) || !tr.plant && told(result.Log, copies, i, s) {
			out.found++
		} else if testing.Verbose() && !tr.plant {
			t.Logf("%s: not found: %.60q", tr.name, s.passage)
		}
	}
	return out
}

// told reports whether findings tell of at least half of a specimen.
func told(log *record.Log, copies map[string]int, i int, s specimen) bool {
	reported := make(map[string]bool) // pages with a finding
	for _, f := range log.Findings {
		reported[f.Source] = reported[f.Source] || strings.HasPrefix(f.Check, "DUP")
	}
	from := strings.Index(s.article, s.passage)
	var spans cover
	for _, m := range log.Matches {
		page, original := m.B, m.A
		if _, ok := copies[page.Source]; !ok {
			page, original = m.A, m.B
		}
		if j, ok := copies[page.Source]; ok && j == i && reported[page.Source] && m.Context == record.ContextNone &&
			strings.Contains(s.article, original.Text) {
			at := strings.Index(s.article, original.Text)
			spans.add(similarity.Passage{Start: at, End: at + len(original.Text)})
		}
	}
	return len(spans.spans) > 0 && spans.share(similarity.Passage{Start: from, End: from + len(s.passage)}) >= 0.5
}

// planted reports whether a page's article is said to have anything of an
// original.
func planted(log *record.Log, copies map[string]int, i int) bool {
	return slices.ContainsFunc(log.Matches, func(m record.Match) bool {
		a, inA := copies[m.A.Source]
		b, inB := copies[m.B.Source]
		return inA != inB && (inA && a == i || inB && b == i)
	})
}

const (
	threatModel = "../docs/security.md"
	tableBegins = "<!-- Measured by TestEvasion; -update rewrites the table. -->\n"
	tableEnds   = "<!-- end -->"
)

var otherTexts = flag.String("evasion", "", "log the figures for texts in this `folder`, in place of the sample articles'")

// textsOf reads the English articles in a folder.
func textsOf(t *testing.T, folder string) (texts []string) {
	t.Helper()
	reader, err := article.NewReader(article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	paths, _ := reader.Expand(t.Context(), []string{folder})
	for _, path := range paths[:min(len(paths), 200)] {
		for a, err := range reader.Articles(t.Context(), path) {
			if err != nil {
				t.Fatal(err)
			}
			if a.Language == "en" {
				texts = append(texts, a.Text)
			}
		}
	}
	return texts
}

// TestEvasion measures every trick on passages of the sample articles, and
// holds the figures against the threat model.
func TestEvasion(t *testing.T) {
	if testing.Short() {
		t.Skip("audits a thousand pages")
	}
	texts := textsOf(t, cmp.Or(*otherTexts, samples+"articles"))
	list := specimens(texts, 3)
	if len(list) < maxPassages {
		t.Fatalf("only %d passages", len(list))
	}
	var b strings.Builder
	b.WriteString("| trick | copies found |\n|---|---|\n")
	for _, group := range tricks {
		fmt.Fprintf(&b, "| **%s** | |\n", group.name)
		for i := range group.tricks {
			got := tryOut(t, &group.tricks[i], list[:group.passages])
			fmt.Fprintf(&b, "| %s | %d of %d |\n", html.EscapeString(got.trick.name), got.found, got.all)
			switch {
			case got.trick.plant && got.found > 0:
				t.Errorf("%s: text that nobody sees counts as the article's in %d of %d pages", got.trick.name, got.found, got.all)
			case got.share() < got.trick.floor:
				t.Errorf("%s: %d of %d found", got.trick.name, got.found, got.all)
			}
		}
	}
	if *otherTexts != "" {
		t.Logf("%s", &b)
		return
	}
	document, err := os.ReadFile(threatModel)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(document), tableBegins)
	table, after, ok2 := strings.Cut(rest, tableEnds)
	if !ok || !ok2 {
		t.Fatalf("%s has no table between %q and %q", threatModel, tableBegins, tableEnds)
	}
	if *update {
		document := before + tableBegins + b.String() + tableEnds + after
		if err := os.WriteFile(threatModel, []byte(document), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(table, b.String()); diff != "" {
		t.Errorf("the figures changed; if they are meant to, run go test ./audit -run Evasion -update (-document +measured):\n%s", diff)
	}
}
