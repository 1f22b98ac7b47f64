//go:build unix

package regular

import "syscall"

// nonblock lets a pipe that took a file's place be opened without a writer.
const nonblock = syscall.O_NONBLOCK
