package reports

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A workbook carries a seal: a digest of its parts, among the document's
// properties. Every program that saves the workbook writes other parts, so a
// whole seal says that nobody has entered anything, without a look at a single
// row.

// sealPattern is the property that holds the seal.
var sealPattern = regexp.MustCompile(`<dc:identifier>copydesk:([0-9a-f]{64})</dc:identifier>`)

// sealOf digests the names, sizes and checksums of a package's parts, but for
// the part that holds the seal.
func sealOf(parts []*zip.FileHeader) string {
	parts = slices.Clone(parts)
	slices.SortFunc(parts, func(a, b *zip.FileHeader) int { return strings.Compare(a.Name, b.Name) })
	digest := sha256.New()
	for _, p := range parts {
		if p.Name != coreProperties {
			fmt.Fprintf(digest, "%q %d %08x\n", p.Name, p.UncompressedSize64, p.CRC32)
		}
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// sealed adds the seal to the document's properties.
func sealed(properties []byte, seal string) []byte {
	const end = "</cp:coreProperties>"
	return bytes.Replace(properties, []byte(end), []byte("<dc:identifier>copydesk:"+seal+"</dc:identifier>"+end), 1)
}

// isSealed says whether a workbook is as it was written.
func isSealed(archive *zip.Reader) bool {
	parts := make([]*zip.FileHeader, len(archive.File))
	var stated string
	for i, part := range archive.File {
		parts[i] = &part.FileHeader
		if part.Name != coreProperties {
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
	return stated != "" && stated == sealOf(parts)
}

// Touched says whether the file at path holds work that is not to be
// overwritten: a workbook that somebody has saved or has open, or any file
// that is not a workbook of this program, an empty one excepted. It is false
// when there is no file. The error names the file.
func Touched(path string) (bool, error) {
	for _, lock := range []string{"~$%s", ".~lock.%s#"} { // of Excel and of LibreOffice
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), fmt.Sprintf(lock, filepath.Base(path)))); err == nil {
			return true, nil
		}
	}
	info, err := os.Stat(path) // to open a pipe could take for ever
	if os.IsNotExist(err) {
		return false, nil
	}
	if err != nil {
		return false, err // it names the file
	}
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return false, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	archive, err := zip.NewReader(file, info.Size())
	return err != nil || !isSealed(archive), nil
}

// maxNames is how many names are tried for a workbook.
const maxNames = 10_000

// FreeName is path, or the first of NAME-2.xlsx, NAME-3.xlsx and so on where
// nothing would be overwritten that [Touched] says is somebody's work.
func FreeName(path string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for i := 1; i <= maxNames; i++ {
		name := path
		if i > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, i, ext)
		}
		touched, err := Touched(name)
		if err != nil {
			return "", err
		}
		if !touched {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s: somebody wrote in it and in %d others like it; move them away, or choose another name", path, maxNames-1)
}
