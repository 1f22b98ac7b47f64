package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestParseKeep(t *testing.T) {
	for text, want := range map[string]retention{
		"":                                 {},
		"30 daily":                         {daily: 30},
		"30 daily, 12 monthly":             {daily: 30, monthly: 12},
		" 7 daily,4 weekly , 12 monthly  ": {7, 4, 12},
	} {
		if got, err := parseKeep(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, bad := range []string{"30", "daily", "30 days", "30 daily,", "-1 daily", "0 daily", "99999999999999999999 daily"} {
		if got, err := parseKeep(bad); err == nil {
			t.Errorf("%q was read as %+v", bad, got)
		}
	}
}

func TestKeeps(t *testing.T) {
	days := []time.Time{day("2026-01-30"), day("2026-01-31"), day("2026-02-01"), day("2026-02-27"), day("2026-02-28"), day("2026-03-01")}
	for _, c := range []struct {
		retention
		want []string
	}{
		{retention{daily: 2}, []string{"2026-02-28", "2026-03-01"}},
		{retention{monthly: 2}, []string{"2026-02-28", "2026-03-01"}},
		{retention{daily: 1, monthly: 3}, []string{"2026-01-31", "2026-02-28", "2026-03-01"}},
		{retention{weekly: 2}, []string{"2026-02-01", "2026-03-01"}},
		{retention{daily: 99}, []string{"2026-01-30", "2026-01-31", "2026-02-01", "2026-02-27", "2026-02-28", "2026-03-01"}},
	} {
		var got []string
		for d := range c.keeps(days) {
			got = append(got, d.Format(time.DateOnly))
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v keeps %q, want %q", c.retention, got, c.want)
		}
	}
}

func TestRetire(t *testing.T) {
	dir := t.TempDir()
	write := func(names ...string) {
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	list := func() []string {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
		return names
	}
	write("a-2026-01-01.xlsx", "a-2026-01-01-2.xlsx", "a-2026-01-02.xlsx", "a-2026-01-03.xlsx", "a-2031-01-01.xlsx", "b-2026-01-01.xlsx", "a-latest.xlsx", "a-2026-13-01.xlsx")
	write("a-2026-01-01.jsonl", "a-2026-01-02.jsonl", "a-2031-01-01.jsonl")
	all := list()
	keep := retention{daily: 1}
	today := time.Date(2026, 1, 3, 5, 0, 0, 0, time.UTC)
	retire := func(pattern string, finished, dry bool) {
		t.Helper()
		ask := func(path string) (bool, error) { return finished && filepath.Base(path) != "a-2026-01-02.xlsx", nil }
		if err := keep.retire(filepath.Join(dir, pattern), today, ask, dry, zerolog.Nop()); err != nil {
			t.Fatal(err)
		}
	}
	retire("a-{date}.xlsx", true, true)
	retire("a-{date}.xlsx", false, false)
	retire("a-latest.xlsx", true, false)
	if got := list(); !slices.Equal(got, all) {
		t.Errorf("left %q of %q", got, all)
	}
	retire("a-{date}.xlsx", true, false)
	retire("a-{date}.jsonl", false, false)
	want := []string{"a-2026-01-02.jsonl", "a-2026-01-02.xlsx", "a-2026-01-03.xlsx", "a-2026-13-01.xlsx", "a-2031-01-01.jsonl", "a-2031-01-01.xlsx", "a-latest.xlsx", "b-2026-01-01.xlsx"}
	if got := list(); !slices.Equal(got, want) {
		t.Errorf("left %q, want %q", got, want)
	}
	if err := keep.retire(filepath.Join(dir, "none", "a-{date}.xlsx"), today, nil, false, zerolog.Nop()); err != nil {
		t.Errorf("no folder yet: %v", err)
	}
}
