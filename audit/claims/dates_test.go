package claims

import (
	"strings"
	"testing"
	"time"
)

// TestPastDue shows which look ahead was overtaken by the day the article came
// out.
func TestPastDue(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"The dam will open by 2025, Ada Holt said.", true},
		{"The dam will open by December 2025, Ada Holt said.", true},
		{"The dam is expected to open by Q1 2026, Ada Holt said.", true},
		{"Bakewell expects the dam to open by the end of March 2026, Ada Holt said.", true},
		{"The dam will open in 2025, Ada Holt said.", true},
		{"The dam will open by May 2026, Ada Holt said.", false},
		{"The dam will open by 2027, Ada Holt said.", false},
		{"The dam will not open until 2025, Ada Holt said.", false},
		{"The dam will not open before 2025, Ada Holt said.", false},
		{"The dam will appear in the 2025 edition, Ada Holt said.", false},
		{"The dam will be shut until the end of 2025, Ada Holt said.", false},
		{"The dam will not be full by 2025, Ada Holt said.", true},
		{"The dam was expected to open by 2025, Ada Holt said.", false},
		{"Ada Holt said in March 2024 that the dam will open.", false},
		{"The dam will hold more water than it did in 2020, Ada Holt said.", false},
		{"Bakewell estimates that in 2020 the dam was full, Ada Holt said.", false},
		{"“The dam will open by 2025,” Ada Holt said.", false},
		{"Will the dam open by 2025?", false},
		{"Ada Holt repaired the dam by 2025.", false},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			april := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)
			for name, doc := range map[string]Document{
				"published": {Text: tt.text, Published: april, Now: april.AddDate(-3, 0, 0)},
				"read":      {Text: tt.text, Now: april},
			} {
				got := false
				for _, p := range a.Assess(doc)[0].Problems {
					got = got || p.Check == checkPastDue
				}
				if got != tt.want {
					t.Errorf("%s: flagged: %v", name, got)
				}
			}
			if p := a.Assess(Document{Text: tt.text})[0].Problems; len(p) > 0 {
				t.Errorf("flagged without a date to compare with: %+v", p)
			}
		})
	}
}

// TestDue shows when forecasts fall due.
func TestDue(t *testing.T) {
	tests := map[string]string{
		"Rents are expected to double by 2030, Ada Holt said.":                        "2030",
		"Rents are expected to double by the end of March 2027, Ada Holt said.":       "2027-03",
		"Bakewell expects rents to double by Q4 2027, Ada Holt said.":                 "2027-Q4",
		"Rents are likely to double, Ada Holt said.":                                  "",
		"Bakewell’s 2025 prediction that by 2028, half of all ovens are cold, holds.": "2028",
	}
	a := newAssessor(t)
	for text, want := range tests {
		s := a.Assess(Document{Text: text})[0]
		if s.Due != want || s.Kind != KindForecast {
			t.Errorf("%s: kind %q, due %q, want %q", text, s.Kind, s.Due, want)
		}
	}
}

// TestPastDueSays shows how a finding names the day that has passed.
func TestPastDueSays(t *testing.T) {
	a := newAssessor(t)
	for when, want := range map[string]string{
		"2025": "2025", "Q1 2025": "Q1 2025", "Q4 2025": "Q4 2025", "January 2026": "January 2026",
		"December 2025": "December 2025", "the end of March 2026": "March 2026", "May 3, 2025": "May 2025",
	} {
		s := a.Assess(Document{Text: "The dam will open by " + when + ", Ada Holt said.", Published: time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)})[0]
		if want := "This was due in " + want + ", before the article came out in May 2026."; len(s.Problems) != 1 || s.Problems[0].Why != want {
			t.Errorf("%s: got %+v, want %q", when, s.Problems, want)
		}
	}
}

// TestDateRanges shows which ranges of dates are read, by the length they are
// said to have and don't.
func TestDateRanges(t *testing.T) {
	tests := map[string]string{
		"From Q3 2024 to Q4 2025,":                  "15 to 18 months",
		"From March 3, 2024, to April 5, 2024,":     "1 to 2 months",
		"From March 3, 2024 to April 5, 2024,":      "1 to 2 months",
		"From March 3 to April 5, 2024,":            "1 to 2 months",
		"From 3 March 2024 to 5 April 2024,":        "1 to 2 months",
		"From 3rd March to 5th April 2024,":         "1 to 2 months",
		"From Sept. 3, 2024, until Oct. 5, 2024,":   "1 to 2 months",
		"Between March 3, 2024, and April 5, 2025,": "13 to 14 months",
		"Between November 3 and March 5, 2025,":     "4 to 5 months",
		"March 3, 2024, to April 5, 2024, and":      "1 to 2 months",
		"March 2024–April 2024, and":                "1 to 2 months",
		"From 2021–2024, and":                       "3 to 4 years",
		"March 3, 2024, and April 5, 2024, and":     "", // two days
		"March 3 to April 5, 2024, and":             "", // March 3 of which year?
		"From March 3 to the guild,":                "",
		"From 3 bakers to 5 bakers in 2024,":        "",
	}
	a := newAssessor(t)
	for text, want := range tests {
		got := ""
		for _, p := range a.Assess(Document{Text: text + " over those 99 months, the guild grew, Ada Holt said."})[0].Problems {
			if _, length, ok := strings.Cut(p.Why, " is "); ok {
				got, _, _ = strings.Cut(length, ",")
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
