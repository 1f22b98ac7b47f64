package main

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"copydesk": main})
}

// TestScripts runs the command lines in testdata against the sample articles.
func TestScripts(t *testing.T) {
	samples, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", samples)
			return nil
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
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

// TestInterrupt sends a running audit the signal of Ctrl-C: it ends with 130
// and leaves nothing behind.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "audit", "-", "--json", "findings.jsonl")
	cmd.Args[0] = "copydesk"
	cmd.Path = link(t, os.Args[0])
	cmd.Dir = dir
	// A pipe that is never written to keeps the audit reading.
	if _, err := cmd.StdinPipe(); err != nil {
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
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Errorf("ended with %v, want exit code %d", err, exitInterrupted)
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range left {
		t.Errorf("left %s behind", entry.Name())
	}
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
	audit := func(args ...string) (code int, stdout string) {
		cmd := exec.Command(link(t, os.Args[0]), append([]string{"audit", "--dry-run", "--json", "-"}, args...)...)
		out, err := cmd.Output()
		if _, failed := err.(*exec.ExitError); err != nil && !failed {
			t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
	if code, out := audit(server.URL + "/ferry.html"); code != exitRejected || asked.Load() || !strings.Contains(out, "--allow-private-hosts") {
		t.Errorf("a private address: exit code %d, asked: %v, %s", code, asked.Load(), out)
	}
	if code, out := audit("--allow-private-hosts", server.URL+"/ferry.html"); code != 0 || !strings.Contains(out, `"title":"The ferry leaves at nine"`) {
		t.Errorf("a page: exit code %d, %s", code, out)
	}
	if code, out := audit("--allow-private-hosts", server.URL+"/none.html"); code != exitRejected || !strings.Contains(out, "404") {
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
