package audit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
)

// TestOrder checks that neither the order of the inputs nor the number of
// goroutines shows in the stream, but for the record of the run, which tells
// the inputs as they were given.
func TestOrder(t *testing.T) {
	inputs := append(filesIn(t, samples+"articles"), undatedCopies(t)...)
	reference, evidence := filesIn(t, samples+"reference"), filesIn(t, samples+"evidence")
	rng := rand.New(rand.NewPCG(1, 8))
	var want string
	for i, jobs := range []int{1, 8, 1, 8} {
		if i > 0 {
			shuffle(rng, inputs)
			shuffle(rng, reference)
			shuffle(rng, evidence)
		}
		a, err := New(Settings{
			Inputs: inputs, Reference: reference, Evidence: evidence, Ratings: samples + "ratings.csv",
			Jobs: jobs, Version: "test",
			Now: func() time.Time { return time.Date(2026, 4, 18, 5, 0, 0, 0, time.UTC) },
		})
		if err != nil {
			t.Fatal(err)
		}
		result, err := a.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Log.Articles) < len(inputs) || len(result.Log.Matches) == 0 || len(result.Log.Findings) == 0 {
			t.Fatalf("%d articles, %d matches, %d findings: too few to tell", len(result.Log.Articles), len(result.Log.Matches), len(result.Log.Findings))
		}
		result.Log.Run = record.Run{}
		var stream bytes.Buffer
		if _, err := result.Log.WriteTo(&stream); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			want = stream.String()
		} else if diff := cmp.Diff(want, stream.String()); diff != "" {
			t.Errorf("shuffled, %d jobs: the stream changed\n%s", jobs, diff)
		}
	}
}

// filesIn returns the paths of the files in a folder, in order.
func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		files = append(files, filepath.Join(folder, e.Name()))
	}
	return files
}

// undatedCopies writes texts of which only their names tell which comes first:
// they share passages, and some are copies of others.
func undatedCopies(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	p := newPress()
	var files []string
	for i := range 24 {
		body := p.article()
		if i%3 == 2 {
			before, err := os.ReadFile(files[i-2])
			if err != nil {
				t.Fatal(err)
			}
			body = append(body[:2], string(before))
			if i%2 == 0 {
				body = body[2:]
			}
		}
		file := filepath.Join(folder, fmt.Sprintf("%02d.txt", i))
		var text bytes.Buffer
		for _, paragraph := range body {
			fmt.Fprintf(&text, "%s\n\n", paragraph)
		}
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func shuffle(rng *rand.Rand, list []string) {
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
