package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// test is one test, example or fuzz target with its seeds.
type test struct {
	name, binary, dir string
	other             bool          // of another package than the one changed
	took              time.Duration // of processors
	reaches           map[int]bool
}

type verdict string

const (
	found      verdict = "found"
	unfound    verdict = "reached"
	notReached verdict = "not reached"
)

// memory in KB that a test may have: a change can make a loop endless that
// allocates.
const memory = 6 << 20

// traced builds a package's tests and runs each alone, the quickest first in
// what it returns. Those that fail without a change, and slow ones, are left out.
func traced(root, tmp, pkg string, slowest time.Duration) ([]*test, error) {
	dir := filepath.Join(root, pkg)
	binary := filepath.Join(tmp, strings.ReplaceAll(filepath.Clean(pkg), string(filepath.Separator), "-")+".test")
	if _, err := output(root, "go", "test", "-c", "-o", binary, pkg); err != nil {
		return nil, err
	}
	names, err := output(dir, binary, "-test.list", "^(Test|Fuzz|Example)")
	if err != nil {
		return nil, err
	}
	var tests []*test
	for _, name := range strings.Fields(names) {
		t := &test{name: name, binary: binary, dir: dir, reaches: map[int]bool{}}
		trace := filepath.Join(tmp, "trace")
		failed, took, err := run("MUTANT_TRACE="+trace, t)
		if err != nil {
			return nil, err
		}
		t.took = took
		reached, err := os.ReadFile(trace)
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
		os.Remove(trace)
		if failed {
			fmt.Fprintf(os.Stderr, "%s of %s fails without a change and is left out\n", name, pkg)
			continue
		}
		if took > slowest {
			fmt.Fprintf(os.Stderr, "%s of %s takes %v and is left out\n", name, pkg, took.Round(time.Second))
			continue
		}
		for line := range strings.FieldsSeq(string(reached)) {
			id, err := strconv.Atoi(line)
			if err != nil {
				return nil, err
			}
			t.reaches[id] = true
		}
		tests = append(tests, t)
	}
	slices.SortStableFunc(tests, func(a, b *test) int { return cmp.Compare(a.took, b.took) })
	return tests, nil
}

// try switches one change on and runs the tests that reach it, quick ones together.
func try(id int, tests []*test) (verdict, error) {
	var batch []*test
	reached := false
	for i, t := range tests {
		if t.reaches[id] {
			batch = append(batch, t)
			reached = true
		}
		if len(batch) == 0 || i < len(tests)-1 && t.took < time.Second/4 {
			continue
		}
		failed, _, err := run("MUTANT="+strconv.Itoa(id), batch...)
		if err != nil {
			return "", err
		}
		if failed {
			return found, nil
		}
		batch = nil
	}
	if !reached {
		return notReached, nil
	}
	return unfound, nil
}

// run reports whether one of the tests fails, and the
// processor time they take. Time is limited in processor seconds, so that what
// else a machine does finds no change.
func run(env string, tests ...*test) (failed bool, took time.Duration, err error) {
	names := make([]string, len(tests))
	var usual time.Duration
	for i, t := range tests {
		names[i] = t.name
		usual += t.took
	}
	if usual == 0 { // it hasn't run yet
		usual = time.Minute
	}
	seconds := 5 + int(10*usual.Seconds())
	limit := 2*time.Minute + 20*usual // for what waits and computes nothing
	cmd := exec.Command("sh", "-c", fmt.Sprintf(`ulimit -v %d; ulimit -t %d; exec nice -n 10 "$@"`, memory, seconds), "sh",
		tests[0].binary, "-test.short", "-test.failfast", "-test.timeout", limit.String(),
		"-test.run", "^("+strings.Join(names, "|")+")$")
	cmd.Dir = tests[0].dir
	cmd.Env = append(os.Environ(), env)
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		failed, err = true, nil
	}
	if err == nil {
		took = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return failed, took, err
}
