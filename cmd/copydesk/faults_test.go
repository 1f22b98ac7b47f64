//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/archive"
)

var (
	damages = flag.Int("damages", 4, "how `often` TestFaults damages an archive")
	growth  = flag.Int("growth", 160, "`percent` of the last disk that TestFaults makes the next one of, until none is full")
)

// faults are what TestFaults does, by the name it has in docs/operations.md.
var faults = map[string]func(*desk){
	"an input can't be opened": func(d *desk) {
		d.write("in/closed.md", []byte("A closed letter."))
		d.check(os.Chmod(d.path("in/closed.md"), 0))
		d.write("own/.keep", nil)
		d.check(os.Chmod(d.path("own"), 0o777))
		d.user = true
		d.run(d.code, "audit", "in", "--out", "own/night.xlsx", "--json", "own/night.jsonl", "--quiet")
		d.check(os.Rename(d.path("own/night.jsonl"), d.path("night.jsonl")))
		d.rejected("in/closed.md", "no permission to read it")
	},
	"no input can be read": func(d *desk) {
		d.write("first/picture.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00"))
		d.same(func() {
			d.says(d.audit(d.code, "inn", "first/picture.txt"), "inn: no such file", "first/picture.txt: ")
		})
		d.check(os.Remove(d.path("first/picture.txt")))
		d.well()
	},
	"nothing came in": func(d *desk) {
		d.check(os.Mkdir(d.path("inbox"), 0o755))
		d.same(func() { d.says(d.audit(d.code, "inbox"), "no article came in") })
		d.well()
	},
	"a reference or evidence is not there": func(d *desk) {
		d.says(d.audit(d.code, "in", "--reference", "wires"), "\ncopydesk: Nothing was compared with reference wires (no such file).\n")
		d.well()
	},
	"an input breaks off": func(d *desk) {
		d.write("in/feed.jsonl.gz", brokenOff(d.T))
		d.audit(d.code, "in")
		d.rejected("in/feed.jsonl.gz", "")
		d.check(os.Remove(d.path("in/feed.jsonl.gz")))
		d.well()
	},
	"an input goes away during the run": func(d *desk) {
		pipe, feed, err := os.Pipe()
		d.check(err)
		defer feed.Close()
		d.write("in/zz-late.md", []byte("It was here a moment ago."))
		d.stdin = pipe
		cmd := d.cmd(night("-", "in", "--jobs", "1")...)
		d.check(cmd.Start())
		// More than a pipe holds: when this is through, the folder has been
		// listed, and standard input is read before what is in it.
		_, err = io.WriteString(feed, strings.Repeat("A paragraph that comes slowly. ", 5000))
		d.check(err)
		d.check(os.Remove(d.path("in/zz-late.md")))
		d.check(feed.Close())
		_ = cmd.Wait()
		d.ended(cmd, d.code, "")
		d.rejected("in/zz-late.md", "no such file")
		d.well()
	},
	"DNS doesn't know a page's host": func(d *desk) {
		d.audit(d.code, "in", "http://copydesk.invalid/page")
		d.rejected("copydesk.invalid", "")
		d.well()
	},
	"a server is too slow": func(d *desk) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			for r.Context().Err() == nil { // a word now and then, for ever
				fmt.Fprint(w, "slowly ")
				_ = http.NewResponseController(w).Flush()
				select {
				case <-time.After(100 * time.Millisecond):
				case <-r.Context().Done():
				}
			}
		}))
		defer server.Close()
		d.pageTimeout = "1s"
		d.audit(d.code, "in", server.URL+"/page", "--allow-private-hosts")
		d.rejected(server.URL, "no answer within")
	},
	"the results can't be written": func(d *desk) {
		d.same(func() {
			d.says(d.run(d.code, "audit", "in", "--archive", "desk.db", "--out", "desk.db/night.xlsx"), "night.xlsx", "not a directory")
		})
		d.check(os.Mkdir(d.path("folder.xlsx"), 0o755))
		d.same(func() {
			d.says(d.run(d.code, "audit", "in", "--archive", "desk.db", "--out", "folder.xlsx"), "folder.xlsx", "there is a folder of that name")
		})
		d.well()
	},
	"the archive can't be written": func(d *desk) {
		d.user = true
		d.check(os.Chmod(d.dir, 0o555))
		d.same(func() { d.says(d.audit(d.code, "in"), "archive desk.db", "must be writable") })
		d.check(os.Chmod(d.dir, 0o755))
		d.well()
	},
	"the disk is full": func(d *desk) {
		// Each file in turn is the one that may grow no further; a block is
		// half a kilobyte.
		failed := 0
		for blocks := 0; ; blocks = blocks*(*growth)/100 + 1 {
			d.limits = fmt.Sprint("ulimit -f ", blocks)
			cmd := d.cmd(night("in")...)
			if cmd.Run() == nil {
				break
			}
			failed++
			d.same(func() { d.ended(cmd, d.code, fmt.Sprintf("with files of %d blocks at the most", blocks)) })
		}
		if failed < 10 {
			d.Errorf("only %d writes failed", failed)
		}
		d.limits = ""
		d.whole()
	},
	"the stream goes to a full disk": func(d *desk) {
		d.stdout = full(d.T)
		d.same(func() {
			d.says(d.run(d.code, "audit", "in", "--archive", "desk.db", "--out", "night.xlsx", "--json", "-"), "no space left")
		})
		d.well()
	},
	"the summary can't be printed": func(d *desk) {
		d.stdout = full(d.T)
		d.says(d.audit(d.code, "in"), "the summary could not be printed", "no space left")
		d.well()
	},
	"another run is at work": func(d *desk) {
		a, err := archive.Open(d.Context(), d.path("desk.db"))
		d.check(err)
		d.same(func() { d.says(d.audit(d.code, "in"), fmt.Sprint("process ", os.Getpid())) })
		d.check(a.Close())
		d.well()
	},
	"another program has locked the archive": func(d *desk) {
		db, err := sql.Open("sqlite", d.path("desk.db"))
		d.check(err)
		defer db.Close()
		db.SetMaxOpenConns(1)
		_, err = db.Exec("BEGIN IMMEDIATE")
		d.check(err)
		d.same(func() { d.says(d.audit(d.code, "in"), "another program has locked it") })
		_, err = db.Exec("COMMIT")
		d.check(err)
		d.well()
	},
	"the archive is damaged": damaged,
	"the archive is another program's file": func(d *desk) {
		for name, data := range map[string]string{"notes.db": "Buy milk.", "long.db": strings.Repeat("Buy milk. ", 1000)} {
			d.write(name, []byte(data))
			d.run(d.code, "audit", "in", "--archive", name, "--out", "night.xlsx")
			if left := read(d.T, d.dir, name); string(left) != data {
				d.Errorf("%s was changed", name)
			}
		}
		db, err := sql.Open("sqlite", d.path("shop.db"))
		d.check(err)
		_, err = db.Exec("CREATE TABLE milk (bought TEXT)")
		d.check(err)
		d.check(db.Close())
		d.says(d.run(d.code, "audit", "in", "--archive", "shop.db", "--out", "night.xlsx"), "some other program's database")
		d.well()
	},
	"the archive is of a newer version": func(d *desk) {
		set := func(version int) (before int) {
			db, err := sql.Open("sqlite", d.path("desk.db"))
			d.check(err)
			defer db.Close()
			d.check(db.QueryRow("PRAGMA user_version").Scan(&before))
			_, err = db.Exec(fmt.Sprintf("PRAGMA user_version = %d", version))
			d.check(err)
			return before
		}
		held := d.before
		ours := set(99)
		for _, args := range [][]string{night("in"), night("in", "--dry-run"), {"archive", "stats", "--archive", "desk.db"}, {"archive", "verify", "--archive", "desk.db"}} {
			cmd := d.cmd(args...)
			said, _ := cmd.CombinedOutput()
			d.says(string(said), "its schema is version 99, newer than this program's")
			if code := cmd.ProcessState.ExitCode(); code != d.code {
				d.Errorf("%q: exit code %d, want %d", args, code, d.code)
			}
		}
		set(ours)
		d.before = held
		d.well()
	},
	"a workbook with verdicts is damaged": func(d *desk) {
		d.audit(0, "in")
		book := read(d.T, d.dir, "night.xlsx")
		d.write("sunday.xlsx", book[:len(book)/2])
		d.check(os.Remove(d.path("night.xlsx")))
		d.says(d.audit(d.code, "in"), "The verdicts of sunday.xlsx were not taken in")
		d.well()
	},
	"the clock goes back": func(d *desk) {
		d.epoch -= 30 * 365 * oneDay
		d.says(d.audit(d.code, "in", "first"), "is the clock right?")
		d.epoch += 30 * 365 * oneDay
		d.well()
		said := d.run(0, "archive", "verify", "--archive", "desk.db")
		if said != "" {
			d.Errorf("verify: %s", said)
		}
	},
	"the run is killed": func(d *desk) {
		pipe, feed, err := os.Pipe()
		d.check(err)
		defer feed.Close()
		d.stdin = pipe
		cmd := d.cmd(night("-", "in")...)
		d.check(cmd.Start())
		_, err = io.WriteString(feed, strings.Repeat("A paragraph that comes slowly. ", 5000))
		d.check(err)
		d.check(cmd.Process.Kill())
		_ = cmd.Wait()
		d.same(func() { d.ended(cmd, d.code, "") })
		d.well()
	},
	"a night is larger than memory": func(d *desk) {
		d.write("in/zz-long.jsonl", bytes.Repeat([]byte(`{"title":"Long","text":"`+strings.Repeat("One word follows another in no order that anybody knows. ", 1000)+"\"}\n"), 40))
		d.audit(d.code, "in", "--max-memory", "140")
		d.rejected("in/zz-long.jsonl", "audit it in parts")
		d.check(os.Remove(d.path("in/zz-long.jsonl")))
		d.well()
	},
	"memory runs out": func(d *desk) {
		d.limits = "ulimit -v 400000"
		d.write("in/long.jsonl", bytes.Repeat([]byte(`{"title":"Long","text":"`+strings.Repeat("One word follows another in no order that anybody knows. ", 20000)+"\"}\n"), 40))
		d.same(func() { d.audit(d.code, "in") })
		d.check(os.Remove(d.path("in/long.jsonl")))
		d.well()
	},
}

