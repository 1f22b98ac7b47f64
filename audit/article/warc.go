package article

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// warcFormat reads web archives (ISO 28500). Each page in one is read as a page;
// pictures, scripts and failed answers are counted, not listed one by one: a
// crawl has a hundred of them for each page.
type warcFormat struct{ raw bool }

func (warcFormat) extensions() []string { return []string{".warc"} }

func (f warcFormat) holds(s *stream) bool {
	return !s.takenRaw(f.raw) && bytes.HasPrefix(s.head, []byte("WARC/")) && bytes.Contains(s.head, []byte("\nWARC-Type"))
}

func (f warcFormat) open(s *stream) (members, error) {
	w := &warc{r: s.r}
	return w.next, nil
}

// warc is a web archive being read.
type warc struct {
	r      *bufio.Reader
	block  *io.LimitedReader // of the last record
	pages  int               // pages and texts so far
	passed int               // answers that are none
	done   bool
}

// next returns the next page.
func (w *warc) next() (*member, error) {
	for !w.done {
		header, err := w.record()
		if err == io.EOF {
			w.done = true
			break
		}
		if err != nil {
			return nil, err
		}
		switch header.Get("WARC-Type") {
		case "response", "resource", "conversion":
		default:
			continue
		}
		body, ok := w.page(header)
		if !ok {
			w.passed++
			continue
		}
		w.pages++
		body.name = item(w.pages)
		body.address = absolute(strings.Trim(header.Get("WARC-Target-URI"), "<>"))
		return body, nil
	}
	if w.passed > 0 {
		err := &RejectedError{Reason: fmt.Sprintf("%d answers in it are no pages (pictures, scripts, failures) and were passed over", w.passed), Skipped: true}
		w.passed = 0
		return &member{err: err}, nil
	}
	return nil, io.EOF
}

// record passes over what is left of the last record and reads the header of the
// next. Its block is then in w.block.
func (w *warc) record() (textproto.MIMEHeader, error) {
	if w.block != nil {
		if _, err := io.Copy(io.Discard, w.block); err != nil {
			return nil, err
		}
		if w.block.N > 0 {
			return nil, rejection.CutOff(io.EOF)
		}
	}
	for { // the blank lines between records
		ahead, err := w.r.Peek(1)
		if err != nil {
			return nil, err
		}
		if ahead[0] != '\r' && ahead[0] != '\n' {
			break
		}
		w.r.ReadByte()
	}
	const version = "WARC/"
	if ahead, err := w.r.Peek(len(version)); string(ahead) != version {
		if err != nil && err != io.EOF {
			return nil, err
		}
		return nil, reject("damaged web archive: no record begins where the last one ends")
	}
	const maxHeader = 1 << 20
	head, err := w.headerBlock(maxHeader)
	if err != nil {
		return nil, err
	}
	_, fields, _ := bytes.Cut(head, []byte("\n"))
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
	if err != nil {
		return nil, &RejectedError{Reason: "damaged web archive: a record without a sound header", Err: err}
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, reject("damaged web archive: a record without a length")
	}
	w.block = &io.LimitedReader{R: w.r, N: length}
	return header, nil
}

// headerBlock reads up to a blank line, which it includes.
func (w *warc) headerBlock(limit int) ([]byte, error) {
	var head []byte
	line := 0 // where the running line begins
	for {
		part, err := w.r.ReadSlice('\n')
		head = append(head, part...)
		switch {
		case len(head) > limit:
			return nil, reject("damaged web archive: a record with an endless header")
		case err == bufio.ErrBufferFull:
			continue
		case err != nil:
			return nil, rejection.CutOff(err)
		case len(bytes.TrimSpace(head[line:])) == 0:
			return head, nil
		}
		line = len(head)
	}
}

// page is what a record holds, if that is a page or a text.
func (w *warc) page(header textproto.MIMEHeader) (*member, bool) {
	kind := header.Get("Content-Type")
	if !strings.HasPrefix(kind, "application/http") {
		return &member{file: fileFor(kind), charset: charsetOf(kind), body: w.block}, isText(kind)
	}
	return answer(w.block)
}
