package reports

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"copydesk.dev/reports/xlsx"
)

// Parts of the package that are not left as excelize writes them.
const contentTypes = "[Content_Types].xml"

// epoch is the earliest time a zip entry can have.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack writes the zip archive that excelize packed to w again: with the
// tables' rows, sealed, its entries in order and without times, which excelize
// leaves to chance and the clock.
func (b *book) pack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	// Byte order puts [Content_Types].xml first, as readers like it. The
	// properties come last, because their seal covers all others.
	entries := slices.SortedFunc(slices.Values(in.File), func(a, b *zip.File) int {
		return cmp.Or(
			cmp.Compare(b2i(a.Name == xlsx.CoreProperties), b2i(b.Name == xlsx.CoreProperties)),
			strings.Compare(a.Name, b.Name))
	})
	out := &sealer{Writer: zip.NewWriter(w)}
	for _, entry := range entries {
		if err := b.packEntry(out, entry); err != nil {
			return fmt.Errorf("pack %s: %w", entry.Name, err)
		}
	}
	return out.Close()
}

func (b *book) packEntry(out *sealer, entry *zip.File) error {
	rows, hasRows := b.rows[entry.Name]
	switch {
	case entry.Name == contentTypes:
		return out.rewrite(entry, sortContentTypes)
	case entry.Name == sheetPart(summarySheet):
		return out.rewrite(entry, prefixRelation)
	case entry.Name == xlsx.CoreProperties:
		return out.rewrite(entry, func(text []byte) []byte { return xlsx.AddSeal(text, out.seal()) })
	case hasRows:
		return out.insert(entry, rows)
	}
	return out.copy(entry)
}

// sealer is a zip archive being written and the headers of its entries, which
// are complete when the next entry begins.
type sealer struct {
	*zip.Writer
	headers []*zip.FileHeader
}

func (s *sealer) seal() string { return xlsx.SealOf(s.headers) }

func (s *sealer) begin(name string) (io.Writer, error) {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}
	to, err := s.CreateHeader(header)
	s.headers = append(s.headers, header)
	return to, err
}

// copy copies an entry as it is compressed.
func (s *sealer) copy(entry *zip.File) error {
	header := entry.FileHeader
	header.Extra = nil
	header.SetModTime(epoch)
	to, err := s.CreateRaw(&header)
	if err != nil {
		return err
	}
	s.headers = append(s.headers, &header)
	from, err := entry.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// rewrite copies an entry changed. Its own entry has begun when change is
// called, so that those before it are complete.
func (s *sealer) rewrite(entry *zip.File, change func([]byte) []byte) error {
	text, err := readEntry(entry)
	if err != nil {
		return err
	}
	to, err := s.begin(entry.Name)
	if err != nil {
		return err
	}
	_, err = to.Write(change(text))
	return err
}

// insert copies a sheet and puts its rows behind the header that it has.
func (s *sealer) insert(entry *zip.File, rows sheetRows) error {
	text, err := readEntry(entry)
	if err != nil {
		return err
	}
	text = bytes.Replace(text, []byte(`<dimension ref="A1">`), []byte(`<dimension ref="`+rows.area+`">`), 1)
	head, tail, ok := bytes.Cut(text, []byte("</sheetData>"))
	if !ok {
		return errors.New("the sheet has no place for rows")
	}
	to, err := s.begin(entry.Name)
	if err != nil {
		return err
	}
	if _, err := to.Write(head); err != nil {
		return err
	}
	if err := rows.write(to); err != nil {
		return err
	}
	_, err = to.Write(append([]byte("</sheetData>"), tail...))
	return err
}

func readEntry(entry *zip.File) ([]byte, error) {
	from, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return io.ReadAll(from)
}

var contentType = regexp.MustCompile(`<(?:Default|Override)\b[^>]*?(?:/>|></(?:Default|Override)>)`)

// sortContentTypes puts the elements in order, which excelize leaves to a map.
func sortContentTypes(text []byte) []byte {
	types := contentType.FindAll(text, -1)
	rest := contentType.ReplaceAll(text, nil)
	slices.SortFunc(types, bytes.Compare)
	return bytes.Replace(rest, []byte("</Types>"), append(bytes.Join(types, nil), "</Types>"...), 1)
}

// prefixRelation gives the charts' relation the prefix r, as on sheets that
// are not streamed. Another prefix is correct, but exceljs and other readers
// that do without namespaces refuse the file for it.
func prefixRelation(text []byte) []byte {
	const foreign = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`
	return bytes.Replace(text, []byte(foreign), []byte(` r:id=`), 1)
}
