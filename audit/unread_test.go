package audit

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/intake"
)

// TestStop has a run end when it has read one of its inputs; the other, which
// had a finding the night before, keeps it waiting.
func TestStop(t *testing.T) {
	dir := t.TempDir()
	input := writeArticle(t, dir, "crane.md", firstNight, plain)
	store, err := archive.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	first := Settings{Archive: store, Stdin: strings.NewReader(vague), Now: func() time.Time { return firstNight }}
	if log := auditWith(t, first, "-", input); len(log.Findings) == 0 {
		t.Fatal("no findings on the first night")
	}
	stopped, cancel := context.WithCancelCause(context.Background())
	silent, feed := io.Pipe()
	defer feed.Close()
	second := Settings{
		Archive: store, Stdin: silent, Jobs: 2, Now: func() time.Time { return firstNight.AddDate(0, 0, 1) },
		Stop: stopped, Progress: func(string, int, int) { cancel(errors.New("closing time")) },
	}
	log := auditWith(t, second, "-", input)
	s := log.Summary
	if !strings.HasPrefix(s.Incomplete, "closing time: ") || len(log.Rejected) != 1 || s.Articles != 1 {
		t.Errorf("%+v, rejected %v", s, log.Rejected)
	}
	if len(s.Resolved) > 0 {
		t.Errorf("resolved without having been looked for: %v", s.Resolved)
	}
}

// TestNothing has runs without an article to audit: no Result, and nothing that
// the archive would remember.
func TestNothing(t *testing.T) {
	dir := t.TempDir()
	reference := writeArticle(t, dir, "crane.md", firstNight, plain)
	stopped, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("closing time"))
	for name, c := range map[string]struct {
		settings Settings
		want     string
	}{
		"not there":       {Settings{Inputs: []string{"none.txt"}}, "no input could be read, and nothing was written: none.txt: no such file"},
		"reference":       {Settings{Inputs: []string{"none.txt"}, Reference: []string{reference}}, "no input could be read, and nothing was written: none.txt: no such file"},
		"nothing came in": {Settings{Inputs: []string{t.TempDir()}, Reference: []string{"none.txt"}}, "no article came in, and nothing was written"},
		"ended":           {Settings{Inputs: []string{reference}, Stop: stopped}, "closing time: some inputs were not read; no article was read before, and nothing was written"},
	} {
		a, err := New(c.settings)
		if err != nil {
			t.Fatal(err)
		}
		result, err := a.Run(t.Context())
		if nothing := new(intake.NothingError); result != nil || !errors.As(err, &nothing) || err.Error() != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
