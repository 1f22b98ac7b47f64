package xlsx

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// A workbook carries a seal: a digest of its parts, among the document's
// properties. Every program that saves the workbook writes other parts, so a
// whole seal says that nobody has entered anything, without a look at a single
// row.

// The parts with the document's properties.
const (
	CoreProperties = "docProps/core.xml" // its title, its times and its seal
	AppProperties  = "docProps/app.xml"  // the program it was written by
)

// sealPattern is the property that holds the seal.
var sealPattern = regexp.MustCompile(`<dc:identifier>copydesk:([0-9a-f]{64})</dc:identifier>`)

// SealOf digests the names, sizes and checksums of a package's parts, in any
// order, but for the part that holds the seal.
func SealOf(parts []*zip.FileHeader) string {
	parts = slices.Clone(parts)
	slices.SortFunc(parts, func(a, b *zip.FileHeader) int { return strings.Compare(a.Name, b.Name) })
	digest := sha256.New()
	for _, p := range parts {
		if p.Name != CoreProperties {
			fmt.Fprintf(digest, "%q %d %08x\n", p.Name, p.UncompressedSize64, p.CRC32)
		}
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// AddSeal adds the seal to the document's properties, the text of the part
// [CoreProperties].
func AddSeal(properties []byte, seal string) []byte {
	const end = "</cp:coreProperties>"
	return bytes.Replace(properties, []byte(end), []byte("<dc:identifier>copydesk:"+seal+"</dc:identifier>"+end), 1)
}

// IsSealed reports whether a workbook is as it was written.
func IsSealed(archive *zip.Reader) bool {
	parts := make([]*zip.FileHeader, len(archive.File))
	var stated string
	for i, part := range archive.File {
		parts[i] = &part.FileHeader
		if part.Name != CoreProperties {
			continue
		}
		in, err := part.Open()
		if err != nil {
			return false
		}
		properties, err := io.ReadAll(io.LimitReader(in, 1<<16))
		in.Close()
		if err != nil {
			return false
		}
		if m := sealPattern.FindSubmatch(properties); m != nil {
			stated = string(m[1])
		}
	}
	return stated != "" && stated == SealOf(parts)
}
