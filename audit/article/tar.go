package article

import (
	"archive/tar"
	"errors"
	"io"
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
				return nil, broken("tar", err)
			}
			if entry.Typeflag != tar.TypeReg {
				continue // folders, links
			}
			name := memberName(entry.Name)
			return &member{name: name, file: name, body: &tarBody{archive}, err: f.passes(name)}, nil
		}
	}, nil
}

// tarBody words the errors of a member's bytes.
type tarBody struct{ r io.Reader }

// Read implements [io.Reader].
func (b *tarBody) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err != nil && err != io.EOF {
		err = broken("tar", err)
	}
	return n, err
}
