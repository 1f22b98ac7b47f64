package reports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
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

// repack writes the zip archive packed again to w, sealed, with its entries in
// order and without times, which excelize leaves to chance and the clock.
func repack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return fmt.Errorf("repack: %w", err)
	}
	// Byte order puts [Content_Types].xml first, as readers like it.
	entries := slices.SortedFunc(slices.Values(in.File), func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	headers := make([]zip.FileHeader, len(entries))
	rewritten := map[string][]byte{}
	for i, entry := range entries {
		headers[i] = entry.FileHeader
		if rewrite := rewrites[entry.Name]; rewrite != nil {
			text, err := readEntry(entry)
			if err != nil {
				return fmt.Errorf("repack %s: %w", entry.Name, err)
			}
			text = rewrite(text)
			rewritten[entry.Name] = text
			headers[i].CRC32, headers[i].UncompressedSize64 = crc32.ChecksumIEEE(text), uint64(len(text))
		}
	}
	out := zip.NewWriter(w)
	for _, entry := range entries {
		text, changed := rewritten[entry.Name]
		if entry.Name == coreProperties {
			if text, err = readEntry(entry); err != nil {
				return fmt.Errorf("repack %s: %w", entry.Name, err)
			}
			text, changed = sealed(text, sealOf(headers)), true
		}
		if changed {
			err = writeEntry(out, entry.Name, text)
		} else {
			err = copyEntry(out, entry)
		}
		if err != nil {
			return fmt.Errorf("repack %s: %w", entry.Name, err)
		}
	}
	return out.Close()
}

// copyEntry copies an entry as it is compressed.
func copyEntry(out *zip.Writer, entry *zip.File) error {
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

func readEntry(entry *zip.File) ([]byte, error) {
	from, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return io.ReadAll(from)
}

func writeEntry(out *zip.Writer, name string, text []byte) error {
	to, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
	if err != nil {
		return err
	}
	_, err = to.Write(text)
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
