//go:build unix

// Command bench measures what similarity.Find costs on the texts of a folder:
// the processor time from texts in memory to groups out, and the peak memory
// of the whole process. See bench.sh for the comparison with other programs.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"copydesk.dev/similarity"
)

// setup says what is searched, and how.
type setup struct {
	folder               string
	scale, copies, limit int
	reworded             bool
	jobs                 int
	write, matches       string // files
	profile              string
}

func main() {
	var s setup
	flag.IntVar(&s.scale, "scale", 0, "draw this many times as much text from the folder's words, instead of its texts")
	flag.IntVar(&s.limit, "limit", 0, "take only so many texts")
	flag.IntVar(&s.copies, "copies", 0, "add so many copies of the first text")
	flag.BoolVar(&s.reworded, "reworded", true, "look for reworded passages too")
	flag.IntVar(&s.jobs, "jobs", 1, "texts and pairs worked on at once")
	flag.StringVar(&s.write, "write", "", "write the texts into this file, one after the other, and stop")
	flag.StringVar(&s.matches, "matches", "", "write the matches into this file, one a line")
	flag.StringVar(&s.profile, "profile", "", "write a processor profile of the search into this file")
	flag.Parse()
	s.folder = flag.Arg(0)
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (s setup) run() error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	if s.write != "" {
		return os.WriteFile(s.write, []byte(strings.Join(texts, "\n")), 0o644)
	}
	options := similarity.DefaultOptions()
	options.Jobs = s.jobs
	if !s.reworded {
		options.MinReworded = 2
	}
	runtime.GC()
	if s.profile != "" {
		file, err := os.Create(s.profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	before := cpu()
	result, err := similarity.Find(context.Background(), texts, options)
	if err != nil {
		return err
	}
	took := cpu() - before
	fmt.Printf("texts %d  MB %.1f  cpu %.3f  peak %.0f  matches %d  groups %d\n",
		len(texts), float64(size(texts))/1e6, took.Seconds(), float64(peak())/1e6,
		len(result.Matches), len(result.Groups))
	if s.matches == "" {
		return nil
	}
	var b strings.Builder
	for _, m := range result.Matches {
		fmt.Fprintf(&b, "%+v\n", m)
	}
	return os.WriteFile(s.matches, []byte(b.String()), 0o644)
}

// texts returns what is to be searched.
func (s setup) texts() ([]string, error) {
	texts, err := read(s.folder)
	if err != nil {
		return nil, err
	}
	if s.scale > 0 {
		texts = newGenerator(texts).draw(s.scale * size(texts))
	}
	if s.limit > 0 {
		texts = texts[:min(s.limit, len(texts))]
	}
	for range s.copies {
		texts = append(texts, texts[0])
	}
	return texts, nil
}

// read returns the files of a folder, in order of their names.
func read(folder string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%q holds no .txt files; name a folder that does", folder)
	}
	texts := make([]string, len(files))
	for i, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts[i] = string(content)
	}
	return texts, nil
}

func size(texts []string) int {
	total := 0
	for _, text := range texts {
		total += len(text)
	}
	return total
}

// cpu is the processor time this process has used, user and system.
func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // only for wrong arguments
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// peak is the most memory this process has held, in bytes.
func peak() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Maxrss * 1024 // Linux counts in kilobytes
}
