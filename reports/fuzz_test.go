package reports

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/worddiff"
	"copydesk.dev/reports/xlsx"
)

// saying is a night that says s and other wherever a stream holds text.
func saying(s, other string, value float64, n int) *record.Log {
	attribution := &record.Attribution{Name: s, SourceKind: other, Cue: s, Link: other, Level: record.Level(n), Evidence: &record.Passage{Article: s, Source: other, Text: s}}
	parts := &record.Parts{Formula: s, Terms: []record.Term{{Name: other, Value: value}}}
	here := record.Passage{Article: "a", Source: s, Start: n, End: n + len(s), Text: s}
	there := record.Passage{Article: other, Source: other, Text: other}
	finding := record.Finding{
		ID: "f", Check: "SRC001", Severity: record.High, Article: "a", Source: s, Text: s, Trigger: other, Why: s, Fix: other,
		Status: "new", Count: n, ClaimKind: s, Attribution: attribution, Before: s, After: other,
	}
	copied := finding
	copied.ID, copied.Check, copied.Other, copied.MatchKind, copied.Score, copied.Group = "g", "DUP002", &there, "edited", value, s
	name := finding
	name.ID, name.Check, name.Name, name.Nearest = "h", "SRC008", s, other
	odd := finding
	odd.ID, odd.Check, odd.Severity, odd.Article, odd.Status, odd.Verdict = other, s, record.Severity(s), other, record.Status(s), other
	return &record.Log{
		Run: record.Run{ID: s, Version: other, Started: s, Inputs: []string{s, other}, Config: map[string]any{s: other},
			Checks: []record.Check{{ID: "SRC001", Name: s, Title: other, Severity: record.High, Rationale: s, Fix: other, Before: s, After: other}}},
		Articles: []record.Article{
			{ID: "a", Source: s, Role: "audited", Title: other, Byline: []string{s, other}, Outlet: s, Published: other, Language: s,
				Words: n, Confidence: value, Originality: &value, OriginalityParts: parts, Sourcing: &value, SourcingParts: parts,
				Triage: "hold", TriageReason: s, Removed: []record.Removed{{Text: s, Reason: other}}},
			{ID: other, Source: other, Role: record.Role(s), Title: s, Triage: record.Triage(other), NotAssessed: s},
		},
		Matches:  []record.Match{{Group: s, MatchKind: other, Context: record.Context(s), Score: value, Reason: other, A: here, B: there}},
		Claims:   []record.Claim{{Article: "a", Source: s, Text: other, ClaimKind: s, Attribution: attribution, CorroboratedBy: []string{other}}},
		Sources:  []record.Source{{Name: s, SourceKind: other, Domain: s, Claims: n, Credibility: &value, Parts: parts, Rating: other, Note: s}},
		Findings: []record.Finding{finding, copied, name, odd},
		Rejected: []record.Rejected{{Source: s, Reason: other}},
		Summary: record.Summary{
			Finished: s, Incomplete: other, Since: s, Notices: []string{s, other},
			Resolved:  []record.Resolved{{ID: s, Check: other, Source: s, Text: other}},
			Conflicts: []record.Conflict{{ID: "f", Verdicts: []record.Verdict{{Finding: "f", Verdict: s, Reviewer: other, Note: s}}}},
			History:   []record.Past{{Started: s, Findings: n}},
			Standings: []record.Standing{{Name: s, Kind: other, Articles: n, Originality: &value}},
		},
	}
}

var (
	quotedText = regexp.MustCompile(`"(?:[^"]|"")*"`)
	linkTarget = regexp.MustCompile(`^HYPERLINK\("((?:[^"]|"")*)"`)
	// ownFormulas are those that the workbook writes, their text left out.
	ownFormulas = regexp.MustCompile(`^HYPERLINK\("",""\)$|^HYPERLINK\(""&MATCH\(\d+,\w+!\$A:\$A,0\),(""|\d+)\)$`)
)

// FuzzRender renders text of any kind: the workbook is one that its schema
// allows, has no formula but ours, links nowhere but to pages and files, and
// comes back without a verdict that nobody gave.
func FuzzRender(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "a1", 0.5, 3)
	}
	f.Add("https://example.org/a?b=\"c\"&d", "../inbox/#1 100%.html", -1e300, -1)
	f.Add("2026-11-20T05:00:00Z", "hold", 1e21, 1<<40)
	f.Fuzz(func(t *testing.T, s, other string, value float64, n int) {
		if len(s)+len(other) > 4000 {
			t.Skip("length is FuzzClean's")
		}
		data := renderBytes(t, saying(s, other, value, n), maxRows)
		d := parsePackage(t, data)
		d.checkContentTypes()
		d.checkRelations()
		d.checkWorkbook()
		d.checkTables()
		for name, part := range d.parts {
			if !strings.HasPrefix(name, "xl/worksheets/sheet") {
				continue
			}
			d.checkSheet(name)
			for _, formula := range part.all("f") {
				checkFormula(t, formula.Text)
			}
		}
		review, err := readVerdicts("w.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil || len(review.Verdicts) > 0 {
			t.Errorf("read back: %+v (%v)", review, err)
		}
	})
}

