package article

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// input is one article's bytes, before anything is known about them.
type input struct {
	source  string // as given, with "#" and the member's name for each container around it
	ext     string // of its name, lower case with the dot; "" for standard input
	data    []byte
	sha256  string // of data, in hexadecimal
	address string // where it was fetched from, "" unknown
	charset string // its encoding's name according to the server, "" unknown
}

// load reads a stream whole, refusing what is too large. Of a damaged stream it
// returns what could be read, and the error.
func (r *Reader) load(s *stream) (*input, error) {
	data, err := readAtMost(s.r, r.opts.MaxBytes)
	if err != nil && !damaged(err) {
		return nil, err
	}
	if len(bytes.TrimSpace(data)) == 0 {
		if err != nil {
			return nil, err
		}
		return nil, reject("empty")
	}
	return &input{source: s.source, ext: s.ext, data: data, sha256: hash(data), address: s.address, charset: s.charset}, err
}

// hash is the SHA-256 of data, in hexadecimal.
func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func isURL(source string) bool {
	return strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://")
}

// readAtMost reads r to its end. Of a damaged stream it returns what could be
// read, and the error.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, rejection.TooLarge(limit, nil)
	case err != nil && damaged(err):
		return data, err
	case err != nil:
		return nil, rejectFile(err)
	}
	return data, nil
}

// rejectFile puts a file system error into an editor's words.
func rejectFile(err error) error {
	if rejected := new(RejectedError); errors.As(err, &rejected) {
		return err
	}
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
