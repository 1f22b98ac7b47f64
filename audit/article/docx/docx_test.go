package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article/rejection"
)

// packed is a ZIP archive of files by their names.
func packed(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead(t *testing.T) {
	const open = `<w:document xmlns:w="w" xmlns:r="r"><w:body>`
	document := open +
		`<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>The bridge</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:t>is shut</w:t></w:r></w:del><w:ins><w:r><w:t>opens</w:t></w:r></w:ins>` +
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t> &amp; so on</w:t></w:r></w:hyperlink></w:p>` +
		`<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`
	data := packed(t, map[string]string{
		"[Content_Types].xml": "<x/>", textPart: document,
		"word/styles.xml":              `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>`,
		"word/_rels/document.xml.rels": `<x><Relationship Id="r1" Type="x/hyperlink" Target="https://a.example/"/></x>`,
		"docProps/core.xml":            `<x><creator>Ada Holt</creator><created>2026-05-07</created><language>en-GB</language></x>`,
	})
	if !Is(bytes.NewReader(data), int64(len(data))) {
		t.Error("it is not taken for a Word document")
	}
	got, err := Read(data, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	want := &Document{
		HTML: "<h2>The bridge</h2>\n<p>It opens<a href=\"https://a.example/\"> &amp; so on</a></p>\n" +
			"<ul><li>One</li>\n</ul>\n<table><tr><td>a </td><td>b </td></tr></table>\n",
		Title: "The bridge", Creator: "Ada Holt", Created: "2026-05-07", Language: "en-GB",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRejected(t *testing.T) {
	for want, data := range map[string][]byte{
		"damaged Word document":                              []byte("PK"),
		"damaged Word document: it lacks word/document.xml":  packed(t, map[string]string{"a": ""}),
		"larger than 100 bytes; raise the limit or split it": packed(t, map[string]string{textPart: strings.Repeat(" ", 101)}),
		"no sound XML": packed(t, map[string]string{textPart: "<a>"}),
	} {
		rejected := new(rejection.Error)
		if _, err := Read(data, 100); !errors.As(err, &rejected) || rejected.Reason != want {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
