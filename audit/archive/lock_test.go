package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestOneLock opens an archive that is open by each of its other names.
func TestOneLock(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "desk", "a.db")
	held := openAt(t, path)
	link := func(target, name string) string {
		name = filepath.Join(dir, name)
		if err := os.Symlink(target, name); err != nil {
			t.Fatal(err)
		}
		return name
	}
	t.Chdir(filepath.Join(dir, "desk"))
	for _, name := range []string{
		path, "a.db", "./../desk/a.db",
		link(path, "link.db"), link("link.db", "relative.db"), filepath.Join(link("desk", "folder"), "a.db"),
	} {
		_, err := Open(t.Context(), name)
		var locked *LockedError
		if !errors.As(err, &locked) || locked.Path != name || !strings.Contains(locked.Holder, fmt.Sprint("process ", os.Getpid())) {
			t.Errorf("%s: %v, want who has it", name, err)
		}
	}
	if runtime.GOOS == "linux" {
		// As when the file alone is mounted in another folder.
		if err := os.Remove(lockPath(path)); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), path); !errors.As(err, new(*LockedError)) {
			t.Errorf("with another lock file: %v", err)
		}
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), filepath.Join(dir, "link.db"))
	if err != nil {
		t.Fatal(err)
	}
	if a.Path() != filepath.Join(dir, "link.db") {
		t.Errorf("path %s, want the one that was given", a.Path())
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.lock")); len(left) > 0 {
		t.Errorf("locks beside the links: %v", left)
	}
}

// TestLinkToNothing opens an archive that is not there yet by a link to it.
func TestLinkToNothing(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link.db")
	if err := os.Symlink(filepath.Join("far", "away", "a.db"), link); err != nil {
		t.Fatal(err)
	}
	a := openAt(t, link)
	defer a.Close()
	if _, err := Open(t.Context(), filepath.Join(dir, "far", "away", "a.db")); !errors.As(err, new(*LockedError)) {
		t.Errorf("by its own name: %v", err)
	}
	circle := filepath.Join(dir, "circle.db")
	if err := os.Symlink("circle.db", circle); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), circle); err == nil || !strings.Contains(err.Error(), "leads to itself") {
		t.Errorf("a link in a circle: %v", err)
	}
}

// TestHardLink refuses an archive that has two names: SQLite's log goes by the
// name.
func TestHardLink(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(path, other); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{path, other} {
		if _, err := Open(t.Context(), name); runtime.GOOS != "windows" && (err == nil || !strings.Contains(err.Error(), "2 names")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Remove(other); err != nil {
		t.Fatal(err)
	}
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
}
