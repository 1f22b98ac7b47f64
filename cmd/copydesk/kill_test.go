package main

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/archive"
)

var (
	kills      = flag.Int("kills", 2, "how `often` TestKilled kills a run")
	killInputs = flag.String("kill-inputs", "../../testdata/articles", "`folder` that TestKilled audits")
)

// TestKilled kills runs that take in verdicts, at instants of their own, and
// looks at what they leave: an archive that is whole, no part of a file under
// its final name, every verdict once, and nothing that the next run could not
// do as if there had been no kill.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs many audits")
	}
	t.Parallel()
	inputs, err := filepath.Abs(*killInputs)
	if err != nil {
		t.Fatal(err)
	}
	command := link(t, os.Args[0])
	run := func(dir string, args ...string) *exec.Cmd {
		cmd := exec.Command(command, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1775192400")
		return cmd
	}
	night := func(dir string) *exec.Cmd {
		return run(dir, "audit", inputs, "--archive", "desk.db", "--out", "night.xlsx", "--json", "night.jsonl", "--quiet")
	}
	morning := reviewedNight(t, night)
	desk := func() string {
		dir := filepath.Join(t.TempDir(), "desk")
		if err := os.CopyFS(dir, os.DirFS(morning)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	decided := func(dir string) string {
		out, err := run(dir, "review", "--list", "--archive", "desk.db").Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(string(out), dir, "")
	}
	finish := func(dir string) []byte {
		t.Helper()
		if out, err := night(dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return stream(t, dir)
	}
	undisturbed := desk()
	reading, writing := phases(t, night(undisturbed))
	first := stream(t, undisturbed)
	book := read(t, undisturbed, "night-2.xlsx")
	again := finish(undisturbed)
	verdicts := decided(undisturbed)
	if strings.Count(verdicts, "\n") != 4 {
		t.Fatalf("want three verdicts and a note: %s", verdicts)
	}

	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	wrote, committed := 0, 0
	for n := range *kills {
		dir := desk()
		cmd := night(dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			_ = cmd.Wait() // it was killed
			close(ended)
		}()
		begun := time.Now()
		after := time.Duration(random.Int64N(int64(reading + writing)))
		if n%2 == 1 { // the writing is short, and asks for more
			untilWriting(dir, ended)
			after = time.Since(begun) + time.Duration(random.Int64N(int64(writing)))
		}
		select {
		case <-ended:
		case <-time.After(after - time.Since(begun)):
			_ = cmd.Process.Kill() // one that has ended is not there to be killed
			<-ended
		}
		if len(temporaries(dir)) > 0 {
			wrote++
		}

		if got, err := os.ReadFile(filepath.Join(dir, "night-2.xlsx")); err == nil && !bytes.Equal(got, book) {
			t.Errorf("killed after %s: the workbook is there, and is not the whole", after)
		}
		if _, err := os.Stat(filepath.Join(dir, "night.jsonl")); err == nil && !bytes.Equal(stream(t, dir), first) {
			t.Errorf("killed after %s: the stream is there, and is not the whole", after)
		}
		want := first
		if runs(t, filepath.Join(dir, "desk.db")) > 1 {
			want = again
			committed++
		}
		if got := finish(dir); !bytes.Equal(got, want) {
			t.Errorf("killed after %s: the next run found something else", after)
		}
		if got := decided(dir); got != verdicts {
			t.Errorf("killed after %s: in force is\n%s, want\n%s", after, got, verdicts)
		}
		if out, err := run(dir, "archive", "verify", "--archive", "desk.db").CombinedOutput(); err != nil {
			t.Errorf("killed after %s: %s", after, out)
		}
	}
	t.Logf("%d runs killed within %s, of which %s are for writing: %d with files under temporary names, %d after their commit",
		*kills, reading+writing, writing, wrote, committed)
}

// reviewedNight is a folder in which a night was audited and its workbook is
// filled in.
func reviewedNight(t *testing.T, night func(dir string) *exec.Cmd) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := night(dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.Remove(filepath.Join(dir, "night.jsonl")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "night.xlsx")
	for row, entries := range map[string][]string{
		"2": {"Verdict=Fixed", "Reviewer=Ada"}, "3": {"Verdict=Not a problem", "Reviewer=Ada"},
		"4": {"Verdict=Confirmed", "Reviewer=Ben"}, "5": {"Note=ask the port", "Reviewer=Ben"},
	} {
		if err := fillIn(path, "Claims", row, entries); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// phases runs a command, and returns how long it took until it wrote its first
// file, and from then on.
func phases(t *testing.T, cmd *exec.Cmd) (reading, writing time.Duration) {
	t.Helper()
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
		close(ended)
	}()
	untilWriting(cmd.Dir, ended)
	reading = time.Since(begun)
	<-ended
	return reading, time.Since(begun) - reading + 1
}

// untilWriting returns when there is a file under a temporary name, or when
// the run has ended.
func untilWriting(dir string, ended <-chan struct{}) {
	for len(temporaries(dir)) == 0 {
		select {
		case <-ended:
			return
		case <-time.After(time.Millisecond):
		}
	}
}

// temporaries are the files in a folder that don't have their names yet.
func temporaries(dir string) []string {
	list, _ := filepath.Glob(filepath.Join(dir, ".*.copydesk-tmp")) // the pattern is well formed
	return list
}

// runs is how many runs an archive has, after a kill; it also verifies it.
func runs(t *testing.T, path string) int {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		return 0
	}
	a, err := archive.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	stats, err := a.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	problems, err := a.Verify(t.Context(), "", nil)
	if err != nil || len(problems) > 0 {
		t.Errorf("a killed run's archive: %q, %v", problems, err)
	}
	return stats.Runs
}

// stream is a night's findings stream, without the folder's name.
func stream(t *testing.T, dir string) []byte {
	t.Helper()
	return bytes.ReplaceAll(read(t, dir, "night.jsonl"), []byte(dir), nil)
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
