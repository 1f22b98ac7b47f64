package reports

import (
	"archive/zip"
	"bytes"
	"io"
	"os"

	"copydesk.dev/reports/xlsx"
)

// maxProperties is how much of a file is looked at for where it comes from.
const maxProperties = 1 << 20

// SavedElsewhere reports whether a spreadsheet in a format that is not read
// (.xlsb, .xls, .ods) was saved from a workbook of ours, as far as its
// properties or its first megabyte tell.
func SavedElsewhere(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return speaksOfUs(file)
	}
	for _, part := range archive.File {
		switch part.Name {
		case xlsx.CoreProperties, xlsx.AppProperties, "meta.xml", "content.xml":
			if in, err := part.Open(); err == nil {
				ours := speaksOfUs(in)
				in.Close()
				if ours {
					return true
				}
			}
		}
	}
	return false
}

func speaksOfUs(r io.Reader) bool {
	text, _ := io.ReadAll(io.LimitReader(r, maxProperties)) // of a damaged file, what there is
	return bytes.Contains(text, []byte("copydesk")) || bytes.Contains(text, []byte("Audit of "))
}
