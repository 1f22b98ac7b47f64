package reports

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
)

// parts is a package built by hand, as other programs write them.
type parts map[string]string

// byExcel is a workbook of one sheet as Excel saves it: shared strings, no
// more of the document than needed.
func byExcel(strings, rows string) parts {
	return parts{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="Claims" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="VerdictList">Lists!$A$1:$A$6</definedName></definedNames></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + strings + `</sst>`,
		"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	}
}

// with is the package changed.
func (p parts) with(name string, replace ...string) parts {
	changed := parts{}
	for k, v := range p {
		changed[k] = v
	}
	changed[name] = strings.NewReplacer(replace...).Replace(changed[name])
	return changed
}

// each is the package with every part changed.
func (p parts) each(replace ...string) parts {
	changed := parts{}
	for k, v := range p {
		changed[k] = strings.NewReplacer(replace...).Replace(v)
	}
	return changed
}

func (p parts) pack(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range p {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// handmade is the package without what our workbooks are known by.
func handmade(p parts) parts { return p.with("xl/workbook.xml", "VerdictList", "Prices") }

// shared is shared strings.
func shared(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString("<si><t>" + s + "</t></si>")
	}
	return b.String()
}

const (
	oneID   = "F66dab8bd9f584465"
	otherID = "F357c88f58a4e224a"
)

var oneVerdict = record.Verdict{
	Finding: oneID, Verdict: record.SourceFound, SourceFound: "the report", Link: "https://r.example/1",
	Reviewer: "Ana", Date: "2026-11-20", Note: "page 4", Workbook: "w.xlsx",
}

// oneSheet is oneVerdict in a sheet with shared strings.
func oneSheet() parts {
	return byExcel(
		shared("Verdict", "Source found", "Link", "Reviewer", "Date", "Note", "Finding ID", "Source found", "the report", "https://r.example/1", "Ana", "page 4", oneID),
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c><c r="G1" t="s"><v>6</v></c></row>`+
			`<row r="2" hidden="1"><c r="A2" t="s" s="3"><v>7</v></c><c r="B2" t="s"><v>8</v></c><c r="C2" t="s"><v>9</v></c><c r="D2" t="s"><v>10</v></c><c r="E2" s="5"><v>46346</v></c><c r="F2" t="s"><v>11</v></c><c r="G2" t="s"><v>12</v></c></row>`)
}

func inline(ref, s string) string {
	return fmt.Sprintf(`<c r=%q t="inlineStr"><is><t>%s</t></is></c>`, ref, s)
}

func TestReadVerdictsOfOtherPrograms(t *testing.T) {
	const (
		transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
		sheet        = "xl/worksheets/sheet1.xml"
	)
	for name, p := range map[string]parts{
		"Excel":             oneSheet(),
		"absolute targets":  oneSheet().with("xl/_rels/workbook.xml.rels", `Target="`, `Target="/xl/`),
		"names in capitals": oneSheet().with("xl/_rels/workbook.xml.rels", "sharedStrings.xml", "SharedStrings.XML"),
		"strict": oneSheet().each(transitional, "http://purl.oclc.org/ooxml/spreadsheetml/main",
			"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
		"prefixed": oneSheet().with(sheet, "</", "</x:", "<", "<x:", "xmlns=", "xmlns:x="),
		"another folder": func() parts {
			p := oneSheet()
			moved := parts{}
			for name, text := range p {
				moved[strings.Replace(name, "xl/", "book/", 1)] = strings.ReplaceAll(text, `"xl/`, `"book/`)
			}
			return moved
		}(),
		"1904":                oneSheet().with("xl/workbook.xml", "<workbookPr/>", `<workbookPr date1904="1"/>`).with(sheet, "46346", "44884"),
		"rich text":           oneSheet().with("xl/sharedStrings.xml", "<si><t>page 4</t></si>", `<si><r><t xml:space="preserve">page </t></r><r><rPr><b/></rPr><t>4</t></r><rPh sb="0" eb="1"><t>ページ</t></rPh></si>`),
		"day as text":         oneSheet().with(sheet, `<c r="E2" s="5"><v>46346</v></c>`, inline("E2", "2026-11-20")),
		"day in words":        oneSheet().with(sheet, `<c r="E2" s="5"><v>46346</v></c>`, inline("E2", "20 November 2026")),
		"day of ISO type":     oneSheet().with(sheet, `<c r="E2" s="5"><v>46346</v></c>`, `<c r="E2" t="d"><v>2026-11-20T00:00:00</v></c>`),
		"day with time":       oneSheet().with(sheet, "46346", "46346.75"),
		"formula":             oneSheet().with(sheet, `<c r="D2" t="s"><v>10</v></c>`, `<c r="D2" t="str"><f>UPPER("a")&amp;"na"</f><v>Ana</v></c>`),
		"no references":       oneSheet().with(sheet, ` r="A1"`, "", ` r="B1"`, "", ` r="C1"`, "", ` r="A2"`, "", ` r="B2"`, "", ` r="C2"`, "", ` r="1"`, "", ` r="2"`, ""),
		"names in other form": oneSheet().with("xl/sharedStrings.xml", "<t>Verdict<", "<t> VERDICT <", "Finding ID", "finding_id"),
		"verdict in lower":    oneSheet().with("xl/sharedStrings.xml", "<si><t>Source found</t></si><si><t>the", "<si><t> source  found </t></si><si><t>the"),
		"no name for the IDs": oneSheet().with("xl/sharedStrings.xml", "Finding ID", "Number"),
		"rows above the names": oneSheet().with(sheet, `<row r="1">`, `<row r="1">`+inline("A1", "For Monday")+`</row><row r="4">`,
			`A1"`, `A4"`, `row r="2"`, `row r="9"`),
		"inline": byExcel("", `<row r="1">`+inline("A1", "Verdict")+inline("B1", "Source found")+inline("C1", "Link")+inline("D1", "Reviewer")+inline("E1", "Date")+inline("F1", "Note")+inline("G1", "Finding ID")+
			`</row><row r="2">`+inline("A2", "Source found")+inline("B2", "the report")+inline("C2", "https://r.example/1")+inline("D2", "A_x006E_a")+`<c r="E2"><v>4.6346E4</v></c>`+inline("F2", "page 4")+inline("G2", oneID)+`</row>`),
	} {
		t.Run(name, func(t *testing.T) {
			data := p.pack(t)
			got, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&Review{Verdicts: []record.Verdict{oneVerdict}}, got, cmpopts.IgnoreFields(Review{}, "Findings")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadVerdictsEntries(t *testing.T) {
	head := `<row r="1">` + inline("A1", "Finding ID") + inline("B1", "Verdict") + inline("C1", "Reviewer") + inline("D1", "Date") + inline("E1", "Note") + `</row>`
	row := func(n int, id, verdict, reviewer, date, note string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<row r="%d">`, n)
		for i, s := range []string{id, verdict, reviewer, date, note} {
			if s != "" {
				b.WriteString(inline(fmt.Sprintf("%c%d", 'A'+i, n), s))
			}
		}
		return b.String() + "</row>"
	}
	entry := func(id, verdict, reviewer, date, note string) record.Verdict {
		return record.Verdict{Finding: id, Verdict: verdict, Reviewer: reviewer, Date: date, Note: note, Workbook: "w.xlsx"}
	}
	for _, test := range []struct {
		name, rows string
		want       []record.Verdict
		problems   []string
		remarks    []string
	}{
		{"nothing entered", row(2, oneID, "", "", "", ""), nil, nil, nil},
		{"spaces", row(2, oneID, " ", "", "", "\u00a0"), nil, nil, nil},
		{"no verdict yet", row(2, oneID, "", "", "", "ask Bo"), []record.Verdict{entry(oneID, "", "", "", "ask Bo")}, nil, nil},
		{"one finding on two rows", row(2, oneID, "Fixed", "Ana", "", "") + row(7, oneID, "Not a problem", "Bo", "", ""),
			[]record.Verdict{entry(oneID, record.Fixed, "Ana", "", ""), entry(oneID, record.NotAProblem, "Bo", "", "")}, nil, nil},
		{"the same twice", row(2, oneID, "Fixed", "Ana", "", "") + row(3, oneID, " fIXED", "Ana", "", ""),
			[]record.Verdict{entry(oneID, record.Fixed, "Ana", "", "")}, nil, nil},
		{"a question", row(2, oneID, "not a  problem ?", "Ana", "", "ask Bo") + row(3, otherID, "not  a PROBLEM", "", "", ""),
			[]record.Verdict{entry(oneID, "", "Ana", "", "ask Bo"), entry(otherID, record.NotAProblem, "", "", "")},
			[]string{`w.xlsx, sheet Claims, row 2: "not a problem ?" is not a verdict; did you mean "Not a problem"? pick one from the list: Confirmed, Fixed, Source found, Not a problem, Allowed here, Allowed always`}, nil},
		{"no finding", row(5, "", "Fixed", "Ana", "", ""), nil,
			[]string{"w.xlsx, sheet Claims, row 5: an entry without a finding ID; enter it in the finding's own row, or copy its ID there from the workbook as it was"}, nil},
		{"day or month", row(2, oneID, "Fixed", "", "03/04/2026", ""), []record.Verdict{entry(oneID, record.Fixed, "", "", "")},
			nil, []string{`w.xlsx, sheet Claims, row 2: the date "03/04/2026" can't be read and is left out; write it as 2026-01-31`}},
		{"a year", row(2, oneID, "Fixed", "", "2026", ""), []record.Verdict{entry(oneID, record.Fixed, "", "", "")},
			nil, []string{`w.xlsx, sheet Claims, row 2: the date "2026" can't be read and is left out; write it as 2026-01-31`}},
		{"two sheets in one", row(2, oneID, "Fixed", "", "", "") +
			`<row r="5">` + inline("A5", "Verdict") + inline("B5", "Finding ID") + `</row><row r="6">` + inline("A6", "Confirmed") + inline("B6", otherID) + `</row>`,
			[]record.Verdict{entry(oneID, record.Fixed, "", "", ""), entry(otherID, record.Confirmed, "", "", "")}, nil, nil},
		{"merged", row(2, oneID, "Fixed", "Ana", "", "") + row(3, otherID, "", "", "", "") + row(4, "F0000000000000001", "", "", "", "") + row(5, "F0000000000000002", "", "", "", "") +
			`</sheetData><mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="C2:D3"/><mergeCell ref="XFD9:A1"/><mergeCell ref="?"/></mergeCells><sheetData>`,
			[]record.Verdict{entry(oneID, record.Fixed, "Ana", "", ""), entry(otherID, record.Fixed, "Ana", "", ""), entry("F0000000000000001", record.Fixed, "", "", "")}, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := byExcel("", head+test.rows).pack(t)
			got, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&Review{Verdicts: test.want, Problems: test.problems, Remarks: test.remarks}, got, cmpopts.IgnoreFields(Review{}, "Findings")); diff != "" {
				t.Error(diff)
			}
		})
	}
	for name, want := range map[string]string{ // what stands in place of the reviewer's name
		"verdict": "two columns are named", "Verdict": "two columns are named",
	} {
		data := byExcel("", strings.Replace(head, "Reviewer", name, 1)+row(2, oneID, "Fixed", "", "", "x")).pack(t)
		got, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil || len(got.Remarks) != 1 || !strings.Contains(got.Remarks[0], want) || len(got.Verdicts) != 1 {
			t.Errorf("%s: %v (%v), want %q", name, got, err, want)
		}
	}
	for name, want := range map[string]string{ // what stands in place of the verdict's name
		"Decision": "no column is named Verdict",
	} {
		data := byExcel("", strings.Replace(head, "Verdict", name, 1)+row(2, oneID, "Fixed", "", "", "x")).pack(t)
		got, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil || len(got.Problems) != 1 || !strings.Contains(got.Problems[0], want) {
			t.Errorf("%s: %v (%v), want %q", name, got, err, want)
		}
	}
}

