//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// What a process may cost that audits hostile inputs. Time is the processor's,
// which does not depend on what else a machine does.
const (
	mostTime   = 30 * time.Second
	mostMemory = 1500 << 20
	// together is how many files that don't become long articles one process
	// audits.
	together = 8
)

var alone = flag.Bool("alone", false, "TestHostile audits each file in a process of its own")

// hostile is an input that [TestHostile] audits: a file, or an address.
type hostile struct {
	name, source string
	data         func() string // of a file, nil for an address
	said         string        // what came of it
}

// TestHostile audits inputs made to crash a reader, or to take its time or
// memory, in processes of their own. What comes of each is in the golden file;
// with -v, what each process costs is logged.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(hostileSite))
	defer site.Close()
	dir, binary := t.TempDir(), link(t, os.Args[0])
	var inputs []*hostile
	address := func(name, path string) *hostile {
		inputs = append(inputs, &hostile{name: name, source: site.URL + path})
		return inputs[len(inputs)-1]
	}
	private := []string{"--allow-private-hosts"}
	trials := []trial{
		{pageTimeout: "1s", flags: private, inputs: []*hostile{address("web: silent", "/silent")}},
		{flags: private, inputs: []*hostile{
			address("web: endless", "/endless"), address("web: bomb", "/bomb"), address("web: loop", "/loop"), address("web: file", "/file"),
		}},
		{inputs: []*hostile{address("address of this machine", "/page")}},
	}
	var short []*hostile
	for i, in := range hostileFiles(t) {
		file := &hostile{name: in.name, source: filepath.Join(dir, fmt.Sprint(i), in.file), data: in.data}
		inputs = append(inputs, file)
		if *alone || slices.Contains(long, in.name) {
			trials = append(trials, trial{inputs: []*hostile{file}})
		} else {
			short = append(short, file)
		}
	}
	for some := range slices.Chunk(short, together) {
		trials = append(trials, trial{inputs: some})
	}
	var jobs errgroup.Group
	jobs.SetLimit(atOnce)
	for _, trial := range trials {
		jobs.Go(func() error { return trial.run(t, binary) })
	}
	if err := jobs.Wait(); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, in := range inputs {
		fmt.Fprintf(&got, "%s: %s\n", in.name, strings.ReplaceAll(in.said, site.URL, "SITE"))
	}
	const golden = "testdata/hostile.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
	}
}

// trial is a process that audits some inputs.
type trial struct {
	inputs      []*hostile
	flags       []string
	pageTimeout string // "" for hours
}

// run writes the files, audits the inputs and notes what came of each. They are
// audited beside an article that can be read: without any, a run says nothing
// of what it has not read.
func (tr trial) run(t *testing.T, binary string) error {
	var names []string
	args := append([]string{"audit", "../../testdata/articles/12-library-of-seeds.md", "--quiet", "--dry-run", "--json", "-"}, tr.flags...)
	for _, in := range tr.inputs {
		names, args = append(names, in.name), append(args, in.source)
		if in.data == nil {
			continue
		}
		folder := filepath.Dir(in.source)
		if err := errors.Join(os.Mkdir(folder, 0o755), os.WriteFile(in.source, []byte(in.data()), 0o644)); err != nil {
			return err
		}
		defer os.RemoveAll(folder)
	}
	debug.FreeOSMemory() // the process begins with as much as this one has
	cmd := exec.Command(binary, args...)
	cmd.Env = append(os.Environ(), pageTimeoutVar+"="+tr.pageTimeout)
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code != 0 && code != exitRejected {
		t.Errorf("%q: exit code %d, %v (-alone tells which)", names, code, err)
	}
	used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	took := time.Duration(used.Utime.Nano() + used.Stime.Nano())
	memory := used.Maxrss << 10 // Linux counts in kilobytes
	t.Logf("%4.1f s busy, %4d MB: %q", took.Seconds(), memory>>20, names)
	if took > mostTime || memory > mostMemory {
		t.Errorf("%q: %v of processor time and %d MB (-alone tells which)", names, took, memory>>20)
	}
	said := outcomes(t, out)
	for _, in := range tr.inputs {
		in.said = strings.ReplaceAll(strings.Join(said[in.source], "; "), filepath.Dir(in.source)+"/", "")
	}
	return nil
}

// outcomes are what a stream says of each source: how long its articles are,
// and why what was rejected was.
func outcomes(t *testing.T, stream []byte) map[string][]string {
	t.Helper()
	said := make(map[string][]string)
	for line := range bytes.Lines(stream) {
		var r struct {
			Type, Source, Reason string
			Words                int
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Errorf("%v in %q", err, line)
		}
		source, member, _ := strings.Cut(r.Source, "#")
		if member != "" {
			member += ": "
		}
		switch r.Type {
		case "article":
			said[source] = append(said[source], fmt.Sprintf("%s%d words", member, r.Words))
		case "rejected":
			said[source] = append(said[source], member+r.Reason)
		}
	}
	return said
}

// hostileSite has no end, no answer or no arrival.
func hostileSite(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/robots.txt":
		http.NotFound(w, r)
	case "/bomb":
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, gzipped(zeros(1<<30)))
	case "/endless":
		for chunk := bytes.Repeat([]byte("<p>And again."), 1000); ; {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	case "/loop":
		http.Redirect(w, r, "/pool", http.StatusFound)
	case "/pool":
		http.Redirect(w, r, "/loop", http.StatusFound)
	case "/file":
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	case "/silent":
		<-r.Context().Done()
	default:
		fmt.Fprint(w, "<p>Here is a page.")
	}
}
