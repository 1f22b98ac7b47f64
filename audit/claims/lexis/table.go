package lexis

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// The table is compressed text, so that it can be looked at (zstd -dc
// wordnet.zst). Its first line names the format, the second all classes but
// "unknown", in order. Then come the distinct rows of shares, then the lemmas
// of each part of speech: a line with the number of them, the lines of
// themselves, in order, and for lemmas as many lines with their rows' numbers,
// from 0. A row has "class:share" pairs, in decimal and separated by spaces,
// of the classes whose share isn't 0, in 255ths.

// format is the first line of a table.
const format = "copydesk lexis 1"

// read makes a lexicon of a compressed table.
func read(packed []byte) (*Lexicon, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	text, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	return parse(string(text))
}

// parse makes a lexicon of a table's text. Its lemmas are parts of the text.
func parse(text string) (*Lexicon, error) {
	t := lines{rest: text}
	if got := t.next(); got != format {
		return nil, fmt.Errorf("it begins with %.40q, not %q", got, format)
	}
	if t.next() != strings.Join(classNames[1:], " ") {
		return nil, errors.New("it has other classes than class.go")
	}
	rows := make([]row, t.count())
	for i := range rows {
		if err := rows[i].parse(t.next()); err != nil {
			return nil, fmt.Errorf("row %d: %w", i, err)
		}
	}
	l := &Lexicon{}
	for p := range l.known {
		lemmas := make([]string, t.count())
		for i := range lemmas {
			lemmas[i] = t.next()
		}
		l.known[p] = make(map[string]*row, len(lemmas))
		for _, lemma := range lemmas {
			n := t.number()
			if n >= len(rows) {
				return nil, fmt.Errorf("%s %q: there is no row %d", Part(p), lemma, n)
			}
			l.known[p][lemma] = &rows[n]
		}
	}
	if t.err == nil && t.rest != "" {
		t.err = errors.New("it goes on after its end")
	}
	return l, t.err
}

// parse reads a row's pairs of class and share.
func (r *row) parse(line string) error {
	for pair := range strings.SplitSeq(line, " ") {
		class, share, _ := strings.Cut(pair, ":")
		c, err := strconv.ParseUint(class, 10, 8)
		if err != nil || c == 0 || c >= uint64(classes) {
			return fmt.Errorf("%q names no class", pair)
		}
		n, err := strconv.ParseUint(share, 10, 8)
		if err != nil {
			return fmt.Errorf("%q has no share: %w", pair, err)
		}
		r[c] = uint8(n)
	}
	return nil
}

// lines reads a text line by line, and keeps the first error.
type lines struct {
	rest string
	err  error
}

// next gives the next line.
func (l *lines) next() string {
	line, rest, ok := strings.Cut(l.rest, "\n")
	if !ok && l.err == nil {
		l.err = errors.New("it ends too soon")
	}
	l.rest = rest
	return line
}

// number gives the next line's number, 0 in case of an error.
func (l *lines) number() int {
	n, err := strconv.Atoi(l.next())
	if l.err == nil {
		l.err = err
	}
	if l.err != nil || n < 0 {
		return 0
	}
	return n
}

// count is a number of lines to come; no more than there are bytes.
func (l *lines) count() int {
	n := l.number()
	if n > len(l.rest) {
		l.err = fmt.Errorf("it announces %d lines and has %d bytes", n, len(l.rest))
		return 0
	}
	return n
}
