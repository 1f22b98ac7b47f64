package audit

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
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

// firstNight is when the nights of these tests begin.
var firstNight = time.Date(2026, 4, 1, 5, 0, 0, 0, time.UTC)

// auditNight audits inputs on a night, counted from 0, with an archive.
func auditNight(t *testing.T, path string, night int, inputs ...string) *record.Log {
	t.Helper()
	store, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	return auditWith(t, Settings{Archive: store, Now: func() time.Time { return firstNight.AddDate(0, 0, night) }}, inputs...)
}

func auditWith(t *testing.T, s Settings, inputs ...string) *record.Log {
	t.Helper()
	s.Inputs, s.Version = inputs, "test"
	a, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := result.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	return result.Log
}

// writeArticle writes an article with front matter, and returns its path.
func writeArticle(t *testing.T, dir, name string, published time.Time, paragraphs ...string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	text := fmt.Sprintf("---\ntitle: %s\ndate: %s\noutlet: %s\nlanguage: en\n---\n\n%s\n",
		strings.TrimSuffix(name, ".md"), published.Format(time.RFC3339), "The "+strings.TrimSuffix(name, ".md")+" Post", strings.Join(paragraphs, "\n\n"))
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// writer makes up paragraphs in which no twelve words in a row come twice,
// unless a passage is taken from an earlier article.
type writer struct {
	*rand.Rand
	passages []string
}

var syllables = strings.Fields("ba ken dor mi shu tal gre por lin sa wex vo rah tim ulo nep cor dat zun fel")

func (w *writer) word() string {
	var b strings.Builder
	for range 2 + w.IntN(2) {
		b.WriteString(syllables[w.IntN(len(syllables))])
	}
	return b.String()
}

func (w *writer) sentence(words int) string {
	var list []string
	for range words {
		list = append(list, w.word())
	}
	list[0] = strings.ToUpper(list[0][:1]) + list[0][1:]
	return strings.Join(list, " ") + "."
}

func (w *writer) paragraph() string {
	var list []string
	for range 3 + w.IntN(3) {
		list = append(list, w.sentence(8+w.IntN(14)))
	}
	return strings.Join(list, " ")
}

// article makes up an article that takes a passage, as it is or with some
// words changed, from one of those before.
func (w *writer) article() []string {
	var paragraphs []string
	for range 3 + w.IntN(3) {
		paragraphs = append(paragraphs, w.paragraph())
	}
	if len(w.passages) > 0 && w.IntN(2) == 0 {
		words := strings.Fields(w.passages[w.IntN(len(w.passages))])
		if w.IntN(2) == 0 {
			for i := 3; i < len(words); i += 17 {
				words[i] = w.word()
			}
		}
		paragraphs = append(paragraphs, strings.Join(words, " "))
	}
	w.passages = append(w.passages, paragraphs[1])
	return paragraphs
}

// TestNightByNight audits thirty nights one by one, and all at once, and wants
// the same matches.
func TestNightByNight(t *testing.T) {
	const nights, perNight = 30, 6
	w := &writer{Rand: rand.New(rand.NewPCG(7, 7))}
	dir := t.TempDir()
	var all []string
	var byNight [][]string
	for night := range nights {
		var batch []string
		for i := range perNight {
			published := firstNight.AddDate(0, 0, night).Add(time.Duration(i-perNight) * time.Minute)
			batch = append(batch, writeArticle(t, dir, fmt.Sprintf("n%02d-%d.md", night, i), published, w.article()...))
		}
		byNight, all = append(byNight, batch), append(all, batch...)
	}
	atOnce := matchesOf(auditWith(t, Settings{Now: func() time.Time { return firstNight }}, all...))
	var oneByOne []string
	path := filepath.Join(dir, "archive.db")
	for night, batch := range byNight {
		oneByOne = append(oneByOne, matchesOf(auditNight(t, path, night, batch...))...)
	}
	slices.Sort(oneByOne)
	if len(atOnce) < nights {
		t.Fatalf("only %d matches: the articles are no test", len(atOnce))
	}
	if diff := gocmp.Diff(atOnce, oneByOne); diff != "" {
		t.Errorf("matches (-at once +night by night):\n%s", diff)
	}
}

// matchesOf lists matches in a form that doesn't depend on the run.
func matchesOf(log *record.Log) []string {
	var list []string
	for _, m := range log.Matches {
		list = append(list, fmt.Sprintf("%s %s %.4f %s[%d:%d] %s[%d:%d]", m.MatchKind, m.Context, m.Score,
			filepath.Base(m.A.Source), m.A.Start, m.A.End, filepath.Base(m.B.Source), m.B.Start, m.B.End))
	}
	slices.Sort(list)
	return list
}

const (
	vague     = "Experts say that nearly 62 percent of all harbour cranes will be replaced by machines."
	plain     = "The harbour office opens at nine and closes at five on every working day of the week."
	otherwise = "Experts say that nearly 48 percent of all harbour cranes will be replaced by machines."
)

// statuses lists findings as check and status.
func statuses(log *record.Log) []string {
	var list []string
	for _, f := range log.Findings {
		list = append(list, f.Check+" "+string(f.Status))
	}
	return list
}

func TestFindingsAreRemembered(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	write := func(text ...string) string { return writeArticle(t, dir, "crane.md", firstNight, text...) }
	input := write(plain, vague)
	first := auditNight(t, path, 0, input)
	if len(first.Findings) == 0 || first.Summary.New != len(first.Findings) || first.Summary.Since != "" {
		t.Fatalf("first night: %q, %+v", statuses(first), first.Summary)
	}
	second := auditNight(t, path, 1, input)
	if second.Summary.Known != len(first.Findings) || second.Summary.New != 0 || second.Summary.Since != first.Run.Started {
		t.Errorf("second night: %q, %+v", statuses(second), second.Summary)
	}
	if f := second.Findings[0]; f.FirstSeen != "2026-04-01" {
		t.Errorf("first seen %s", f.FirstSeen)
	}
	write(plain, otherwise)
	third := auditNight(t, path, 2, input)
	if third.Summary.New == 0 || len(third.Summary.Resolved) == 0 || len(third.Matches) > 0 {
		t.Errorf("third night, the sentence changed: %q, resolved %v, %d matches with itself",
			statuses(third), third.Summary.Resolved, len(third.Matches))
	}
	if got := len(third.Summary.History); got != 2 {
		t.Errorf("%d earlier runs, want 2", got)
	}
}

func TestVerdictsDecide(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	input := writeArticle(t, dir, "crane.md", firstNight, plain, vague)
	twin := writeArticle(t, dir, "derrick.md", firstNight, vague, strings.ToUpper(plain[:1])+"nother "+plain)
	first := auditNight(t, path, 0, input)
	if len(first.Findings) == 0 {
		t.Fatal("no finding to decide about")
	}
	for _, c := range []struct {
		verdict       string
		status        record.Status
		open, forTwin bool // still open; decided for the same sentence elsewhere too
	}{
		{record.Confirmed, record.StatusKnown, true, false},
		{record.NotAProblem, record.StatusDecided, false, false},
		{record.AllowedHere, record.StatusDecided, false, false},
		{record.AllowedAlways, record.StatusDecided, false, true},
	} {
		t.Run(c.verdict, func(t *testing.T) {
			store, err := archive.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			state := archive.State{Path: "w.xlsx", Hash: c.verdict, Taken: stamp(firstNight), Whole: true}
			for _, f := range first.Findings {
				state.Entries = append(state.Entries, archive.Entry{Finding: f.ID, Verdict: c.verdict, Reviewer: "M. Okafor", Date: "2026-04-01", Note: "seen"})
			}
			if _, err := store.Take(t.Context(), state); err != nil {
				t.Fatal(err)
			}
			store.Close()
			log := auditNight(t, path, 1, input, twin)
			decidedForTwin := false
			for _, f := range log.Findings {
				switch {
				case strings.HasPrefix(f.Check, "DUP"):
				case f.Source == twin:
					decidedForTwin = decidedForTwin || f.Status == record.StatusDecided
				case f.Status != c.status || f.Verdict != c.verdict || f.Reviewer != "M. Okafor" || f.Note != "seen" || (f.Status != record.StatusDecided) != c.open:
					t.Errorf("%s: %+v", f.Check, f)
				}
			}
			if decidedForTwin != c.forTwin {
				t.Errorf("the same sentence in another article is decided: %t, want %t", decidedForTwin, c.forTwin)
			}
		})
	}
}

func TestSuppressions(t *testing.T) {
	dir := t.TempDir()
	input := writeArticle(t, dir, "crane.md", firstNight, plain, vague)
	run := func(rules ...Suppression) *record.Log {
		return auditWith(t, Settings{Suppress: rules, Now: func() time.Time { return firstNight }}, input)
	}
	open := func(log *record.Log) int {
		n := 0
		for _, f := range log.Findings {
			if f.Status != record.StatusDecided {
				n++
			}
		}
		return n
	}
	all := open(run())
	if all == 0 {
		t.Fatal("nothing to suppress")
	}
	for name, c := range map[string]struct {
		rule   Suppression
		hides  bool
		notice string
	}{
		"by source":  {Suppression{Source: "crane.*", Reason: "r"}, true, ""},
		"by path":    {Suppression{Source: filepath.Join(dir, "*"), Reason: "r"}, true, ""},
		"by phrase":  {Suppression{Phrase: "HARBOUR cranes", Reason: "r"}, true, ""},
		"elsewhere":  {Suppression{Source: "other.*", Reason: "r"}, false, "hid nothing"},
		"expired":    {Suppression{Source: "crane.*", Reason: "r", Until: firstNight.AddDate(0, 0, -3)}, false, "ended on 2026-03-29"},
		"last day":   {Suppression{Source: "crane.*", Reason: "r", Until: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}, true, ""},
		"half words": {Suppression{Phrase: "arbour cranes", Reason: "r"}, false, "hid nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			log := run(c.rule)
			if hidden := open(log) < all; hidden != c.hides {
				t.Errorf("%d of %d findings open", open(log), all)
			}
			if got := strings.Join(log.Summary.Notices, "\n"); !strings.Contains(got, c.notice) || (got == "") != (c.notice == "") {
				t.Errorf("notices %q, want %q", got, c.notice)
			}
		})
	}
	for _, bad := range []Suppression{{}, {Check: "SRC003"}, {Reason: "r"}, {Check: "SRC999", Reason: "r"}, {Source: "[", Reason: "r"}} {
		if _, err := New(Settings{Suppress: []Suppression{bad}}); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

func TestStandings(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	input := func(night int) string {
		return writeArticle(t, dir, "crane.md", firstNight, plain, fmt.Sprintf("On night %d, experts say that nearly %d percent of all cranes were idle.", night, 30+night))
	}
	for night := range minStanding {
		if log := auditNight(t, path, night, input(night)); len(log.Summary.Standings) > 0 {
			t.Errorf("night %d: a standing from %d articles", night, night)
		}
	}
	log := auditNight(t, path, 40, input(minStanding))
	if len(log.Summary.Standings) != 1 {
		t.Fatalf("standings %+v", log.Summary.Standings)
	}
	s := log.Summary.Standings[0]
	if s.Name != "The crane Post" || s.Kind != "outlet" || s.Articles != minStanding || s.Originality == nil || s.Recent != 0 || s.RecentOriginality != nil {
		t.Errorf("standing %+v", s)
	}
}

// TestStopKeepsKeys ends a run before it looks into the archive: its articles
// are found on later nights all the same.
func TestStopKeepsKeys(t *testing.T) {
	dir := t.TempDir()
	store, err := archive.Open(t.Context(), filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	auditWith(t, Settings{Archive: store}, writeArticle(t, dir, "early.md", firstNight, plain)) // the archive's keys are of one kind from here on
	stopping, cancel := context.WithCancelCause(context.Background())
	s := Settings{Archive: store, Stop: stopping, Now: func() time.Time { return firstNight }}
	s.Progress = func(stage string, done, total int) {
		if stage == "assessing claims" {
			cancel(errors.New("closing time"))
		}
	}
	log := auditWith(t, s, writeArticle(t, dir, "crane.md", firstNight, plain, vague))
	if log.Summary.Incomplete == "" || log.Summary.Articles != 1 {
		t.Fatalf("the run was not cut short after reading: %+v", log.Summary)
	}
	a, err := New(Settings{Archive: store, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if problems, err := a.VerifyArchive(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the archive: %q, %v", problems, err)
	}
}

// TestUnchangedIsNotParsed replaces what the archive says an input holds, and
// finds the replacement.
func TestUnchangedIsNotParsed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	input := writeArticle(t, dir, "crane.md", firstNight, plain, vague)
	first := auditNight(t, path, 0, input)
	second := auditNight(t, path, 1, input)
	if diff := gocmp.Diff(first.Articles, second.Articles); diff != "" {
		t.Errorf("articles parsed and remembered (-first +second):\n%s", diff)
	}
	store, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	stats, err := store.Stats(t.Context())
	if err != nil || stats.Parsed != 1 {
		t.Errorf("%d inputs remembered, %v", stats.Parsed, err)
	}
	a, err := New(Settings{Archive: store, Inputs: []string{input}, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if used, parsed := len(a.cache.used), len(a.cache.new); used != 1 || parsed != 0 {
		t.Errorf("%d inputs from the archive, %d parsed; want 1 and 0", used, parsed)
	}
}

// TestUnchangedPageIsNotSent audits a page of a local server on two nights.
func TestUnchangedPageIsNotSent(t *testing.T) {
	var answers []int
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/crane.html" {
			http.NotFound(w, r)
			return
		}
		status := http.StatusOK
		if r.Header.Get("If-None-Match") == `"v1"` {
			status = http.StatusNotModified
		}
		answers = append(answers, status)
		w.Header().Set("ETag", `"v1"`)
		w.WriteHeader(status)
		if status == http.StatusOK {
			fmt.Fprintf(w, "<html lang=en><title>Cranes</title><article><p>%s</p><p>%s</p></article></html>", plain, vague)
		}
	}))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "a.db")
	var logs []*record.Log
	for night := range 2 {
		store, err := archive.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		logs = append(logs, auditWith(t, Settings{Archive: store, AllowPrivateHosts: true, Now: func() time.Time { return firstNight.AddDate(0, 0, night) }}, server.URL+"/crane.html"))
		store.Close()
	}
	if diff := gocmp.Diff(logs[0].Articles, logs[1].Articles); diff != "" || len(logs[1].Articles) != 1 {
		t.Errorf("articles (-first +second):\n%s", diff)
	}
	if !slices.Contains(answers, http.StatusNotModified) || answers[len(answers)-1] != http.StatusNotModified {
		t.Errorf("the server answered %v; want it to send the page the first night only", answers)
	}
}
