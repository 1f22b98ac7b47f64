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
	s = dateNoise.Replace(ordinals.ReplaceAllString(inEnglish(foldSpace(s)), "$1"))
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

// monthNames gives the English names of German, French and Spanish months.
var monthNames = map[string]string{
	"januar": "January", "jänner": "January", "februar": "February", "märz": "March", "mai": "May", "juni": "June",
	"juli": "July", "oktober": "October", "dezember": "December",
	"janvier": "January", "février": "February", "mars": "March", "avril": "April", "juin": "June",
	"juillet": "July", "août": "August", "septembre": "September", "octobre": "October", "novembre": "November", "décembre": "December",
	"enero": "January", "febrero": "February", "marzo": "March", "abril": "April", "mayo": "May", "junio": "June",
	"julio": "July", "agosto": "August", "septiembre": "September", "octubre": "October", "noviembre": "November", "diciembre": "December",
}

// foreignDay is a day as Germans, French and Spaniards write it, with a weekday
// before it or not: "Montag, 14. April 2026".
var foreignDay = regexp.MustCompile(`^(?:\p{L}+,? )?(\d{1,2})(?:\.|er|º)? (?:de )?(\p{L}+)(?: de)? (\d{4})\b`)

// inEnglish rewrites the day at the beginning of s in English, if it is none.
func inEnglish(s string) string {
	m := foreignDay.FindStringSubmatchIndex(s)
	if m == nil {
		return s
	}
	month := s[m[4]:m[5]]
	if english, ok := monthNames[strings.ToLower(month)]; ok {
		month = english
	}
	return s[m[2]:m[3]] + " " + month + " " + s[m[6]:m[7]] + s[m[1]:]
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
