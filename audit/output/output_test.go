package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func say(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// holds checks what a folder holds: names and texts, and nothing else.
func holds(t *testing.T, folder string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if wanted, ok := want[entry.Name()]; err != nil || !ok || string(text) != wanted {
			t.Errorf("%s holds %q (%v), want %q", entry.Name(), text, err, wanted)
		}
	}
	if len(entries) != len(want) {
		t.Errorf("%d files, want %d", len(entries), len(want))
	}
}

func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "audits", "2026")
	path := filepath.Join(folder, "night.xlsx")
	for _, text := range []string{"Monday", "Tuesday"} { // the second replaces the first
		if err := Write(path, say(text)); err != nil {
			t.Fatal(err)
		}
		holds(t, folder, map[string]string{"night.xlsx": text})
	}
	broken := errors.New("broken")
	err := Write(path, func(w io.Writer) error { _, _ = io.WriteString(w, "Wedn"); return broken })
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if err := Write(filepath.Join(path, "below"), say("")); err == nil {
		t.Error("a file was taken for a folder")
	}
	if err := Write(folder, say("")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	holds(t, folder, map[string]string{"night.xlsx": "Tuesday"})
}

// TestFiles has files that wait for their names.
func TestFiles(t *testing.T) {
	folder := t.TempDir()
	path := func(name string) string { return filepath.Join(folder, name) }
	if err := os.WriteFile(path("a"), []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	var files Files
	for _, name := range []string{"a", "b"} {
		if err := files.Write(path(name), say("new "+name)); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(path("a")); string(text) != "old" {
		t.Errorf("before it is published, a holds %q (%v)", text, err)
	}
	if err := files[:1].Publish(); err != nil {
		t.Fatal(err)
	}
	files.Discard()
	holds(t, folder, map[string]string{"a": "new a"})
}

// TestStale has temporary files of runs that were killed, today and long ago.
func TestStale(t *testing.T) {
	folder := t.TempDir()
	recent, old := Temporary(filepath.Join(folder, "night.xlsx")), Temporary(filepath.Join(folder, "night.xlsx"))
	for name, age := range map[string]time.Duration{recent: stale - time.Hour, old: stale + time.Hour} {
		then := time.Now().Add(-age)
		if err := errors.Join(os.WriteFile(name, nil, 0o666), os.Chtimes(name, then, then)); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(filepath.Join(folder, "night.xlsx"), say("")); err != nil {
		t.Fatal(err)
	}
	holds(t, folder, map[string]string{"night.xlsx": "", filepath.Base(recent): ""})
}
