package article

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tests in this file need data that is not part of the project and are
// skipped without it.
const shared = "../../../shared/data"

// TestExtractionQuality measures the text of 181 real pages by the word 4-grams
// it shares with what people marked as the article.
func TestExtractionQuality(t *testing.T) {
	var gold map[string]struct{ ArticleBody string }
	truth, err := os.ReadFile(filepath.Join(shared, "extraction-dev/ground-truth.json"))
	if err != nil {
		t.Skip("without pages:", err)
	}
	if err := json.Unmarshal(truth, &gold); err != nil {
		t.Fatal(err)
	}
	pages, err := os.Open(filepath.Join(shared, "extraction-dev/html.tar"))
	if err != nil {
		t.Fatal(err)
	}
	defer pages.Close()
	r := newReader(t, Options{})
	var precision, recall float64
	var withText, withGold int
	for archive := tar.NewReader(pages); ; {
		entry, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		id, ok := strings.CutSuffix(filepath.Base(entry.Name), ".html.gz")
		if !ok {
			continue
		}
		zipped, err := gzip.NewReader(archive)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(zipped)
		if err != nil {
			t.Fatal(err)
		}
		want := shingles(gold[id].ArticleBody)
		withGold++
		a, err := r.article(&input{source: id, ext: ".html", data: data})
		if err != nil {
			t.Logf("%.8s: %v", id, err)
			continue
		}
		checkInvariants(t, a)
		got := shingles(a.Text)
		both := 0
		for s, n := range got {
			both += min(n, want[s])
		}
		precision += float64(both) / float64(total(got))
		recall += float64(both) / float64(total(want))
		withText++
	}
	precision /= float64(withText)
	recall /= float64(withGold)
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("F1 %.3f precision %.3f recall %.3f", f1, precision, recall)
	if f1 < 0.965 {
		t.Errorf("F1 %.3f, want 0.965 or more", f1)
	}
}

// TestGoldSentencesSurvive looks for every labelled sentence in the cleaned
// text, letter by letter.
func TestGoldSentencesSurvive(t *testing.T) {
	labels, err := os.Open(filepath.Join(shared, "claims-dev/annotator_A.jsonl"))
	if err != nil {
		t.Skip("without labelled sentences:", err)
	}
	defer labels.Close()
	texts := map[string]string{}
	found, all := 0, 0
	for lines := bufio.NewScanner(labels); lines.Scan(); {
		var label struct{ File, Sentence string }
		if err := json.Unmarshal(lines.Bytes(), &label); err != nil {
			t.Fatal(err)
		}
		text, ok := texts[label.File]
		if !ok {
			text = mustRead(t, Options{}, filepath.Join(shared, "claims-dev/articles", label.File)).Text
			texts[label.File] = text
		}
		all++
		if strings.Contains(text, label.Sentence) {
			found++
		}
	}
	t.Logf("%d of %d sentences", found, all)
	if float64(found) < 0.995*float64(all) {
		t.Errorf("%d of %d sentences found", found, all)
	}
}

// TestRealArticles reads four articles as a crawler left them: what goes is
// furniture, to the block.
func TestRealArticles(t *testing.T) {
	paths := glob(t, filepath.Join(shared, "real-articles/*.txt"))
	if len(paths) == 0 {
		t.Skip("without real articles")
	}
	for _, path := range paths {
		a := mustRead(t, Options{}, path)
		checkInvariants(t, a)
		got := map[string]int{}
		for _, r := range a.Removed {
			got[r.Reason]++
		}
		want := map[string]map[string]int{
			"000": {"note that a picture is made by AI or is illustrative": 1},
			"001": {},
			"002": {"placeholder of a missing picture": 1, "breadcrumb navigation": 3, "description of a picture": 1},
			"003": {"the title again": 1, "byline": 1, "newsletter sign-up": 7, "feedback prompt": 3, "advertising or media kit": 3},
		}[filepath.Base(path)[:3]]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		if a.Language != "en" {
			t.Errorf("%s: language %q", path, a.Language)
		}
	}
}

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
