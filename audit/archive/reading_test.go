package archive

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// desk is an archive with findings F1 to F9 and workbooks that somebody works
// in, an hour after the other.
type desk struct {
	*testing.T
	*Archive
	hour  int
	shown map[string]bool // the findings that stand with their decisions
}

func newDesk(t *testing.T) *desk {
	d := &desk{T: t, Archive: newArchive(t)}
	n := night(1, sample("A1", "one"))
	for i := range 9 {
		n.Findings = append(n.Findings, Finding{ID: fmt.Sprint("F", 1+i), Check: "SRC001", Article: "A1", Words: fmt.Sprint("words of F", 1+i)})
	}
	n.Workbook = "mon"
	commit(t, d.Archive, n)
	return d
}

// wrote has a night write another workbook, which shows the verdicts so far.
func (d *desk) wrote(identity string) {
	d.Helper()
	d.hour++
	n := night(2, sample("A1", "one"))
	n.Workbook = identity
	commit(d.T, d.Archive, n)
}

// entries reads "F1 Fixed Ada, F2 Confirmed Ben: note"; "-" stands for no
// verdict, and what follows the name is a note.
func entries(text string) []Entry {
	var list []Entry
	for row := range strings.SplitSeq(text, ", ") {
		head, note, _ := strings.Cut(row, ": ")
		f := strings.Fields(head)
		if len(f) == 0 {
			continue
		}
		e := Entry{Finding: f[0], Verdict: f[1], Note: note}
		if e.Verdict == "-" {
			e.Verdict = ""
		}
		if len(f) > 2 {
			e.Reviewer = f[2]
		}
		list = append(list, e)
	}
	return list
}

// saved has somebody save a workbook in which these rows are filled in, and
// takes it in.
func (d *desk) saved(identity, path, rows string) *Taken {
	d.Helper()
	d.hour++
	return d.savedAt(identity, path, rows, d.hour)
}

func (d *desk) savedAt(identity, path, rows string, hour int) *Taken {
	d.Helper()
	at := func(hour int) string { return fmt.Sprintf("2026-04-%02dT%02d:00:00Z", 2+hour/24, hour%24) }
	t, err := d.Take(d.Context(), State{
		Workbook: identity, Path: path, Hash: fmt.Sprint(rows, hour), Saved: at(hour), Taken: at(d.hour), Whole: true, Entries: entries(rows), Revises: d.shown,
	})
	if err != nil {
		d.Fatal(err)
	}
	return t
}

