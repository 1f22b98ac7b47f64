package reports

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// renderBytes renders a log with at most rows rows a sheet.
func renderBytes(t testing.TB, log *record.Log, rows int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := render(&out, newView(log), ".", rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// reopen renders a log and reads the workbook back.
func reopen(t testing.TB, log *record.Log) *excelize.File {
	t.Helper()
	return open(t, renderBytes(t, log, workbook.MaxRows))
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rowsOf reads a sheet's rows as maps by header.
func rowsOf(t testing.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, value := range row {
			m[rows[0][i]] = value
		}
		list = append(list, m)
	}
	return list
}

// at is the cell of a row in the column of a header.
func at(t testing.TB, f *excelize.File, sheet, header string, row int) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	name, err := excelize.CoordinatesToCellName(slices.Index(rows[0], header)+1, row)
	if err != nil {
		t.Fatalf("%s has no column %s", sheet, header)
	}
	return name
}

func columnOf(rows []map[string]string, header string) []string {
	var list []string
	for _, row := range rows {
		list = append(list, row[header])
	}
	return list
}

func TestSheets(t *testing.T) {
	f := reopen(t, sampleLog())
	want := []string{"Summary", "Claims", "Duplicates", "Articles", "Sources", "Names", "Suppressed", "Removed", "Rejected", "Method", "Lists"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	for _, sheet := range want {
		visible, err := f.GetSheetVisible(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if visible != (sheet != listsSheet) {
			t.Errorf("%s: visible %v", sheet, visible)
		}
		if rows, err := f.GetRows(sheet); err != nil || len(rows) == 0 {
			t.Errorf("%s: nothing was written (%v)", sheet, err)
		}
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if props.Creator != "copydesk" || props.Created != "2026-11-20T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("document properties: %+v", props)
	}
}

func TestClaims(t *testing.T) {
	rows := rowsOf(t, reopen(t, sampleLog()), claimsSheet)
	if diff := cmp.Diff([]string{"f01", "f07", "f04", "f08", "f09"}, columnOf(rows, findingIDHeader)); diff != "" {
		t.Error("order is severity, article, position:", diff)
	}
	want := map[string]string{
		"No.": "1", "Severity": "High", "Check": "Forecast without source document",
		"Article":         "Harbour bridge to close for two years from spring",
		"Sentence before": "The council has not published a traffic study.",
		"Sentence":        "Traffic on the ring road will double by 2028, Northern Forecasts expects.",
		"Sentence after":  "Shopkeepers fear for the Christmas trade.",
		"Why":             "Nobody is named who could be asked about it.",
		"Fix":             "Name who counted, when, and in which document; best, link it.",
		"Verdict":         "", "Source found": "", "Link": "", "Reviewer": "", "Date": "", "Note": "",
		"Claim kind": "forecast", "Source named": "Northern Forecasts", "Sourcing level": "named",
		"Other articles": "corroborated by 1, disputed by 2",
		"Original":       "open", "Times": "1", "Status": "New", "First seen": "", "Earlier verdicts": "", "Check ID": "SRC002", "Finding ID": "f01",
	}
	if diff := cmp.Diff(want, rows[0]); diff != "" {
		t.Error(diff)
	}
}

func TestMarkedWords(t *testing.T) {
	f := reopen(t, sampleLog())
	bold := func(sheet, cell string) []string {
		runs, err := f.GetCellRichText(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, r := range runs {
			if r.Font == nil || r.Font.Family != "Arial" || r.Font.Size != 9 {
				t.Errorf("%s %s: a run without font: %+v", sheet, cell, r)
			} else if r.Font.Bold {
				list = append(list, strings.TrimSpace(r.Text))
			}
		}
		return list
	}
	if diff := cmp.Diff([]string{"Northern Forecasts expects"}, bold(claimsSheet, at(t, f, claimsSheet, "Sentence", 2))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Industry insiders", "experts say"}, bold(claimsSheet, at(t, f, claimsSheet, "Sentence", 4))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"will", "at least", ",", "over"}, bold(duplicatesSheet, at(t, f, duplicatesSheet, "Passage", 3))); diff != "" {
		t.Error(diff)
	}
}

func TestEachFindingHasOneRow(t *testing.T) {
	log := bigLog(500)
	f := reopen(t, log)
	var got, want []string
	for _, sheet := range []string{claimsSheet, duplicatesSheet, namesSheet, suppressedSheet} {
		got = append(got, columnOf(rowsOf(t, f, sheet), findingIDHeader)...)
	}
	for _, finding := range log.Findings {
		want = append(want, finding.ID)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestArticles(t *testing.T) {
	f := reopen(t, sampleLog())
	rows := rowsOf(t, f, articlesSheet)
	for header, want := range map[string]string{
		"Triage": "Hold", "High": "2", "Medium": "2", "Low": "1", "Originality": "71", "Published": "2026-11-19",
		"Byline": "Mara Lindqvist, Tom Okafor", "Language": "English", "Extraction confidence": "93%", "SHA-256": "a1a1a1a1a1a1",
		"How originality came about": "100 × (640 words − 183 in unexcused matches) / 640",
	} {
		if got := rows[0][header]; got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	if got := rows[2]["Sourcing"]; got != "not assessed" {
		t.Errorf("sourcing of an article in German: %q", got)
	}
	if raw, err := f.GetCellValue(articlesSheet, "M2", excelize.Options{RawCellValue: true}); err != nil || raw != "46345" {
		t.Errorf("published is not a date but %q (%v)", raw, err)
	}
	wantSources := []string{
		`HYPERLINK("inbox/harbour.html","inbox/harbour.html")`,
		`HYPERLINK("https://news.example/harbour-bridge?ref=""front""","https://news.example/harbour-bridge?ref=""front""")`,
		`HYPERLINK("file:///srv/inbox/Hafen%20%233%20100%25.txt","/srv/inbox/Hafen #3 100%.txt")`,
	}
	for i, want := range wantSources {
		if got, err := f.GetCellFormula(articlesSheet, fmt.Sprintf("N%d", i+2)); err != nil || got != want {
			t.Errorf("source of row %d: %s (%v), want %s", i+2, got, err, want)
		}
	}
}

var rowLinkFormula = regexp.MustCompile(`^HYPERLINK\("#(\w+)!A"&MATCH\((\d+),(\w+)!\$A:\$A,0\),(.*)\)$`)

func TestLinksResolve(t *testing.T) {
	for name, log := range map[string]*record.Log{"sample": sampleLog(), "hostile": hostileLog(), "big": bigLog(300)} {
		t.Run(name, func(t *testing.T) {
			f := reopen(t, log)
			links := 0
			for _, sheet := range f.GetSheetList() {
				rows, err := f.GetRows(sheet)
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range rows {
					for j, shown := range row {
						at, _ := excelize.CoordinatesToCellName(j+1, i+1)
						formula, err := f.GetCellFormula(sheet, at)
						if err != nil {
							t.Fatal(err)
						}
						// Merged cells report the formula of their first; in a
						// formula's value, excelize does not undo its own _x005F_.
						if formula == "" || shown == "" || strings.Contains(shown, "_x005F_") {
							continue
						}
						links++
						checkLink(t, f, sheet+"!"+at, formula, shown)
					}
				}
			}
			if links == 0 {
				t.Error("no links")
			}
		})
	}
}

// checkLink checks that a formula leads to a row that is there, and carries
// what it shows as its cached value.
func checkLink(t *testing.T, f *excelize.File, at, formula, shown string) {
	t.Helper()
	if len(formula) > 8192 {
		t.Errorf("%s: formula of %d characters", at, len(formula))
	}
	m := rowLinkFormula.FindStringSubmatch(formula)
	if m == nil {
		if !strings.HasPrefix(formula, `HYPERLINK("`) || strings.HasPrefix(formula, `HYPERLINK("#`) {
			t.Errorf("%s: not a link: %s", at, formula)
		}
		return
	}
	if want := `"` + strings.ReplaceAll(shown, `"`, `""`) + `"`; m[4] != want && m[4] != shown {
		t.Errorf("%s: shows %s, its cached value is %q", at, m[4], shown)
	}
	number, _ := strconv.Atoi(m[2])
	target, err := f.GetCellValue(m[1], fmt.Sprintf("A%d", number+1))
	if err != nil || m[1] != m[3] || target != m[2] {
		t.Errorf("%s: %s leads to %q (%v)", at, formula, target, err)
	}
}

func TestTables(t *testing.T) {
	for name, log := range map[string]*record.Log{"sample": sampleLog(), "hostile": hostileLog()} {
		f := reopen(t, log)
		names := map[string]bool{}
		for _, sheet := range sheetNames {
			if slices.Contains([]string{summarySheet, methodSheet, listsSheet}, sheet) {
				continue // no table, but text
			}
			tables, err := f.GetTables(sheet)
			if err != nil || len(tables) != 1 {
				t.Fatalf("%s %s: %d tables (%v)", name, sheet, len(tables), err)
			}
			if names[tables[0].Name] {
				t.Errorf("%s: two tables called %s", name, tables[0].Name)
			}
			names[tables[0].Name] = true
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			last, _ := excelize.CoordinatesToCellName(len(rows[0]), len(rows))
			if want := "A1:" + last; tables[0].Range != want {
				t.Errorf("%s %s: table over %s, want %s", name, sheet, tables[0].Range, want)
			}
			headers := slices.Clone(rows[0])
			slices.Sort(headers)
			if len(slices.Compact(headers)) != len(rows[0]) {
				t.Errorf("%s %s: headers twice: %q", name, sheet, rows[0])
			}
		}
	}
}

func TestDropdowns(t *testing.T) {
	f := reopen(t, sampleLog())
	list, err := f.GetCols(listsSheet)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Confirmed", "Fixed", "Source found", "Not a problem", "Allowed here", "Allowed always"}
	if diff := cmp.Diff(want, list[0]); diff != "" {
		t.Error(diff)
	}
	var defined string
	for _, name := range f.GetDefinedName() {
		if name.Name == verdictList {
			defined = name.RefersTo
		}
	}
	if defined != "Lists!$A$1:$A$6" {
		t.Errorf("%s refers to %q", verdictList, defined)
	}
	for sheet, last := range map[string]int{claimsSheet: 6, duplicatesSheet: 4, namesSheet: 2, suppressedSheet: 3} {
		column := at(t, f, sheet, verdictHeader, 2) + ":" + at(t, f, sheet, verdictHeader, last)
		validations, err := f.GetDataValidations(sheet)
		if err != nil || len(validations) != 1 {
			t.Fatalf("%s: %d dropdowns (%v)", sheet, len(validations), err)
		}
		if v := validations[0]; v.Sqref != column || v.Formula1 != verdictList || v.Type != "list" {
			t.Errorf("%s: dropdown %+v", sheet, v)
		}
	}
}

func TestEmptyNight(t *testing.T) {
	f := reopen(t, &record.Log{})
	for sheet, want := range map[string]string{
		claimsSheet: "No claims to question tonight.", duplicatesSheet: "No duplicated passages tonight.",
		articlesSheet: "No articles tonight.", sourcesSheet: "No sources are cited tonight.",
		namesSheet: "No unrecognised names tonight.", suppressedSheet: "Nothing was suppressed tonight.",
		removedSheet: "Cleaning removed nothing tonight.", rejectedSheet: "Every input could be read tonight.",
	} {
		if got, err := f.GetCellValue(sheet, "A2"); err != nil || got != want {
			t.Errorf("%s says %q (%v)", sheet, got, err)
		}
	}
	if text := sheetText(t, f, summarySheet); !strings.Contains(text, "Nothing to hold tonight.") || strings.Contains(text, "new") {
		t.Error(text)
	}
}

// sheetText is all of a sheet's text.
func sheetText(t testing.TB, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.Join(row, "|") + "\n")
	}
	return b.String()
}

func TestSummarySheet(t *testing.T) {
	f := reopen(t, sampleLog())
	text := sheetText(t, f, summarySheet)
	for _, want := range []string{
		"Audit of Friday 20 November 2026",
		"4 articles audited, 1 more to compare with; 9 open findings. 8 findings new, 1 known, 1 decided.",
		"2 high, 2 medium, 1 low", "Claims not assessed: 1 article in German.", "Extraction doubtful: 1 article",
		"Forecast without source document||||||SRC002", "the file is empty", "not assessed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("Summary does not say %q:\n%s", want, text)
		}
	}
	data := renderBytes(t, sampleLog(), workbook.MaxRows)
	drawings := zipText(t, data, "xl/drawings/")
	if got := strings.Count(drawings, `descr="`); got != 3 {
		t.Errorf("%d charts have alt text, want 3", got)
	}
	if got := strings.Count(zipText(t, data, "xl/charts/"), "<c:chart>") + strings.Count(zipText(t, data, "xl/charts/"), "<chart>"); got != 3 {
		t.Errorf("%d charts, want 3", got)
	}
}
