package main

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

	"copydesk/audit/archive"
)

// output is the files of a run, written whole under temporary names until the
// run is safe.
type output struct{ files []archive.Rename }

// stale is the age from which a temporary file is nobody's any more.
const stale = 24 * time.Hour

const temporary = ".copydesk-tmp"

// write writes a file that is to have the name path.
func (o *output) write(path string, render func(io.Writer) error) (err error) {
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
	name := fmt.Sprintf(".%s.%x%s", filepath.Base(path), rand.Uint64(), temporary)
	file, err := os.OpenFile(filepath.Join(folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	o.files = append(o.files, archive.Rename{Temporary: file.Name(), Final: path})
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

// discard removes the files that did not get their names.
func (o *output) discard() {
	for _, f := range o.files {
		_ = os.Remove(f.Temporary) // those that got their names are not there
	}
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
