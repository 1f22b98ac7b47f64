// Command mutate measures how much of a package's behaviour its tests hold:
// it makes many small changes, one at a time, and counts those after which no
// test fails.
//
//	go run ./.ci/mutate [-n 150] [-seed 1] [-only file.go] ./similarity ...
//
// Mutation analysis is from DeMillo, Lipton and Sayward, "Hints on Test Data
// Selection" (1978). So that a change costs a run of a few tests and no build,
// all changes are compiled into one program, each behind a condition, and one
// is switched on by an environment variable (mutant schemata; Untch, Offutt
// and Harrold, "Mutation Analysis Using Mutant Schemata", 1993). One that does
// not compile is no change and is counted apart. The changed
// package is in a temporary copy of the checkout, beside which there is no
// shared data: what is measured is what tests find on anybody's machine.
//
// Each test runs once alone to learn which changes it reaches and how long it
// takes. Of all changes a sample is drawn, and each is tried with the tests
// that reach it, the quickest first. A change is found when a test fails,
// panics or takes ten times as long as it does otherwise; one that no test
// reaches is missed, and so is one that only the slowest tests find, which are
// left out.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("mutate: ")
	size := flag.Int("n", 150, "changes tried in each package; 0 for all")
	seed := flag.Uint64("seed", 1, "the sample's seed")
	slowest := flag.Duration("slowest", 5*time.Second, "tests that take more processor time are left out")
	only := flag.String("only", "", "a change must stand in a file of which this is a part")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("name a package, such as ./similarity")
	}
	for _, pkg := range flag.Args() {
		if err := measure(os.Stdout, pkg, *only, *slowest, *size, *seed); err != nil {
			log.Fatalf("%s: %v", pkg, err)
		}
	}
}

// measure reports on one package.
func measure(w io.Writer, pkg, only string, slowest time.Duration, size int, seed uint64) error {
	tree, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tree)
	root := filepath.Join(tree, "checkout", "copydesk")
	if err := copyCheckout(root); err != nil {
		return err
	}
	sites, err := plantPackage(root, pkg)
	if err != nil {
		return err
	}
	tests, err := traced(root, tree, pkg, slowest)
	if err != nil {
		return err
	}

	var drawn []int
	broken := 0
	for id, s := range sites {
		switch {
		case !strings.Contains(s.Where, only):
		case s.Broken:
			broken++
		default:
			drawn = append(drawn, id)
		}
	}
	all := len(drawn)
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	if size > 0 {
		drawn = drawn[:min(size, len(drawn))]
	}
	slices.Sort(drawn)

	count, unreached := 0, 0
	missed := map[string]int{}
	fmt.Fprintf(w, "%s: %d of %d changes, seed %d, %d more don't compile; missed:\n", pkg, len(drawn), all, seed, broken)
	for _, id := range drawn {
		verdict, err := try(id, tests)
		if err != nil {
			return err
		}
		s := sites[id]
		if verdict == found {
			count++
			continue
		}
		missed[s.Kind]++
		if verdict == notReached {
			unreached++
		}
		fmt.Fprintf(w, "  %s/%s %s, %s: %s → %s\n", pkg, s.Where, s.Kind, verdict, s.Before, s.After)
	}
	fmt.Fprintf(w, "%s: found %d of %d (%.0f %%), not reached %d; missed by kind: %v\n",
		pkg, count, len(drawn), 100*float64(count)/float64(max(len(drawn), 1)), unreached, missed)
	return nil
}

// copyCheckout copies what git knows or would add.
func copyCheckout(to string) error {
	list, err := output("", "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimRight(list, "\x00"), "\x00") {
		data, err := os.ReadFile(name)
		if os.IsNotExist(err) { // removed, and not yet committed
			continue
		} else if err != nil {
			return err
		}
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// output runs a command and returns what it prints.
func output(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok {
		return "", fmt.Errorf("%s: %w\n%s%s", strings.Join(cmd.Args, " "), err, out, exit.Stderr)
	}
	return string(out), err
}
