package article

import (
	"bytes"
	"compress/gzip"
	"strings"

	"copydesk.dev/audit/article/unpack"
)

// gzipFormat reads gzip files, of one member or of many. What is in them is read
// under their own name.
type gzipFormat struct{}

func (gzipFormat) extensions() []string { return []string{".gz", ".tgz"} }

func (gzipFormat) holds(s *stream) bool { return bytes.HasPrefix(s.head, []byte("\x1F\x8B")) }

func (gzipFormat) open(s *stream) (members, error) {
	packed := &unpack.Counter{R: s.r}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, unpack.Broken("gzip", err)
	}
	file := s.source
	if s.ext == ".gz" { // "night.jsonl.gz" holds "night.jsonl"
		file = file[:len(file)-len(s.ext)]
	} else {
		file = strings.TrimSuffix(file, s.ext)
	}
	return once(&member{
		file: file,
		body: unpack.Guard(unpacked, packed.Count, "gzip"),
	}), nil
}
