package warc

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"regexp"
	"strings"

	"copydesk.dev/audit/article/rejection"
	"copydesk.dev/audit/article/unpack"
)

// answer reads a web server's answer as a crawler stored it. It reports false
// for what is no page. The standard library's reader is too strict here:
// crawlers that join chunks leave the header that announces them.
func answer(block io.Reader) (p *Page, ok bool) {
	r := bufio.NewReader(block)
	head := textproto.NewReader(r)
	status, err := head.ReadLine()
	if err != nil || !strings.HasPrefix(status, "HTTP/") {
		return &Page{Err: rejection.New("no sound answer of a web server")}, true
	}
	header, err := head.ReadMIMEHeader()
	if err != nil && len(header) == 0 {
		return &Page{Err: &rejection.Error{Reason: "no sound answer of a web server", Err: err}}, true
	}
	kind := header.Get("Content-Type")
	if fields := strings.Fields(status); len(fields) < 2 || fields[1] != "200" || !isText(kind) {
		return nil, false
	}
	var body io.Reader = r
	if strings.Contains(strings.ToLower(header.Get("Transfer-Encoding")), "chunked") {
		if ahead, _ := r.Peek(20); chunk.Match(ahead) {
			body = unpack.Worded(httputil.NewChunkedReader(r), "HTTP")
		}
	}
	p = &Page{File: fileFor(kind), Charset: charsetOf(kind)}
	p.Body, p.Err = uncoded(body, strings.ToLower(header.Get("Content-Encoding")))
	return p, true
}

// chunk is how the first chunk of an answer begins.
var chunk = regexp.MustCompile(`^[0-9A-Fa-f]+[ \t]*(;[^\r\n]*)?\r?\n`)

// uncoded undoes an answer's compression.
func uncoded(body io.Reader, coding string) (io.Reader, error) {
	packed := &unpack.Counter{R: body}
	var unpacked io.Reader
	var err error
	switch coding {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		unpacked, err = gzip.NewReader(packed)
	case "deflate":
		unpacked, err = zlib.NewReader(packed)
	default:
		err = fmt.Errorf("compressed as %q, which is not read", coding)
	}
	if err != nil {
		return nil, &rejection.Error{Reason: "cannot be unpacked", Err: err}
	}
	return unpack.Guard(unpacked, packed.Count, "HTTP"), nil
}

// isText reports whether a content type may be an article's.
func isText(kind string) bool {
	return fileFor(kind) != "" || kind == ""
}

// charsetOf is the encoding that a content type names, "" none.
func charsetOf(kind string) string {
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// fileFor is a file name whose ending says what a content type says, "" for what
// is no article.
func fileFor(kind string) string {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml":
		return "page.html"
	case "text/plain":
		return "page.txt"
	}
	return ""
}
