package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpand(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	for _, name := range []string{"b.txt", "in/a.HTML", "in/deep/c.md", "in/photo.jpg", "in/.hidden.txt", "in/.git/x.txt", "in/named.log"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("..", "in/loop"); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"in/out.txt": "../b.txt", "in/within.md": "deep/c.md"} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	r := newReader(t, Options{})
	sources, rejected := r.Expand(t.Context(), []string{"in", "missing.txt", "-", "./b.txt", "b.txt", filepath.Join(root, "b.txt"), "in/deep", "in/named.log"})

	want := []string{"-", "./b.txt", "in/a.HTML", "in/deep/c.md", "in/named.log", "in/within.md", "missing.txt"}
	if diff := cmp.Diff(want, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	var passed []string
	for _, e := range rejected {
		reason, _, _ := strings.Cut(e.Reason, " (")
		passed = append(passed, e.Source+": "+reason)
		if !e.Skipped {
			t.Errorf("%v is not marked as skipped", e)
		}
	}
	wantPassed := []string{
		"in/.git: hidden folder",
		"in/.hidden.txt: hidden file",
		"in/loop: link to a folder; name the folder itself to have it read",
		"in/out.txt: link out of the folder; name the file itself to have it read",
		"in/photo.jpg: not a format read from folders",
	}
	if diff := cmp.Diff(wantPassed, passed); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
}

// TestExpandOrder gives the same paths in another order.
func TestExpandOrder(t *testing.T) {
	r := newReader(t, Options{})
	a, _ := r.Expand(t.Context(), []string{"testdata/page.html", "testdata"})
	b, _ := r.Expand(t.Context(), []string{"testdata", "testdata/page.html"})
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
}

// TestExpandTakesEveryFormat looks for the samples of all formats in a folder.
func TestExpandTakesEveryFormat(t *testing.T) {
	sources, rejected := newReader(t, Options{}).Expand(t.Context(), []string{"testdata/formats"})
	if diff := cmp.Diff(glob(t, "testdata/formats/*"), sources); diff != "" || len(rejected) > 0 {
		t.Errorf("(-want +got):\n%s\nrejected: %v", diff, rejected)
	}
}
