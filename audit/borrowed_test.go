package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBorrowedAddress prints an article again on a page that states the
// original's address as its own: under another outlet's name it is a copy, and
// not the article's next version.
func TestBorrowedAddress(t *testing.T) {
	dir := t.TempDir()
	body := strings.Join((&copier{press: newPress()}).article(), "</p><p>")
	write := func(name, outlet string) string {
		path := filepath.Join(dir, name)
		page := fmt.Sprintf("<html lang=en><head><title>The bridge</title><link rel=canonical href=https://post.example/bridge>"+
			"<meta property=og:site_name content=%q></head><body><article><h1>The bridge</h1><p>%s</p></article></body></html>", outlet, body)
		if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	archived := filepath.Join(dir, "archive.db")
	if log := auditNight(t, archived, 0, write("first.html", "The Post")); len(log.Matches) > 0 {
		t.Fatalf("matched with itself: %+v", log.Matches)
	}
	if log := auditNight(t, archived, 1, write("again.html", "The Post")); len(log.Matches) > 0 {
		t.Errorf("the article's next version was matched with it: %+v", log.Matches)
	}
	log := auditNight(t, archived, 2, write("copied.html", "The Copier"))
	if len(log.Findings) == 0 || log.Findings[0].Check != "DUP001" {
		t.Errorf("the copy was not found: %+v", log.Findings)
	}
}
