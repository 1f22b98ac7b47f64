package archive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// lock is the right to write in an archive. It is held on a file of its own
// beside it, which says who has it and stays when it is given up; a process
// that dies gives it up. Where the system can, it is held on the archive itself
// as well, which may have been mounted in two places.
type lock struct{ file, itself *flock.Flock }

func lockPath(path string) string { return path + ".lock" }

// locate returns the one name of an archive that may be given by several: what
// links lead to, which need not be there yet. It makes the folder.
func locate(path string) (string, error) {
	const mostLinks = 40 // as the kernel has it
	for range mostLinks {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return "", err
		}
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err == nil {
			folder, err = filepath.Abs(folder)
		}
		if err != nil {
			return "", err
		}
		path = filepath.Join(folder, filepath.Base(path))
		target, err := os.Readlink(path)
		if err != nil {
			return path, nil // it is no link, or nothing yet
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(folder, target)
		}
		path = target
	}
	return "", errors.New("it is a link that leads to itself")
}

// acquire takes the lock of the archive at path, which was given by a name, or
// returns a *LockedError.
func acquire(path, given string) (*lock, error) {
	file := flock.New(lockPath(path), flock.SetPermissions(0o666)) // less the umask, as the archive itself
	held, err := file.TryLock()
	if err != nil {
		return nil, failed(given, fmt.Errorf("lock: %w", pathless(err)))
	}
	if !held {
		holder, _ := os.ReadFile(lockPath(path)) // who it is only helps
		return nil, &LockedError{Path: given, Holder: strings.TrimSpace(string(holder))}
	}
	l := &lock{file: file}
	if n := names(path); n > 1 {
		err = failed(given, fmt.Errorf("the file has %d names (hard links), and what is written goes by the name: remove the others, or make a copy of your own of it", n))
	} else if lockableItself(path) {
		l.itself = flock.New(path, flock.SetFlag(os.O_RDWR|os.O_CREATE), flock.SetPermissions(0o666))
		if held, err = l.itself.TryLock(); err == nil && !held {
			err = &LockedError{Path: given, Holder: "it has the file under another name"}
		} else if err != nil {
			l.itself, err = nil, nil // whoever opens it says what is wrong
		}
	}
	if err != nil {
		l.release()
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	// A holder that can't be named has the lock none the less.
	_ = os.WriteFile(lockPath(path), fmt.Appendf(nil, "process %d on %s\n", os.Getpid(), host), 0o666)
	return l, nil
}

// release gives the lock up, after the database is closed: to close a file ends
// all locks that the process has on it, the database's own among them.
func (l *lock) release() {
	if l.itself != nil {
		_ = l.itself.Close()
	}
	_ = l.file.Unlock()
}

// Leftover says in a sentence that beside an archive stands a write-ahead log
// that nobody is writing, "" if there is none. It has to be asked before the
// archive is opened. SQLite takes such a log for the archive's own, and replays
// it, also when the archive was put back from a copy since.
func Leftover(given string) string {
	path, err := locate(given)
	if err != nil {
		return ""
	}
	info, err := os.Stat(path + "-wal")
	if err != nil || info.Size() == 0 {
		return ""
	}
	l, err := acquire(path, given)
	if err != nil {
		return "" // somebody is at work
	}
	l.release()
	return fmt.Sprintf("beside it stands %s-wal, which nobody is writing: a run that was killed left it, and the next run takes it in; "+
		"but if the archive was restored from a copy, it does not belong to it: remove it and %[1]s-shm, and restore the copy once more", path)
}
