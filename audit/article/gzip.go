package article

import (
	"bytes"
	"compress/gzip"
	"strings"
)

// gzipFormat reads gzip files, of one member or of many. What is in them is read
// under their own name.
type gzipFormat struct{}

func (gzipFormat) extensions() []string { return []string{".gz", ".tgz"} }

func (gzipFormat) holds(s *stream) bool { return bytes.HasPrefix(s.head, []byte("\x1F\x8B")) }

func (gzipFormat) open(s *stream) (members, error) {
	packed := &counter{r: s.r}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, broken("gzip", err)
	}
	file := s.source
	if s.ext == ".gz" { // "night.jsonl.gz" holds "night.jsonl"
		file = file[:len(file)-len(s.ext)]
	} else {
		file = strings.TrimSuffix(file, s.ext)
	}
	return once(&member{
		file: file,
		body: &unpacker{r: unpacked, packed: func() int64 { return packed.n }, format: "gzip"},
	}), nil
}