func TestReadVerdictsRefuses(t *testing.T) {
	bomb := oneSheet().with("xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData>"+strings.Repeat("<row></row>", 4<<20))
	nested := oneSheet().with("xl/worksheets/sheet1.xml", "<sheetData>", strings.Repeat("<a>", 1000))
	wordy := oneSheet().with("xl/worksheets/sheet1.xml", "page", "page", "<sheetData>", "<sheetData>"+strings.Repeat("x", 5<<20))
	whole := oneSheet().pack(t)
	var encrypted bytes.Buffer
	f := excelize.NewFile()
	if err := f.Write(&encrypted, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"empty":           {nil, "save it as .xlsx"},
		"text":            {[]byte("Finding ID,Verdict\n"), "save it as .xlsx"},
		"another zip":     {parts{"readme.txt": "hello"}.pack(t), "save it as .xlsx"},
		"protected":       {encrypted.Bytes(), "without a password"},
		"cut off":         {whole[:len(whole)/2], "save it as .xlsx"},
		"part missing":    {oneSheet().with("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml").pack(t), `sheet "Claims" is missing`},
		"sheet cut off":   {oneSheet().with("xl/worksheets/sheet1.xml", "</row></sheetData></worksheet>", "</row>").pack(t), "damaged"},
		"tags mixed up":   {oneSheet().with("xl/worksheets/sheet1.xml", "</sheetData>", "</row>").pack(t), "damaged"},
		"bomb":            {bomb.pack(t), "unpacks to more"},
		"nested":          {nested.pack(t), "nested"},
		"endless text":    {wordy.pack(t), "too much text"},
		"another subject": {handmade(byExcel("", `<row r="1">`+inline("A1", "Budget")+`</row>`)).pack(t), "is it a workbook of copydesk?"},
		"handmade":        {handmade(oneSheet()).pack(t), "it is no workbook of copydesk, nor a copy of a whole one, so what 1 row of it say is not taken"},
		"names deleted":   {oneSheet().with("xl/worksheets/sheet1.xml", `<row r="1">`, `<row r="1"></row><!--`, `</row><row r="2"`, `--><row r="2"`).pack(t), "copy that row from another workbook"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.xlsx")
			if err := os.WriteFile(path, test.data, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := ReadVerdicts(path)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("%v, want %q and the file's name", err, test.want)
			}
			if got := errors.Is(err, ErrNoFindings); got != (name == "another subject") {
				t.Errorf("ErrNoFindings: %v", got)
			}
		})
	}
}

