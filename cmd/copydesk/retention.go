package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// datePlace is what stands for the run's day in the name of a result.
const datePlace = "{date}"

// dated puts a day in place of {date}.
func dated(name string, day time.Time) string {
	return strings.ReplaceAll(name, datePlace, day.Format(time.DateOnly))
}

// stemOf is how the names of results begin: a pattern's, up to its day or its
// ending.
func stemOf(pattern string) string {
	base := filepath.Base(pattern)
	stem, _, _ := strings.Cut(strings.TrimSuffix(base, filepath.Ext(base)), datePlace)
	return stem
}

// retention is how many results of earlier nights are kept: the newest of each
// of the last days, weeks and months that have one.
type retention struct{ daily, weekly, monthly int }

var keepItem = regexp.MustCompile(`^(\d+) (daily|weekly|monthly)$`)

// parseKeep reads "30 daily, 12 monthly"; "" keeps everything.
func parseKeep(text string) (retention, error) {
	var r retention
	if text == "" {
		return r, nil
	}
	for item := range strings.SplitSeq(text, ",") {
		m := keepItem.FindStringSubmatch(strings.TrimSpace(item))
		if m == nil {
			return r, fmt.Errorf("--keep %q: want for example \"30 daily, 12 monthly\"", text)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil {
			return r, fmt.Errorf("--keep %q: %w", text, err)
		}
		switch m[2] {
		case "daily":
			r.daily = n
		case "weekly":
			r.weekly = n
		default:
			r.monthly = n
		}
	}
	if r == (retention{}) {
		return r, fmt.Errorf("--keep %q keeps nothing", text)
	}
	return r, nil
}

// keeps returns the days that are kept of those given.
func (r retention) keeps(days []time.Time) map[time.Time]bool {
	kept := make(map[time.Time]bool)
	newestFirst := slices.Clone(days)
	slices.SortFunc(newestFirst, func(a, b time.Time) int { return b.Compare(a) })
	for _, rule := range []struct {
		n      int
		period func(time.Time) string
	}{
		{r.daily, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{r.weekly, func(t time.Time) string { year, week := t.ISOWeek(); return fmt.Sprint(year, week) }},
		{r.monthly, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := make(map[string]bool)
		for _, day := range newestFirst {
			if period := rule.period(day); !seen[period] && len(seen) < rule.n {
				seen[period] = true
				kept[day] = true
			}
		}
	}
	return kept
}

// retire removes the results of nights before today that retention doesn't
// keep: files named like pattern, with the variants of a workbook that somebody
// had written in. A workbook that is not finished stays, and is spoken of. Of
// days to come, which no night has seen, nothing is touched nor counted. A dry
// run says only what would go.
func (r retention) retire(pattern string, today time.Time, finished func(path string) (bool, error), dry bool, logger zerolog.Logger) error {
	if r == (retention{}) || !strings.Contains(filepath.Base(pattern), datePlace) {
		return nil
	}
	byDay, err := nightsOf(pattern)
	if err != nil {
		return err
	}
	today = today.UTC().Truncate(24 * time.Hour)
	var days []time.Time
	for day := range byDay {
		if !day.After(today) {
			days = append(days, day)
		}
	}
	kept := r.keeps(days)
	slices.SortFunc(days, time.Time.Compare)
	for _, day := range days {
		if kept[day] || day.Equal(today) {
			continue
		}
		for _, path := range byDay[day] {
			if err := remove(path, finished, dry, logger); err != nil {
				return fmt.Errorf("retention: %w", err)
			}
		}
	}
	return nil
}

// remove removes a result of an earlier night, if it is finished.
func remove(path string, finished func(string) (bool, error), dry bool, logger zerolog.Logger) error {
	if filepath.Ext(path) == ".xlsx" {
		if ok, err := finished(path); err != nil || !ok {
			logger.Warn().Str("file", path).AnErr("error", err).
				Msg("kept, although it is older than --keep says: not all that stands in it is taken in and decided")
			return nil
		}
	}
	if dry {
		logger.Info().Str("file", path).Msg("would be removed: older than --keep says")
		return nil
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	logger.Info().Str("file", path).Msg("removed: older than --keep says")
	return nil
}

// nightsOf returns the files named like pattern, by their day.
func nightsOf(pattern string) (map[time.Time][]string, error) {
	base, folder := filepath.Base(pattern), filepath.Dir(pattern)
	ext := filepath.Ext(base)
	stem := strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSuffix(base, ext)), regexp.QuoteMeta(datePlace), `(\d{4}-\d{2}-\d{2})`)
	name := regexp.MustCompile("^" + stem + `(?:-\d+)?` + regexp.QuoteMeta(ext) + "$")
	entries, err := os.ReadDir(folder)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("retention: %w", err)
	}
	byDay := make(map[time.Time][]string)
	for _, entry := range entries {
		m := name.FindStringSubmatch(entry.Name())
		if m == nil || !entry.Type().IsRegular() {
			continue
		}
		if day, err := time.Parse(time.DateOnly, m[1]); err == nil {
			byDay[day] = append(byDay[day], filepath.Join(folder, entry.Name()))
		}
	}
	return byDay, nil
}
