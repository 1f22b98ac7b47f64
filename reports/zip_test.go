package reports

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/reports/xlsx"
)

// zipText is the text of a workbook's parts whose names begin with prefix.
func zipText(t testing.TB, data []byte, prefix string) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, entry := range r.File {
		if !strings.HasPrefix(entry.Name, prefix) {
			continue
		}
		part, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, part); err != nil {
			t.Fatal(err)
		}
		part.Close()
	}
	return b.String()
}

func TestPackedInOrder(t *testing.T) {
	data := renderBytes(t, sampleLog(), maxRows)
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range r.File {
		names = append(names, entry.Name)
		if !entry.Modified.Equal(epoch) {
			t.Errorf("%s has the time %v", entry.Name, entry.Modified)
		}
	}
	if last := len(names) - 1; names[0] != contentTypes || !slices.IsSorted(names[:last]) || names[last] != xlsx.CoreProperties {
		t.Errorf("entries: %q", names)
	}
	types := zipText(t, data, contentTypes)
	parts := contentType.FindAllString(types, -1)
	if !slices.IsSorted(parts) || !strings.HasSuffix(types, "</Types>") {
		t.Errorf("content types out of order: %s", types)
	}
	if strings.Contains(zipText(t, data, "xl/worksheets/"), "relationships:id=") {
		t.Error("a relation without the prefix r, which exceljs refuses")
	}
	for _, name := range names {
		extension := name[strings.LastIndexByte(name, '.')+1:]
		if !strings.Contains(types, `"/`+name+`"`) && !strings.Contains(types, `Extension="`+extension+`"`) {
			t.Errorf("%s has no content type", name)
		}
	}
}