// brokenOff is the first half of a compressed stream of articles.
func brokenOff(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	random := rand.New(rand.NewPCG(5, 5))
	for range 40 {
		fmt.Fprintf(w, "{\"title\":\"Number %d\",\"text\":\"", random.Uint64())
		for range 100 {
			fmt.Fprintf(w, "On day %d the boat came late again. ", random.Uint32())
		}
		fmt.Fprint(w, "\"}\n")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()[:out.Len()/2]
}

// full is a device on which nothing can be written.
func full(t *testing.T) *os.File {
	t.Helper()
	file, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

// damaged overwrites parts of the archive. A run that comes across it says so
// and leaves all as it was; otherwise it finds what it would have found. SQLite
// keeps no checksums, so that a stored name or date may be another.
func damaged(d *desk) {
	d.audit(0, "in")
	d.epoch += oneDay
	whole := read(d.T, d.dir, "desk.db")
	d.audit(0, "in")
	undisturbed := read(d.T, d.dir, "night.jsonl")
	random := rand.New(rand.NewPCG(9, 9))
	noticed := 0
	for range *damages {
		bad := bytes.Clone(whole)
		at, length := random.IntN(len(bad)), 1+random.IntN(64)
		for i := at; i < min(at+length, len(bad)); i++ {
			bad[i] = byte(random.Uint32())
		}
		d.restore(bad)
		cmd := d.cmd(night("in")...)
		said, _ := cmd.CombinedOutput() // the exit code says more
		stream, err := os.ReadFile(d.path("night.jsonl"))
		switch code := cmd.ProcessState.ExitCode(); {
		case code == d.code && bytes.Contains(said, []byte("copydesk archive verify")):
			noticed++
			if err == nil || !bytes.Equal(bad, read(d.T, d.dir, "desk.db")) {
				d.Errorf("%d bytes from %d on: the run failed, and left a stream, or another archive", length, at)
			}
		case code != 0:
			d.Errorf("%d bytes from %d on: exit code %d: %s", length, at, code, said)
		case !slices.Equal(findingIDs(stream), findingIDs(undisturbed)):
			d.Errorf("%d bytes from %d on: the run finds something else, and says nothing: %s", length, at, cmp.Diff(string(undisturbed), string(stream)))
		}
	}
	d.Logf("%d of %d damages noticed", noticed, *damages)
	d.restore(whole)
	d.well()
}

// findingIDs are those of a stream's findings.
func findingIDs(stream []byte) (ids []string) {
	for _, id := range regexp.MustCompile(`(?m)^\{"type":"finding","id":"(F[0-9a-f]+)"`).FindAllSubmatch(stream, -1) {
		ids = append(ids, string(id[1]))
	}
	return ids
}

// restore puts an archive in the place of what a run left.
func (d *desk) restore(db []byte) {
	for _, name := range []string{"desk.db-wal", "desk.db-shm", "night.xlsx", "night.jsonl"} {
		_ = os.Remove(d.path(name)) // if it is there
	}
	d.write("desk.db", db)
}
