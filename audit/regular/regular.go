// Package regular opens the files that a run is told of. To open a pipe or a
// device, or to read from it, can take for ever, and the run holds a lock
// meanwhile: only regular files are opened, and files of settings must come
// within a time.
package regular

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"copydesk.dev/audit/patience"
)

const (
	// maxSettings is how many bytes a file of settings may have: a pipe can be
	// endless.
	maxSettings = 16 << 20
	// patient is how long a file of settings may take to come.
	patient = 20 * time.Second
)

// The kinds of what is no file.
const (
	Folder = "a folder"
	Pipe   = "a pipe"
	Socket = "a socket"
	Device = "a device"
)

// KindError says that what is to be a file is none.
type KindError struct {
	Path string
	Kind string // [Folder], [Pipe], [Socket] or [Device]
}

func (e *KindError) Error() string { return fmt.Sprintf("%s is %s, and no file", e.Path, e.Kind) }

// Kind says what a mode is of: "" a regular file, or as in [KindError].
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode.IsDir():
		return Folder
	case mode&fs.ModeNamedPipe != 0:
		return Pipe
	case mode&fs.ModeSocket != 0:
		return Socket
	}
	return Device
}

// Open opens a regular file for reading, without ever waiting for somebody to
// write. The error is a [*KindError] for anything else.
func Open(path string) (*os.File, error) { return open(path, "") }

// open opens a regular file, or what is of another kind.
func open(path, other string) (*os.File, error) {
	info, err := os.Stat(path) // to open a device can change it
	if err != nil {
		return nil, asOpen(err)
	}
	if kind := Kind(info.Mode()); kind != "" && kind != other {
		return nil, &KindError{path, kind}
	}
	file, err := os.OpenFile(path, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	info, err = file.Stat() // it may be another one by now
	if err == nil {
		if kind := Kind(info.Mode()); kind != "" && kind != other {
			err = &KindError{path, kind}
		}
	}
	if err != nil {
		_ = file.Close() // err tells more
		return nil, err
	}
	return file, nil
}

// asOpen lets a failed look at a file read as a failure to open it.
func asOpen(err error) error {
	if path := new(fs.PathError); errors.As(err, &path) {
		return &fs.PathError{Op: "open", Path: path.Path, Err: path.Err}
	}
	return err
}

// Read reads a file of settings whole: a regular file, or the pipe that a shell
// hands over for <(command). It gives up after 20 seconds, as on a server that
// is gone. Its errors name the file.
func Read(path string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	return read(ctx, path)
}

func read(ctx context.Context, path string) ([]byte, error) {
	text, err := patience.Await(ctx, func() ([]byte, error) {
		other := ""
		if handedOver(path) {
			other = Pipe
		}
		file, err := open(path, other)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		text, err := io.ReadAll(io.LimitReader(file, maxSettings+1))
		if err == nil && len(text) > maxSettings {
			err = fmt.Errorf("%s: larger than %d MB", path, maxSettings>>20)
		}
		return text, err
	})
	switch {
	case errors.As(err, new(*KindError)):
		return nil, fmt.Errorf("%w; name a file, or let the shell hand over what a command says: <(command)", err)
	case err != nil && ctx.Err() != nil:
		return nil, fmt.Errorf("%s: it could not be read to its end within %s; is its disk or its server there?", path, patient)
	}
	return text, err
}

// handedOver reports whether a path is a name of a file that the process has
// open already.
func handedOver(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return path == "/dev/stdin" || strings.HasPrefix(path, "/dev/fd/") || strings.HasPrefix(path, "/proc/self/fd/")
}
