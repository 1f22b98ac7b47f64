//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"copydesk.dev/audit/archive"
	"copydesk.dev/reports"
)

// TestFaults does to a run what the table in docs/operations.md says may happen
// to one. Each row is a subtest; its exit code is the one that stands there.
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs many audits")
	}
	t.Parallel()
	documented := documentedFaults(t)
	first := newDesk(t)
	for name, code := range documented {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // some wait for a server or a lock
			test := faults[name]
			if test == nil {
				t.Fatal("docs/operations.md tells of a fault that nothing tests")
			}
			test(first.copy(t, code))
		})
	}
	for name := range faults {
		if _, ok := documented[name]; !ok {
			t.Errorf("docs/operations.md doesn't tell of %q", name)
		}
	}
}

// documentedFaults are the rows of the table: a fault, and the exit code.
func documentedFaults(t *testing.T) map[string]int {
	t.Helper()
	page, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## When something breaks\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := make(map[string]int)
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \| [^|]+ \| (\d+)\b[^|]* \| [^|]+ \|$`).FindAllStringSubmatch(section, -1) {
		if rows[row[1]], err = strconv.Atoi(row[2]); err != nil {
			t.Fatal(err)
		}
	}
	if len(rows) == 0 {
		t.Fatal("no table of faults in docs/operations.md")
	}
	return rows
}

// desk is a folder with a night of articles, and an archive with the night
// before it, a verdict among what it remembers.
type desk struct {
	*testing.T
	dir, command string
	code         int // that the fault is to end in
	before       map[string]bool

	// How the next command is run.
	limits string // of the shell's ulimit, "" none
	user   bool   // as somebody without rights, if the test runs as root
	stdin  *os.File
	stdout *os.File
	epoch  int64

	pageTimeout string // "" for hours
}

const (
	firstEpoch = 1775192400
	oneDay     = 24 * 60 * 60
)

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := emptyDesk(t)
	d.epoch = firstEpoch
	samples, err := filepath.Glob("../../testdata/articles/*")
	d.check(err)
	for i, sample := range samples {
		if text, err := os.ReadFile(sample); err == nil && i < 8 {
			d.write(filepath.Join([]string{"first", "in"}[i%2], filepath.Base(sample)), text)
		}
	}
	d.audit(0, "first")
	d.epoch += oneDay
	a, err := archive.Open(t.Context(), d.path("desk.db"))
	d.check(err)
	defer a.Close()
	var exported bytes.Buffer
	d.check(a.Export(t.Context(), &exported))
	_, found, _ := strings.Cut(exported.String(), `{"finding":{"id":"`)
	_, err = a.Take(t.Context(), archive.State{
		Path: "monday.xlsx", Taken: "2026-04-02T06:00:00Z", Whole: true,
		Entries: []archive.Entry{{Finding: found[:strings.IndexByte(found, '"')], Verdict: "Confirmed"}},
	})
	d.check(err)
	d.check(os.Remove(d.path("night.xlsx")))
	d.check(os.Remove(d.path("night.jsonl")))
	return d
}

func emptyDesk(t *testing.T) *desk {
	t.Helper()
	// Not t.TempDir, which others than the user who runs the test can't enter.
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return &desk{T: t, dir: dir, command: link(t, os.Args[0])}
}

// copy is another desk with the same in it, for one fault.
func (d *desk) copy(t *testing.T, code int) *desk {
	t.Helper()
	c := emptyDesk(t)
	c.check(os.CopyFS(c.dir, os.DirFS(d.dir)))
	c.code, c.epoch, c.before = code, d.epoch, d.before
	return c
}

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

func (d *desk) write(name string, data []byte) {
	d.Helper()
	d.check(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	d.check(os.WriteFile(d.path(name), data, 0o644))
}

// cmd makes a command that has not been started.
func (d *desk) cmd(args ...string) *exec.Cmd {
	d.Helper()
	cmd := exec.Command(d.command, args...)
	if d.limits != "" {
		cmd = exec.Command("sh", append([]string{"-c", d.limits + `; exec "$0" "$@"`, d.command}, args...)...)
	}
	if d.user && os.Geteuid() == 0 {
		// A user who may not even enter the folder of the test's binary.
		own := d.path("copydesk")
		if _, err := os.Stat(own); err != nil {
			binary, err := os.ReadFile(os.Args[0])
			d.check(err)
			d.check(os.WriteFile(own, binary, 0o755))
		}
		cmd.Path, cmd.Args[0] = own, own
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	cmd.Dir = d.dir
	cmd.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", d.epoch), pageTimeoutVar+"="+d.pageTimeout)
	if d.stdin != nil {
		cmd.Stdin = d.stdin
	}
	if d.stdout != nil {
		cmd.Stdout = d.stdout
	}
	return cmd
}

// night are the arguments of an audit.
func night(more ...string) []string {
	return append([]string{"audit", "--archive", "desk.db", "--out", "night.xlsx", "--json", "night.jsonl", "--quiet"}, more...)
}

// audit audits, wants an exit code, looks whether all is well, and returns
// what was said on standard error.
func (d *desk) audit(want int, more ...string) string {
	d.Helper()
	return d.run(want, night(more...)...)
}

func (d *desk) run(want int, args ...string) string {
	d.Helper()
	cmd := d.cmd(args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	_ = cmd.Run() // the exit code says more
	return d.ended(cmd, want, said.String())
}

func (d *desk) ended(cmd *exec.Cmd, want int, said string) string {
	d.Helper()
	got := cmd.ProcessState.ExitCode()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		got = 128 + int(status.Signal()) // as a shell has it
	}
	if got != want {
		d.Errorf("exit code %d, want %d: %s", got, want, said)
	}
	d.whole()
	return said
}

// whole checks that files that have their names are whole, and that nothing
// that the archive held is lost.
func (d *desk) whole() {
	d.Helper()
	if stream, err := os.ReadFile(d.path("night.jsonl")); err == nil {
		lines := bytes.Split(bytes.TrimSpace(stream), []byte("\n"))
		if last := lines[len(lines)-1]; !json.Valid(last) || !bytes.Contains(last, []byte(`"type":"summary"`)) {
			d.Errorf("night.jsonl is there, and is not whole: it ends with %s", last)
		}
	}
	if _, err := os.Stat(d.path("night.xlsx")); err == nil {
		if _, err := reports.ReadVerdicts(d.path("night.xlsx")); err != nil {
			d.Errorf("night.xlsx is there, and is not whole: %v", err)
		}
	}
	held := d.held()
	for what := range d.before {
		if !held[what] {
			d.Errorf("the archive lost %s", what)
		}
	}
	d.before = held
}

// held is what the archive holds: articles, findings, verdicts and runs.
func (d *desk) held() map[string]bool {
	d.Helper()
	if _, err := os.Stat(d.path("desk.db")); err != nil {
		return nil
	}
	a, err := archive.OpenForReading(d.Context(), d.path("desk.db"))
	d.check(err)
	defer a.Close()
	problems, err := a.Verify(d.Context(), "", nil)
	if err != nil || len(problems) > 0 {
		d.Errorf("the archive: %q, %v", problems, err)
	}
	var exported bytes.Buffer
	d.check(a.Export(d.Context(), &exported))
	held := make(map[string]bool)
	for text := range bytes.Lines(exported.Bytes()) {
		var line map[string]struct {
			ID, Finding, Verdict string
			TextHash             string `json:"text_hash"`
		}
		d.check(json.Unmarshal(text, &line))
		for kind, is := range line {
			held[fmt.Sprint(kind, is)] = true
		}
	}
	return held
}

// same checks that a run changed nothing.
func (d *desk) same(work func()) {
	d.Helper()
	before := d.held()
	work()
	if after := d.held(); len(after) != len(before) {
		d.Errorf("a run that failed left %d things in the archive where there were %d", len(after), len(before))
	}
	for _, name := range []string{"night.xlsx", "night.jsonl"} {
		if _, err := os.Stat(d.path(name)); err == nil {
			d.Errorf("a run that failed wrote %s", name)
		}
	}
	if left := temporaries(d.dir); len(left) > 0 {
		d.Errorf("a run that failed left %q", left)
	}
}

// well checks that the next run is as any other.
func (d *desk) well() {
	d.Helper()
	d.limits, d.user, d.stdin, d.stdout = "", false, nil, nil
	d.audit(0, "in")
	if _, err := os.Stat(d.path("night.xlsx")); err != nil {
		d.Error(err)
	}
}

// says checks what an operator is told.
func (d *desk) says(said string, want ...string) {
	d.Helper()
	for _, w := range want {
		if !strings.Contains(said, w) {
			d.Errorf("standard error doesn't say %q: %s", w, said)
		}
	}
}

// rejected checks that the run's stream says why a source could not be read,
// and that it has others.
func (d *desk) rejected(source, reason string) {
	d.Helper()
	stream, err := os.ReadFile(d.path("night.jsonl"))
	d.check(err)
	said, articles := "", 0
	for line := range bytes.Lines(stream) {
		switch {
		case bytes.HasPrefix(line, []byte(`{"type":"rejected"`)) && bytes.Contains(line, []byte(source)):
			said = string(line)
		case bytes.HasPrefix(line, []byte(`{"type":"article"`)):
			articles++
		}
	}
	if !strings.Contains(said, reason) || articles == 0 {
		d.Errorf("%d articles; of %s is said %q, want %q", articles, source, said, reason)
	}
}
