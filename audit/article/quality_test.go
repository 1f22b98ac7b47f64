package article

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
)

// What the extraction of real pages has to reach.
const (
	wantF1         = 0.975
	wantParagraphs = 0.95
	wantLinks      = 0.90
)

// TestExtractionQuality measures 181 real pages against what people marked as
// the article: the text by its word 4-grams, the paragraphs that are one block
// word for word, and the anchors in them that are kept.
func TestExtractionQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many seconds under the race detector")
	}
	r := newReader(t, Options{})
	var precision, recall float64
	var withText, pages int
	var paragraphs, links hits
	eachPage(t, func(id, gold string, data []byte) {
		pages++
		a, err := r.article(&input{source: id, ext: ".html", data: data})
		if err != nil {
			t.Logf("%.8s: %v", id, err)
			a = &Article{Text: ""}
		} else {
			checkInvariants(t, a)
			withText++
		}
		want, got := shingles(gold), shingles(a.Text)
		both := 0
		for s, n := range got {
			both += min(n, want[s])
		}
		precision += float64(both) / float64(max(1, total(got)))
		recall += float64(both) / float64(total(want))

		blocks := map[string]bool{}
		for _, b := range a.Blocks {
			blocks[wordsOf(a.Text[b.Start:b.End])] = true
		}
		goldLines := map[string]bool{}
		for line := range strings.SplitSeq(gold, "\n") {
			if line = wordsOf(line); line != "" {
				goldLines[line] = true
				paragraphs.count(blocks[line])
			}
		}
		kept := map[string]bool{}
		for _, l := range a.Links {
			kept[wordsOf(a.Text[l.Start:l.End])] = true
		}
		for _, anchor := range anchorsIn(t, data, goldLines) {
			links.count(kept[anchor])
		}
	})
	precision /= float64(withText)
	recall /= float64(pages)
	f1 := 2 * precision * recall / (precision + recall)
	report := fmt.Sprintf("pages: %d\ntext: F1 %.3f precision %.3f recall %.3f\nparagraphs that are one block: %v\nlinks kept: %v\n",
		pages, f1, precision, recall, paragraphs, links)
	t.Log("\n" + report)
	if f1 < wantF1 || paragraphs.share() < wantParagraphs || links.share() < wantLinks {
		t.Errorf("want F1 %.3f, paragraphs %.2f and links %.2f at least", wantF1, wantParagraphs, wantLinks)
	}
	checkGolden(t, "testdata/quality.golden", report)
}

// eachPage calls yield with every page of the shared data and its gold text.
func eachPage(tb testing.TB, yield func(id, gold string, data []byte)) {
	var gold map[string]struct{ ArticleBody string }
	truth, err := os.ReadFile(filepath.Join(shared, "extraction-dev/ground-truth.json"))
	if err != nil {
		tb.Skip("without pages:", err)
	}
	if err := json.Unmarshal(truth, &gold); err != nil {
		tb.Fatal(err)
	}
	pages, err := os.Open(filepath.Join(shared, "extraction-dev/html.tar"))
	if err != nil {
		tb.Fatal(err)
	}
	defer pages.Close()
	for archive := tar.NewReader(pages); ; {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			tb.Fatal(err)
		}
		id, ok := strings.CutSuffix(filepath.Base(entry.Name), ".html.gz")
		if !ok {
			continue
		}
		zipped, err := gzip.NewReader(archive)
		if err != nil {
			tb.Fatal(err)
		}
		data, err := io.ReadAll(zipped)
		if err != nil {
			tb.Fatal(err)
		}
		yield(id, gold[id].ArticleBody, data)
	}
}

// anchorsIn returns the words of every link in the elements whose text is one of
// lines.
func anchorsIn(t *testing.T, data []byte, lines map[string]bool) (out []string) {
	d, err := charset.Decode(data, "")
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(strings.NewReader(d.Text))
	if err != nil {
		t.Fatal(err)
	}
	base := baseURL(page, pageMetadata(page).canonical)
	resolver := walker{base: base}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode || n.Data != "a" || resolver.resolve(attr(n.Attr, "href")) == "" {
			continue
		}
		block := n.Parent
		for block.Parent != nil && !blockTags[block.Data] {
			block = block.Parent
		}
		if text := wordsOf(textOf(n)); text != "" && lines[wordsOf(textOf(block))] {
			out = append(out, text)
		}
	}
	return out
}

// hits counts how many of a number of cases came out well.
type hits struct{ well, all int }

func (h *hits) count(well bool) {
	h.all++
	if well {
		h.well++
	}
}

func (h hits) share() float64 { return float64(h.well) / float64(max(1, h.all)) }

func (h hits) String() string { return fmt.Sprintf("%.3f (%d of %d)", h.share(), h.well, h.all) }

// wordsOf is a text's words divided by single spaces.
func wordsOf(text string) string { return strings.Join(word.FindAllString(text, -1), " ") }

var word = regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+`)

func shingles(text string) map[string]int {
	const n = 4
	words := word.FindAllString(text, -1)
	out := map[string]int{}
	for i := 0; i < max(1, len(words)-n+1) && len(words) > 0; i++ {
		out[strings.Join(words[i:min(len(words), i+n)], " ")]++
	}
	return out
}

func total(m map[string]int) int {
	n := 0
	for _, c := range m {
		n += c
	}
	return n
}
