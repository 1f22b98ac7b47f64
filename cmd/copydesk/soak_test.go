//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// TestSoak runs the command night after night in one process, and wants no
// more open files and goroutines after the last one than after the first ones,
// and no files but those that are to be there.
func TestSoak(t *testing.T) {
	const nights, warm = 8, 3
	samples, err := filepath.Abs("../../testdata/articles/12-library-of-seeds.md")
	if err != nil {
		t.Fatal(err)
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Chdir(t.TempDir())
	stdout := os.Stdout
	if os.Stdout, err = os.Open(os.DevNull); err != nil { // the summary has nowhere to go, which a run survives
		t.Fatal(err)
	}
	defer func() { os.Stdout = stdout }()
	var files, goroutines [nights]int
	for night := range nights {
		t.Setenv("SOURCE_DATE_EPOCH", fmt.Sprint(firstEpoch+night*oneDay))
		if code := run([]string{"audit", samples, "--archive", "desk.db", "--out", "{date}.xlsx", "--keep", "2 daily", "--timeout", "2h", "--quiet"}); code != 0 {
			t.Fatalf("night %d: exit code %d", night, code)
		}
		open, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("this system doesn't say which files are open")
		}
		for range 1000 { // those on their way out may go, on a busy machine too
			runtime.Gosched()
		}
		files[night], goroutines[night] = len(open), runtime.NumGoroutine()
	}
	// Some may still be on their way out when a run returns: the least counts.
	for what, counts := range map[string][]int{"open files": files[:], "goroutines": goroutines[:]} {
		if slices.Min(counts[nights-warm:]) > slices.Max(counts[:warm]) {
			t.Errorf("%s, night after night: %d", what, counts)
		}
	}
	left, err := filepath.Glob("*")
	if err != nil || len(left) > 2+1+2 { // the archive and its lock, the link, and two workbooks
		t.Errorf("left %q, %v", left, err)
	}
	if more, err := os.ReadDir(temporary); err != nil || len(more) > 0 || len(temporaries(".")) > 0 {
		t.Errorf("temporary files: %v and %v, %v", more, temporaries("."), err)
	}
}
