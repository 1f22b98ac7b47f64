package article

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"copydesk.dev/audit/article/unpack"
)

// zipFormat reads ZIP archives. Nothing is ever written to disk, so that names
// in them can do no harm.
type zipFormat struct {
	passes func(name string) error
	max    int64 // bytes of an archive that cannot be read in any order
}

func (zipFormat) extensions() []string { return []string{".zip"} }

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// holds leaves Word documents, which are ZIP archives too, to their own format.
func (zipFormat) holds(s *stream) bool { return isZip(s.head) && !isWord(s) }

func (f zipFormat) open(s *stream) (members, error) {
	at, size := s.file, s.size
	if at == nil { // its directory is at its end
		data, err := readAtMost(s.r, f.max)
		if err != nil {
			return nil, err
		}
		at, size = bytes.NewReader(data), int64(len(data))
	}
	archive, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, &RejectedError{Reason: "damaged or cut off ZIP archive", Err: err}
	}
	if err := checkZip(archive, size); err != nil {
		return nil, err
	}
	files := slices.DeleteFunc(slices.Clone(archive.File), func(f *zip.File) bool {
		return strings.HasSuffix(f.Name, "/") || !f.Mode().IsRegular()
	})
	return func() (*member, error) {
		if len(files) == 0 {
			return nil, io.EOF
		}
		file := files[0]
		files = files[1:]
		name := memberName(file.Name)
		m := &member{name: name, file: name, err: f.passes(name)}
		if m.err != nil {
			return m, nil
		}
		if file.Flags&1 != 0 {
			m.err = reject("encrypted; unpack it with its password first")
			return m, nil
		}
		body, err := file.Open()
		if err != nil {
			m.err = &RejectedError{Reason: "cannot be unpacked", Err: err}
			return m, nil
		}
		m.body = unpack.Guard(body, func() int64 { return int64(file.CompressedSize64) }, "ZIP")
		return m, nil
	}, nil
}

// officeParts are files that only documents in a ZIP archive have, and what to
// call those.
var officeParts = map[string]string{
	"xl/workbook.xml":        "an Excel workbook",
	"ppt/presentation.xml":   "a PowerPoint presentation",
	"content.xml":            "an OpenDocument file",
	"META-INF/container.xml": "an electronic book",
}

// checkZip fails for bombs whose members share their packed bytes, and for
// documents that are not read.
func checkZip(archive *zip.Reader, size int64) error {
	packed := uint64(0)
	for _, f := range archive.File {
		packed += f.CompressedSize64
		if what, ok := officeParts[f.Name]; ok && archive.File[0].Name != "" && isOffice(archive) {
			return reject("not text but " + what)
		}
	}
	if packed > uint64(size) {
		return reject(fmt.Sprintf("a decompression bomb: its members claim %d bytes of the archive's %d", packed, size))
	}
	return nil
}

// isOffice reports whether an archive says of itself that it is one document.
func isOffice(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool {
		return f.Name == "[Content_Types].xml" || f.Name == "mimetype"
	})
}
