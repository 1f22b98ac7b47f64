package audit

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

var soak = flag.Int("soak", 24, "how many `nights` TestSoak audits in one process")

// TestSoak audits night after night in one process, and wants it to hold no
// more after the last one than after the first ones: memory that is in use,
// open files, goroutines, temporary files.
func TestSoak(t *testing.T) {
	const warm, perNight = 6, 8 // what is made once is made on the first nights
	if *soak < 2*warm {
		t.Fatalf("-soak %d: want %d or more", *soak, 2*warm)
	}
	temporary, dir := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	path := filepath.Join(dir, "desk.db")
	w := &writer{Rand: rand.New(rand.NewPCG(5, 5))}
	var early, late held
	for night := range *soak {
		var inputs []string
		for i := range perNight {
			published := firstNight.AddDate(0, 0, night).Add(-time.Duration(i) * time.Minute)
			inputs = append(inputs, writeArticle(t, dir, fmt.Sprintf("%d.md", i), published, append(w.article(), vague)...))
		}
		w.passages = w.passages[max(0, len(w.passages)-perNight):]
		if log := auditNight(t, path, night, inputs...); log.Summary.Articles < perNight || log.Summary.Findings == 0 {
			t.Fatalf("night %d: %+v", night, log.Summary)
		}
		now := holding(t, temporary)
		t.Logf("night %d: %+v", night, now)
		if night < warm {
			early = early.most(now)
		} else if night >= *soak-warm { // the least of some: what one night holds by chance is no growth
			if night == *soak-warm {
				late = now
			}
			late = late.least(now)
		}
	}
	early.memory += 256 << 10 // what pools and caches of libraries may take
	early.resident += 16 << 20
	if late.memory > early.memory || late.resident > early.resident || late.files > early.files || late.goroutines > early.goroutines || late.temporary > 0 {
		t.Errorf("held after the last nights: %+v; at the most after the first ones: %+v", late, early)
	}
}

// held is what a process holds.
// memory is the live heap and resident all memory, SQLite's as well, in bytes.
type held struct{ memory, resident, files, goroutines, temporary int }

func holding(t *testing.T, temporary string) held {
	t.Helper()
	runtime.GC() // pools are emptied by the second
	debug.FreeOSMemory()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	var resident, pages int
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		if _, err := fmt.Sscan(string(statm), &pages, &resident); err != nil {
			t.Fatal(err)
		}
	}
	return held{int(stats.HeapAlloc), resident * os.Getpagesize(), entries(t, "/proc/self/fd"), runtime.NumGoroutine(), entries(t, temporary)}
}

// entries counts what is in a folder; 0 where there is no such folder, as on
// systems without /proc.
func entries(t *testing.T, folder string) int {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return len(list)
}

func (h held) most(o held) held {
	return held{max(h.memory, o.memory), max(h.resident, o.resident), max(h.files, o.files), max(h.goroutines, o.goroutines), max(h.temporary, o.temporary)}
}

func (h held) least(o held) held {
	return held{min(h.memory, o.memory), min(h.resident, o.resident), min(h.files, o.files), min(h.goroutines, o.goroutines), min(h.temporary, o.temporary)}
}
