package audit

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// TestVersions audits against archives that each version of the schema made, on
// a first night, of the article below: they have a finding that was confirmed.
// Later versions must go on reading them; for a new one, add a file.
func TestVersions(t *testing.T) {
	files, err := filepath.Glob("testdata/version-*.db.gz")
	if err != nil || len(files) < 2 {
		t.Fatalf("archives of earlier versions: %q, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { auditAgainst(t, file) })
	}
}

func auditAgainst(t *testing.T, file string) {
	path := filepath.Join(t.TempDir(), "desk.db")
	unpack(t, file, path)
	t.Chdir(t.TempDir()) // sources are as they were given
	crane := writeArticle(t, "", "crane.md", firstNight, plain, vague)
	later := writeArticle(t, "", "later.md", firstNight.AddDate(0, 0, 1), plain, "And that is all there is to say of cranes.")
	log := auditNight(t, path, 1, crane, later)

	var known, reused bool
	for _, f := range log.Findings {
		switch {
		case f.Source == crane && f.Check == "SRC003":
			known = f.Status == record.StatusKnown && f.Verdict == record.Confirmed && f.FirstSeen == "2026-04-01"
		case f.Source == later && f.Other != nil && f.Other.Source == crane:
			reused = true
		}
	}
	if !known || !reused {
		t.Errorf("the finding is known, and confirmed: %v; the later article has the passage from the archived one: %v", known, reused)
	}
	if past := log.Summary.History; len(past) != 1 || past[0].Articles != 1 {
		t.Errorf("earlier runs: %+v", past)
	}
	store, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	a, err := New(Settings{Archive: store, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if problems, err := a.VerifyArchive(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the archive: %q, %v", problems, err)
	}
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	reader, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
