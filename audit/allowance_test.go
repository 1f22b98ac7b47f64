package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
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
	limit := beforeInputs()
	for i := range whole.Articles[:9] {
		limit += text.MemoryOf(textBytes(t, inputs, whole.Articles[i].Source))
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

// TestMemoryForEarlierNights compares with as many articles of earlier nights
// as there is memory for, and says so.
func TestMemoryForEarlierNights(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	shared := newPress().sentence(40)
	var first []string
	for i := range 5 {
		first = append(first, writeArticle(t, dir, fmt.Sprintf("early-%d.md", i), firstNight, fmt.Sprintf("Number %d says so.", i), shared))
	}
	auditNight(t, path, 0, first...)
	store, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	input := writeArticle(t, dir, "late.md", firstNight.AddDate(0, 0, 1), "It is all new.", shared)
	s := Settings{Archive: store, Now: func() time.Time { return firstNight.AddDate(0, 0, 1) }}
	s.MaxMemory = beforeInputs() + 8*text.MemoryOf(0) // room for an article and something, and for two earlier ones
	log := auditWith(t, s, input)
	if want := "of 5 articles of earlier nights"; !strings.Contains(log.Summary.Incomplete, want) {
		t.Errorf("incomplete %q, want %q", log.Summary.Incomplete, want)
	}
	if len(log.Rejected) > 0 || len(log.Articles) > 5 || log.Articles[len(log.Articles)-1].Triage == record.TriageClear {
		t.Errorf("%d articles, rejected %v", len(log.Articles), log.Rejected)
	}
}

// beforeInputs is what a run takes of its memory before there is room for inputs.
func beforeInputs() int64 {
	const plenty = 1 << 40
	room, _ := intake.Budget(plenty, false)
	return plenty - room
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
