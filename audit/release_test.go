package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/record"
)

// TestReleaseLastNight has articles printed from a press release that came in
// with them, or the night before. That it is a release stands in a line that
// cleaning takes away.
func TestReleaseLastNight(t *testing.T) {
	const news = "<p>The lock at Tarnmouth will open again on 4 May after six weeks of repairs, and barges that wait in the outer basin can pass it on the same day.</p>" +
		"<p>Divers have replaced both gates and the older of the two pumps, which had failed in the storm of February, and the trust has tested them for a week.</p>"
	dir := t.TempDir()
	write := func(name, outlet string, published time.Time, body string) string {
		path := filepath.Join(dir, name)
		page := fmt.Sprintf("<html lang=en><head><title>Lock to open in May</title><meta property='og:site_name' content='%s'>"+
			"<meta property='article:published_time' content='%s'></head><body><article>%s</article></body></html>", outlet, published.Format(time.RFC3339), body)
		if err := os.WriteFile(path, []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	release := write("release.html", "Tarnmouth Harbour Trust", firstNight, "<p>Press release</p><h1>Lock to open in May</h1>"+news)
	second := firstNight.AddDate(0, 0, 1)
	credited := write("credited.html", "Valley Post", second, "<p>The lock is nearly mended, the Tarnmouth Harbour Trust says.</p>"+news)
	uncredited := write("uncredited.html", "Valley Post", second, "<p>Good news came from the coast this week.</p>"+news)
	for _, c := range []struct {
		name    string
		nights  [][]string
		context record.Context
		found   []string // checks of duplication
	}{
		{"credited, the same night", [][]string{{release, credited}}, record.ContextSyndicated, nil},
		{"credited, the night after", [][]string{{release}, {credited}}, record.ContextSyndicated, nil},
		{"uncredited, the same night", [][]string{{release, uncredited}}, record.ContextNone, []string{"DUP005"}},
		{"uncredited, the night after", [][]string{{release}, {uncredited}}, record.ContextNone, []string{"DUP005"}},
	} {
		archive := filepath.Join(t.TempDir(), "a.db")
		var log *record.Log
		for night, inputs := range c.nights {
			log = auditNight(t, archive, night, inputs...)
		}
		if len(log.Matches) != 1 || log.Matches[0].A.Source != release || log.Matches[0].Context != c.context {
			t.Errorf("%s: matches %+v, want one with the release, %s", c.name, log.Matches, c.context)
		}
		var found []string
		for _, f := range log.Findings {
			if strings.HasPrefix(f.Check, "DUP") {
				found = append(found, f.Check)
			}
		}
		if !slices.Equal(found, c.found) {
			t.Errorf("%s: findings %q, want %q", c.name, found, c.found)
		}
		for _, a := range log.Articles {
			if a.Role == record.RoleArchived && len(a.Removed) > 0 {
				t.Errorf("%s: cleaning took %v away last night, not tonight", c.name, a.Removed)
			}
		}
	}
}
