package audit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/record"
)

// TestEvidence looks up what an article says in what the newsroom holds.
func TestEvidence(t *testing.T) {
	const document = `---
title: Ovens of Orlby 2026
canonical: https://guild.example/ovens
---
# Ovens of Orlby 2026

The guild visited 64 bakeries in March. In 33 of them an oven was cold.

A cold oven costs a bakery more than a warm one ever did, and nobody counts it.
`
	tests := map[string]struct {
		text  string
		level record.Level // of the last sentence
		why   string       // part of the finding's, or "" for none
		other string       // part of the passage shown beside it
	}{
		"quotation and figure found": {text: "“A cold oven costs a bakery more than a warm one ever did,” Ada Holt said.", level: 5},
		"cited figure found":         {text: "The guild’s report, Ovens of Orlby 2026, counts 33 cold ovens.", level: 5},
		"cited figure absent": {text: "The guild’s report, Ovens of Orlby 2026, counts 46 bakeries that it visited in March.", level: 3,
			why: "“46” does not stand there", other: "The guild visited 64 bakeries in March."},
		"other wording": {text: "“A cold oven costs a bakery more than a hot one ever did, and nobody counts it,” Ada Holt said.", level: 2,
			why: "“warm” in place of “hot”", other: "A cold oven costs a bakery more than a warm one ever did, and nobody counts it"},
		"other words altogether":    {text: "“Nobody in Orlby has ever seen a bakery with so many ovens,” Ada Holt said.", level: 2},
		"linked page":               {text: "In [33 bakeries](https://www.guild.example/ovens/) an oven was cold.", level: 5},
		"linked page, absent":       {text: "In [36 bakeries](https://guild.example/ovens) an oven was cold.", level: 4, why: "does not stand there"},
		"linked article of the run": {text: "In [72 mills](https://mill.example/report) the wheel stands still.", level: 5},
		"linked article, absent":    {text: "In [73 mills](https://mill.example/report) the wheel stands still.", level: 4},
	}
	const linked = "---\ntitle: Mills\ncanonical: https://mill.example/report\n---\n# Mills\n\nThe council counted. In 72 mills the wheel stands still, Tomas Weil said.\n"
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, err := New(Settings{Now: func() time.Time { return time.Unix(0, 0) }})
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			a.Inputs = []string{
				writeText(t, dir, "article.md", "# Ovens\n\n"+tt.text+"\n"),
				writeText(t, dir, "linked.md", linked),
			}
			a.Evidence = []string{writeText(t, dir, "evidence.md", document)}
			result, err := a.Run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			log := result.Log
			claim := lastClaim(log, a.Inputs[0])
			if claim == nil || claim.Attribution == nil || claim.Attribution.Level != tt.level {
				t.Fatalf("claim %+v, want level %d", claim, int(tt.level))
			}
			var found *record.Finding
			for i := range log.Findings {
				if f := &log.Findings[i]; f.Check == "SRC012" {
					found = f
				}
			}
			switch {
			case found == nil && tt.why != "":
				t.Error("no finding")
			case found != nil && (tt.why == "" || !strings.Contains(found.Why, tt.why)):
				t.Errorf("finding %q", found.Why)
			case found != nil && tt.other != "" && (found.Other == nil || !strings.Contains(found.Other.Text, tt.other)):
				t.Errorf("beside it stands %+v", found.Other)
			}
		})
	}
}

func lastClaim(log *record.Log, source string) *record.Claim {
	for i := len(log.Claims) - 1; i >= 0; i-- {
		if log.Claims[i].Source == source {
			return &log.Claims[i]
		}
	}
	return nil
}

func writeText(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
