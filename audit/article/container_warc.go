package article

import (
	"bytes"
	"fmt"
	"io"

	"copydesk.dev/audit/article/warc"
)

// warcFormat reads web archives. Each page in one is read as a page; pictures,
// scripts and failed answers are counted, not listed one by one: a crawl has a
// hundred of them for each page.
type warcFormat struct{ raw bool }

func (warcFormat) extensions() []string { return []string{".warc"} }

func (f warcFormat) holds(s *stream) bool {
	return !s.takenRaw(f.raw) && bytes.HasPrefix(s.head, []byte("WARC/")) && bytes.Contains(s.head, []byte("\nWARC-Type"))
}

func (f warcFormat) open(s *stream) (members, error) {
	archive, pages, done := warc.NewReader(s.r), 0, false
	return func() (*member, error) {
		if done {
			return nil, io.EOF
		}
		page, err := archive.Next()
		if err == io.EOF && archive.Passed > 0 {
			done = true
			return &member{err: &RejectedError{
				Reason:  fmt.Sprintf("%d answers in it are no pages (pictures, scripts, failures) and were passed over", archive.Passed),
				Skipped: true,
			}}, nil
		}
		if err != nil {
			return nil, err
		}
		pages++
		return &member{
			name: item(pages), address: absolute(page.Address),
			file: page.File, charset: page.Charset, body: page.Body, err: page.Err,
		}, nil
	}, nil
}
