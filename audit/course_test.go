package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

var errClosing = errors.New("closing time")

// progressed is a call of Settings.Progress.
type progressed struct {
	stage string
	done  int
}

// nights is three nights of a newsroom: what came in on the first; tonight's,
// some of it copied from there; and what a third night copies from tonight's.
type nights struct{ first, tonight, third []string }

func writeNights(t *testing.T) nights {
	dir := t.TempDir()
	passage := func(n int) string {
		return fmt.Sprintf("The %dth pier was closed in the spring, and the boats that used to land there were sent to the other side of the harbour without a word to their owners.", n)
	}
	figure := "Ticket sales at Orlby Ferries rose by 14 percent in March 2026, and nobody has said why."
	quote := `"We shall not build another terminal in this harbour before the bridge is paid for," said Maria Holm, who runs the port.`
	altered := `"We shall never build another terminal in this harbour before the bridge is paid for," said Maria Holm, who runs the port.`
	write := func(name string, day int, paragraphs ...string) string {
		return writeArticle(t, dir, name, firstNight.AddDate(0, 0, day), paragraphs...)
	}
	return nights{
		first: []string{write("one.md", -1, plain, passage(1), figure), write("two.md", -1, vague, passage(2), quote)},
		tonight: []string{
			write("three.md", 0, "Nothing of this has been printed before.", passage(1), vague),
			write("four.md", 0, passage(3), strings.Replace(figure, "14", "41", 1)),
			write("five.md", 0, passage(3), altered, "All of it is new."),
			write("six.md", 0, "A quiet day in town."),
		},
		third: []string{write("seven.md", 2, passage(3), passage(1)), write("eight.md", 2, figure, quote)},
	}
}

// auditStopped audits with an archive, and cancels at a moment.
func auditStopped(t *testing.T, path string, at progressed, cancel func(), s Settings) (*Result, error) {
	t.Helper()
	store, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s.Archive, s.Version, s.Jobs = store, "test", 1
	s.Now = func() time.Time { return firstNight.AddDate(0, 0, 1) }
	ctx := t.Context()
	if s.Stop == nil {
		ctx, cancel = context.WithCancel(ctx)
	}
	s.Progress = func(stage string, done, _ int) {
		if at == (progressed{stage, done}) {
			cancel()
		}
	}
	a, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return a.Run(ctx)
}

// gist is what a night found, without what depends on earlier nights' success.
func gist(log *record.Log) string {
	var b strings.Builder
	for _, a := range log.Articles {
		fmt.Fprintln(&b, a.ID, a.Source, a.Role, a.Triage, a.TriageReason, a.NotAssessed, gocmp.Diff(a.Originality, nil), gocmp.Diff(a.Sourcing, nil))
	}
	for _, m := range log.Matches {
		fmt.Fprintln(&b, m.Group, m.MatchKind, m.Context, m.A, m.B)
	}
	for _, c := range log.Claims {
		fmt.Fprintln(&b, c.Article, c.Text, c.CorroboratedBy, c.DisputedBy)
	}
	for _, f := range log.Findings {
		fmt.Fprintln(&b, f.ID, f.Check, f.Severity, f.Text, f.Why)
	}
	return b.String()
}

