package archive

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFromEarlierVersions opens archives of every earlier schema: what
// reviewers decided is in force, and the workbooks they did it in bring nothing
// but the notes that were not remembered then.
func TestFromEarlierVersions(t *testing.T) {
	for version := 1; version < 3; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			old, err := open(path, "rwc")
			if err != nil {
				t.Fatal(err)
			}
			if err := old.migrate(t.Context(), scripts()[:version]); err != nil {
				t.Fatal(err)
			}
			for _, statement := range []string{
				`INSERT INTO finding VALUES ('F1', 'SRC001', 'high', 'A1', 'a.html', 'text', 'words of F1', '2026-04-01', '2026-04-01', 1),
					('F2', 'SRC001', 'high', 'A1', 'a.html', 'text', 'words of F2', '2026-04-01', '2026-04-01', 1)`,
				`INSERT INTO run (id, started, finished, articles, findings, severities, incomplete) VALUES ('R', '2026-04-01T05:00:00Z', '', 1, 2, '{}', '')`,
				`INSERT INTO workbook VALUES ('/mon.xlsx', 'h'), ('/empty.xlsx', 'e')`,
				`INSERT INTO verdict VALUES ('F1', '/mon.xlsx', 'Fixed', '', '', 'Ada', '2026-03-31', 'done'),
					('F2', '/mon.xlsx', 'Confirmed', '', '', 'Ada', '', ''), ('F2', '/gone.xlsx', 'Fixed', '', '', 'Ben', '', ''), ('F9', '/mon.xlsx', 'Fixed', '', '', '', '', '')`,
			} {
				if _, err := old.db.Exec(statement); err != nil {
					t.Fatal(err)
				}
			}
			if err := old.Close(); err != nil {
				t.Fatal(err)
			}
			d := &desk{T: t, Archive: openAt(t, path)}
			const want = "F1 Fixed Ada, F2 Confirmed? Ada, F2 Fixed? Ben, F9 Fixed"
			d.want("migrated", want)
			if whole, err := d.TakenWhole(t.Context(), "/mon.xlsx", "h"); whole || err != nil {
				t.Errorf("taken whole: %t, %v; it is to be read once more", whole, err)
			}
			state := State{Path: "/mon.xlsx", Hash: "h", Taken: "2026-04-02T05:00:00Z", Whole: true, Entries: []Entry{
				{Finding: "F1", Verdict: "Fixed", Reviewer: "Ada", Date: "2026-03-31", Note: "done"}, {Finding: "F2", Verdict: "Confirmed", Reviewer: "Ada"},
				{Finding: "F9", Verdict: "Fixed"}, {Finding: "F1", Note: "ask Bo"},
			}}
			brought, err := d.Take(t.Context(), state)
			if err != nil || len(brought.New) > 0 || len(brought.Notes) != 1 || brought.Missing > 0 {
				t.Errorf("read once more it brought %+v, %v", brought, err)
			}
			d.want("read once more", "F1 -, "+want)
			state.Path, state.Hash = "/moved/mon.xlsx", "saved again"
			if brought, err = d.Take(t.Context(), state); err != nil || len(brought.New)+len(brought.Notes) > 0 {
				t.Errorf("moved, it brought %+v, %v", brought, err)
			}
			list, err := d.History(t.Context(), "F1")
			if err != nil || len(list) != 2 {
				t.Fatalf("%+v, %v", list, err)
			}
			first := Verdict{
				Number: list[0].Number, Reading: list[0].Reading, Entry: state.Entries[0], Entered: "2026-03-31T00:00:00Z",
				Check: "SRC001", Words: "words of F1", Open: true, Path: "/mon.xlsx", Taken: "2026-04-01T05:00:00Z",
			}
			if diff := cmp.Diff(first, list[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestImportOfEarlierVersion reads the verdicts of an export of before there
// was a history.
func TestImportOfEarlierVersion(t *testing.T) {
	d := &desk{T: t, Archive: newArchive(t)}
	const lines = `{"finding":{"id":"F1","check":"SRC001","article":"A1","words":"words of F1","open":true}}
{"verdict":{"finding":"F1","workbook":"/mon.xlsx","verdict":"Fixed","source_found":"","link":"","reviewer":"Ada","date":"2026-04-01","note":"done"}}
{"verdict":{"finding":"F2","workbook":"/mon.xlsx","verdict":"Confirmed","reviewer":"Ada"}}
{"verdict":{"finding":"F2","workbook":"/tue.xlsx","verdict":"Fixed","reviewer":"Ben"}}
`
	if err := d.Import(t.Context(), strings.NewReader(lines), scheme, "", bodyKeys); err != nil {
		t.Fatal(err)
	}
	d.want("imported", "F1 Fixed Ada, F2 Confirmed? Ada, F2 Fixed? Ben")
}
