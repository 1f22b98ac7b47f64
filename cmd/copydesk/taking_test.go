package main

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
	"copydesk.dev/reports"
)

var thirtyNights = flag.Int("thirty-nights", 2, "how `often` TestThirtyNights goes through thirty nights, each time otherwise")

// TestThirtyNights has reviewers fill workbooks in, and has these copied,
// moved, saved again, put back, made again and damaged at random. What is in
// force after each night is what was entered, by a model that knows what people
// did, and not what their workbooks look like.
func TestThirtyNights(t *testing.T) {
	for seed := range uint64(*thirtyNights) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			w := newNewsroom(t, seed)
			for range 30 {
				w.night()
				for range 2 + w.IntN(4) {
					w.somethingHappens()
				}
			}
			w.night()
			if len(w.entered) < 40 || w.withdrawn < 3 {
				t.Errorf("%d verdicts entered, %d withdrawn: the test is none", len(w.entered), w.withdrawn)
			}
		})
	}
}

// newsroom is a folder of workbooks and what people entered in them.
type newsroom struct {
	*testing.T
	*rand.Rand
	dir     string
	archive *archive.Archive
	now     time.Time
	nights  int

	books   map[string]*book // by path
	touched map[string]bool  // in which something has happened since the last night
	old     map[string]copied
	states  map[string]bool // in which workbooks were seen
	entered []decision

	withdrawn int
	done      []string // what happened, for a failure's message
}

// book is a workbook: which night's, and the decision in each row that was
// filled in.
type book struct {
	night int
	rows  map[string]int // index into entered, by finding
}

// state names what stands in a workbook, but for one row.
func (b *book) state(without string) string {
	rows := maps.Clone(b.rows)
	delete(rows, without)
	return fmt.Sprint(b.night, rows) // maps are printed in order
}

// copied is a file as it once was.
type copied struct {
	data []byte
	book book
}

// decision is a verdict somebody entered.
type decision struct {
	finding, reviewer, verdict string
	at                         time.Time
	night                      int // whose workbook it was entered in
	taken                      int // the night that took it in
	withdrawn                  bool
	before                     int // the decision that stood in its row, -1 none
}

var (
	people   = []string{"Ada", "Ben", "Cy"}
	theFinds = []string{"F00000000000000a1", "F00000000000000a2", "F00000000000000a3", "F00000000000000a4", "F00000000000000a5", "F00000000000000a6"}
)

func newNewsroom(t *testing.T, seed uint64) *newsroom {
	dir := t.TempDir()
	a, err := archive.Open(t.Context(), filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	w := &newsroom{
		T: t, Rand: rand.New(rand.NewPCG(seed, 30)), dir: filepath.Join(dir, "audits [desk]"), archive: a, now: time.Date(2026, 4, 1, 5, 0, 0, 0, time.UTC),
		books: map[string]*book{}, touched: map[string]bool{}, old: map[string]copied{}, states: map[string]bool{},
	}
	w.check(os.MkdirAll(filepath.Join(w.dir, "done"), 0o777))
	return w
}

func (w *newsroom) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatalf("%v, after %s", err, strings.Join(w.done, "; "))
	}
}

// log is what a night found: always the same.
func (w *newsroom) log() *record.Log {
	log := &record.Log{Run: record.Run{Started: w.now.Format(time.RFC3339), Config: map[string]any{"archive": "desk.db"}}}
	log.Articles = []record.Article{{ID: "A", Source: "a.html", Role: "audited", Title: "A"}}
	for _, id := range theFinds {
		log.Findings = append(log.Findings, record.Finding{ID: id, Check: "SRC001", Severity: record.High, Article: "A", Source: "a.html", Text: "Text of " + id, Status: "known", Count: 1})
	}
	return log
}

// night takes workbooks in, compares what is in force with the model, and
// writes a workbook.
func (w *newsroom) night() {
	w.Helper()
	w.now = w.now.Truncate(24 * time.Hour).Add(29 * time.Hour)
	w.nights++
	in := &inbox{}
	w.check(in.take(w.Context(), w.Context(), w.archive, []string{w.dir}, w.now))
	for i := range w.entered {
		if d := &w.entered[i]; d.taken == 0 {
			d.taken = w.nights
		}
	}
	clear(w.touched)
	for _, b := range w.books {
		w.states[b.state("")] = true
	}
	w.compare()

	log := w.log()
	path := filepath.Join(w.dir, fmt.Sprintf("desk-%02d.xlsx", w.nights))
	written, err := reports.WriteWorkbook(path, w.dir, log)
	w.check(err)
	w.books[written] = &book{night: w.nights, rows: map[string]int{}}
	n := &archive.Night{Run: archive.Run{ID: path, Started: log.Run.Started}, Workbook: log.Identity()}
	for _, f := range log.Findings {
		n.Findings = append(n.Findings, archive.Finding{ID: f.ID, Check: f.Check, Article: f.Article})
	}
	w.check(w.archive.Commit(w.Context(), n))
}

