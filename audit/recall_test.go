package audit

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// TestRecalled audits a night twice, which takes the second answer from the
// first, and again after others shared something with it.
func TestRecalled(t *testing.T) {
	w := &writer{Rand: rand.New(rand.NewPCG(3, 9))}
	dir := t.TempDir()
	passage := w.paragraph()
	write := func(name string, day int) string {
		return writeArticle(t, dir, name, firstNight.AddDate(0, 0, day), w.paragraph(), passage, w.paragraph())
	}
	path := filepath.Join(dir, "a.db")
	tonight := write("tonight.md", 2)
	run := func(prune bool, inputs ...string) (matches int, answered bool) {
		store, err := archive.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if prune {
			if _, err := store.Prune(t.Context(), stamp(firstNight), false); err != nil {
				t.Fatal(err)
			}
		}
		a, err := New(Settings{Archive: store, Now: func() time.Time { return firstNight.AddDate(0, 0, 3) }, Inputs: inputs, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		result, err := a.Run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, answered, err = store.Recalled(t.Context(), result.run.recalled.Question)
		if err != nil {
			t.Fatal(err)
		}
		if err := result.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		return len(result.Matches), answered
	}
	auditNight(t, path, 0, write("first.md", 0))
	for _, step := range []struct {
		what     string
		prune    bool
		inputs   []string
		matches  int
		answered bool
	}{
		{"tonight", false, []string{tonight}, 1, false},
		{"tonight again", false, []string{tonight}, 1, true},
		{"another of tonight", false, []string{write("other.md", 1)}, 2, false},
		{"tonight, after the other", false, []string{tonight}, 2, false},
		{"tonight, after pruning", true, []string{tonight}, 2, false},
		{"tonight again, after pruning", false, []string{tonight}, 2, true},
		{"both", false, []string{tonight, filepath.Join(dir, "other.md")}, 3, false},
	} {
		if matches, answered := run(step.prune, step.inputs...); matches != step.matches || answered != step.answered {
			t.Errorf("%s: %d matches, answered before: %t; want %d, %t", step.what, matches, answered, step.matches, step.answered)
		}
	}
}

// TestLookBack corroborates and disputes across nights.
func TestLookBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	quote := func(word string) string {
		return fmt.Sprintf("“We will %s every single one of these cranes before the autumn storms come,” said Marta Lindqvist, the harbour master.", word)
	}
	early := writeArticle(t, dir, "early.md", firstNight, plain, quote("repair"))
	late := writeArticle(t, dir, "late.md", firstNight.AddDate(0, 0, 4), plain+" And so it does.", quote("scrap"))
	auditNight(t, path, 0, early)
	log := auditNight(t, path, 4, late)
	var checks []string
	for _, f := range log.Findings {
		checks = append(checks, cmp.Or(f.Check, "none"))
	}
	if !slices.Contains(checks, "DUP006") {
		t.Errorf("findings %v; want DUP006, the quotation was altered since the first night", checks)
	}
	for _, a := range log.Articles {
		if a.Source == early && (a.Role != record.RoleArchived || a.Triage != "") {
			t.Errorf("the archived article has role %q and triage %q", a.Role, a.Triage)
		}
	}
}

// TestExplainedElsewhere checks that a name which another article says
// something about, tonight or on an earlier night, is no unrecognised one,
// unless it is one slip away from a known one.
func TestExplainedElsewhere(t *testing.T) {
	const (
		uses     = "The port office in Hallin tests its cranes with ZENQ9 on most Fridays of the year."
		explains = "Nobody had heard of the crane before ZENQ9, a tool that listens to bearings, came to the quay."
		slip     = "The port office in Hallin keeps its lists in PostgrSQL on a machine below the stairs."
		blessed  = "On Monday the clerk of works showed us PostgrSQL, a store of lists, and went home."
	)
	names := func(log *record.Log) []string {
		var found []string
		for _, f := range log.Findings {
			if f.Check == "SRC008" {
				found = append(found, f.Name)
			}
		}
		slices.Sort(found)
		return found
	}
	dir := t.TempDir()
	user := writeArticle(t, dir, "user.md", firstNight, uses, slip)
	teller := writeArticle(t, dir, "teller.md", firstNight, explains, blessed)
	tests := []struct {
		name   string
		nights [][]string
		want   []string
	}{
		{"nobody explains it", [][]string{{user}}, []string{"PostgrSQL", "ZENQ9"}},
		{"the same night", [][]string{{user, teller}}, []string{"PostgrSQL"}},
		{"an earlier night", [][]string{{teller}, {user}}, []string{"PostgrSQL"}},
	}
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(dir, fmt.Sprintf("%d.db", i))
			var log *record.Log
			for night, inputs := range test.nights {
				log = auditNight(t, path, night, inputs...)
			}
			if got := names(log); !slices.Equal(got, test.want) {
				t.Errorf("unrecognised: %q, want %q", got, test.want)
			}
		})
	}
}
