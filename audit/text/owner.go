package text

import (
	"slices"
	"strings"
	"unicode"

	"copydesk.dev/audit/article"
)

const (
	// headBytes is how much of a text may hold its dateline.
	headBytes = 400
	// headLines is how many lines of a text, or of what cleaning took away,
	// may say that it is a press release.
	headLines = 5
	// markWords is the most words of such a line, and of one that names the
	// sender.
	markWords = 8
)

// SourceKinds knows sources of news by their names.
type SourceKinds interface {
	// SourceKind is the kind of a source, such as "agency"; "" when it is not
	// known.
	SourceKind(name string) string
}

// owner returns the agency or the sender of a press release whose copy an
// article is, or "".
func owner(art *article.Article, kinds SourceKinds) string {
	for _, name := range append(slices.Clone(art.Byline), art.Outlet) {
		if kinds.SourceKind(name) == "agency" {
			return name
		}
	}
	if agency := dateline(art.Text[:min(len(art.Text), headBytes)], kinds); agency != "" {
		return agency
	}
	if top := topLines(art.Text); isRelease(art, top) {
		return sender(art, top)
	}
	return ""
}

// dateline returns the agency credited in brackets near the start of a text,
// as in "PORT CALDER, April 14 (Reuters) -", or "".
func dateline(head string, kinds SourceKinds) string {
	for {
		_, rest, ok := strings.Cut(head, "(")
		if !ok {
			return ""
		}
		name, after, ok := strings.Cut(rest, ")")
		if !ok {
			return ""
		}
		after = strings.TrimLeft(after, " ")
		dash := strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—")
		if dash && kinds.SourceKind(name) == "agency" {
			return name
		}
		head = rest
	}
}

// topLines returns the first lines of a text that say something.
func topLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
		if len(lines) == headLines {
			break
		}
	}
	return lines
}

// isRelease reports whether an article says at its top, or among the first
// lines that cleaning took from there, that it is a press release. The menus
// of many sites have the words too.
func isRelease(art *article.Article, top []string) bool {
	return slices.ContainsFunc(top, isReleaseMark) || len(ReleaseMark(art)) > 0
}

// ReleaseMark returns the line that cleaning took from an article's top and that
// says that it is a press release: one, or none. Whoever keeps an article keeps
// it, too, or whose copy the article is will not be known again.
func ReleaseMark(art *article.Article) []article.Removed {
	early := 0
	for i, removed := range art.Removed {
		if strings.Contains(removed.Reason, "navigation") {
			continue
		}
		if isReleaseMark(removed.Text) {
			return art.Removed[i : i+1]
		}
		if early++; early == headLines {
			break
		}
	}
	return nil
}

// isReleaseMark reports whether a line is no more than what a press release
// calls itself, perhaps with a number or a date: "Press release 12/2026".
func isReleaseMark(line string) bool {
	if manyWords(line) {
		return false
	}
	text := Key(line)
	return slices.ContainsFunc(words.release, func(mark string) bool {
		rest, ok := strings.CutPrefix(text, mark)
		return ok && (rest == "" || strings.ContainsFunc(rest, unicode.IsDigit) || slices.Contains(words.release, " "+rest))
	})
}

// manyWords reports whether a line is a paragraph, as most are, and no mark.
func manyWords(line string) bool {
	n := 0
	for range strings.FieldsSeq(line) {
		if n++; n > markWords {
			return true
		}
	}
	return false
}

// sender returns who sent a press release: its outlet or byline, or the first
// line that is a name and not the mark of a release.
func sender(art *article.Article, top []string) string {
	if art.Outlet != "" {
		return art.Outlet
	}
	if len(art.Byline) > 0 {
		return art.Byline[0]
	}
	for _, line := range top {
		if isReleaseMark(line) {
			continue
		}
		if manyWords(line) || strings.ContainsAny(line[len(line)-1:], ".:!?") {
			return ""
		}
		return line
	}
	return ""
}
