package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"copydesk.dev/audit/output"
)

// errDamaged says that something in the archive isn't what was written there.
var errDamaged = errors.New("damaged")

// failed names the archive in an error, and says what an operator can do.
func (a *Archive) failed(err error) error { return failed(a.path, err) }

func failed(path string, err error) error {
	if errors.As(err, new(*failure)) {
		return err // it is named already
	}
	return &failure{path, err}
}

type failure struct {
	path string
	err  error
}

func (f *failure) Error() string {
	return fmt.Sprintf("archive %s: %v%s", f.path, f.err, remedy(f.err))
}
func (f *failure) Unwrap() error { return f.err }

// remedy is what follows an error's text, or "".
func remedy(err error) string {
	// The second is a reference to nothing; the third has no type of its own, and
	// says that a column holds what can't be in it.
	if errors.Is(err, errDamaged) || errors.Is(err, sql.ErrNoRows) || strings.Contains(err.Error(), "sql: Scan error") {
		return verify
	}
	var reason *sqlite.Error
	if !errors.As(err, &reason) {
		return ""
	}
	switch reason.Code() & 0xff { // without the details
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "; another program has locked it: close that, and run again"
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR:
		return "; is the disk full?"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return "; the file and its folder must be writable"
	case sqlite3.SQLITE_INTERRUPT:
		return ""
	}
	return verify // what is asked of it is always the same: it is not what it was
}

const verify = "; copydesk archive verify says what is damaged; restore a copy, or export what can be read and import it into a new archive"

// pathless is an error of the file system without the path it repeats.
func pathless(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// UnnamedError says that a night is safe, but that a file of it has not got
// its name yet. The next [Open] tries again.
type UnnamedError struct {
	output.File
	Err error
}

func (e *UnnamedError) Error() string {
	return fmt.Sprintf("%s could not get its name, and is still %s; mend that, and the next run renames it: %v", e.Final, e.Temporary, e.Err)
}

func (e *UnnamedError) Unwrap() error { return e.Err }
