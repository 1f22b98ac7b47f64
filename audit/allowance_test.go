package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"copydesk/audit/article"
)

// TestMaxMemory audits more than there is memory for. What is audited, and what
// is said of the rest, is the same whoever of the readers is faster.
func TestMaxMemory(t *testing.T) {
	dir := t.TempDir()
	w := newPress()
	line := func() string {
		return fmt.Sprintf("{\"title\":\"A\",\"text\":%q}\n", strings.Join(w.article(), "\n\n"))
	}
	var inputs []string
	for i, lines := range []int{1, 4, 1, 6, 1, 30} {
		path := filepath.Join(dir, fmt.Sprintf("%d.jsonl", i))
		text := "{\"title\":\"no text\"}\n"
		for range lines {
			text += line()
		}
		if err := os.WriteFile(path, []byte(text+"{\"title\":\"no text\"}\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, path)
	}
	whole := auditWith(t, Settings{}, inputs...)
	// Room for eight articles, and the better part of a ninth.
	limit := int64(memoryBefore)
	for i := range whole.Articles[:9] {
		limit += (&entry{Article: &article.Article{Text: strings.Repeat("x", textBytes(t, inputs, whole.Articles[i].Source))}}).memory()
	}
	limit--
	var first string
	for _, jobs := range []int{1, 8, 8, 8, 8, 8, 8, 8, 8} {
		log := auditWith(t, Settings{MaxMemory: limit, Jobs: jobs}, inputs...)
		if len(log.Articles) != 8 || log.Summary.Incomplete != "" {
			t.Errorf("%d articles, %q", len(log.Articles), log.Summary.Incomplete)
		}
		said := fmt.Sprint(log.Rejected)
		for i, want := range []string{"", "", "", "3.jsonl not read beyond its first 2 articles: ", "4.jsonl not read:", "5.jsonl not read:"} {
			if want != "" && !strings.Contains(said, want) {
				t.Errorf("input %d: want %q in %s", i, want, said)
			}
		}
		if first == "" {
			first = said
		}
		if diff := gocmp.Diff(first, said); diff != "" {
			t.Fatalf("with %d jobs: %s", jobs, diff)
		}
	}
}

// textBytes is how long the text of an article is.
func textBytes(t *testing.T, inputs []string, source string) int {
	t.Helper()
	a, err := New(Settings{})
	if err != nil {
		t.Fatal(err)
	}
	for _, input := range inputs {
		for art, err := range a.reader.Articles(t.Context(), input) {
			if err == nil && art.Source == source {
				return len(art.Text)
			}
		}
	}
	t.Fatalf("no article %s", source)
	return 0
}
