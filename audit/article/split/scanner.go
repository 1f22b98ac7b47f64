// Package split cuts streams of JSON and XML into the items in them, without
// holding more than one of them in memory.
package split

import (
	"bufio"
	"io"

	"copydesk.dev/audit/article/rejection"
)

// scanner reads a stream byte by byte and keeps what it read up to a limit.
type scanner struct {
	r    *bufio.Reader
	max  int64  // bytes to keep
	kept []byte // valid until reset
	over bool   // more than max was read
}

func newScanner(r io.Reader, max int64) scanner {
	b, ok := r.(*bufio.Reader)
	if !ok {
		b = bufio.NewReader(r)
	}
	return scanner{r: b, max: max}
}

// reset drops what was kept.
func (s *scanner) reset() {
	const spare = 1 << 20 // more room than this is given back
	if cap(s.kept) > spare {
		s.kept = nil
	}
	s.kept, s.over = s.kept[:0], false
}

func (s *scanner) keep(c byte) {
	if int64(len(s.kept)) >= s.max {
		s.over = true
		return
	}
	s.kept = append(s.kept, c)
}

// next reads one byte and keeps it.
func (s *scanner) next() (byte, error) {
	c, err := s.r.ReadByte()
	if err == nil {
		s.keep(c)
	}
	return c, err
}

// tooLong is why what was read gives no article.
func (s *scanner) tooLong() error {
	return rejection.TooLarge(s.max, errTooLong)
}

// line keeps what stands before the next line feed.
func (s *scanner) line() error {
	for {
		part, err := s.r.ReadSlice('\n')
		room := int(min(int64(len(part)), s.max-int64(len(s.kept))))
		s.kept = append(s.kept, part[:room]...)
		s.over = s.over || room < len(part)
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// visible reads up to the next byte of JSON that is no white space, and keeps
// nothing.
func (s *scanner) visible() (byte, error) {
	for {
		c, err := s.r.ReadByte()
		if err != nil || c > ' ' {
			return c, err
		}
	}
}

// value keeps the JSON value that begins with c, which is read already. Only
// brackets and quotes are looked at: what is within may still be wrong.
func (s *scanner) value(c byte) error {
	s.keep(c)
	depth := 0
	for {
		switch c {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			if err := s.quoted(); err != nil {
				return err
			}
		}
		if depth <= 0 && (c == '"' || c == '}' || c == ']') {
			return nil
		}
		if depth == 0 { // a number or a word ends before what is not of it
			ahead, err := s.r.Peek(1)
			if err != nil {
				return err
			}
			if b := ahead[0]; b == ',' || b == '}' || b == ']' || b <= ' ' {
				return nil
			}
		}
		var err error
		if c, err = s.next(); err != nil {
			return err
		}
	}
}

// quoted keeps the rest of a string.
func (s *scanner) quoted() error {
	for {
		c, err := s.next()
		if err == nil && c == '\\' {
			_, err = s.next()
		} else if c == '"' {
			return err
		}
		if err != nil {
			return err
		}
	}
}
