package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	bylineCue   = regexp.MustCompile(`(?i)^((written|reported|posted|story|words|text|analysis|edited)\s+)?by:?\s+`)
	nameDivider = regexp.MustCompile(`(?i)\s*(?:,|;|\||&|\b(?:and|und|et)\b)\s*`)
)

// splitNames splits a byline ("By Ann Lee, Bo Chan and Cy Diaz") into names. What is
// no name, such as an address of a profile, is dropped.
func splitNames(byline string) []string {
	byline = bylineCue.ReplaceAllString(foldSpace(byline), "")
	var out []string
	for _, name := range nameDivider.Split(byline, -1) {
		if isName(name) {
			out = appendNew(out, name)
		}
	}
	return out
}

// isName is generous: it only keeps out addresses, dates and sentences.
func isName(s string) bool {
	return s != "" && words(s) <= 6 && len(s) <= 80 &&
		!strings.Contains(s, "/") && !strings.Contains(s, "@") &&
		strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsDigit)
}

// appendNew appends what the list does not hold yet.
func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
