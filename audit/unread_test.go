package audit

import (
	"context"
	"errors"
	"testing"
)

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
		if nothing := new(NothingError); result != nil || !errors.As(err, &nothing) || err.Error() != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
