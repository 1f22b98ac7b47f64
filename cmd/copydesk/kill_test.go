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
	begun := time.Now()
	first := finish(undisturbed)
	took := time.Since(begun)
	book := read(t, undisturbed, "night.xlsx")
	again := finish(undisturbed)

	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	committed := 0
	for range *kills {
		dir := t.TempDir()
		cmd := night(dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(random.Int64N(int64(took)))
		timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // one that has ended is not there to be killed
		_ = cmd.Wait()                                                    // it was killed
		timer.Stop()

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
	t.Logf("%d runs killed within %s, %d of them after their commit", *kills, took, committed)
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
