package article

import (
	"archive/tar"
	"errors"
	"io"

	"copydesk.dev/audit/article/unpack"
)

// tarFormat reads tar archives. Nothing is ever written to disk, so that names
// in them can do no harm.
type tarFormat struct{ passes func(name string) error }

func (tarFormat) extensions() []string { return []string{".tar"} }

// holds looks for the mark that every tar since 1988 has.
func (tarFormat) holds(s *stream) bool {
	const at = 257
	return len(s.head) >= at+5 && string(s.head[at:at+5]) == "ustar"
}

func (f tarFormat) open(s *stream) (members, error) {
	archive := tar.NewReader(s.r)
	return func() (*member, error) {
		for {
			entry, err := archive.Next()
			switch {
			case err == io.EOF:
				return nil, err
			case errors.Is(err, tar.ErrInsecurePath): // only names are asked for
			case err != nil:
				return nil, unpack.Broken("tar", err)
			}
			if entry.Typeflag != tar.TypeReg {
				continue // folders, links
			}
			name := memberName(entry.Name)
			return &member{name: name, file: name, body: unpack.Worded(archive, "tar"), err: f.passes(name)}, nil
		}
	}, nil
}
