package article

import (
	"errors"
	"fmt"
	"io"
)

// once is a container with one member.
func once(m *member) members {
	return func() (*member, error) {
		if m == nil {
			return nil, io.EOF
		}
		only := m
		m = nil
		return only, nil
	}
}

// counter counts the bytes read through it.
type counter struct {
	r io.Reader
	n int64
}

// Read implements [io.Reader].
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte implements [io.ByteReader], for want of which decompressors read
// ahead in steps of their own.
func (c *counter) ReadByte() (byte, error) {
	if r, ok := c.r.(io.ByteReader); ok {
		b, err := r.ReadByte()
		if err == nil {
			c.n++
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

// unpacker is what a decompressor yields, guarded against bombs. Its errors are
// rejections that wrap errDamaged where what came before is sound.
type unpacker struct {
	r      io.Reader
	packed func() int64 // bytes taken in so far
	format string       // in words
	out    int64
}

// Read implements [io.Reader].
func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	u.out += int64(n)
	if u.out > freeExpansion && u.out > maxExpansion*u.packed() {
		return 0, reject(fmt.Sprintf("a decompression bomb: it becomes more than %d times as large", maxExpansion))
	}
	if err != nil && err != io.EOF {
		err = broken(u.format, err)
	}
	return n, err
}

// broken puts a decompressor's error into an editor's words.
func broken(format string, err error) error {
	if rejected := new(RejectedError); errors.As(err, &rejected) {
		return err
	}
	reason := "damaged " + format + " data; what stands before the damage is read"
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		reason = "cut off: its " + format + " data ends too early; what is there is read"
	}
	return &RejectedError{Reason: reason, Err: fmt.Errorf("%w: %w", errDamaged, err)}
}
