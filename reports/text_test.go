package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk.dev/audit/record"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain", "plain"},
		{"two\r\nlines\rthree", "two\nlines\nthree"},
		{"bell\x07", "bell␇"},
		{"\x85next", "\ufffdnext"},
		{strings.Repeat("a", maxUnits), strings.Repeat("a", maxUnits)},
		{strings.Repeat("a", maxUnits+1), strings.Repeat("a", maxUnits-1) + "…"},
		{strings.Repeat("𝒜", 20_000), strings.Repeat("𝒜", 16_383) + "…"},
		{strings.Repeat("a", maxUnits-2) + "𝒜", strings.Repeat("a", maxUnits-2) + "𝒜"},
		{strings.Repeat("a", maxUnits-1) + "𝒜", strings.Repeat("a", maxUnits-1) + "…"},
	} {
		if got := clean(test.in); got != test.want {
			t.Errorf("clean of %d bytes that begin %.20q: %d bytes that end %q", len(test.in), test.in, len(got), got[max(0, len(got)-10):])
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 3)
	}
	f.Add("𝒜é", 20_000)
	f.Fuzz(func(t *testing.T, s string, times int) {
		s = strings.Repeat(s, min(max(times, 0), 40_000/max(1, len(s))+1))
		got := clean(s)
		if !utf8.ValidString(got) || units16(got, 1<<30) > maxUnits || strings.ContainsAny(got, "\x00\x1b\r\x7f") {
			t.Errorf("%q", got)
		}
		if clean(got) != got {
			t.Errorf("cleaning twice changes %q", got)
		}
	})
}

func TestTriggerSpans(t *testing.T) {
	for _, test := range []struct{ sentence, trigger, want string }{
		{"Experts say so.", "experts say", "[Experts say] so."},
		{"The 3 of 13 and 3.", "3", "The [3] of 13 and [3]."},
		{"Fully full.", "full", "Fully [full]."},
		{"Insiders see it, experts say.", "insiders…experts say", "[Insiders] see it, [experts say]."},
		{"Costs 60 %, she said.", "60 %", "Costs [60 %], she said."},
		{"Nothing.", "absent", "Nothing."},
		{"Nothing.", "", "Nothing."},
		{"Über alles.", "über", "[Über] alles."},
		{"He said “no”.", "“no”", "He said [“no”]."},
	} {
		c := sentence(&record.Finding{Text: test.sentence, Trigger: test.trigger}, true)
		got := ""
		for _, r := range c.marked {
			if r.bold {
				got += "[" + r.text + "]"
			} else {
				got += r.text
			}
		}
		if c.marked == nil {
			got = c.value.(string)
		}
		if got != test.want {
			t.Errorf("%q in %q: %s", test.trigger, test.sentence, got)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, test := range []struct{ source, route, want string }{
		{"https://example.org/a?b#c", "..", "https://example.org/a?b#c"},
		{"inbox/a #1.html", ".", "inbox/a %231.html"},
		{"inbox/a #1.html", "..", "../inbox/a %231.html"},
		{"./inbox//100 % Öl?.html", "../desk", "../desk/inbox/100 %25 Öl%3F.html"},
		{"../inbox/a.html", "../desk", "../inbox/a.html"},
		{"inbox/a.html", "/srv/desk", "file:///srv/desk/inbox/a.html"},
		{"inbox/a.html", "D:/desk", "file:///D:/desk/inbox/a.html"},
		{"/srv/a b#.txt", "..", "file:///srv/a%20b%23.txt"},
		{`C:\in\a b.html`, "..", "file:///C:/in/a%20b.html"},
		{"c:/in/a.html", "..", "file:///c:/in/a.html"},
		{`\\server\share\a.html`, "..", ""},
		{"//server/share/a.html", "..", ""},
		{"-", "..", ""},
		{"javascript:alert(1)", "..", ""},
		{"file:///etc/passwd", "..", ""},
		{"mailto:a@example.org", "..", ""},
		{"two\nlines", "..", ""},
	} {
		if got := address(test.source, test.route); got != test.want {
			t.Errorf("%q over %q: %q, want %q", test.source, test.route, got, test.want)
		}
	}
}

func TestRoute(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ workbook, base, want string }{
		{"night.xlsx", ".", "."},
		{"audits/night.xlsx", ".", ".."},
		{"audits/2026/night.xlsx", "desk", "../../desk"},
		{filepath.Join(here, "audits/night.xlsx"), ".", ".."},
		{"../audits/night.xlsx", ".", "../" + filepath.Base(here)},
		{"/srv/audits/night.xlsx", "/srv/desk", "../desk"},
	} {
		if got, err := Route(test.workbook, test.base); err != nil || got != test.want {
			t.Errorf("%s from %s: %q (%v), want %q", test.base, test.workbook, got, err, test.want)
		}
	}
}

func TestGroupDigits(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1048576: "1,048,576"} {
		if got := groupDigits(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

func TestStep(t *testing.T) {
	for most, want := range map[int]float64{0: 1, 4: 1, 5: 1, 6: 2, 11: 5, 26: 10, 50_000: 10_000} {
		if got := step(most); got != want {
			t.Errorf("up to %d: %v, want %v", most, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 20, 1},
		{"short", 20, 1},
		{"two\nlines", 20, 2},
		{"Forecast without source document", 16, 2},
		{strings.Repeat("word ", 100), 60, 9},
		{strings.Repeat("w", 100), 10, 20}, // cut anywhere
		{strings.Repeat("漢", 40), 20, 4},
	} {
		if got := lines(test.text, test.width); got != test.want {
			t.Errorf("%.20q in %v: %d, want %d", test.text, test.width, got, test.want)
		}
	}
}

func TestContext(t *testing.T) {
	long := "First words " + strings.Repeat("and more ", 40) + "last words"
	for _, got := range []string{firstWords(long), lastWords(long)} {
		if n := len([]rune(got)); n > maxContext || n < maxContext-15 {
			t.Errorf("%d runes: %s", n, got)
		}
	}
	if s := firstWords(long); !strings.HasPrefix(s, "First") || !strings.HasSuffix(s, "…") {
		t.Error(s)
	}
	if s := lastWords(long); !strings.HasSuffix(s, "last words") || !strings.HasPrefix(s, "…") {
		t.Error(s)
	}
	if got := lastWords("Short."); got != "Short." {
		t.Error(got)
	}
}
