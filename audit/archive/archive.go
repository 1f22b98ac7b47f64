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

	"github.com/klauspost/compress/zstd"
)

// Archive is an open archive. It is safe for concurrent use.
type Archive struct {
	path   string // as it was given
	file   string // its one name, as links lead to it
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
// it, whatever name leads to it, brings it to the newest schema, and gives files that an interrupted run
// left under temporary names their own. The error is a [*LockedError] when
// another process has it.
func Open(ctx context.Context, path string) (*Archive, error) {
	file, err := locate(path)
	if err != nil {
		return nil, failed(path, err)
	}
	l, err := acquire(file, path)
	if err != nil {
		return nil, err
	}
	a, err := open(file, "rwc")
	if err == nil {
		a.path, a.lock = path, l
		if err = a.prepare(ctx); err == nil {
			return a, nil
		}
		_ = a.db.Close()
	}
	l.release()
	return nil, failed(path, err)
}

// OpenForReading opens an archive that exists, without locking it. It sees the
// last night that was committed.
func OpenForReading(ctx context.Context, path string) (*Archive, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, failed(path, pathless(err))
	}
	a, err := open(path, "ro")
	if err != nil {
		return nil, failed(path, err)
	}
	newest := len(scripts())
	version, err := a.version(ctx, newest)
	if err == nil && version != newest {
		err = fmt.Errorf("its schema is version %d, this program's %d; an audit with --archive brings it up to date", version, newest)
	}
	if err != nil {
		_ = a.db.Close()
		return nil, failed(path, err)
	}
	return a, nil
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
	a := &Archive{path: path, file: path, db: db}
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
	if err := a.migrate(ctx, scripts()); err != nil {
		return err
	}
	// Changes nothing, and says now, not after a night's work, that nothing may
	// be changed.
	if _, err := a.db.ExecContext(ctx, "DELETE FROM setting WHERE name = ''"); err != nil {
		return err
	}
	files, err := a.pending(ctx)
	if err != nil {
		return err
	}
	return a.publish(ctx, files)
}

// Path is the path that the archive was opened with.
func (a *Archive) Path() string { return a.path }

// Close closes the archive and gives up the lock.
func (a *Archive) Close() error {
	err := a.db.Close()
	a.opener.Close()
	if a.lock != nil {
		a.lock.release()
	}
	return err
}

// scripts make the schema, one version after the other; the first makes
// version 1 of an empty file.
func scripts() []string {
	files, _ := fs.Glob(schema, "schema/*.sql") // the pattern is well formed
	list := make([]string, len(files))
	for i, file := range files {
		text, err := schema.ReadFile(file)
		if err != nil {
			panic(err) // it is part of the program
		}
		list[i] = string(text)
	}
	return list
}

// version returns the schema version of the file, 0 for a new one. The error
// tells of a file that is none of ours, or newer than newest.
func (a *Archive) version(ctx context.Context, newest int) (version int, err error) {
	var application, tables int
	err = a.db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case application != applicationID && (application != 0 || tables > 0):
		return 0, errors.New("this is some other program's database")
	case version > newest:
		return 0, fmt.Errorf("its schema is version %d, newer than this program's %d; use the program that wrote it, or a newer one", version, newest)
	}
	return version, nil
}

// migrate applies, in one transaction, those scripts that the archive has not
// had yet.
func (a *Archive) migrate(ctx context.Context, scripts []string) error {
	version, err := a.version(ctx, len(scripts))
	if err != nil || version == len(scripts) {
		return err
	}
	return a.transact(ctx, func(tx *sql.Tx) error {
		for ; version < len(scripts); version++ {
			if _, err := tx.ExecContext(ctx, scripts[version]); err != nil {
				return fmt.Errorf("schema version %d: %w", version+1, err)
			}
		}
		if version >= firstSummed {
			if err := protect(ctx, tx); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", version, applicationID))
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