// FuzzCell writes single cells, which is quicker: what is read back is what
// went in, as text.
func FuzzCell(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "a1")
	}
	f.Add("https://example.org/a?b=\"c\"&d", "_x0041__x_x005F_")
	f.Add("data://%zz", "//host/share\\x")
	f.Fuzz(func(t *testing.T, s, other string) {
		for name, c := range map[string]cell{
			"text": text(s), "date": date(s), "link": new(book).sourceLink(s, other), "marked": sentence(&record.Finding{Text: s, Trigger: other}, true),
		} {
			got := &node{}
			if err := xml.Unmarshal(c.appendXML([]byte("<c")), got); err != nil {
				t.Fatalf("%s of %q: %v", name, s, err)
			}
			formula, shown := "", ""
			for _, n := range got.all("f") {
				formula += n.Text
			}
			for _, n := range append(got.all("t"), got.all("v")...) {
				shown += xlsx.Unescape(n.Text)
			}
			if want, isText := c.value.(string); isText && shown != want || units16(shown, maxUnits+1) > maxUnits {
				t.Fatalf("%s of %q is read back as %q", name, s, shown)
			}
			if name != "link" {
				if formula != "" {
					t.Fatalf("%s of %q: formula %q", name, s, formula)
				}
				continue
			}
			if formula != "" {
				checkFormula(t, formula)
			}
		}
	})
}

// checkFormula checks that a formula is one of the workbook's links, and leads to
// a page, a file or a sheet.
func checkFormula(t *testing.T, formula string) {
	t.Helper()
	if !ownFormulas.MatchString(quotedText.ReplaceAllString(formula, `""`)) || len(formula) > 8192 {
		t.Fatalf("formula %q", formula)
	}
	to := schemed.FindString(linkTarget.FindStringSubmatch(formula)[1])
	if to != "" && !slices.Contains([]string{"http:", "https:", "file:"}, strings.ToLower(to)) {
		t.Fatalf("formula %q leads to %s", formula, to)
	}
}

// FuzzSummary checks that what an article or an input says can neither steer a
// terminal nor fill it.
func FuzzSummary(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, "a1", 0.5, 3)
	}
	ours := regexp.MustCompile(`\x1b\[(1;31|33|0)m`)
	f.Fuzz(func(t *testing.T, s, other string, value float64, n int) {
		log := saying(s, other, value, n)
		for _, colour := range []bool{false, true} {
			var b strings.Builder
			if err := WriteSummary(&b, log, colour); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			if colour {
				got = ours.ReplaceAllString(got, "")
			}
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
				t.Errorf("%q", got)
			}
			if lines := strings.Count(got, "\n"); lines > 25 || len(got) > 12_000 {
				t.Errorf("%d lines, %d bytes", lines, len(got))
			}
		}
	})
}

// FuzzCondense checks that shortening keeps its limit.
func FuzzCondense(f *testing.F) {
	f.Add(onePassage, otherPassage)
	f.Add(strings.Repeat("same words here ", 60)+"x", strings.Repeat("same words here ", 60)+"y")
	f.Fuzz(func(t *testing.T, here, there string) {
		left, right := worddiff.Compare(here, there)
		for _, side := range [][]worddiff.Part{left, right} {
			short := 0
			for _, p := range condense(side) {
				short += utf8.RuneCountInString(p.Text)
			}
			if short > maxPassage+10 {
				t.Fatalf("shortened to %d runes", short)
			}
		}
	})
}

// FuzzSentence checks that marking words changes none, and marks none that
// aren't the trigger's.
func FuzzSentence(f *testing.F) {
	f.Add("Industry insiders see it, experts say.", "insiders…experts say")
	f.Add("The 3 of 13 and 3. Kelvin \u212a k", "3")
	f.Add("a\x07b\ufffd…", "…\ufffd…")
	f.Fuzz(func(t *testing.T, text, trigger string) {
		c := sentence(&record.Finding{Text: text, Trigger: trigger}, true)
		whole, _ := c.value.(string)
		if whole != clean(inert(text)) {
			t.Fatalf("%q became %q", text, whole)
		}
		shown, marks := "", 0
		for _, r := range c.marked {
			if shown += r.text; r.bold {
				marks++
			}
			if r.text == "" || !utf8.ValidString(r.text) {
				t.Fatalf("run %q of %q", r.text, whole)
			}
			if r.bold && !strings.Contains(strings.ToLower(clean(trigger)), strings.ToLower(r.text)) && !containsFold(clean(trigger), r.text) {
				t.Fatalf("%q is marked, for %q", r.text, trigger)
			}
		}
		if c.marked != nil && (shown != whole || marks == 0 || marks > maxMarks) {
			t.Fatalf("%q is shown as %q, with %d marks", whole, shown, marks)
		}
	})
}

// containsFold reports whether s has a stretch that equals part in any case.
func containsFold(s, part string) bool {
	runes, n := []rune(s), utf8.RuneCountInString(part)
	for i := range max(0, len(runes)-n+1) {
		if strings.EqualFold(string(runes[i:i+n]), part) {
			return true
		}
	}
	return false
}
