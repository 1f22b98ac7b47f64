package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrIncomplete is returned by [Load] for a stream that does not begin with a
// run record and end with a summary: the run that wrote it did not finish.
var ErrIncomplete = errors.New("incomplete findings stream")

// Writer writes a findings stream.
type Writer struct {
	w   io.Writer
	buf bytes.Buffer
}

// NewWriter returns a Writer on w, which should be buffered.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Write adds one line. The caller keeps the order of records.
func (w *Writer) Write(r Record) error {
	w.buf.Reset()
	fmt.Fprintf(&w.buf, `{"type":%q,`, r.Type())
	prefix := w.buf.Len()
	enc := json.NewEncoder(&w.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("encode %s record: %w", r.Type(), err)
	}
	line := w.buf.Bytes()
	// The encoder wrote "{…}\n" behind the prefix: drop its opening brace.
	copy(line[prefix:], line[prefix+1:])
	_, err := w.w.Write(line[:len(line)-1])
	return err
}

// Log is a whole findings stream in memory.
type Log struct {
	Run      Run
	Articles []Article
	Matches  []Match
	Claims   []Claim
	Sources  []Source
	Findings []Finding
	Rejected []Rejected
	Summary  Summary
}

// WriteTo writes the log to w in the stream's order.
func (l *Log) WriteTo(w io.Writer) (int64, error) {
	count := &counter{w: w}
	out := bufio.NewWriterSize(count, 1<<16)
	err := l.write(NewWriter(out))
	return count.n, errors.Join(err, out.Flush())
}

func (l *Log) write(w *Writer) error {
	if err := w.Write(l.Run); err != nil {
		return err
	}
	if err := errors.Join(
		writeAll(w, l.Articles), writeAll(w, l.Matches), writeAll(w, l.Claims),
		writeAll(w, l.Sources), writeAll(w, l.Findings), writeAll(w, l.Rejected),
	); err != nil {
		return err
	}
	return w.Write(l.Summary)
}

func writeAll[R Record](w *Writer, records []R) error {
	for _, r := range records {
		if err := w.Write(r); err != nil {
			return err
		}
	}
	return nil
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// Load reads a whole stream. Record types it does not know are skipped, so
// that an older program reads a newer stream. It returns an error that wraps
// [ErrIncomplete] when the run record or the summary is missing, and one that
// names the line when a line is not valid.
func Load(r io.Reader) (*Log, error) {
	log := &Log{}
	pool := pool{}
	in := bufio.NewReaderSize(r, 1<<16)
	var started, finished bool
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			kind, perr := log.add(line, pool)
			if perr != nil {
				return nil, fmt.Errorf("line %d: %w", n, perr)
			}
			started = started || kind == "run"
			finished = kind == "summary"
		}
		if err == io.EOF {
			break
		}
	}
	if !started {
		return nil, fmt.Errorf("%w: no run record; is this a file written by copydesk audit --json?", ErrIncomplete)
	}
	if !finished {
		return nil, fmt.Errorf("%w: no summary at the end; the audit that wrote it was interrupted", ErrIncomplete)
	}
	return log, nil
}

func (l *Log) add(line []byte, pool pool) (kind string, err error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return "", err
	}
	switch head.Type {
	case "run":
		err = json.Unmarshal(line, &l.Run)
		placeChecks(l.Run.Checks)
	case "article":
		l.Articles, err = appendLine(l.Articles, line)
	case "match":
		l.Matches, err = appendLine(l.Matches, line)
	case "claim":
		l.Claims, err = appendLine(l.Claims, line)
	case "source":
		l.Sources, err = appendLine(l.Sources, line)
	case "finding":
		if l.Findings, err = appendLine(l.Findings, line); err == nil {
			pool.share(&l.Findings[len(l.Findings)-1])
		}
	case "rejected":
		l.Rejected, err = appendLine(l.Rejected, line)
	case "summary":
		err = json.Unmarshal(line, &l.Summary)
	case "":
		err = errors.New("no type field; is this a file written by copydesk audit --json?")
	}
	return head.Type, err
}

// placeChecks says of the checks of an older stream, which did not say it
// themselves, where their findings stand and what they are about.
func placeChecks(checks []Check) {
	for i := range checks {
		c := &checks[i]
		if c.Sheet != "" {
			continue
		}
		switch {
		case strings.HasPrefix(c.ID, "DUP"):
			c.Sheet = SheetDuplicates
		case c.Name == "unrecognised-name":
			c.Sheet = SheetNames
		default:
			c.Sheet = SheetClaims
		}
		switch c.Name {
		case "duplicate-article":
			c.About = AboutArticle
		case "altered-quotation":
			c.About = AboutQuotation
		}
	}
}

func appendLine[R Record](list []R, line []byte) ([]R, error) {
	var r R
	if err := json.Unmarshal(line, &r); err != nil {
		return list, err
	}
	return append(list, r), nil
}

// pool holds one copy of each string that many findings have, so that a large
// stream takes less memory.
type pool map[string]string

func (p pool) share(f *Finding) {
	for _, s := range []*string{
		&f.Check, &f.Article, &f.Source, &f.Fix, &f.Verdict, &f.FirstSeen, &f.Reviewer, &f.Decided,
		&f.ClaimKind, &f.MatchKind, &f.Group, (*string)(&f.Status), (*string)(&f.Severity),
	} {
		if one, ok := p[*s]; ok {
			*s = one
		} else {
			p[*s] = *s
		}
	}
}