func FuzzReadVerdicts(f *testing.F) {
	f.Add(oneSheet()["xl/sharedStrings.xml"], oneSheet()["xl/worksheets/sheet1.xml"], oneSheet()["xl/workbook.xml"])
	f.Add("", `<worksheet><row r="0"><c r="ZZZZ1" t="s"><v>-1</v></c><c t="d"><v>1e999</v></c></row></worksheet>`, "<workbook/>")
	f.Fuzz(func(t *testing.T, strings, sheet, workbook string) {
		p := oneSheet()
		p["xl/sharedStrings.xml"], p["xl/worksheets/sheet1.xml"], p["xl/workbook.xml"] = strings, sheet, workbook
		data := p.pack(t)
		review, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, v := range review.Verdicts {
			if v.Finding == "" || v.Verdict != "" && !slices.Contains(record.Verdicts, v.Verdict) {
				t.Errorf("%+v", v)
			}
		}
	})
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(oneSheet().pack(f))
	f.Add(renderBytes(f, sampleLog(), maxRows))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		review, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
		if (review == nil) != (err != nil) {
			t.Errorf("%v, %v", review, err)
		}
	})
}

// enter writes into a cell of a row of a sheet of findings.
func enter(t *testing.T, f *excelize.File, sheet string, row int, header string, value any) {
	t.Helper()
	if err := f.SetCellValue(sheet, at(t, f, sheet, header, row), value); err != nil {
		t.Fatal(err)
	}
}

