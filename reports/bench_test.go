package reports

import (
	"io"
	"testing"
)

// BenchmarkWorkbook renders a night of 100,000 findings; the aim is under
// 15 s and 300 MB.
func BenchmarkWorkbook(b *testing.B) {
	log := bigLog(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := Workbook(io.Discard, ".", log); err != nil {
			b.Fatal(err)
		}
	}
}
