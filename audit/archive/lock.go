package archive

import (
	"fmt"
	"os"
	"strings"

	"github.com/gofrs/flock"
)

// lock is the right to write in an archive. It is held on a file of its own
// beside it, which says who has it and stays when it is given up; a process
// that dies gives it up.
type lock struct{ file *flock.Flock }

func lockPath(path string) string { return path + ".lock" }

// acquire takes the lock, or returns a *LockedError.
func acquire(path string) (*lock, error) {
	file := flock.New(lockPath(path), flock.SetPermissions(0o666)) // less the umask, as the archive itself
	held, err := file.TryLock()
	if err != nil {
		return nil, failed(path, fmt.Errorf("lock: %w", pathless(err)))
	}
	if !held {
		holder, _ := os.ReadFile(lockPath(path)) // who it is only helps
		return nil, &LockedError{Path: path, Holder: strings.TrimSpace(string(holder))}
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	// A holder that can't be named has the lock none the less.
	_ = os.WriteFile(lockPath(path), fmt.Appendf(nil, "process %d on %s\n", os.Getpid(), host), 0o666)
	return &lock{file}, nil
}

func (l *lock) release() { _ = l.file.Unlock() }

// Leftover says in a sentence that beside an archive stands a write-ahead log
// that nobody is writing, "" if there is none. It has to be asked before the
// archive is opened. SQLite takes such a log for the archive's own, and replays
// it, also when the archive was put back from a copy since.
func Leftover(path string) string {
	info, err := os.Stat(path + "-wal")
	if err != nil || info.Size() == 0 {
		return ""
	}
	l, err := acquire(path)
	if err != nil {
		return "" // somebody is at work
	}
	l.release()
	return fmt.Sprintf("beside it stands %s-wal, which nobody is writing: a run that was killed left it, and the next run takes it in; "+
		"but if the archive was restored from a copy, it does not belong to it: remove it and %[1]s-shm, and restore the copy once more", path)
}
