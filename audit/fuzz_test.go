package audit

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
)

// FuzzRun audits three texts and a piece of evidence in two orders, on one
// goroutine and on three: the stream is the same, its offsets lie in the texts,
// and its scores are scores.
func FuzzRun(f *testing.F) {
	f.Add("The port of Ersk will close its bridge in 2027 for at least two years, the harbour master Ana Sol said on Monday.",
		"“We will close the bridge for two years,” Sol said. Experts say that 41 percent of lorries will be late.",
		"Rain fell.", uint8(0))
	f.Add("By Bo Chan\n\nInsiders expect 5% more. Insiders expect 5% more.", "Insiders expect 7% more\n\nof KGPT4.", "", uint8(255))
	dir := f.TempDir()
	type kind struct {
		jobs int
		raw  bool
	}
	auditors := make(map[kind]*Auditor)
	for _, k := range []kind{{1, false}, {1, true}, {3, false}, {3, true}} {
		auditor, err := New(Settings{
			Jobs: k.jobs, Raw: k.raw, Version: "test",
			Now: func() time.Time { return time.Date(2026, 4, 18, 5, 0, 0, 0, time.UTC) },
		})
		if err != nil {
			f.Fatal(err)
		}
		auditors[k] = auditor
	}
	f.Fuzz(func(t *testing.T, a, b, c string, shape uint8) {
		if len(a)+len(b)+len(c) > 2000 {
			t.Skip("longer ones are only slower")
		}
		if shape&1 != 0 {
			b += "\n\n" + a
		}
		if shape&2 != 0 {
			c += " " + b
		}
		texts := []string{a, b, c, b[len(b)/2:]}
		paths := make([]string, len(texts))
		for i, text := range texts {
			paths[i] = filepath.Join(dir, fmt.Sprintf("%d.txt", i))
			if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		run := func(jobs int, inputs ...string) (string, *record.Log) {
			auditor := auditors[kind{jobs, shape&4 != 0}]
			auditor.Inputs, auditor.Evidence = inputs, paths[3:]
			result, err := auditor.Run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			result.Log.Run, result.Log.Summary.Seconds = record.Run{}, nil
			var stream bytes.Buffer
			if _, err := result.Log.WriteTo(&stream); err != nil {
				t.Fatal(err)
			}
			return stream.String(), result.Log
		}
		want, log := run(1, paths[0], paths[1], paths[2])
		if got, _ := run(3, paths[2], paths[0], paths[1]); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
		if len(log.Articles)+len(log.Rejected) != len(paths) {
			t.Fatalf("%d articles and %d rejections of %d inputs", len(log.Articles), len(log.Rejected), len(paths))
		}
		checkLog(t, log)
	})
}

// checkLog checks what the comments on the record types say of numbers.
func checkLog(t *testing.T, log *record.Log) {
	t.Helper()
	score := func(what string, v *float64) {
		if v != nil && !(*v >= 0 && *v <= 100) {
			t.Fatalf("%s %v is not from 0 to 100", what, *v)
		}
	}
	articles := make(map[string]bool)
	for _, a := range log.Articles {
		articles[a.ID] = true
		score("originality", a.Originality)
		score("sourcing", a.Sourcing)
		if a.Role == record.RoleAudited && !slices.Contains([]record.Triage{record.TriageHold, record.TriageQuery, record.TriageClear, record.TriageNotAssessed}, a.Triage) {
			t.Fatalf("triage %q", a.Triage)
		}
	}
	span := func(what, article string, start, end int, text string) {
		if !articles[article] || start < 0 || end-start != len(text) || text == "" || !utf8.ValidString(text) {
			t.Fatalf("%s [%d, %d) of article %q: %q", what, start, end, article, text)
		}
	}
	for _, m := range log.Matches {
		span("match", m.A.Article, m.A.Start, m.A.End, m.A.Text)
		span("match", m.B.Article, m.B.Start, m.B.End, m.B.Text)
		if !(m.Score >= 0 && m.Score <= 1) || m.Words <= 0 {
			t.Fatalf("match %+v", m)
		}
	}
	for _, c := range log.Claims {
		span("claim", c.Article, c.Start, c.End, c.Text)
	}
	ids := make(map[string]bool)
	for _, f := range log.Findings {
		span("finding", f.Article, f.Start, f.End, f.Text)
		if f.ID == "" || ids[f.ID] || f.Count < 1 || f.Severity.Rank() == 0 || f.Why == "" || f.Fix == "" {
			t.Fatalf("finding %+v", f)
		}
		ids[f.ID] = true
	}
	for _, s := range log.Sources {
		score("credibility", s.Credibility)
	}
}

// FuzzRatings reads ratings: they are refused by their line, or lie between 0
// and 100 and are found again.
func FuzzRatings(f *testing.F) {
	f.Add("\ufeffname,rating,note\nGartner,40,paywalled\n*.example.org, 90\n\"a\nb\",NaN")
	f.Add("Reuters,95\nreuters.com,1e-3,x,y\n'',\" 7\"")
	path := filepath.Join(f.TempDir(), "ratings.csv")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		rs, err := readRatings(path)
		if err != nil {
			if !strings.Contains(err.Error(), path) {
				t.Fatalf("%v does not name the file", err)
			}
			return
		}
		for _, list := range []map[string]rating{rs.byName, rs.byDomain} {
			for name, r := range list {
				if !(r.score >= 0 && r.score <= 100) {
					t.Fatalf("%q is rated %v", name, r.score)
				}
			}
		}
		for domain, r := range rs.byDomain {
			if got, ok := rs.of("no such name, ever", "www."+domain); domain != "" && (!ok || got != r && rs.byDomain["www."+domain] != got) {
				t.Fatalf("the rating of %q is not found for a host of it", domain)
			}
		}
	})
}

// FuzzSuppressions makes rules of any kind: they are refused, or hide what they
// name.
func FuzzSuppressions(f *testing.F) {
	f.Add("SRC003", "inbox/*.html", "insiders", "agreed", "inbox/a.html", "Industry Insiders see it.")
	f.Add("", "[a-", "", "x", "", "")
	f.Fuzz(func(t *testing.T, check, source, phrase, reason, article, text string) {
		list, err := newSuppressions([]Suppression{{Check: check, Source: source, Phrase: phrase, Reason: reason}})
		if err != nil {
			return
		}
		s := list[0]
		if s.check+s.Source+s.phrase == "" || reason == "" {
			t.Fatalf("%v hides everything", s)
		}
		found := &record.Finding{Check: s.check, Source: article, Text: text}
		if s.fits(found) != (s.Source == "" && s.phrase == "") && s.Source == "" && !strings.Contains(folded(text), s.phrase) {
			t.Fatalf("%v hides %q", s, text)
		}
		if s.Source == "" && !s.fits(&record.Finding{Check: s.check, Text: text + " " + phrase + " " + text}) && utf8.ValidString(text) && utf8.ValidString(phrase) {
			t.Fatalf("%v doesn't hide %q", s, phrase)
		}
	})
}