// TestStopAnywhere ends a run at every stage. Whichever it is, the run ends
// with what it has and says what is missing, the archive takes no article for
// read that was not, and the nights after it find what they would have found.
func TestStopAnywhere(t *testing.T) {
	n := writeNights(t)
	dir := t.TempDir()
	before := filepath.Join(dir, "before.db")
	auditNight(t, before, 0, n.first...)
	copyOf := func(name string) string {
		data, err := os.ReadFile(before)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	undisturbed := copyOf("undisturbed.db")
	var moments []progressed
	store, err := archive.Open(t.Context(), undisturbed)
	if err != nil {
		t.Fatal(err)
	}
	whole := auditWith(t, Settings{
		Archive: store, Jobs: 1, Now: func() time.Time { return firstNight.AddDate(0, 0, 1) },
		Progress: func(stage string, done, _ int) {
			if stage != Remembering { // the run is over
				moments = append(moments, progressed{stage, done})
			}
		},
	}, n.tonight...)
	store.Close()
	if whole.Summary.Incomplete != "" || len(whole.Matches) < 2 || len(whole.Findings) < 3 {
		t.Fatalf("the undisturbed night: %+v", whole.Summary)
	}
	again, third := gist(auditNight(t, undisturbed, 2, n.tonight...)), gist(auditNight(t, undisturbed, 3, n.third...))
	// The first and the last moment of each stage are enough.
	var stages []string
	var few []progressed
	for i, at := range moments {
		first, last := !slices.Contains(stages, at.stage), i+1 == len(moments) || moments[i+1].stage != at.stage
		if stages = append(stages, at.stage); first || last {
			few = append(few, at)
		}
	}
	moments = few
	for _, stage := range []string{"reading audited", "assessing claims", "indexing", "recalling", "comparing", "relating", "looking up standings", "scoring"} {
		if !slices.Contains(stages, stage) {
			t.Errorf("no moment in %q", stage)
		}
	}
	for i, at := range moments {
		t.Run(fmt.Sprintf("%s %d", at.stage, at.done), func(t *testing.T) {
			path := copyOf(fmt.Sprintf("stopped-%d.db", i))
			stop, cancel := context.WithCancelCause(t.Context())
			result, err := auditStopped(t, path, at, func() { cancel(errClosing) }, Settings{Inputs: n.tonight, Stop: stop})
			if err != nil {
				t.Fatal(err)
			}
			var stream bytes.Buffer
			if _, err := result.WriteTo(&stream); err != nil {
				t.Fatal(err)
			}
			if _, err := record.Load(&stream); err != nil {
				t.Error(err)
			}
			// Nothing cuts the last stage short, and standings make no finding.
			if over := at.stage == Scoring; over != (result.Summary.Incomplete == "") || !over && !strings.HasPrefix(result.Summary.Incomplete, "closing time: ") {
				t.Errorf("incomplete %q", result.Summary.Incomplete)
			}
			looked := at.stage == Scoring || at.stage == "looking up standings"
			for _, a := range result.Articles {
				if clear := a.Triage == record.TriageClear; clear && !looked {
					t.Errorf("%s is called clear: %s", a.Source, a.TriageReason)
				}
				if a.NotAssessed != "" && !strings.Contains(a.NotAssessed, "closing time") {
					t.Errorf("%s: %q", a.Source, a.NotAssessed)
				}
			}
			if len(result.Summary.Resolved) > 0 {
				t.Errorf("resolved without having been looked for: %v", result.Summary.Resolved)
			}
			if err := result.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
			if problems, err := result.auditor.VerifyArchive(t.Context()); err != nil || len(problems) > 0 {
				t.Errorf("the archive: %q, %v", problems, err)
			}
			if err := result.auditor.Archive.Close(); err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(again, gist(auditNight(t, path, 2, n.tonight...))); diff != "" {
				t.Errorf("the next night (-undisturbed +stopped):\n%s", diff)
			}
			if diff := gocmp.Diff(third, gist(auditNight(t, path, 3, n.third...))); diff != "" {
				t.Errorf("the night after (-undisturbed +stopped):\n%s", diff)
			}
		})
	}
	for i, at := range moments {
		t.Run(fmt.Sprintf("interrupted in %s %d", at.stage, at.done), func(t *testing.T) {
			_, err := auditStopped(t, copyOf(fmt.Sprintf("interrupted-%d.db", i)), at, nil, Settings{Inputs: n.tonight})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestGrace stops a run while it reads: what it has read is audited in full.
func TestGrace(t *testing.T) {
	n := writeNights(t)
	stop, cancel := context.WithCancelCause(t.Context())
	result, err := auditStopped(t, filepath.Join(t.TempDir(), "a.db"), progressed{"reading audited", 1},
		func() { cancel(errClosing) }, Settings{Inputs: n.tonight, Stop: stop, Grace: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if want := "closing time: some inputs were not read"; result.Summary.Incomplete != want {
		t.Errorf("incomplete %q, want %q", result.Summary.Incomplete, want)
	}
	if want := gist(auditWith(t, Settings{Now: func() time.Time { return firstNight.AddDate(0, 0, 1) }}, n.tonight[2])); gist(result.Log) != want {
		t.Errorf("what was read was not audited in full:\n%s", gocmp.Diff(want, gist(result.Log)))
	}
}