// inForce lists verdicts, disputed ones with "?", and notes with "-".
func (d *desk) inForce() string {
	d.Helper()
	known, err := d.Decisions(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	var list []string
	say := func(v Verdict, verdict string) {
		list = append(list, strings.Join(strings.Fields(v.Finding+" "+verdict+" "+v.Reviewer), " "))
	}
	for _, v := range known.Agreed {
		say(v, v.Verdict)
	}
	for _, c := range known.Conflicts {
		for _, v := range c {
			say(v, v.Verdict+"?")
		}
	}
	for _, v := range known.Notes {
		say(v, "-")
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func (d *desk) want(when, want string) {
	d.Helper()
	if got := d.inForce(); got != want {
		d.Errorf("%s: in force %q, want %q", when, got, want)
	}
}

// TestReadings goes through what happens to workbooks on a desk.
func TestReadings(t *testing.T) {
	const three = "F1 Fixed Ada, F2 Fixed Ada, F3 Confirmed Ada"
	for name, story := range map[string]func(d *desk){
		"lost and made again": func(d *desk) {
			d.saved("mon", "mon.xlsx", three)
			if got := d.saved("mon", "mon.xlsx", ""); got.Missing != 3 {
				d.Errorf("%d are said to be missing, want 3", got.Missing)
			}
			d.want("made again", three)
			d.saved("mon", "mon.xlsx", "F4 Fixed Ada, F1 Fixed Ada")
			d.want("filled in again", "F1 Fixed Ada, F2 Fixed Ada, F3 Confirmed Ada, F4 Fixed Ada")
		},
		"the next workbook has its name": func(d *desk) {
			d.saved("mon", "audit.xlsx", three)
			d.saved("tue", "audit.xlsx", "")
			d.want("moved away", three)
			d.saved("tue", "audit.xlsx", "F4 Fixed Ada, F5 Fixed Ben")
			d.want("two more", "F1 Fixed Ada, F2 Fixed Ada, F3 Confirmed Ada, F4 Fixed Ada, F5 Fixed Ben")
		},
		"saved again without a change": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada")
			d.wrote("tue")
			d.saved("tue", "tue.xlsx", "F1 Confirmed Ada")
			if got := d.saved("mon", "mon.xlsx", "F1 Fixed Ada"); len(got.New)+got.Missing > 0 {
				d.Errorf("it brought %+v", got)
			}
			d.want("saved again", "F1 Confirmed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.want("and one more", "F1 Confirmed Ada, F2 Fixed Ada")
		},
		"an older state put back": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Confirmed Ada, F2 Fixed Ada, F3 Fixed Ada")
			if got := d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada"); got.Missing != 2 {
				d.Errorf("%d are said to be missing, want 2", got.Missing)
			}
			d.want("put back", "F1 Confirmed Ada, F2 Fixed Ada, F3 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada, F4 Fixed Ada")
			d.want("worked on", "F1 Confirmed Ada, F2 Fixed Ada, F3 Fixed Ada, F4 Fixed Ada")
		},
		"two hands in one file": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			if got := d.saved("mon", "mon.xlsx", "F3 Fixed Ben"); got.Missing != 2 || len(got.Emptied) > 0 {
				d.Errorf("it brought %+v", got)
			}
			d.want("saved over", "F1 Fixed Ada, F2 Fixed Ada, F3 Fixed Ben")
		},
		"emptied": func(d *desk) {
			d.saved("mon", "mon.xlsx", three)
			d.wrote("tue")
			if got := d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F3 Confirmed Ada"); len(got.Emptied) != 1 || got.Emptied[0].Finding != "F2" {
				d.Errorf("it brought %+v", got)
			}
			d.want("a row", "F1 Fixed Ada, F3 Confirmed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F3 - Ada")
			d.want("a cell, the name left", "F1 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada, F3 - Ada")
			d.want("entered again", "F1 Fixed Ada, F2 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Confirmed Ada, F2 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F2 Fixed Ada")
			d.want("changed, and emptied", "F2 Fixed Ada")
		},
		"what was there before an emptied one": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada")
			d.wrote("tue")
			d.saved("tue", "tue.xlsx", "F1 Confirmed Ada, F2 Fixed Ben")
			d.want("another mind", "F1 Confirmed Ada, F2 Fixed Ben")
			d.saved("tue", "tue.xlsx", "F2 Fixed Ben")
			d.want("and emptied", "F1 Fixed Ada, F2 Fixed Ben")
			d.saved("tue", "copy.xlsx", "F2 Confirmed Ben")
			d.saved("tue", "copy.xlsx", "F2 - Ben")
			d.want("in a copy", "F1 Fixed Ada")
		},
		"copies": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.saved("mon", "copy.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.want("copied", "F1 Fixed Ada, F2 Fixed Ada")
			if got := d.saved("mon", "ben's.xlsx", "F1 Allowed Ben"); got.Missing != 1 {
				d.Errorf("of a copy %d are said to be missing, want 1: the other's row has something else", got.Missing)
			}
			d.saved("mon", "ben's.xlsx", "F1 Fixed Ben")
			d.saved("mon", "copy.xlsx", "F1 Confirmed Ada, F2 Fixed Ada")
			d.saved("mon", "ben's.xlsx", "F1 Confirmed Ben, F3 - Ben")
			d.saved("mon", "ben's.xlsx", "F1 - Ben, F3 - Ben")
			d.want("another mind in one", "F1 Confirmed Ada, F2 Fixed Ada")
			d.saved("mon", "elsewhere/mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.want("the other moved", "F1 Confirmed Ada, F2 Fixed Ada")
			d.saved("mon", "old/copy.xlsx", "F2 Fixed Ada, F3 Fixed Ada")
			d.want("an older one worked on", "F1 Confirmed Ada, F2 Fixed Ada, F3 Fixed Ada")
		},
		"back and forth": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Confirmed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.want("back, with another", "F1 Fixed Ada, F2 Fixed Ada")
		},
		"people disagree": func(d *desk) {
			d.saved("mon", "ada.xlsx", "F1 Fixed Ada, F2 Fixed")
			d.saved("mon", "ben.xlsx", "F1 Confirmed Ben, F2 Confirmed")
			d.want("in two copies", "F1 Confirmed? Ben, F1 Fixed? Ada, F2 Confirmed")
			d.saved("mon", "third.xlsx", "F1 Confirmed  ADA")
			d.want("one gives way, anywhere", "F1 Confirmed ADA, F2 Confirmed")
			d.saved("mon", "third.xlsx", "F1 Fixed Ada")
			d.want("and not", "F1 Confirmed? Ben, F1 Fixed? Ada, F2 Confirmed")
			d.wrote("tue")
			d.saved("tue", "ben.xlsx", "F1 Fixed Ben")
			d.want("one agrees", "F1 Fixed Ben, F2 Confirmed")
			d.saved("tue", "ben.xlsx", "F1 Confirmed Ben")
			d.want("one settles it", "F1 Confirmed Ben, F2 Confirmed")
			d.saved("tue", "cy.xlsx", "F1 Allowed Cy")
			d.want("another does, who does not see that", "F1 Allowed? Cy, F1 Confirmed? Ben, F2 Confirmed")
			d.saved("tue", "cy.xlsx", "F1 Confirmed Cy")
			d.want("and gives way", "F1 Confirmed Cy, F2 Confirmed")
			d.wrote("wed")
			d.saved("wed", "wed.xlsx", "F1 Fixed Ben")
			d.want("who sees one says otherwise", "F1 Confirmed? Cy, F1 Fixed? Ben, F2 Confirmed")
			d.saved("wed", "wed.xlsx", "F1 Fixed Cy")
			d.want("entered over it", "F1 Fixed Cy, F2 Confirmed")
		},
		"entered where the decision is shown": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
			d.wrote("tue")
			d.shown = map[string]bool{"F1": true}
			d.saved("tue", "tue.xlsx", "F1 Confirmed Ben, F2 Confirmed Ben")
			d.want("one of two", "F1 Confirmed Ben, F2 Confirmed? Ben, F2 Fixed? Ada")
			d.saved("mon", "mon.xlsx", "F1 Allowed Ada, F2 Fixed Ada")
			d.want("who was asked before says otherwise", "F1 Allowed? Ada, F1 Confirmed? Ben, F2 Confirmed? Ben, F2 Fixed? Ada")
		},
		"late": func(d *desk) {
			d.wrote("tue")
			d.hour += 10
			d.savedAt("tue", "tue.xlsx", "F1 Confirmed Ada, F2 Confirmed Ada", 8)
			d.savedAt("mon", "mon.xlsx", "F1 Fixed Ada", 6)
			d.want("saved first, taken in last", "F1 Confirmed Ada, F2 Confirmed Ada")
			d.savedAt("mon", "clock.xlsx", "F2 Fixed Ada", 99) // a clock that runs ahead
			d.saved("tue", "tue.xlsx", "F1 Confirmed Ada, F2 Allowed Ada")
			d.want("a wrong clock", "F1 Confirmed Ada, F2 Allowed Ada")
		},
		"notes": func(d *desk) {
			got := d.saved("mon", "mon.xlsx", "F1 - Ada: ask Bo, F2 Confirmed Ada, F3 - Ada")
			if len(got.Notes) != 1 || len(got.New) != 1 {
				d.Errorf("it brought %+v", got)
			}
			d.want("noted", "F1 - Ada, F2 Confirmed Ada")
			d.wrote("tue")
			d.saved("tue", "tue.xlsx", "F2 - Ada: still so, F1 - Ben: asked")
			d.want("noted again", "F1 - Ada, F1 - Ben, F2 - Ada, F2 Confirmed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada: ask Bo, F2 Confirmed Ada, F3 - Ada")
			d.want("decided", "F1 - Ben, F1 Fixed Ada, F2 - Ada, F2 Confirmed Ada")
		},
		"not known": func(d *desk) {
			got := d.saved("mon", "mon.xlsx", "hello Fixed Ada, F1 Fixed Ada, F2 Fixed Ada, F2 Confirmed Ada, F3 Fixed Ada, F3 Confirmed Ben")
			if len(got.Unknown) != 1 || len(got.Contradict) != 2 {
				d.Errorf("it brought %+v", got)
			}
			d.want("a finding, a mind", "F1 Fixed Ada, F3 Confirmed? Ben, F3 Fixed? Ada")
			if whole, err := d.TakenWhole(d.Context(), "mon.xlsx", fmt.Sprint("hello Fixed Ada, F1 Fixed Ada, F2 Fixed Ada, F2 Confirmed Ada, F3 Fixed Ada, F3 Confirmed Ben", d.hour)); whole || err != nil {
				d.Errorf("taken whole: %t, %v", whole, err)
			}
			n := night(3, sample("A2", "two"))
			n.Findings = []Finding{{ID: "hello", Article: "A2"}}
			commit(d.T, d.Archive, n)
			d.savedAt("mon", "mon.xlsx", "hello Fixed Ada, F1 Fixed Ada, F2 Fixed Ada, F2 Confirmed Ada, F3 Fixed Ada, F3 Confirmed Ben", d.hour)
			d.want("the finding is known now", "F1 Fixed Ada, F3 Confirmed? Ben, F3 Fixed? Ada, hello Fixed Ada")
		},
		"undone": func(d *desk) {
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Allowed Ada, F2 Allowed Ada, F3 Allowed Ada")
			undo := func(want int) {
				d.Helper()
				if got, err := d.Undo(d.Context(), "elsewhere.xlsx", "mon", "2026-05-01T00:00:00Z"); err != nil || len(got) != want {
					d.Errorf("undone %v, %v, want %d", got, err, want)
				}
			}
			undo(3)
			d.want("undone", "F1 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Allowed Ada, F2 Allowed Ada, F3 Allowed Ada")
			d.saved("mon", "copy.xlsx", "F1 Allowed Ada, F2 Allowed Ada, F3 Allowed Ada")
			d.want("saved again without a change", "F1 Fixed Ada")
			d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Allowed Ada")
			d.want("one of them was meant", "F1 Fixed Ada, F2 Allowed Ada")
			d.saved("mon", "mon.xlsx", "F2 Allowed Ada")
			d.want("emptied", "F2 Allowed Ada")
			undo(1)
			d.want("and not", "F1 Fixed Ada, F2 Allowed Ada")
			undo(1)
			undo(1)
			undo(0)
			d.want("all", "")
		},
		"of no identity": func(d *desk) {
			d.saved("", "mon.xlsx", "F1 Fixed Ada")
			d.saved("", "tue.xlsx", "F2 Fixed Ada")
			d.saved("", "moved/mon.xlsx", "F1 Fixed Ada")
			d.saved("", "tue.xlsx", "F2 Fixed Ada, F1 Confirmed Ada")
			d.saved("", "again/mon.xlsx", "F1 Fixed Ada, F3 Fixed Ada")
			d.want("still known by what they say", "F1 Confirmed Ada, F2 Fixed Ada, F3 Fixed Ada")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(newDesk(t))
		})
	}
}

