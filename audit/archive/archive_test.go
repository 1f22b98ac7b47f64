package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/output"
)

// scheme is how the tests make keys: by bodyKeys.
const scheme = "test"

// bodyKeys takes the body's length for its only key.
func bodyKeys(body []byte, all bool) (Keys, error) {
	keys := Keys{Copied: []uint32{uint32(len(body))}}
	if all {
		keys.Reworded, keys.Claimed = keys.Copied, keys.Copied
	}
	return keys, nil
}

func openAt(t *testing.T, path string) *Archive {
	t.Helper()
	a, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	if _, err := a.Rekey(t.Context(), scheme, bodyKeys); err != nil {
		t.Fatal(err)
	}
	return a
}

func newArchive(t *testing.T) *Archive { return openAt(t, filepath.Join(t.TempDir(), "a.db")) }

// sample is an article with a text of its own.
func sample(id, text string) Article {
	body := fmt.Sprintf("{%q:%q}", "text", text)
	keys, _ := bodyKeys([]byte(body), true)
	return Article{
		ID: id, TextHash: "hash of " + text, Role: "audited", Source: id + ".html", Title: "Title of " + id,
		Byline: []string{"A. Writer"}, Outlet: "The Courier", Published: "2026-04-01", Words: 3,
		Body: []byte(body), Keys: keys,
	}
}

// night is a run on a day of April with articles.
func night(day int, articles ...Article) *Night {
	return &Night{
		Run: Run{
			ID: fmt.Sprint("run", day), Started: fmt.Sprintf("2026-04-%02dT05:00:00Z", day),
			Finished: fmt.Sprintf("2026-04-%02dT05:01:00Z", day), Articles: len(articles), Severities: map[string]int{"high": day},
		},
		Articles: articles,
	}
}

func commit(t *testing.T, a *Archive, nights ...*Night) {
	t.Helper()
	for _, n := range nights {
		if err := a.Commit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
}

func TestArticlesComeBack(t *testing.T) {
	a := newArchive(t)
	score := 62.5
	first := sample("A1", "one")
	first.Originality = &score
	commit(t, a, night(1, first, sample("A2", "two and more")), night(2, sample("A1", "one")))
	list, err := a.Load(t.Context(), []int64{2, 1})
	if err != nil {
		t.Fatal(err)
	}
	if list[0].ID != "A2" || list[1].ID != "A1" {
		t.Fatalf("got %s, %s; want the order asked for", list[0].ID, list[1].ID)
	}
	want := sample("A1", "one")
	want.Key, want.Keys = 1, Keys{}
	want.FirstSeen, want.LastSeen = "2026-04-01T05:00:00Z", "2026-04-02T05:00:00Z" // nothing was assessed the second time
	if diff := cmp.Diff(want, list[1]); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}
	if _, err := a.Load(t.Context(), []int64{99}); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("an article that isn't there: %v", err)
	}
}

func TestVersions(t *testing.T) {
	a := newArchive(t)
	commit(t, a, night(1, sample("A1", "one")), night(2, sample("A1", "one, changed"), sample("A2", "two")))
	versions, err := a.Versions(t.Context(), "A1")
	if err != nil {
		t.Fatal(err)
	}
	want := []Version{{1, "hash of one", "The Courier", []uint32{14}, []uint32{14}}, {2, "hash of one, changed", "The Courier", []uint32{23}, []uint32{23}}}
	if diff := cmp.Diff(want, versions); diff != "" {
		t.Errorf("versions (-want +got):\n%s", diff)
	}
}

