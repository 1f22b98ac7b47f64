package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// input is one source's bytes, before anything is known about them.
type input struct {
	source string // as given
	ext    string // of its name, lower case with the dot; "" for standard input
	data   []byte
	sha256 string // of data, in hexadecimal
}

// load reads a source whole, refusing what is too large before reading it.
func (r *Reader) load(source string) (*input, error) {
	var (
		data []byte
		err  error
	)
	switch {
	case source == "-":
		data, err = readAtMost(r.opts.Stdin, r.opts.MaxBytes)
	case isURL(source):
		return nil, reject("addresses are not fetched; save the page and name the file")
	default:
		data, err = readFile(source, r.opts.MaxBytes)
	}
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, reject("empty")
	}
	sum := sha256.Sum256(data)
	return &input{
		source: source,
		ext:    strings.ToLower(filepath.Ext(source)),
		data:   data,
		sha256: hex.EncodeToString(sum[:]),
	}, nil
}

func isURL(source string) bool {
	return strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://")
}

// readFile refuses anything but a regular file, because opening a pipe or a
// device can block for ever.
func readFile(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, rejectFile(err)
	}
	switch {
	case info.IsDir():
		return nil, reject("a folder; its files have to be listed first")
	case !info.Mode().IsRegular():
		return nil, reject(`not a regular file; pipe it in and name it "-"`)
	case info.Size() > limit:
		return nil, tooLarge(limit)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, rejectFile(err)
	}
	defer f.Close()
	return readAtMost(f, limit)
}

// readAtMost reads r to its end. A source that grew since its size was asked
// for is caught here.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, rejectFile(err)
	case int64(len(data)) > limit:
		return nil, tooLarge(limit)
	}
	return data, nil
}

func tooLarge(limit int64) error {
	return reject(fmt.Sprintf("larger than %d bytes; raise the limit or split it", limit))
}

// rejectFile puts a file system error into an editor's words.
func rejectFile(err error) error {
	reason := "cannot be read"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		reason = "no such file"
	case errors.Is(err, fs.ErrPermission):
		reason = "no permission to read it"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // the source is named already
	}
	return &RejectedError{Reason: reason, Err: err}
}
