package archive

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/audit/output"
)

// TestExportIsOneMoment has a night end in the middle of an export.
func TestExportIsOneMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a := openAt(t, path)
	first := night(1)
	for i := range 600 {
		first.Articles = append(first.Articles, sample(fmt.Sprintf("A%d", i), "one"))
	}
	commit(t, a, first)
	reader, err := OpenForReading(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	out := &interrupted{first: func() { commit(t, a, night(2, sample("late", "two"))) }}
	if err := reader.Export(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Contains(got, `"late"`) || strings.Count(got, `{"article"`) != 600 || strings.Count(got, `{"run"`) != 1 {
		t.Errorf("%d articles and %d runs, want those of the first night", strings.Count(got, `{"article"`), strings.Count(got, `{"run"`))
	}
}

// interrupted is a buffer before whose first write something happens.
type interrupted struct {
	bytes.Buffer
	first func()
}

func (b *interrupted) Write(p []byte) (int, error) {
	if b.first != nil {
		b.first()
		b.first = nil
	}
	return b.Buffer.Write(p)
}

// TestUnnamed has a committed night whose file can't get its name at once.
func TestUnnamed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	file := output.File{Temporary: filepath.Join(dir, ".book.xlsx.tmp"), Final: filepath.Join(dir, "book.xlsx")}
	if err := errors.Join(os.WriteFile(file.Temporary, []byte("new"), 0o666), os.Mkdir(file.Final, 0o777)); err != nil {
		t.Fatal(err)
	}
	n := night(1, sample("A1", "one"))
	n.Publish = output.Files{file}
	a := openAt(t, path)
	var unnamed *UnnamedError
	if err := a.Commit(t.Context(), n); !errors.As(err, &unnamed) || unnamed.File != file {
		t.Errorf("a folder in the place of the file: %v", err)
	}
	a.Close()
	if _, err := Open(t.Context(), path); !errors.As(err, &unnamed) {
		t.Errorf("the folder is still there: %v", err)
	}
	if err := os.Remove(file.Final); err != nil {
		t.Fatal(err)
	}
	a = openAt(t, path)
	defer a.Close()
	if got, err := os.ReadFile(file.Final); err != nil || string(got) != "new" {
		t.Errorf("after the folder was removed: %q, %v", got, err)
	}
	if runs, err := a.Runs(t.Context(), 9); err != nil || len(runs) != 1 {
		t.Errorf("%d runs, %v; want that of the night", len(runs), err)
	}
}

// TestMigrate brings an archive to versions that are yet to come.
func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a := openAt(t, path)
	commit(t, a, night(1, sample("A1", "one")))
	next := append(scripts(), "ALTER TABLE article ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'", "CREATE TABLE weather (day TEXT); UPDATE article SET mood = 'stormy'")
	broken := append(slices.Clone(next), "CREATE TABLE sea (wave TEXT); INSERT INTO nowhere VALUES (1)")
	if err := a.migrate(t.Context(), broken); err == nil {
		t.Fatal("a broken script was applied")
	}
	if version, err := a.version(t.Context(), len(broken)); version != len(scripts()) || err != nil {
		t.Errorf("after a broken script: version %d, %v", version, err)
	}
	var tables int
	if err := a.db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name IN ('weather', 'sea')").Scan(&tables); err != nil || tables != 0 {
		t.Errorf("a broken script left %d tables, %v", tables, err)
	}
	for range 2 { // the second time, there is nothing to do
		if err := a.migrate(t.Context(), next); err != nil {
			t.Fatal(err)
		}
	}
	var mood string
	if err := a.db.QueryRow("SELECT mood FROM article, pragma_user_version WHERE user_version = ?", len(next)).Scan(&mood); err != nil || mood != "stormy" {
		t.Errorf("after migrating: %q, %v", mood, err)
	}
	a.Close()
	want := fmt.Sprintf("version %d, newer than this program's %d", len(next), len(scripts()))
	if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("today's program: %v; want %q", err, want)
	}
}

// TestLeftover restores a copy of an archive beside the log of a killed run.
func TestLeftover(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a := openAt(t, path)
	commit(t, a, night(1, sample("A1", "one")))
	if got := Leftover(path); got != "" {
		t.Errorf("while somebody writes: %s", got)
	}
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatalf("no log to leave behind: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if got := Leftover(path); got != "" {
		t.Errorf("after it was closed: %s", got)
	}
	if err := os.WriteFile(path+"-wal", log, 0o666); err != nil {
		t.Fatal(err)
	}
	if got := Leftover(path); !strings.Contains(got, path+"-wal") || !strings.Contains(got, "restored from a copy") {
		t.Errorf("left behind: %q", got)
	}
}