// compare holds what is in force against what people entered.
func (w *newsroom) compare() {
	w.Helper()
	var want, got []string
	for i, d := range w.entered {
		if w.counts(i, w.nights) {
			want = append(want, fmt.Sprintf("%s %s %s, decision %d", d.finding, d.verdict, d.reviewer, i))
		}
	}
	all, err := w.archive.History(w.Context(), "")
	w.check(err)
	for _, v := range all {
		if v.InForce() {
			got = append(got, fmt.Sprintf("%s %s %s, %s", v.Finding, v.Verdict, v.Reviewer, v.Note))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		w.Fatalf("night %d: in force\n\t%s\nand not\n\t%s\nafter\n\t%s", w.nights, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"), strings.Join(w.done, "\n\t"))
	}
}

// counts reports whether a decision counted on a night: nobody who had it before
// them in a row, or as one of several that differ, nor its own reviewer, had
// decided otherwise.
func (w *newsroom) counts(i, night int) bool {
	d := w.entered[i]
	if d.withdrawn || d.taken > night {
		return false
	}
	for j, later := range w.entered {
		if later.finding != d.finding || later.withdrawn || later.taken > night || !later.at.After(d.at) {
			continue
		}
		settles := later.night >= d.taken && later.verdict != d.verdict && w.differed(d.finding, w.entered[j].night)
		if later.reviewer == d.reviewer || later.before == i || settles {
			return false
		}
	}
	return true
}

// differed reports whether reviewers differed on a finding on a night.
func (w *newsroom) differed(finding string, night int) bool {
	said := map[string]bool{}
	for i, d := range w.entered {
		if d.finding == finding && w.counts(i, night) {
			said[d.verdict] = true
		}
	}
	return len(said) > 1
}

// somethingHappens does something to a workbook to which nothing has happened
// since the last night: between two nights only the last state is seen.
func (w *newsroom) somethingHappens() {
	w.Helper()
	var free []string
	for _, path := range slices.Sorted(maps.Keys(w.books)) {
		if !w.touched[path] {
			free = append(free, path)
		}
	}
	if len(free) == 0 {
		return
	}
	path := free[w.IntN(len(free))]
	w.now = w.now.Add(time.Hour)
	w.touched[path] = true
	do := []func(string){w.fill, w.fill, w.fill, w.fill, w.fill, w.fill, w.empty, w.empty, w.empty, w.saveAgain, w.copy, w.move, w.putBack, w.makeAgain, w.damage}[w.IntN(15)]
	do(path)
}

func (w *newsroom) happened(what, path string) {
	w.done = append(w.done, fmt.Sprintf("night %d: %s %s", w.nights, what, filepath.Base(path)))
}

// save changes cells of a workbook as a spreadsheet program would.
func (w *newsroom) save(path string, cells map[string]map[string]any) {
	w.Helper()
	data, err := os.ReadFile(path)
	w.check(err)
	w.old[path] = copied{data, book{w.books[path].night, maps.Clone(w.books[path].rows)}}
	f, err := excelize.OpenFile(path)
	w.check(err)
	defer f.Close()
	rows, err := f.GetRows("Claims")
	w.check(err)
	for i, row := range rows {
		for name, value := range cells[row[len(row)-1]] {
			cell, err := excelize.CoordinatesToCellName(slices.Index(rows[0], name)+1, i+1)
			w.check(err)
			w.check(f.SetCellValue("Claims", cell, value))
		}
	}
	w.check(f.SetDocProps(&excelize.DocProperties{Creator: "copydesk", Created: "2020-01-01T00:00:00Z", Modified: w.now.Format(time.RFC3339)}))
	w.check(f.Save())
}

// fill has somebody give verdicts in some rows.
func (w *newsroom) fill(path string) {
	w.Helper()
	b, who := w.books[path], people[w.IntN(len(people))]
	w.happened("filled in by "+who, path)
	cells := map[string]map[string]any{}
	ids := slices.Clone(theFinds)
	w.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	var fresh = map[string]int{}
	for _, id := range ids[:1+w.IntN(3)] {
		before, ok := b.rows[id]
		if !ok {
			before = -1
		}
		d := decision{finding: id, reviewer: who, verdict: record.Verdicts[w.IntN(len(record.Verdicts))], at: w.now, night: b.night, before: before}
		fresh[id] = len(w.entered)
		w.done = append(w.done, fmt.Sprintf("  %s %s, decision %d", id, d.verdict, len(w.entered)))
		cells[id] = map[string]any{"Verdict": d.verdict, "Reviewer": d.reviewer, "Note": fmt.Sprint("decision ", len(w.entered))}
		w.entered = append(w.entered, d)
	}
	w.save(path, cells)
	maps.Copy(b.rows, fresh)
}

// empty has somebody take a verdict out of a workbook with others in it.
func (w *newsroom) empty(path string) {
	w.Helper()
	b := w.books[path]
	if len(b.rows) < 2 || !w.knownHere(path) {
		return
	}
	id := slices.Sorted(maps.Keys(b.rows))[w.IntN(len(b.rows))]
	if w.states[b.state(id)] {
		return // it would be as it once was, and may have been put back
	}
	w.happened("emptied "+id+" in", path)
	w.save(path, map[string]map[string]any{id: {"Verdict": nil, "Reviewer": nil, "Note": nil}})
	last := w.entered[b.rows[id]]
	for i, d := range w.entered { // in other copies of it
		if d.finding == id && d.reviewer == last.reviewer && d.night == b.night && !d.at.After(last.at) {
			w.entered[i].withdrawn = true
		}
	}
	for i := b.rows[id]; i >= 0; i = w.entered[i].before { // and what it was entered over
		w.entered[i].withdrawn = true
	}
	w.withdrawn++
	delete(b.rows, id)
}

// knownHere reports whether a night has seen the workbook at this path as it
// is: what was emptied in one that came here since can't be told from what was
// never in it.
func (w *newsroom) knownHere(path string) bool {
	data, err := os.ReadFile(path)
	w.check(err)
	name, err := filepath.Abs(path)
	w.check(err)
	f, err := os.CreateTemp(w.TempDir(), "")
	w.check(err)
	_, err = f.Write(data)
	w.check(err)
	w.check(f.Close())
	hash, err := hashFile(f.Name())
	w.check(err)
	whole, err := w.archive.TakenWhole(w.Context(), name, hash)
	w.check(err)
	return whole
}

func (w *newsroom) saveAgain(path string) {
	w.Helper()
	w.happened("saved again", path)
	w.save(path, nil)
}

func (w *newsroom) copy(path string) { w.place("copied", path, true) }
func (w *newsroom) move(path string) { w.place("moved", path, false) }

// place puts a workbook in the folder of those that are done, under a new name.
func (w *newsroom) place(how, path string, stays bool) {
	w.Helper()
	to := filepath.Join(w.dir, "done", fmt.Sprintf("%03d.XLSX", len(w.done)))
	w.happened(how+" to "+filepath.Base(to), path)
	data, err := os.ReadFile(path)
	w.check(err)
	w.check(os.WriteFile(to, data, 0o666))
	w.books[to] = &book{w.books[path].night, maps.Clone(w.books[path].rows)}
	w.touched[to] = true
	if !stays {
		w.check(os.Remove(path))
		delete(w.books, path)
	}
}

// putBack puts a workbook back as it was before it was saved last.
func (w *newsroom) putBack(path string) {
	w.Helper()
	before, ok := w.old[path]
	if !ok {
		return
	}
	w.happened("put back", path)
	w.check(os.WriteFile(path, before.data, 0o666))
	w.books[path] = &book{before.book.night, maps.Clone(before.book.rows)}
	delete(w.old, path)
}

// makeAgain loses a workbook and renders it once more.
func (w *newsroom) makeAgain(path string) {
	w.Helper()
	if filepath.Dir(path) != w.dir {
		return
	}
	w.happened("made again", path)
	now := w.now
	w.now = time.Date(2026, 4, w.books[path].night+1, 5, 0, 0, 0, time.UTC)
	log := w.log()
	w.now = now
	w.check(os.Remove(path))
	_, err := reports.WriteWorkbook(path, w.dir, log)
	w.check(err)
	w.books[path].rows = map[string]int{}
	delete(w.old, path)
}

// damage breaks a copy of a workbook off.
func (w *newsroom) damage(path string) {
	w.Helper()
	data, err := os.ReadFile(path)
	w.check(err)
	w.check(os.WriteFile(filepath.Join(w.dir, "damaged.xlsx"), data[:len(data)/2], 0o666))
}
