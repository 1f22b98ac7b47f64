//go:build unix

package similarity

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// BenchmarkGrowth measures searches in twice as much, four times over, of what
// shares most: texts that fill in forms, and one text that repeats a paragraph
// with another figure each time. Time, and matches, should double.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 4000, 8000} {
		rng := rand.New(rand.NewPCG(5, 5))
		forms := formTextsOf(rng, [][]string{randomForm(rng), randomForm(rng)}, n)
		for name, texts := range map[string][]string{"forms": forms, "repeated": {repeatedWithFigures(n)}} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				matches, before := 0, cpuSeconds(b)
				for b.Loop() {
					result, err := Find(b.Context(), texts, Options{Jobs: 1})
					if err != nil {
						b.Fatal(err)
					}
					matches = len(result.Matches)
				}
				b.ReportMetric((cpuSeconds(b)-before)/float64(b.N), "cpu-s/op") // others may use the machine
				b.ReportMetric(float64(matches), "matches")
			})
		}
	}
}

// cpuSeconds is the processor time this process has used, user and system.
func cpuSeconds(b *testing.B) float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}
