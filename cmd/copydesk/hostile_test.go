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
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// What one hostile input may cost. Time is the processor's, which does not
// depend on what else a machine does.
const (
	mostTime   = 30 * time.Second
	mostMemory = 1500 << 20
)

// TestHostile audits inputs made to crash a reader, or to take its time or
// memory, each in a process of its own. What comes of each is in the golden
// file; with -v, what each costs is logged.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Parallel()
	binary, dir := link(t, os.Args[0]), t.TempDir()
	var jobs errgroup.Group
	jobs.SetLimit(max(2, runtime.NumCPU()))
	files := hostileFiles(t)
	pages := []string{"silent", "endless", "bomb", "loop", "file"} // the slowest first
	rows, next := make([]string, len(files)+len(pages)+1), 0
	row := func(name, file string, data func() string, source string, flags ...string) {
		at := next
		next++
		jobs.Go(func() error {
			if file != "" {
				folder := filepath.Join(dir, fmt.Sprint(at))
				source = filepath.Join(folder, file)
				if err := errors.Join(os.Mkdir(folder, 0o755), os.WriteFile(source, []byte(data()), 0o644)); err != nil {
					return err
				}
				debug.FreeOSMemory() // the next process begins with as much as this one has
			}
			start := time.Now()
			outcome, used := auditAlone(t, binary, source, flags...)
			wall := time.Since(start)
			took := time.Duration(used.Utime.Nano() + used.Stime.Nano())
			memory := used.Maxrss << 10 // Linux counts in kilobytes
			t.Logf("%-38s %5.1f s, %4.1f s of them busy, %4d MB  %s", name, wall.Seconds(), took.Seconds(), memory>>20, outcome)
			if took > mostTime || memory > mostMemory {
				t.Errorf("%s: %v of processor time and %d MB", name, took, memory>>20)
			}
			rows[at] = fmt.Sprintf("%s: %s\n", name, strings.ReplaceAll(outcome, filepath.Dir(source)+"/", ""))
			if file == "" {
				return nil
			}
			return os.Remove(source)
		})
	}
	site := httptest.NewServer(http.HandlerFunc(hostileSite))
	defer site.Close()
	for _, page := range pages {
		row("web: "+page, "", nil, site.URL+"/"+page, "--allow-private-hosts")
	}
	row("address of this machine", "", nil, site.URL+"/page")
	for _, in := range files {
		row(in.name, in.file, in.data, "")
	}
	if err := jobs.Wait(); err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(strings.Join(rows, ""), site.URL, "SITE")
	const golden = "testdata/hostile.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
	}
}

// auditAlone audits one source in a process of its own, beside an article that
// can be read: without any, a run says nothing of what it has not read.
func auditAlone(t *testing.T, binary, source string, flags ...string) (outcome string, used *syscall.Rusage) {
	t.Helper()
	const sound = "../../testdata/articles/12-library-of-seeds.md"
	cmd := exec.Command(binary, append([]string{"audit", source, sound, "--quiet", "--dry-run", "--json", "-"}, flags...)...)
	out, err := cmd.Output()
	if code := cmd.ProcessState.ExitCode(); code != 0 && code != exitRejected {
		t.Errorf("%s: exit code %d, %v", source, code, err)
	}
	var said []string
	for line := range bytes.Lines(out) {
		var r struct {
			Type, Source, Reason string
			Words                int
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Errorf("%s: %v in %q", source, err, line)
		}
		if r.Source == sound {
			continue
		}
		_, member, _ := strings.Cut(r.Source, "#")
		if member != "" {
			member += ": "
		}
		switch r.Type {
		case "article":
			said = append(said, fmt.Sprintf("%s%d words", member, r.Words))
		case "rejected":
			said = append(said, member+r.Reason)
		}
	}
	return strings.Join(said, "; "), cmd.ProcessState.SysUsage().(*syscall.Rusage)
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
