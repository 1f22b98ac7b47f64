package workbook

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"plain", "plain"},
		{"two\r\nlines\rthree", "two\nlines\nthree"},
		{"bell\x07", "bell␇"},
		{"\x85next", "\ufffdnext"},
		{strings.Repeat("a", MaxUnits), strings.Repeat("a", MaxUnits)},
		{strings.Repeat("a", MaxUnits+1), strings.Repeat("a", MaxUnits-1) + "…"},
		{strings.Repeat("𝒜", 20_000), strings.Repeat("𝒜", 16_383) + "…"},
		{strings.Repeat("a", MaxUnits-2) + "𝒜", strings.Repeat("a", MaxUnits-2) + "𝒜"},
		{strings.Repeat("a", MaxUnits-1) + "𝒜", strings.Repeat("a", MaxUnits-1) + "…"},
	} {
		if got := Clean(test.in); got != test.want {
			t.Errorf("clean of %d bytes that begin %.20q: %d bytes that end %q", len(test.in), test.in, len(got), got[max(0, len(got)-10):])
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x00b\x1b[31m\r\u202e\ufffe", 3)
	f.Add("=1+1 & <b>", 3)
	f.Add("𝒜é", 20_000)
	f.Fuzz(func(t *testing.T, s string, times int) {
		s = strings.Repeat(s, min(max(times, 0), 40_000/max(1, len(s))+1))
		got := Clean(s)
		if !utf8.ValidString(got) || Units16(got, 1<<30) > MaxUnits || strings.ContainsAny(got, "\x00\x1b\r\x7f") {
			t.Errorf("%q", got)
		}
		if Clean(got) != got {
			t.Errorf("cleaning twice changes %q", got)
		}
	})
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

func TestGroupDigits(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1048576: "1,048,576"} {
		if got := Digits(n); got != want {
			t.Errorf("%d: %s", n, got)
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
