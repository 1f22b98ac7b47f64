// Package warc reads web archives (ISO 28500) from their beginning to their end.
package warc

import (
	"bufio"
	"bytes"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// Page is a page or a text in an archive.
type Page struct {
	Address string    // where it was fetched from, as the archive has it
	File    string    // a name whose ending says what it is, "" unknown
	Charset string    // its encoding's name according to the server, "" unknown
	Body    io.Reader // has to be read before the next page is asked for
	Err     error     // a [rejection.Error] why it gives no article, nil usually
}

// Reader reads an archive page by page.
type Reader struct {
	// Passed is how many answers were passed over so far that are no pages:
	// pictures, scripts and failures.
	Passed int

	r     *bufio.Reader
	block *io.LimitedReader // of the last record
}

// NewReader reads an archive.
func NewReader(r *bufio.Reader) *Reader { return &Reader{r: r} }

// Next returns the next page, and io.EOF after the last. Any other error ends
// the archive.
func (w *Reader) Next() (*Page, error) {
	for {
		header, err := w.record()
		if err != nil {
			return nil, err
		}
		switch header.Get("WARC-Type") {
		case "response", "resource", "conversion":
		default:
			continue
		}
		page, ok := w.page(header)
		if !ok {
			w.Passed++
			continue
		}
		page.Address = strings.Trim(header.Get("WARC-Target-URI"), "<>")
		return page, nil
	}
}

// record passes over what is left of the last record and reads the header of the
// next. Its block is then in w.block.
func (w *Reader) record() (textproto.MIMEHeader, error) {
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
		return nil, rejection.New("damaged web archive: no record begins where the last one ends")
	}
	const maxHeader = 1 << 20
	head, err := w.headerBlock(maxHeader)
	if err != nil {
		return nil, err
	}
	_, fields, _ := bytes.Cut(head, []byte("\n"))
	header, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(fields))).ReadMIMEHeader()
	if err != nil {
		return nil, &rejection.Error{Reason: "damaged web archive: a record without a sound header", Err: err}
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, rejection.New("damaged web archive: a record without a length")
	}
	w.block = &io.LimitedReader{R: w.r, N: length}
	return header, nil
}

// headerBlock reads up to a blank line, which it includes.
func (w *Reader) headerBlock(limit int) ([]byte, error) {
	var head []byte
	line := 0 // where the running line begins
	for {
		part, err := w.r.ReadSlice('\n')
		head = append(head, part...)
		switch {
		case len(head) > limit:
			return nil, rejection.New("damaged web archive: a record with an endless header")
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
func (w *Reader) page(header textproto.MIMEHeader) (*Page, bool) {
	kind := header.Get("Content-Type")
	if !strings.HasPrefix(kind, "application/http") {
		return &Page{File: fileFor(kind), Charset: charsetOf(kind), Body: w.block}, isText(kind)
	}
	return answer(w.block)
}
