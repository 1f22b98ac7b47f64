package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/archive"
)

// pageTimeoutVar names an environment variable with the time that a page is
// waited for by a command that a test runs.
const pageTimeoutVar = "TEST_PAGE_TIMEOUT"

// atOnce is how many tests run, and how many processes one of them starts, at a
// time, unless go test is told otherwise.
const atOnce = 6

// TestMain is the command as well, when the binary has its name. No input is
// given up because the machine is busy.
func TestMain(m *testing.M) {
	pageTimeout, inputTimeout = time.Hour, time.Hour
	if limit, err := time.ParseDuration(os.Getenv(pageTimeoutVar)); err == nil {
		pageTimeout = limit
	}
	// Most tests wait for processes that they started. With so many at once they
	// get on beside whatever else keeps the machine busy.
	if err := flag.Set("test.parallel", strconv.Itoa(atOnce)); err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"copydesk": main})
}

// TestScripts runs the command lines in testdata against the sample articles.
func TestScripts(t *testing.T) {
	t.Parallel()
	samples, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			env.Values["hearers"] = new(hearers)
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"listen": listen,
			"told":   told,
			"enter":  enter,
		},
	})
}

// exits runs a command and checks its exit code: exits 3 copydesk audit x.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command…")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if exit, ok := err.(*exec.ExitError); ok {
		code = exit.String()[len("exit status "):]
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// enter fills in cells of a row of a sheet, or of all its rows, and saves:
// enter book.xlsx Claims 2 Verdict=Confirmed 'Note=ask Bo'. An empty value
// empties the cell.
func enter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: enter workbook sheet row|all column=value…")
	}
	ts.Check(fillIn(ts.MkAbs(args[0]), args[1], args[2], args[3:]))
}

// fillIn fills in cells of a row of a workbook's sheet, or of all its rows.
func fillIn(path, sheet, row string, entries []string) error {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	rows, err := book.GetRows(sheet)
	if err != nil {
		return err
	}
	first, last := 2, len(rows)
	if row != "all" {
		if first, err = strconv.Atoi(row); err != nil {
			return err
		}
		last = first
	}
	for row := first; row <= last; row++ {
		for _, entry := range entries {
			name, value, _ := strings.Cut(entry, "=")
			cell, err := excelize.CoordinatesToCellName(slices.Index(rows[0], name)+1, row)
			if err == nil && value == "" {
				err = book.SetCellValue(sheet, cell, nil)
			} else if err == nil {
				err = book.SetCellStr(sheet, cell, value)
			}
			if err != nil {
				return err
			}
		}
	}
	return book.SaveAs(path)
}

// TestLocked runs an audit on an archive that another run is working on.
func TestLocked(t *testing.T) {
	dir := t.TempDir()
	held, err := archive.Open(t.Context(), filepath.Join(dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	cmd := exec.Command(link(t, os.Args[0]), "audit", "../../testdata/articles",
		"--archive", filepath.Join(dir, "desk.db"), "--out", filepath.Join(dir, "night.xlsx"))
	out, _ := cmd.CombinedOutput() // its exit code says more
	if code := cmd.ProcessState.ExitCode(); code != exitLocked || !strings.Contains(string(out), fmt.Sprint("process ", os.Getpid())) {
		t.Errorf("exit code %d, %s; want %d and who has it", code, out, exitLocked)
	}
	if _, err := os.Stat(filepath.Join(dir, "night.xlsx")); err == nil {
		t.Error("it wrote a workbook")
	}
}

// TestInterrupt sends a running audit the signal of Ctrl-C: it ends with 130
// and leaves nothing behind.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	if code := signalled(t, dir, os.Interrupt, "", "audit", "-", "--json", "findings.jsonl"); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range left {
		t.Errorf("left %s behind", entry.Name())
	}
}

// TestTerminate sends it the signal that ends a service: it ends with what it
// has, or, before it has anything, without a trace.
func TestTerminate(t *testing.T) {
	dir := t.TempDir()
	if code := signalled(t, dir, syscall.SIGTERM, "", "audit", "-", "--json", "findings.jsonl"); code != exitFailed {
		t.Errorf("without an article: exit code %d, want %d", code, exitFailed)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("without an article: left %v (%v)", left, err)
	}
	// More than a pipe and a buffer hold: when it is through, the first article
	// has been read.
	articles := strings.Repeat(`{"title":"Slow","text":"`+strings.Repeat("The boat came late again, said nobody. ", 500)+"\"}\n", 40)
	if code := signalled(t, dir, syscall.SIGTERM, articles, "audit", "-", "--json", "findings.jsonl"); code != exitRejected {
		t.Errorf("exit code %d, want %d", code, exitRejected)
	}
	stream, err := os.ReadFile(filepath.Join(dir, "findings.jsonl"))
	// On a slow machine more is left undone.
	if err != nil || !strings.Contains(string(stream), `"incomplete":"the run was asked to end (SIGTERM): some inputs were not read`) {
		t.Errorf("the stream doesn't say that it is incomplete, and why: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "copydesk-audit.xlsx")); err != nil {
		t.Error(err)
	}
}

// signalled starts an audit in dir, sends it a signal while it waits for more
// of standard input, and returns its exit code.
func signalled(t *testing.T, dir string, signal os.Signal, input string, args ...string) int {
	t.Helper()
	cmd := exec.Command(link(t, os.Args[0]), args...)
	cmd.Dir = dir
	// A pipe that is never closed keeps the audit reading.
	feed, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() && !strings.Contains(lines.Text(), "audit started") {
	}
	if _, err := io.WriteString(feed, input); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	_ = cmd.Wait() // the exit code says more
	return cmd.ProcessState.ExitCode()
}

// TestWeb audits a page of a local server, which is a private address.
func TestWeb(t *testing.T) {
	var asked atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(true)
		if r.URL.Path != "/ferry.html" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "<html lang=en><title>The ferry leaves at nine</title><article>"+
			"<p>The ferry to Orlby leaves at nine in the morning from the eastern pier, the harbour office wrote in its timetable of 3 March.</p>"+
			"<p>The last one back leaves at six in the evening, and takes forty minutes against the tide.</p></article></html>")
	}))
	defer server.Close()
	audit := func(args ...string) (code int, said string) {
		cmd := exec.Command(link(t, os.Args[0]), append([]string{"audit", "--dry-run", "--json", "-"}, args...)...)
		out, err := cmd.CombinedOutput()
		if _, failed := err.(*exec.ExitError); err != nil && !failed {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
	if code, out := audit(server.URL + "/ferry.html"); code != exitUsage || asked.Load() || !strings.Contains(out, "--allow-private-hosts") {
		t.Errorf("a private address: exit code %d, asked: %v, %s", code, asked.Load(), out)
	}
	if code, out := audit("--allow-private-hosts", server.URL+"/ferry.html"); code != 0 || !strings.Contains(out, `"title":"The ferry leaves at nine"`) {
		t.Errorf("a page: exit code %d, %s", code, out)
	}
	if code, out := audit("--allow-private-hosts", server.URL+"/none.html"); code != exitUsage || !strings.Contains(out, "404") {
		t.Errorf("no page: exit code %d, %s", code, out)
	}
}

// link gives the test binary the name under which it is the command.
func link(t *testing.T, binary string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copydesk")
	if err := os.Symlink(binary, path); err != nil {
		t.Fatal(err)
	}
	return path
}
