package main

import (
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// limitMemory returns how many bytes the run may take, given so many megabytes
// or 0 for three quarters of what the machine or the process's group has, and
// has what is no longer needed collected in time. It returns 0, no limit, when
// nobody knows what there is.
func limitMemory(megabytes int64) int64 {
	limit := megabytes << 20
	if megabytes == 0 {
		there, err := memlimit.FromSystem()
		if group, limited := memlimit.FromCgroup(); limited == nil && (err != nil || group < there) {
			there, err = group, nil
		}
		if err != nil {
			return 0
		}
		limit = int64(there / 4 * 3)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
	return limit
}
