package article

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/araddon/dateparse"
)

var (
	clock    = regexp.MustCompile(`(?i)\d:\d\d|\d\s*[ap]\.?m\b|^\d{10,13}$`)
	ordinals = regexp.MustCompile(`(?i)(\d)(st|nd|rd|th)\b`)
	// writtenDay is a day with its month in letters, or a four-figure year first.
	writtenDay = regexp.MustCompile(`(?i)\b(\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d)\b`)
	// namedZone is an abbreviated time zone. Which one "EST" means depends on
	// the machine's own zone, so the time before it counts as unknown.
	namedZone = regexp.MustCompile(`[\dmM] ?\(?[A-Z]{2,5}\)?$`)
	universal = regexp.MustCompile(`(GMT|UTC|[AP]M)\)?$`)
	// dateNoise is what newsrooms print between a day and a time.
	dateNoise = strings.NewReplacer(" at ", " ", " | ", " ", " - ", " ")
)

// normalDate reads a date as people and programs write it. It returns RFC 3339
// when the time of day is known (in UTC when no zone is given), YYYY-MM-DD when
// only the day is or the zone is an abbreviation, and "" for what is no date or
// could be two ("03/04/2026").
func normalDate(s string) string {
	s = dateNoise.Replace(ordinals.ReplaceAllString(foldSpace(s), "$1"))
	if t, ok := parseDate(s); ok {
		if clock.MatchString(s) && (!namedZone.MatchString(s) || universal.MatchString(s)) {
			return t.Format(time.RFC3339)
		}
		return t.Format(time.DateOnly)
	}
	if t, ok := parseDate(writtenDay.FindString(s)); ok {
		return t.Format(time.DateOnly)
	}
	return ""
}

// minDigits is the fewest digits a day with its year has: "5 May 2026".
const minDigits = 5

func parseDate(s string) (t time.Time, ok bool) {
	defer func() {
		if recover() != nil { // dateparse indexes past the end of some inputs
			ok = false
		}
	}()
	digits := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits < minDigits {
		return time.Time{}, false
	}
	t, err := dateparse.ParseStrict(s)
	return t, err == nil && t.Year() >= 1700 && t.Year() < 2200
}
