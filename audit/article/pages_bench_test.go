//go:build unix

package article

import (
	"syscall"
	"testing"
	"time"
)

// BenchmarkPages reads the 181 pages, one after the other.
func BenchmarkPages(b *testing.B) {
	r := newReader(b, Options{})
	var all []*input
	eachPage(b, func(id, _ string, data []byte) {
		all = append(all, &input{source: id, ext: ".html", data: data})
	})
	before := processorTime(b)
	for b.Loop() {
		for _, in := range all {
			r.article(in)
		}
	}
	b.ReportMetric(float64(b.N*len(all))/(processorTime(b)-before).Seconds(), "pages/cpu-s")
}

// processorTime is what the process has used so far. Other processes do not
// count, the garbage collector does.
func processorTime(tb testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
