package main

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"copydesk/audit/archive"
)

var (
	kills      = flag.Int("kills", 4, "how `often` TestKilled kills a run")
	killInputs = flag.String("kill-inputs", "../../testdata/articles", "`folder` that TestKilled audits")
)

// TestKilled kills runs at instants of their own and looks at what they leave:
// an archive that is whole, no part of a file under its final name, and
// nothing that the next run could not do as if there had been no kill.
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
	night := func(dir string) *exec.Cmd {
		cmd := exec.Command(command, "audit", inputs, "--archive", "desk.db", "--out", "night.xlsx", "--json", "night.jsonl", "--quiet")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1775192400")
		return cmd
	}
	finish := func(dir string) (stream []byte) {
		t.Helper()
		if out, err := night(dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return read(t, dir, "night.jsonl")
	}
	undisturbed := t.TempDir()
	reading, writing := phases(t, night(undisturbed))
	first := read(t, undisturbed, "night.jsonl")
	book := read(t, undisturbed, "night.xlsx")
	again := finish(undisturbed)

	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	wrote, committed := 0, 0
	for n := range *kills {
		dir := t.TempDir()
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

		for name, whole := range map[string][]byte{"night.xlsx": book, "night.jsonl": first} {
			if got, err := os.ReadFile(filepath.Join(dir, name)); err == nil && !bytes.Equal(got, whole) {
				t.Errorf("killed after %s: %s is there, and is not the whole", after, name)
			}
		}
		want := first
		if runs(t, filepath.Join(dir, "desk.db")) > 0 {
			want = again
			committed++
		}
		if got := finish(dir); !bytes.Equal(got, want) {
			t.Errorf("killed after %s: the next run found something else", after)
		}
		verify := exec.Command(command, "archive", "verify", "--archive", "desk.db")
		verify.Dir = dir
		if out, err := verify.CombinedOutput(); err != nil {
			t.Errorf("killed after %s: %s", after, out)
		}
	}
	t.Logf("%d runs killed within %s, of which %s are for writing: %d with files under temporary names, %d after their commit",
		*kills, reading+writing, writing, wrote, committed)
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

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
