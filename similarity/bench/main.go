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
	"strings"
	"syscall"
	"time"

	"copydesk/similarity"
)

func main() {
	var (
		scale    = flag.Int("scale", 0, "draw this many times as much text from the folder's words, instead of its texts")
		copies   = flag.Int("copies", 0, "add this many copies of the first text")
		limit    = flag.Int("limit", 0, "take only the first texts")
		reworded = flag.Bool("reworded", true, "look for reworded passages too")
		jobs     = flag.Int("jobs", 1, "texts and pairs worked on at once")
		write    = flag.String("write", "", "write the texts into this file, one after the other, and stop")
	)
	flag.Parse()
	if err := run(flag.Arg(0), *scale, *copies, *limit, *reworded, *jobs, *write); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(folder string, scale, copies, limit int, reworded bool, jobs int, write string) error {
	texts, err := read(folder)
	if err != nil {
		return err
	}
	if scale > 0 {
		texts = newGenerator(texts).draw(scale * size(texts))
	}
	if limit > 0 {
		texts = texts[:min(limit, len(texts))]
	}
	for range copies {
		texts = append(texts, texts[0])
	}
	if write != "" {
		return os.WriteFile(write, []byte(strings.Join(texts, "\n")), 0o644)
	}
	options := similarity.DefaultOptions()
	options.Jobs = jobs
	if !reworded {
		options.MinReworded = 2
	}
	runtime.GC()
	start := cpu()
	result, err := similarity.Find(context.Background(), texts, options)
	if err != nil {
		return err
	}
	fmt.Printf("texts %d  MB %.1f  cpu %.2f s  peak %.0f MB  matches %d  groups %d\n",
		len(texts), float64(size(texts))/1e6, (cpu() - start).Seconds(), float64(peak())/1e6,
		len(result.Matches), len(result.Groups))
	return nil
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