func TestTouched(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "audit.xlsx")
	expect := func(when string, want bool, free string) {
		t.Helper()
		touched, err := Touched(path)
		if err != nil || touched != want {
			t.Errorf("%s: touched %v (%v), want %v", when, touched, err, want)
		}
		name, err := FreeName(path)
		if err != nil || name != filepath.Join(dir, free) {
			t.Errorf("%s: free name %s (%v), want %s", when, name, err, free)
		}
	}
	expect("no file", false, "audit.xlsx")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	expect("an empty file", false, "audit.xlsx")
	if _, err := WriteWorkbook(path, ".", sampleLog()); err != nil {
		t.Fatal(err)
	}
	expect("just written", false, "audit.xlsx")
	if review, err := ReadVerdicts(path); err != nil || len(review.Verdicts)+len(review.Problems) > 0 {
		t.Errorf("just written: %+v (%v)", review, err)
	}

	lock := filepath.Join(dir, "~$audit.xlsx")
	if err := os.WriteFile(lock, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	expect("open in Excel", true, "audit-2.xlsx")
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}

	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	enter(t, f, claimsSheet, 3, noteHeader, "ask the port")
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	expect("a note entered", true, "audit-2.xlsx")
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second has its name again: nobody has written in it
		written, err := WriteWorkbook(path, ".", sampleLog())
		if err != nil || written != filepath.Join(dir, "audit-2.xlsx") {
			t.Errorf("written to %s (%v)", written, err)
		}
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, now) {
		t.Error("the workbook somebody wrote in is not as it was")
	}
	review, err := ReadVerdicts(path)
	if err != nil {
		t.Fatal(err)
	}
	want := &Review{Workbook: sampleLog().Identity(), Verdicts: []record.Verdict{{Finding: "f07", Note: "ask the port", Workbook: path}}}
	if diff := cmp.Diff(want, review, cmpopts.IgnoreFields(Review{}, "Findings", "Saved")); diff != "" {
		t.Error(diff)
	}
}
