// Package output writes files that appear whole or not at all: under a
// temporary name beside their own, which they are given once they are safe.
package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/natefinch/atomic"
)

// File is a file that was written whole under a temporary name in the folder of
// its final one.
type File struct{ Temporary, Final string }

// Publish gives the file its name for good, so that a power failure does not
// undo it. What was there under that name is replaced. The error is an
// [os.LinkError]; it wraps [fs.ErrNotExist] when the temporary file is gone.
func (f File) Publish() error {
	if err := atomic.ReplaceFile(f.Temporary, f.Final); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(f.Final))
	if err != nil {
		return err
	}
	defer folder.Close()
	_ = folder.Sync() // not every file system has it
	return nil
}

// Files are files that belong together, in the order in which they were
// written.
type Files []File

const (
	// temporary is what the names of temporary files end in.
	temporary = ".copydesk-tmp"
	// stale is the age from which one is nobody's any more.
	stale = 24 * time.Hour
)

// Temporary is a name beside path that nothing else uses, such as
// ".night.xlsx.8d1f.copydesk-tmp".
func Temporary(path string) string {
	name := fmt.Sprintf(".%s.%x%s", filepath.Base(path), rand.Uint64(), temporary)
	return filepath.Join(filepath.Dir(path), name)
}

// Write writes a file that is to have the name path, and makes its folder where
// there is none. It is synced, but has its temporary name yet.
func (f *Files) Write(path string, render func(io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return errors.New("there is a folder of that name")
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	removeStale(folder)
	// The umask says who may read and write the file, which os.CreateTemp would
	// not let it.
	file, err := os.OpenFile(Temporary(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	*f = append(*f, File{Temporary: file.Name(), Final: path})
	defer file.Close() // closed already, unless something failed
	buffered := bufio.NewWriterSize(file, 1<<16)
	if err := render(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

// Publish gives the files their names, one after the other.
func (f Files) Publish() error {
	for _, file := range f {
		if err := file.Publish(); err != nil {
			return fmt.Errorf("%s: %w", file.Final, err)
		}
	}
	return nil
}

// Discard removes the files that did not get their names.
func (f Files) Discard() {
	for _, file := range f {
		_ = os.Remove(file.Temporary) // those that got their names are not there
	}
}

// Write writes one file, and gives it its name.
func Write(path string, render func(io.Writer) error) error {
	var files Files
	defer func() { files.Discard() }()
	if err := files.Write(path, render); err != nil {
		return err
	}
	return files.Publish()
}

// removeStale removes what runs that were killed left behind.
func removeStale(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, ".*"+temporary)) // a folder named like a pattern keeps its litter
	for _, name := range left {
		if info, err := os.Stat(name); err == nil && info.Mode()&fs.ModeType == 0 && time.Since(info.ModTime()) > stale {
			_ = os.Remove(name)
		}
	}
}
