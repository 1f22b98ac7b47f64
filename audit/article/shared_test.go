package article

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The tests in this file need data that is not part of the project and are
// skipped without it.
const shared = "../../../shared/data"

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
			got[r.Reason] += strings.Count(r.Text, "\n") + 1
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
