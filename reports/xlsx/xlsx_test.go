package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// workbook packs parts of a package, by name.
func workbook(t *testing.T, parts ...string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// index is the parts of a workbook with one sheet.
func index(sheet string) []string {
	return []string{
		"_rels/.rels", `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="book.xml"/></Relationships>`,
		"book.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="One" id="r1"/></sheets><definedNames><definedName name="List">One!$A$1</definedName></definedNames></workbook>`,
		"_rels/book.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/one.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`,
		"strings.xml", `<sst><si><t>first</t></si><si><r><t>sec</t></r><r><t>ond</t></r><rPh><t>aid</t></rPh></si></sst>`,
		"one.xml", sheet,
	}
}

func TestFile(t *testing.T) {
	data := workbook(t, index(`<worksheet><sheetData>`+
		`<row r="2"><c r="B2" t="s"><v> 1 </v></c><c><v>7</v></c></row><row><c t="inlineStr"><is><t>in _x0041_ line</t></is></c><c r="AA3"/></row><row r="9"></row>`+
		`</sheetData><mergeCells><mergeCell ref="K2:K9"/><mergeCell ref="A1:C1"/></mergeCells></worksheet>`)...)
	x, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if !x.Date1904 || x.Sealed || !x.Defines("list") || x.Defines("lists") || !x.Saved().IsZero() {
		t.Errorf("read as %+v", x)
	}
	var got []string
	if err := x.EachString(func(index int, s []byte) { got = append(got, fmt.Sprintf("%d %s", index, s)) }); err != nil {
		t.Fatal(err)
	}
	merges, err := x.EachRow(x.Sheets[0], func(row int, cells []Cell) error {
		got = append(got, fmt.Sprintf("row %d %v", row, cells))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0 first", "1 second", "row 2 [{2  1} {3 7 -1}]", "row 3 [{1 in A line -1}]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Area{{11, 2, 9}}, merges); diff != "" {
		t.Error(diff)
	}
}

// TestFileDamaged reads sheets that are damaged, each of which is an error that
// says so, and not a sheet with fewer rows.
func TestFileDamaged(t *testing.T) {
	for name, test := range map[string]struct{ sheet, want string }{
		"cut off":        {`<worksheet><row><c><v>1</v></c></row>`, "one.xml: damaged: unexpected EOF"},
		"closed twice":   {`<worksheet></worksheet></worksheet>`, "one.xml: damaged: </worksheet> closes nothing"},
		"crossed":        {`<worksheet><row></worksheet></row>`, "one.xml: damaged: </worksheet> closes nothing"},
		"no such string": {`<worksheet><row r="4"><c t="s"><v>x</v></c></row></worksheet>`, `one.xml: row 4: damaged: "x" is no shared string`},
	} {
		data := workbook(t, index(test.sheet)...)
		x, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_, err = x.EachRow(x.Sheets[0], func(int, []Cell) error { return nil })
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// TestSeal seals a package, and changes one part after another.
func TestSeal(t *testing.T) {
	sealed := func(change func(parts []string)) bool {
		parts := append(index("<worksheet/>"), CoreProperties, "<cp:coreProperties></cp:coreProperties>")
		read := func() *zip.Reader {
			data := workbook(t, parts...)
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			return archive
		}
		var headers []*zip.FileHeader
		for _, part := range read().File {
			headers = append(headers, &part.FileHeader)
		}
		last := len(parts) - 1
		parts[last] = string(AddSeal([]byte(parts[last]), SealOf(headers)))
		change(parts)
		return IsSealed(read())
	}
	if !sealed(func([]string) {}) {
		t.Error("what was sealed is not")
	}
	for i := range len(index("")) / 2 {
		if sealed(func(parts []string) { parts[2*i+1] += " " }) {
			t.Errorf("%s was changed, and the seal is whole", index("")[2*i])
		}
	}
	if sealed(func(parts []string) { parts[len(parts)-1] = "<cp:coreProperties></cp:coreProperties>" }) {
		t.Error("without a seal, it is sealed")
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", "_x0041_": "A", "a_x000D_b": "a\rb", "_x005F_x0041_": "_x0041_", "_x00": "_x00", "_xyz12_": "_xyz12_", "_x0041": "_x0041",
	} {
		if got := Unescape(in); got != want {
			t.Errorf("%q is read as %q, want %q", in, got, want)
		}
	}
}

func TestColumnNumber(t *testing.T) {
	for cell, want := range map[string]int{"": 0, "5": 0, "A1": 1, "Z9": 26, "AA5": 27, "XFD1": 16384, "XFE1": 0, "ZZZZZZZZ1": 0} {
		if got := columnNumber(cell); got != want {
			t.Errorf("%q: %d, want %d", cell, got, want)
		}
	}
}
