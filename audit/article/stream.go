package article

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"copydesk.dev/audit/regular"
)

// sniffWindow is how many bytes of a stream are looked at, in order to tell
// what it is, before any of them is read.
const sniffWindow = 64 << 10

// stream is an input that is not held in memory: a file, standard input, or a
// member of a container.
type stream struct {
	source string        // as given, with "#" and the member's name for each container around it
	ext    string        // of its name, lower case with the dot; "" for standard input
	r      *bufio.Reader // with room for sniffWindow bytes
	head   []byte        // its first bytes, up to sniffWindow; valid until r is read
	file   io.ReaderAt   // the whole input where it can be read in any order, nil where not
	size   int64         // of file
	depth  int           // containers around it
	within *int          // archives of many files that were found so far in the source
	close  func() error  // nil when there is nothing to close

	address string // where it was fetched from, "" unknown
	charset string // as in [input]
}

// newStream looks at the first bytes of r. A failure to read them is left to
// whoever reads them in earnest.
func newStream(source, name string, r io.Reader) *stream {
	s := &stream{
		source: source,
		ext:    strings.ToLower(path.Ext(filepath.ToSlash(name))),
		r:      bufio.NewReaderSize(r, sniffWindow),
		within: new(int),
	}
	s.head, _ = s.r.Peek(sniffWindow)
	return s
}

// open begins to read a source.
func (r *Reader) open(ctx context.Context, source string) (*stream, error) {
	switch {
	case source == "-":
		return newStream(source, "", r.opts.Stdin), nil
	case isURL(source):
		return r.openPage(ctx, source)
	}
	f, size, err := openFile(source)
	if err != nil {
		return nil, err
	}
	s := newStream(source, source, f)
	s.file, s.size, s.close = f, size, f.Close
	return s, nil
}

// openFile opens a regular file, and returns its size in bytes.
func openFile(path string) (*os.File, int64, error) {
	f, err := regular.Open(path)
	if kind := new(regular.KindError); errors.As(err, &kind) {
		if kind.Kind == regular.Folder {
			return nil, 0, reject("a folder; its files have to be listed first")
		}
		return nil, 0, reject(`not a regular file; pipe it in and name it "-"`)
	}
	if err != nil {
		return nil, 0, rejectFile(err)
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close() // err tells more
		return nil, 0, rejectFile(err)
	}
	return f, info.Size(), nil
}

// takenRaw reports whether the stream is to be taken exactly as it is: raw mode
// means what is called plain text or Markdown.
func (s *stream) takenRaw(raw bool) bool {
	return raw && (slices.Contains(textFormat{}.extensions(), s.ext) || slices.Contains(markdownFormat{}.extensions(), s.ext))
}
