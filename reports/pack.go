package reports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Parts of the package that are not left as excelize writes them.
const (
	contentTypes = "[Content_Types].xml"
	summaryPart  = "xl/worksheets/sheet1.xml"
)

var rewrites = map[string]func([]byte) []byte{
	contentTypes: sortContentTypes,
	summaryPart:  prefixRelation,
}

// epoch is the earliest time a zip entry can have.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// repack writes the zip archive packed again to w with its entries in order
// and without times, which excelize leaves to chance and the clock.
func repack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fmt.Errorf("repack: %w", err)
	}
	entries := slices.Clone(in.File)
	// Byte order puts [Content_Types].xml first, as readers like it.
	slices.SortFunc(entries, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, entry := range entries {
		if rewrite := rewrites[entry.Name]; rewrite != nil {
			err = copyRewritten(out, entry, rewrite)
		} else {
			err = copyRaw(out, entry)
		}
		if err != nil {
			return fmt.Errorf("repack %s: %w", entry.Name, err)
		}
	}
	return out.Close()
}

// copyRaw copies an entry as it is compressed.
func copyRaw(out *zip.Writer, entry *zip.File) error {
	header := entry.FileHeader
	header.Extra = nil
	header.SetModTime(epoch)
	to, err := out.CreateRaw(&header)
	if err != nil {
		return err
	}
	from, err := entry.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// copyRewritten copies an entry changed.
func copyRewritten(out *zip.Writer, entry *zip.File, rewrite func([]byte) []byte) error {
	from, err := entry.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	text, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	to, err := out.CreateHeader(&zip.FileHeader{Name: entry.Name, Method: zip.Deflate, Modified: epoch})
	if err != nil {
		return err
	}
	_, err = to.Write(rewrite(text))
	return err
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
