package claims

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// TestReading shows everything that is read of testdata/reading.txt, whose
// passages are one for each rule and each exception to it. Read the difference
// before running it with -update.
func TestReading(t *testing.T) {
	source, err := os.ReadFile("testdata/reading.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := newAssessor(t)
	var out strings.Builder
	for passage := range strings.SplitSeq(strings.TrimSpace(string(source)), "\n\n") {
		if strings.HasPrefix(passage, "## ") {
			fmt.Fprintf(&out, "%s\n\n", passage)
		}
		if strings.HasPrefix(passage, "#") {
			continue
		}
		text := strings.ReplaceAll(passage, " ¶ ", "\n\n")
		for _, s := range a.Assess(Document{Text: text}) {
			describe(&out, text, s)
		}
		out.WriteString("\n")
	}
	checkGolden(t, "testdata/reading.golden", out.String())
}

// TestReadingExamples shows what else is read of the texts that other tests
// look at for one thing.
func TestReadingExamples(t *testing.T) {
	var out strings.Builder
	a := newAssessor(t)
	for _, e := range slices.Concat(problemExamples(), attributionExamples()) {
		for _, s := range a.Assess(Document{Text: e.text}) {
			describe(&out, e.text, s)
		}
		out.WriteString("\n")
	}
	checkGolden(t, "testdata/examples.golden", out.String())
}

// TestReadingArticles does the same with the sample articles, in which
// sentences have something to do with each other, and with their headings,
// lists and links.
func TestReadingArticles(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/articles/*")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	a := newAssessor(t)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := Document{Text: string(data), Published: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)}
		if filepath.Ext(path) == ".html" {
			doc = pageDocument(t, doc)
		}
		fmt.Fprintf(&out, "## %s\n\n", filepath.Base(path))
		for _, s := range a.Assess(doc) {
			describe(&out, doc.Text, s)
		}
		out.WriteString("\n")
	}
	checkGolden(t, "testdata/articles.golden", out.String())
}

// pageDocument makes of a page in doc's text the document of its headings,
// paragraphs, list items and quotations, with their links.
func pageDocument(t *testing.T, doc Document) Document {
	root, err := html.Parse(strings.NewReader(doc.Text))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{"h1": BlockHeading, "h2": BlockHeading, "p": BlockParagraph, "li": BlockListItem, "blockquote": BlockQuote}
	var text strings.Builder
	doc.Blocks = []Block{}
	for n := range root.Descendants() {
		kind := kinds[n.Data]
		if n.Type != html.ElementNode || kind == "" || n.Parent.Data == "blockquote" {
			continue
		}
		start := text.Len()
		for d := range n.Descendants() {
			if d.Type != html.TextNode {
				continue
			}
			from := text.Len()
			text.WriteString(strings.Join(strings.FieldsFunc(d.Data, func(r rune) bool { return r == '\n' }), " "))
			if d.Parent.Data == "a" && len(d.Parent.Attr) > 0 {
				doc.Links = append(doc.Links, Link{Start: from, End: text.Len(), Href: d.Parent.Attr[0].Val})
			}
		}
		doc.Blocks = append(doc.Blocks, Block{Kind: kind, Start: start, End: text.Len()})
		text.WriteString("\n\n")
	}
	doc.Text = text.String()
	return doc
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestCutAnywhere assesses every passage cut off behind each word, and from
// each word on: articles are cut off, and no rule may count on a word more.
func TestCutAnywhere(t *testing.T) {
	a := newAssessor(t)
	for _, text := range passages(t) {
		for i, r := range text {
			if r == ' ' {
				assessSoundly(t, a, text[:i])
				assessSoundly(t, a, text[i+1:])
			}
		}
	}
}

// passages are the passages of testdata/reading.txt and the examples of other
// tests.
func passages(t *testing.T) (texts []string) {
	source, err := os.ReadFile("testdata/reading.txt")
	if err != nil {
		t.Fatal(err)
	}
	for passage := range strings.SplitSeq(strings.TrimSpace(string(source)), "\n\n") {
		if !strings.HasPrefix(passage, "#") {
			texts = append(texts, strings.ReplaceAll(passage, " ¶ ", "\n\n"))
		}
	}
	for _, e := range slices.Concat(problemExamples(), attributionExamples()) {
		texts = append(texts, e.text)
	}
	return texts
}

// describe writes a sentence, and what is known of it line by line.
func describe(out *strings.Builder, text string, s Sentence) {
	fmt.Fprintf(out, "%s\n", text[s.Start:s.End])
	line := func(format string, args ...any) { fmt.Fprintf(out, "\t"+format+"\n", args...) }
	if s.Kind != KindNone {
		line("%s%s", s.Kind, after(", due ", s.Due))
	}
	if at := s.Attribution; at != nil {
		carried := map[bool]string{true: ", still speaking"}[at.Carried]
		own := map[bool]string{true: ", of itself"}[at.Own]
		line("level %d: %s (%s) by %q%s%s", at.Level, at.Name, at.SourceKind, at.Cue, carried, own)
	}
	for _, q := range s.Quotations {
		line("“%s”%s", text[q.Start:q.End], after(", by ", q.Speaker))
	}
	if len(s.Weasel) > 0 {
		line("vague: %s", strings.Join(s.Weasel, ", "))
	}
	for _, f := range s.Figures {
		notes := ""
		if f.Approx {
			notes += " roughly"
		}
		if f.Changes {
			notes += ", a change"
		}
		if f.Relative {
			notes += ", of the day of writing"
		}
		line("[%s]%s %g%s%s%s%s%s%s", text[f.Start:f.End], notes, f.Value, after(" ", f.Unit), after(" of ", f.What), after(", counting ", f.Counts),
			after(", in ", f.Period), after(", about ", strings.Join(f.About, " ")), after(", named ", strings.Join(f.Names, " ")))
	}
	for _, p := range s.Problems {
		line("%s %s [%s] %s%s%s", p.Severity, p.Check, text[p.Start:p.End], p.Why, after(" Fix: ", p.Fix), after(" Other: ", text[p.OtherStart:p.OtherEnd]))
	}
}

// after returns s behind its label, or nothing.
func after(label, s string) string {
	if s == "" {
		return ""
	}
	return label + s
}
