//go:build unix

package archive

import (
	"os"
	"syscall"
)

// names is how many names (hard links) a file has, 0 when there is none.
func names(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Nlink)
	}
	return 1
}
