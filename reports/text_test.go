package reports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk.dev/audit/record"
)

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
		for _, r := range c.Marked {
			if r.Bold {
				got += "[" + r.Text + "]"
			} else {
				got += r.Text
			}
		}
		if c.Marked == nil {
			got = c.Value.(string)
		}
		if got != test.want {
			t.Errorf("%q in %q: %s", test.trigger, test.sentence, got)
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

func TestStep(t *testing.T) {
	for most, want := range map[int]float64{0: 1, 4: 1, 5: 1, 6: 2, 11: 5, 26: 10, 50_000: 10_000} {
		if got := step(most); got != want {
			t.Errorf("up to %d: %v, want %v", most, got, want)
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