func TestForget(t *testing.T) {
	a := newArchive(t)
	last := night(3, sample("A3", "three"))
	last.Forget = "2026-04-02T00:00:00Z"
	commit(t, a, night(1, sample("A1", "three")), night(2, sample("A2", "three")), last)
	for in, want := range map[Table][]int64{Copied: {1, 2, 3}, Reworded: {2, 3}, Claimed: {2, 3}} {
		h, err := a.Search(t.Context(), in, Query{Keys: []uint32{16}, Most: 9})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.Kept(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	openAt(t, path)
	_, err := Open(t.Context(), path)
	locked := new(LockedError)
	if !errors.As(err, &locked) || !strings.Contains(locked.Error(), fmt.Sprint(os.Getpid())) {
		t.Fatalf("second Open: %v, want a LockedError that names the holder", err)
	}
	r, err := OpenForReading(t.Context(), path)
	if err != nil {
		t.Fatalf("OpenForReading beside a writer: %v", err)
	}
	r.Close()
}

func TestLockIsGivenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	for range 2 {
		a, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, statement string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o666); err != nil {
		t.Fatal(err)
	}
	newer := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 99; CREATE TABLE t (x)", applicationID)
	for path, want := range map[string]string{
		write("other.db", "CREATE TABLE t (x)"): "some other program's database",
		write("newer.db", newer):                "newer than this program's",
		text:                                    "not a database",
	} {
		for _, open := range []func(context.Context, string) (*Archive, error){Open, OpenForReading} {
			if _, err := open(t.Context(), path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s: %v, want one with %q and the path", filepath.Base(path), err, want)
			}
		}
	}
	if _, err := OpenForReading(t.Context(), filepath.Join(dir, "none.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "none.db")); err == nil {
		t.Error("OpenForReading made a file")
	}
}

// TestPublish has a run crash between its commit and the renaming.
func TestPublish(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	final, temporary := filepath.Join(dir, "book.xlsx"), filepath.Join(dir, ".book.xlsx.tmp")
	if err := os.WriteFile(temporary, []byte("new"), 0o666); err != nil {
		t.Fatal(err)
	}
	n := night(1, sample("A1", "one"))
	n.Publish = output.Files{{Temporary: temporary, Final: final}}
	a := openAt(t, path)
	if err := a.transact(t.Context(), func(tx *sql.Tx) error { return a.write(t.Context(), tx, n) }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(final); err == nil {
		t.Fatal("the file has its name before it was published")
	}
	a.Close()
	for range 2 { // the second time, it has its name already
		openAt(t, path).Close()
		if got, err := os.ReadFile(final); err != nil || string(got) != "new" {
			t.Fatalf("after opening again: %q, %v", got, err)
		}
	}
}

func TestFindings(t *testing.T) {
	a := newArchive(t)
	finding := func(id, article, seen string) Finding {
		return Finding{ID: id, Check: "SRC001", Severity: "high", Article: article, Source: article + ".html", Text: "text", Words: "words", FirstSeen: "2026-04-01", LastSeen: seen, Open: true}
	}
	first, second := night(1, sample("A1", "one"), sample("A2", "two")), night(2, sample("A1", "one"))
	first.Findings = []Finding{finding("F1", "A1", "2026-04-01"), finding("F2", "A1", "2026-04-01"), finding("F3", "A2", "2026-04-01")}
	second.Findings, second.Gone = []Finding{finding("F1", "A1", "2026-04-02")}, []string{"F2"}
	commit(t, a, first, second)
	got, err := a.OpenFindings(t.Context(), []string{"A2", "A1"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Finding{finding("F3", "A2", "2026-04-01"), finding("F1", "A1", "2026-04-02")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("open findings (-want +got):\n%s", diff)
	}
}

func TestParsed(t *testing.T) {
	a := newArchive(t)
	first, later, last := night(1), night(2), night(2)
	first.Parsed.New = map[string][]byte{"used": a.Pack([]byte("u")), "unused": a.Pack([]byte("x"))}
	later.Run.Started, later.Parsed.Used = "2026-04-20T05:00:00Z", []string{"used"}
	last.Run.Started = "2026-05-05T05:00:00Z"
	commit(t, a, first, later, last)
	if body, ok, err := a.ParsedInput(t.Context(), "used"); err != nil || !ok || string(body) != "u" {
		t.Errorf("used: %q, %t, %v", body, ok, err)
	}
	if body, ok, err := a.ParsedInput(t.Context(), "unused"); err != nil || ok {
		t.Errorf("not used for a month: %q, %t, %v", body, ok, err)
	}
}

// TestRecalled checks that answers are kept while they are asked for, and until
// articles are forgotten.
func TestRecalled(t *testing.T) {
	a := newArchive(t)
	want := func(when string, question string, articles []int64) {
		t.Helper()
		got, ok, err := a.Recalled(t.Context(), question)
		if err != nil || ok != (articles != nil) || !slices.Equal(got, articles) {
			t.Errorf("%s, %s: %v, %t, %v; want %v", when, question, got, ok, err, articles)
		}
	}
	first, later, last := night(1, sample("A1", "one")), night(2), night(2)
	first.Recalled = Recalled{"used", []int64{1}}
	second := night(1)
	second.Recalled = Recalled{"unused", []int64{}}
	later.Run.Started, later.Recalled = "2026-04-20T05:00:00Z", first.Recalled
	last.Run.Started = "2026-05-05T05:00:00Z"
	commit(t, a, first, second)
	want("the first night", "used", []int64{1})
	want("the first night", "unused", []int64{})
	commit(t, a, later, last)
	want("after a month", "used", []int64{1})
	want("after a month", "unused", nil)
	if _, err := a.Prune(t.Context(), "2026-04-01T00:00:00Z", false); err != nil {
		t.Fatal(err)
	}
	want("after pruning", "used", nil)
}

// TestState checks that the state changes with what can be found, and with
// nothing else.
func TestState(t *testing.T) {
	a := newArchive(t)
	const april1, april2 = "2026-04-01T05:00:00Z", "2026-04-02T05:00:00Z"
	state := func(since string, skip ...int64) string {
		t.Helper()
		s, err := a.State(t.Context(), since, skip)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	commit(t, a, night(1, sample("A1", "one"), sample("A2", "two")))
	before := state("")
	commit(t, a, night(2, sample("A3", "three"), sample("A1", "one")))
	if got := state("", 3); got != before {
		t.Errorf("the only new article is passed over: %s, not %s", got, before)
	}
	distinct := []string{before, state(""), state(april2), state(april2, 3), state("", 1), state("", 2), state("", 1, 3)}
	for i, s := range distinct {
		if slices.Contains(distinct[:i], s) {
			t.Errorf("state %d is that of another: %q", i, distinct)
		}
	}
	if got := state(april1); got != state("") {
		t.Errorf("all articles came since: %s", got)
	}
}

func TestRuns(t *testing.T) {
	a := newArchive(t)
	commit(t, a, night(1), night(2), night(3))
	runs, err := a.Runs(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Run{night(2).Run, night(3).Run}, runs); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}

func TestStandings(t *testing.T) {
	a := newArchive(t)
	scored := func(id, writer string, originality float64) Article {
		r := sample(id, "text of "+id)
		r.Byline, r.Originality = []string{writer, "B. Other"}, &originality
		return r
	}
	commit(t, a, night(1, scored("A1", "A. Writer", 40), scored("A2", "A. Writerson", 100)), night(5, scored("A3", "A. Writer", 80)))
	mean, recent, all := 60.0, 80.0, 220.0/3
	for _, c := range []struct {
		name   string
		lookUp func(context.Context, string, string) (Standing, error)
		want   Standing
	}{
		{"A. Writer", a.WriterStanding, Standing{2, &mean, nil, 1, &recent, nil}},
		{"The Courier", a.OutletStanding, Standing{3, &all, nil, 1, &recent, nil}},
		{"Nobody", a.WriterStanding, Standing{}},
		{"Nowhere", a.OutletStanding, Standing{}},
	} {
		got, err := c.lookUp(t.Context(), c.name, "2026-04-03T00:00:00Z")
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

func TestPrune(t *testing.T) {
	a := newArchive(t)
	first := night(1, sample("A1", "one"), sample("A2", "two"))
	first.Findings = []Finding{{ID: "F1", Article: "A1"}, {ID: "F2", Article: "A2"}}
	commit(t, a, first, night(9, sample("A2", "two")))
	if _, err := a.Take(t.Context(), State{Path: "w.xlsx", Taken: "2026-04-01T06:00:00Z", Entries: []Entry{{Finding: "F1", Verdict: "Fixed"}}}); err != nil {
		t.Fatal(err)
	}
	for _, dry := range []bool{true, false} {
		before, err := a.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.Prune(t.Context(), "2026-04-05T00:00:00Z", dry)
		if want := (Pruned{Articles: 1, Findings: 1, Runs: 1}); err != nil || got != want {
			t.Fatalf("dry %t: %+v, %v; want %+v", dry, got, err, want)
		}
		after, err := a.Stats(t.Context())
		if err != nil || (after.Articles == before.Articles) != dry || after.Verdicts != 1 {
			t.Errorf("dry %t: %+v after %+v, %v", dry, after, before, err)
		}
	}
	h, err := a.Search(t.Context(), Copied, Query{Keys: []uint32{14}, Most: 9})
	if err != nil || !slices.Equal(h.Kept(), []int64{2}) {
		t.Errorf("keys of what was forgotten: %v, %v", h.Kept(), err)
	}
	if problems, err := a.Verify(t.Context(), scheme, bodyKeys); err != nil || len(problems) > 0 {
		t.Errorf("verify: %q, %v", problems, err)
	}
}

func TestVerify(t *testing.T) {
	for name, c := range map[string]struct{ damage, want string }{
		"whole":         {"", ""},
		"body":          {"UPDATE article SET body = substr(body, 1, 12)", "article 1 (A1.html)"},
		"keys":          {"UPDATE copied SET keys = x'01000000'", "not those of its text"},
		"keys cut":      {"UPDATE copied SET keys = x'0100'", "list of keys damaged"},
		"orphan":        {"PRAGMA foreign_keys = 0; INSERT INTO reworded VALUES (77, 'A', x'')", "1 lists of keys"},
		"finding":       {"INSERT INTO finding (" + findingColumns + ") VALUES ('F', '', '', 'A9', '', '', '', '', '', 1)", "1 findings belong to no article"},
		"byline":        {"UPDATE article SET byline = 'x'", "byline"},
		"seen backward": {"UPDATE article SET last_seen = '2020'", "1 articles were seen last before"},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArchive(t)
			commit(t, a, night(1, sample("A1", "one")))
			if _, err := a.db.Exec(c.damage); err != nil {
				t.Fatal(err)
			}
			problems, err := a.Verify(t.Context(), scheme, bodyKeys)
			if err != nil {
				t.Fatal(err)
			}
			if all := strings.Join(problems, "\n"); !strings.Contains(all, c.want) || (c.want == "") != (all == "") {
				t.Errorf("problems %q, want one with %q", problems, c.want)
			}
		})
	}
}

func TestRekey(t *testing.T) {
	a := newArchive(t)
	second := night(2, sample("A2", "two"))
	second.Forget = "2026-04-02T00:00:00Z"
	commit(t, a, night(1, sample("A1", "one")), second)
	other := func(body []byte, all bool) (Keys, error) {
		keys, err := bodyKeys(body, all)
		for _, list := range [][]uint32{keys.Copied} {
			list[0] += 1000
		}
		return keys, err
	}
	for _, want := range []bool{true, false} {
		if did, err := a.Rekey(t.Context(), "other", other); err != nil || did != want {
			t.Fatalf("Rekey: %t, %v; want %t", did, err, want)
		}
	}
	for in, want := range map[Table][]int64{Copied: {1, 2}, Claimed: {2}} {
		h, err := a.Search(t.Context(), in, Query{Keys: []uint32{1014}, Most: 9})
		if err != nil || !slices.Equal(h.Kept(), want) {
			t.Errorf("%s: %v, %v; want %v", in, h.Kept(), err, want)
		}
	}
}

func TestExportImport(t *testing.T) {
	a := newArchive(t)
	n := night(1, sample("A1", "one"), sample("A2", "two"))
	n.Findings = []Finding{{ID: "F1", Check: "SRC001", Article: "A1", Text: "<b> & \u2028", FirstSeen: "2026-04-01", LastSeen: "2026-04-01"}}
	commit(t, a, n, night(2, sample("A1", "one, changed")))
	take := func(day int, entries ...Entry) {
		t.Helper()
		s := State{Workbook: "one", Path: "w.xlsx", Hash: fmt.Sprint(day), Taken: fmt.Sprintf("2026-04-%02dT06:00:00Z", day), Whole: true, Entries: entries}
		if _, err := a.Take(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	take(1, Entry{Finding: "F1", Verdict: "Fixed", Note: "done", Reviewer: "Ada"}, Entry{Finding: "F1", Verdict: "Fixed", Reviewer: "Ben"})
	take(2, Entry{Finding: "F1", Verdict: "Fixed", Reviewer: "Ben"})
	take(3, Entry{Finding: "F1", Verdict: "Confirmed", Reviewer: "Ben"})
	if _, err := a.Undo(t.Context(), "w.xlsx", "", "2026-04-03T07:00:00Z"); err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	if err := a.Export(t.Context(), &first); err != nil {
		t.Fatal(err)
	}
	b := newArchive(t)
	if err := b.Import(t.Context(), bytes.NewReader(first.Bytes()), scheme, "2026-04-02T00:00:00Z", bodyKeys); err != nil {
		t.Fatal(err)
	}
	if err := b.Export(t.Context(), &second); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.String(), second.String()); diff != "" {
		t.Errorf("exported again (-want +got):\n%s", diff)
	}
	if problems, err := b.Verify(t.Context(), scheme, bodyKeys); err != nil || len(problems) > 0 {
		t.Errorf("verify: %q, %v", problems, err)
	}
	want, err := a.History(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := b.History(t.Context(), ""); err != nil || !cmp.Equal(want, got) {
		t.Errorf("history, %v (-want +got):\n%s", err, cmp.Diff(want, got))
	}
	if err := b.Import(t.Context(), bytes.NewReader(first.Bytes()), scheme, "", bodyKeys); err == nil {
		t.Error("imported into an archive that is not empty")
	}
	c := newArchive(t)
	for _, bad := range []string{"{}\n", "{\"article\":", "[]"} {
		if err := c.Import(t.Context(), strings.NewReader(bad), scheme, "", bodyKeys); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("import of %q: %v", bad, err)
		}
	}
}
