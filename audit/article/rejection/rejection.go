// Package rejection says why an input gives no article, in words an editor
// understands. Whatever reads inputs fails with its [Error].
package rejection

import (
	"fmt"
	"io"
)

// Error says that an input gave no article, and why, so that a run can list it
// and go on.
type Error struct {
	Source string // the input as given; filled in last, by whoever knows it
	Reason string // one clause an editor understands, without the source's name
	Err    error  // the cause, nil when the reason says it all

	// Skipped is set for files found in a folder and passed over by rule:
	// hidden, or of a format not read here. They are worth listing, but nothing
	// about them failed.
	Skipped bool
}

// Error names the input, the reason and the cause.
func (e *Error) Error() string {
	msg := e.Source + ": " + e.Reason
	if e.Err != nil {
		msg += ": " + e.Err.Error()
	}
	return msg
}

// Unwrap returns the cause, so that errors.Is finds fs.ErrNotExist or
// context.Canceled.
func (e *Error) Unwrap() error { return e.Err }

// New is a rejection whose reason says it all.
func New(reason string) error { return &Error{Reason: reason} }

// TooMany rejects what has more of something than is read.
func TooMany(n, limit int, what string) error {
	return New(fmt.Sprintf("it has %d %s; more than %d are not read", n, what, limit))
}

// TooLarge rejects what has more than limit bytes. cause is nil or for errors.Is
// to find.
func TooLarge(limit int64, cause error) error {
	return &Error{Reason: fmt.Sprintf("larger than %d bytes; raise the limit or split it", limit), Err: cause}
}

// CutOff rejects what ends too early, if err is the end of a stream within an
// article. Any other error it returns as it is.
func CutOff(err error) error {
	if err == io.EOF {
		return &Error{Reason: "cut off: it ends in the midst of an article", Err: io.ErrUnexpectedEOF}
	}
	return err
}
