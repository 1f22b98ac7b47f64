package unpack

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"copydesk.dev/audit/article/rejection"
)

// blanks yields blanks without end.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestGuard stops what becomes too large for what went in, and nothing before.
func TestGuard(t *testing.T) {
	const packed = 1 << 20
	n, err := io.Copy(io.Discard, Guard(blanks{}, func() int64 { return packed }, "gzip"))
	if want := int64(maxExpansion * packed); n > want || n < want/2 || err == nil || !strings.Contains(err.Error(), "bomb") {
		t.Errorf("%d bytes and error %v, want up to %d and a bomb", n, err, want)
	}
	free := io.LimitReader(blanks{}, freeExpansion)
	if n, err := io.Copy(io.Discard, Guard(free, func() int64 { return 1 }, "gzip")); n != freeExpansion || err != nil {
		t.Errorf("%d bytes and error %v, want all of %d", n, err, freeExpansion)
	}
}

func TestWorded(t *testing.T) {
	for want, cause := range map[string]error{
		"cut off: its ZIP data ends too early; what is there is read": io.ErrUnexpectedEOF,
		"damaged ZIP data; what stands before the damage is read":     errors.New("bad block"),
	} {
		_, err := io.ReadAll(Worded(iotest.ErrReader(cause), "ZIP"))
		rejected := new(rejection.Error)
		if !errors.As(err, &rejected) || rejected.Reason != want || !Damaged(err) || !errors.Is(err, cause) {
			t.Errorf("%v became %v, want %q", cause, err, want)
		}
	}
	worded := rejection.New("no article")
	if _, err := io.ReadAll(Worded(iotest.ErrReader(worded), "ZIP")); err != worded || Damaged(err) {
		t.Errorf("a rejection became %v", err)
	}
}

func TestCounter(t *testing.T) {
	c := &Counter{R: strings.NewReader("abcde")}
	if b, err := c.ReadByte(); b != 'a' || err != nil {
		t.Errorf("read %q, error %v", b, err)
	}
	if rest, err := io.ReadAll(c); string(rest) != "bcde" || err != nil || c.Count() != 5 {
		t.Errorf("read %q, error %v, %d bytes counted", rest, err, c.Count())
	}
}
