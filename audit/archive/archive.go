// Package archive remembers what was audited: every article, the findings in
// it, what reviewers decided, and the runs, in one SQLite file.
//
// A night is one transaction: it is there whole, or not at all. Whoever writes
// holds a lock, so that two runs never mix. Articles that share something with
// tonight's are found by scanning lists of 32-bit keys, one list an article,
// in the order in which the articles came; the memory that takes does not
// depend on the size of the archive, and the time is that of reading the lists.
//
// Times are RFC 3339, UTC; days are YYYY-MM-DD.
package archive

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
	_ "modernc.org/sqlite" // the driver
)

// Archive is an open archive. It is safe for concurrent use.
type Archive struct {
	path   string
	db     *sql.DB
	lock   *lock // nil when opened for reading
	packer *zstd.Encoder
	opener *zstd.Decoder
}

// LockedError says that another run is working on the archive.
type LockedError struct {
	Path   string
	Holder string // who, as far as it says so: process and host; "" unknown
}

func (e *LockedError) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("archive %s: another run is working on it", e.Path)
	}
	return fmt.Sprintf("archive %s: another run is working on it (%s)", e.Path, e.Holder)
}

// applicationID marks our files among SQLite's: "copy" in ASCII.
const applicationID = 0x636f7079

//go:embed schema/*.sql
var schema embed.FS

// Open opens an archive to write in, and makes it if it isn't there. It locks
// it, brings it to the newest schema, and gives files that an interrupted run
// left under temporary names their own. The error is a [*LockedError] when
// another process has it.
func Open(ctx context.Context, path string) (*Archive, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	l, err := acquire(path)
	if err != nil {
		return nil, err
	}
	a, err := open(path, "rwc")
	if err == nil {
		a.lock = l
		if err = a.prepare(ctx); err == nil {
			return a, nil
		}
		_ = a.db.Close()
	}
	l.release()
	return nil, fmt.Errorf("archive %s: %w", path, err)
}

// OpenForReading opens an archive that exists, without locking it. It sees the
// last night that was committed.
func OpenForReading(ctx context.Context, path string) (*Archive, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, pathless(err))
	}
	a, err := open(path, "ro")
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	version, err := a.version(ctx)
	if err == nil && version != newest() {
		err = fmt.Errorf("its schema is version %d, this program's %d; an audit with --archive brings it up to date", version, newest())
	}
	if err != nil {
		_ = a.db.Close()
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	return a, nil
}

// pathless is an error of the file system without the path it repeats.
func pathless(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func open(path, mode string) (*Archive, error) {
	query := url.Values{
		"mode": {mode},
		"_pragma": {
			"busy_timeout(10000)", "foreign_keys(1)", "synchronous(FULL)",
			"cache_size(-32768)", "temp_store(MEMORY)",
		},
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	a := &Archive{path: path, db: db}
	a.packer, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err == nil {
		a.opener, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody))
	}
	return a, err
}

// readers is how many queries run at once, each on a connection of its own:
// the lists of keys are searched side by side. Whoever writes holds the lock,
// and does it in one transaction.
const readers = 4

// maxBody is the most memory that unpacking one article may take.
const maxBody = 1 << 30

// prepare migrates, and finishes what an interrupted run began.
func (a *Archive) prepare(ctx context.Context) error {
	if _, err := a.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	if err := a.migrate(ctx); err != nil {
		return err
	}
	return a.publish(ctx)
}

// Path is the path that the archive was opened with.
func (a *Archive) Path() string { return a.path }

// Close closes the archive and gives up the lock.
func (a *Archive) Close() error {
	err := a.db.Close()
	if a.lock != nil {
		a.lock.release()
	}
	return err
}

// newest is the version of the schema that this program writes.
func newest() int {
	files, _ := fs.Glob(schema, "schema/*.sql") // the pattern is well formed
	return len(files)
}

// version returns the schema version of the file, 0 for a new one.
func (a *Archive) version(ctx context.Context) (version int, err error) {
	var application, tables int
	err = a.db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case application != applicationID && (application != 0 || tables > 0):
		return 0, errors.New("this is some other program's database")
	case version > newest():
		return 0, fmt.Errorf("its schema is version %d, newer than this program's %d; use the program that wrote it, or a newer one", version, newest())
	}
	return version, nil
}

// migrate applies, in one transaction, the schema files that the archive does
// not have yet.
func (a *Archive) migrate(ctx context.Context) error {
	version, err := a.version(ctx)
	if err != nil || version == newest() {
		return err
	}
	return a.transact(ctx, func(tx *sql.Tx) error {
		for n := version + 1; n <= newest(); n++ {
			script, err := schema.ReadFile(fmt.Sprintf("schema/%03d.sql", n))
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("schema version %d: %w", n, err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", newest(), applicationID))
		return err
	})
}

// transact runs work in a transaction, which is committed if it returns no
// error.
func (a *Archive) transact(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
