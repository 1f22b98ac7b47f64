package article

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A page says who published it, who wrote it and when in several places, and
// they disagree. What follows is what was found on 181 pages where they do.

// carrier is an agency whose copy an outlet prints, or a platform it is made
// with.
var carrier = regexp.MustCompile(`(?i)^(the )?(associated press|ap|reuters|thomson reuters|afp|agence france.presse|dpa|ansa|efe|upi|apa|pa media|press association|.* (news service|newswire|wire services?|nachrichtenagentur)|blogger|wordpress(\.com)?|wix(\.com)?|squarespace|medium)$`)

// outletName is s if it is a name, else "": pages give addresses and handles of
// social networks for one.
func outletName(s string) string {
	s = foldSpace(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "www.") {
		return ""
	}
	return s
}

// betterOutlet chooses between the publisher in a page's linked data and the
// site's name. The publisher is the better name ("The Detroit News", not
// "detroitnews") unless it is whom the outlet has the text from.
func betterOutlet(publisher, site string) string {
	if publisher == "" || site != "" && carrier.MatchString(publisher) && !carrier.MatchString(site) {
		return site
	}
	return publisher
}

// titleDivider stands between a title and the name of who published it.
var titleDivider = regexp.MustCompile(`\s+[|·•–—-]\s+`)

// withoutOutlet is a title without the outlet's name at its end.
func withoutOutlet(title, outlet string) string {
	all := titleDivider.FindAllStringIndex(title, -1)
	if len(all) == 0 {
		return title
	}
	last := all[len(all)-1]
	if outlet != "" && folded(title[last[1]:]) == folded(outlet) {
		return title[:last[0]]
	}
	return title
}

// domain is an address where a name should be.
var domain = regexp.MustCompile(`(?i)\b[\w-]+\.(com|org|net|info|co\.uk|[a-z]{2})$`)

// longerByline is more if it has all the names of fewer, else fewer: linked data
// often names only the first author. It is also more if only that names anybody.
func longerByline(fewer, more []string) []string {
	switch {
	case len(more) == 0:
		return fewer
	case !namesSomebody(fewer) && namesSomebody(more):
		return more
	}
	for _, name := range fewer {
		if !slices.Contains(more, name) {
			return fewer
		}
	}
	return more
}

// addressDay is the day in a page's address: /2026/03/14/, 2026-03-14 or
// 20260314.
var addressDay = regexp.MustCompile(`\b((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])([/-]?)(0[1-9]|[12]\d|3[01])(?:\D|$)`)

// betterDate chooses between the time of publication that a page's metadata
// gives and the day that an extractor found. The metadata knows the time of day;
// but where the two are more than a day apart and the address has the
// extractor's day, the metadata is about something else, such as the page's
// template.
func betterDate(said, found, address string) string {
	if said == "" || found == "" || near(said, found) {
		return cmp.Or(said, found)
	}
	u, err := url.Parse(address)
	if err != nil {
		return said
	}
	m := addressDay.FindStringSubmatch(u.Path)
	if m == nil || m[2] != m[4] {
		return said
	}
	if day := m[1] + "-" + m[3] + "-" + m[5]; near(found, day) && !near(said, day) {
		return found
	}
	return said
}

// near reports whether two dates, as in [Article.Published], are no more than a
// day apart: time zones alone make that much.
func near(a, b string) bool {
	day := func(s string) time.Time {
		t, _ := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))])
		return t
	}
	return day(a).Sub(day(b)).Abs() <= 24*time.Hour
}