func TestDecisions(t *testing.T) {
	d := newDesk(t)
	d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
	d.saved("mon", "ben.xlsx", "F2 Confirmed Ben, F3 Fixed Ben")
	gone := night(3, sample("A1", "one"))
	gone.Gone = []string{"F2"}
	commit(t, d.Archive, gone)
	d.want("nobody is asked about what is gone", "F1 Fixed Ada, F3 Fixed Ben")
	if _, err := d.Prune(t.Context(), "2027-01-01T00:00:00Z", false); err != nil {
		t.Fatal(err)
	}
	known, err := d.Decisions(t.Context())
	if err != nil || len(known.Agreed) != 2 || known.Agreed[0].Words != "words of F1" || known.Agreed[0].Check != "SRC001" {
		t.Errorf("what the archive knew of a finding before it was pruned: %+v, %v", known, err)
	}
}

func TestHistory(t *testing.T) {
	d := newDesk(t)
	d.saved("mon", "mon.xlsx", "F1 Fixed Ada, F2 Fixed Ada")
	d.saved("mon", "mon.xlsx", "F1 Confirmed Ada, F2 Fixed Ada")
	d.saved("mon", "mon.xlsx", "F2 Fixed Ada")
	d.saved("mon", "mon.xlsx", "F1 Allowed Ada, F2 Fixed Ada")
	list, err := d.History(t.Context(), "F1")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range list {
		got = append(got, fmt.Sprintf("%d %s at %s in %s: %d %s %t", v.Number, v.Verdict, v.Entered[11:16], v.Path, v.SupersededBy, v.Withdrawn, v.InForce()))
	}
	want := []string{
		"1 Fixed at 01:00 in mon.xlsx: 4 emptied false",
		"3 Confirmed at 02:00 in mon.xlsx: 4 emptied false",
		"4 Allowed at 04:00 in mon.xlsx: 0  true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
