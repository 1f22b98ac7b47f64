package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/audit"
)

// FuzzInspection prints what is known of a text that may be anything, taken as
// it is: nothing of it steers the terminal.
func FuzzInspection(f *testing.F) {
	f.Add("Experts\x1b[31m say 41 percent\x07 of “tenants\u009b2J” left, said A\x1b]0;x\x07na Sol.\n\nKGPT4 will double by 2027.", true)
	f.Add("\u202eIDC expects\x00 it, https://x.example/\x1b", false)
	dir := f.TempDir()
	ours := regexp.MustCompile(`\x1b\[(0|1|2|1;3[136])m`)
	auditors := make(map[bool]*audit.Auditor)
	for _, raw := range []bool{false, true} {
		auditor, err := audit.New(audit.Settings{Raw: raw, Now: func() time.Time { return time.Date(2026, 4, 18, 5, 0, 0, 0, time.UTC) }})
		if err != nil {
			f.Fatal(err)
		}
		auditors[raw] = auditor
	}
	f.Fuzz(func(t *testing.T, text string, raw bool) {
		path := filepath.Join(dir, "a.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		auditor := auditors[raw]
		sentences, notAssessed, err := auditor.Inspect(t.Context(), path)
		if err != nil {
			return
		}
		matches, err := auditor.Compare(t.Context(), path, path)
		if err != nil {
			t.Fatal(err)
		}
		for _, marked := range []bool{false, true} {
			var b strings.Builder
			if err := printInspection(&b, sentences, notAssessed, marked); err != nil {
				t.Fatal(err)
			}
			if err := printMatches(&b, matches); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			if marked {
				got = ours.ReplaceAllString(got, "")
			}
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
				t.Fatalf("%q", got)
			}
		}
	})
}

// FuzzKeep reads what is to be kept of earlier nights: it is refused, or keeps
// some of the days there are, the newest among them.
func FuzzKeep(f *testing.F) {
	f.Add("30 daily, 12 monthly", uint16(400))
	f.Add(" 2 weekly,0 daily , 2 weekly", uint16(9))
	f.Add("99999999999999999999 daily", uint16(1))
	f.Fuzz(func(t *testing.T, text string, nights uint16) {
		r, err := parseKeep(text)
		if err != nil {
			if !strings.Contains(err.Error(), "--keep") {
				t.Fatal(err)
			}
			return
		}
		if r == (retention{}) {
			if text != "" {
				t.Fatalf("%q keeps nothing", text)
			}
			return
		}
		var days []time.Time
		for i := range int(nights) % 500 {
			days = append(days, time.Date(2026, 4, 18, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -i*(1+int(nights)%3)))
		}
		kept := r.keeps(days)
		if len(days) > 0 && !kept[days[0]] {
			t.Fatalf("%q does not keep the newest night", text)
		}
		if most := r.daily + r.weekly + r.monthly; most > 0 && len(kept) > most || len(kept) > len(days) {
			t.Fatalf("%q keeps %d of %d nights", text, len(kept), len(days))
		}
		for i, day := range days {
			if i < r.daily && !kept[day] {
				t.Fatalf("%q does not keep night %d", text, i)
			}
			if kept[day] && !slices.Contains(days, day) {
				t.Fatalf("%v was not there", day)
			}
		}
	})
}
