// Package unpack guards what decompressors yield: against bombs, and against
// errors that no editor understands.
package unpack

import (
	"errors"
	"fmt"
	"io"

	"copydesk.dev/audit/article/rejection"
)

// Counter counts the bytes read through it.
type Counter struct {
	R io.Reader
	N int64 // bytes so far
}

// Read implements [io.Reader].
func (c *Counter) Read(p []byte) (int, error) {
	n, err := c.R.Read(p)
	c.N += int64(n)
	return n, err
}

// Count is N, as [Guard] asks for it.
func (c *Counter) Count() int64 { return c.N }

// ReadByte implements [io.ByteReader], for want of which decompressors read
// ahead in steps of their own.
func (c *Counter) ReadByte() (byte, error) {
	if r, ok := c.R.(io.ByteReader); ok {
		b, err := r.ReadByte()
		if err == nil {
			c.N++
		}
		return b, err
	}
	var one [1]byte
	_, err := io.ReadFull(c, one[:])
	return one[0], err
}

const (
	// maxExpansion is how many times larger than packed a member may become.
	// Text becomes 3 to 20 times as large, the most a format can do is 1,030.
	maxExpansion = 200
	// freeExpansion is how many bytes may come out whatever the expansion: a
	// page of blanks does no harm.
	freeExpansion = 32 << 20
)

// Guard reads what a decompressor yields, and fails where that is a bomb. packed
// is how many bytes the decompressor took in so far. Errors are worded as those
// of [Worded].
func Guard(unpacked io.Reader, packed func() int64, format string) io.Reader {
	return &guard{r: Worded(unpacked, format), packed: packed}
}

type guard struct {
	r      io.Reader
	packed func() int64
	out    int64
}

// Read implements [io.Reader].
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	g.out += int64(n)
	if g.out > freeExpansion && g.out > maxExpansion*g.packed() {
		return 0, rejection.New(fmt.Sprintf("a decompression bomb: it becomes more than %d times as large", maxExpansion))
	}
	return n, err
}

// Worded reads from r and words its errors as [Broken] does.
func Worded(r io.Reader, format string) io.Reader { return &worded{r, format} }

type worded struct {
	r      io.Reader
	format string
}

// Read implements [io.Reader].
func (w *worded) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if err != nil && err != io.EOF {
		err = Broken(w.format, err)
	}
	return n, err
}

// Damaged reports whether an error means that a stream ended before its time or
// is broken, so that what was read of it is sound but not all.
func Damaged(err error) bool { return errors.Is(err, errDamaged) }

var errDamaged = errors.New("damaged")

// Broken puts the error of a reader of a format into an editor's words. A
// [rejection.Error] it returns as it is.
func Broken(format string, err error) error {
	if errors.As(err, new(*rejection.Error)) {
		return err
	}
	reason := "damaged " + format + " data; what stands before the damage is read"
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		reason = "cut off: its " + format + " data ends too early; what is there is read"
	}
	return &rejection.Error{Reason: reason, Err: fmt.Errorf("%w: %w", errDamaged, err)}
}
